// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// What is claimed of an act has an outcome; nothing else has, and it is never undetermined.
bool CheckOutcome(const ast::Property& source, const Atom& claim, CheckContext& context) {
  if (source.outcome.empty()) return true;
  if (!context.program.predicates[claim.predicate].act) {
    context.sink.Report(DiagnosticKind::kWrongForm, source.claim.span,
                        {Concat({"‘", source.outcome, "’"}), "it is the outcome of an act"},
                        {"claim it of a sentence with must, must not, may or may voluntarily"});
    return false;
  }
  if (source.outcome == "undetermined") {
    context.sink.Report(
        DiagnosticKind::kWrongForm, source.claim.span,
        {"‘undetermined’", "a property speaks of cases in which every question is answered"},
        {"say which outcome the act has then"});
    return false;
  }
  return true;
}

std::vector<std::uint32_t> ReadReadings(const ast::Property& source, CheckContext& context) {
  std::vector<std::uint32_t> result;
  for (const ast::Text& name : source.readings) {
    const auto reading = context.readings.find(name.text);
    if (reading != context.readings.end()) {
      result.push_back(reading->second);
      continue;
    }
    context.sink.Report(DiagnosticKind::kUnknownName, name.span, {"reading", name.text},
                        DidYouMean(Nearest(name.text, context.NamesOf(context.readings), 2)));
  }
  return result;
}

}  // namespace

void ResolveProperties(const std::vector<ast::File>& files, CheckContext& context) {
  Table<int> titles;
  ForEach<ast::Property>(files, [&](const ast::Property& source, std::size_t file) {
    Declare(titles, source.title, 0, "properties", context);
    Property property;
    property.title = source.title.text;
    property.always = source.always;
    property.outcome = source.outcome;
    property.claim = source.claim.text;
    property.readings = ReadReadings(source, context);
    auto rule = ResolveClaim(source.rule, source.claim, context.module_of_file[file], context);
    if (!rule || !CheckOutcome(source, rule->head, context)) return;
    property.rule = std::move(*rule);
    context.program.properties.push_back(std::move(property));
  });
}

}  // namespace comity
