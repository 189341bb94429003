// SPDX-License-Identifier: Apache-2.0
#include "service/serve.h"

#include <iostream>

#include "tools/cli/verbs.h"
#include "tools/cli/where.h"

namespace comity {
namespace {

struct ServeChoices {
  std::string rules;
  ServeOptions serve;
  std::vector<std::string> limits;
  unsigned quiet_ms = 200;
  unsigned drain_delay_ms = 0;
  unsigned drain_patience_ms = 10'000;
  bool no_call_log = false;
};

ExitCode RunService(const ServeChoices& choices) {
  const std::optional<std::string> rules = FindRules(choices.rules);
  if (!rules) {
    std::cerr << "comity: there is no rulebook here; name its folder with --rules DIR\n";
    return ExitCode::kCouldNotRun;
  }
  ServeOptions options = choices.serve;
  options.rules = *rules;
  options.quiet = std::chrono::milliseconds(choices.quiet_ms);
  options.drain_delay = std::chrono::milliseconds(choices.drain_delay_ms);
  options.drain_patience = std::chrono::milliseconds(choices.drain_patience_ms);
  options.server.log_calls = !choices.no_call_log;
  for (const std::string& assignment : choices.limits) {
    if (const std::string problem = SetLimit(assignment, options.server.limits); !problem.empty()) {
      std::cerr << "comity: --limit: " << problem << "\n";
      return ExitCode::kBadUsage;
    }
  }
  return static_cast<ExitCode>(Serve(options));
}

void AddTransportOptions(CLI::App& verb, ServerOptions& server) {
  verb.add_option(
          "--listen", server.listen,
          "Where to listen: HOST:PORT, or unix:PATH; port 0 takes a free one. Other machines "
          "can reach it only with TLS")
      ->type_name("ADDRESS")
      ->capture_default_str();
  verb.add_option("--tls-cert", server.tls.certificate, "Certificate of the service (PEM)")
      ->type_name("FILE");
  verb.add_option("--tls-key", server.tls.key, "Key of that certificate (PEM)")->type_name("FILE");
  verb.add_option("--tls-client-ca", server.tls.client_ca,
                  "Certificate that vouches for the clients (PEM); others are turned away")
      ->type_name("FILE");
}

std::string LimitHelp() {
  std::string help = "Limits that --limit sets, with their defaults:\n";
  const Limits defaults;
  for (const LimitRow& row : LimitTable()) {
    help += "  " + std::string(row.name) + "=" + std::to_string(defaults.*row.value) + "  " +
            std::string(row.meaning) + "\n";
  }
  return help;
}

}  // namespace

void AddServe(CLI::App& program, Verb& chosen) {
  auto choices = std::make_shared<ServeChoices>();
  CLI::App& verb = *program.add_subcommand("serve", "Answer questions over gRPC until interrupted");
  verb.add_option(
          "--rules", choices->rules,
          "Folder with the rule files, watched for changes. Without it: rules/ of the checkout, "
          "else the installed rules, else the folder that COMITY_RULES names")
      ->type_name("DIR");
  AddTransportOptions(verb, choices->serve.server);
  verb.add_option("--limit", choices->limits, "Set a limit, e.g. statements=500. May be repeated")
      ->type_name("NAME=NUMBER")
      ->allow_extra_args(false);
  verb.add_option("--workers", choices->serve.server.workers,
                  "Threads for searches, maps and batches; 0 is one for each processor")
      ->capture_default_str();
  verb.add_option(
          "--quiet-ms", choices->quiet_ms,
          "How long rule files must be left alone before they are read again, in milliseconds")
      ->capture_default_str();
  verb.add_option(
          "--drain-delay-ms", choices->drain_delay_ms,
          "At the end: how long to say ‘not serving’ before taking no more calls, in milliseconds")
      ->capture_default_str();
  verb.add_option("--drain-patience-ms", choices->drain_patience_ms,
                  "At the end: how long calls may take to finish, in milliseconds")
      ->capture_default_str();
  verb.add_flag("--no-call-log", choices->no_call_log,
                "Do not write a line to the log for each call");
  verb.footer(
      "SIGHUP reads the rule files again; SIGTERM and SIGINT end the service in order.\n\n" +
      LimitHelp() + "\n  comity serve --rules rules --listen 127.0.0.1:50051\n");
  verb.callback([choices, &chosen] { chosen = [choices] { return RunService(*choices); }; });
}

}  // namespace comity
