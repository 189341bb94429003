// SPDX-License-Identifier: Apache-2.0
#include "tests/growth/large_rulebook.h"

#include <string>
#include <utility>

#include "engine/base/date.h"

namespace comity {
namespace {

constexpr std::string_view kVocabulary = R"(law Harbour
source HC "Harbour Convention"
source LOG "The harbour's log"
kind Ship
kind Port
Ship Aurora  code AU
Port Brest
body the Harbour Master

record "{Ship} entered {Port} on {entry date}"
fact "{Ship} carries grain"
question "{Ship} lies in {Port}"
  ask "Where did the ship lie?"
conclusion "{Ship} is admitted to {Port}"
action "detain {Ship}"

rule HC-1 "Admission"
  cite HC 1
  when a Ship entered a Port on an entry date
  and the Ship carries grain
  and the Ship lies in the Port
  then from the entry date: the Ship is admitted to the Port

rule HC-2 "Detention"
  cite HC 2
  when a Ship is admitted to a Port
  then the Harbour Master must detain the Ship
)";

std::string Number(int i) { return std::to_string(i); }

// A name of letters only, another one for every number.
std::string Letters(int i) {
  std::string name;
  for (; i > 0 || name.empty(); i /= 26) name += static_cast<char>('a' + i % 26);
  return name;
}

// The vocabulary, and files of about this many bytes, each using the one before, with what is said
// `size` times.
constexpr std::size_t kFileBytes = 1'000'000;
template <typename Say>
std::vector<SourceFile> Repeat(int size, std::string_view begin, const Say& say) {
  std::vector<SourceFile> files = {{"harbour.law", std::string(kVocabulary)}};
  for (int i = 0; i < size; ++i) {
    if (files.size() == 1 || files.back().text.size() > kFileBytes) {
      const int number = static_cast<int>(files.size());
      const std::string name = Number(number);
      const std::string uses = number == 1 ? "" : ", Large " + Number(number - 1);
      files.push_back({"large" + name + ".law", "law Large " + name + "\nuses Harbour" + uses +
                                                    "\n\n" + std::string(begin)});
    }
    files.back().text += say(i);
  }
  return files;
}

std::vector<SourceFile> ManyRules(int size) {
  return Repeat(size, "", [](int i) {
    return "rule R-" + Number(i) +
           " \"Admission\"\n  cite HC 3\n  when a Ship entered a Port on an entry date\n"
           "  and the entry date is after 2002-04-11\n  unless the Ship carries grain\n"
           "  then from the entry date plus " +
           Number(i % 90 + 1) + " days: the Ship is admitted to the Port\n\n";
  });
}

std::vector<SourceFile> ManyExceptions(int size) {
  return Repeat(size, "", [](int i) {
    return "exception X-" + Number(i) +
           " to HC-2 \"Grain\"\n  cite HC 4\n  when the Ship carries grain\n"
           "  then the duty is suspended\n\n";
  });
}

std::vector<SourceFile> LongChain(int size) {
  return Repeat(size, "", [](int i) {
    const std::string next = Number(i + 1);
    const std::string start = i == 0 ? "fact \"{Ship} reaches step 0\"\n" : "";
    return start + "conclusion \"{Ship} reaches step " + next + "\"\nrule C-" + next +
           " \"Step\"\n  cite HC 5\n  when a Ship reaches step " + Number(i) +
           "\n  then the Ship reaches step " + next + "\n\n";
  });
}

std::vector<SourceFile> ManyPhrases(int size) {
  return Repeat(size, "", [](int i) {
    const std::string name = "x" + Letters(i);  // no word of the language
    return "fact \"{Ship} flies the flag of " + name + "\"\nrule F-" + name +
           " \"Flag\"\n  cite HC 6\n  when a Ship flies the flag of " + name +
           "\n  then the Harbour Master may detain the Ship\n\n";
  });
}

std::vector<SourceFile> ManyEntities(int size) {
  return Repeat(size, "", [](int i) {
    return "Ship Vessel " + Letters(i) + "  code V" + Number(i) + "  also \"Old " + Letters(i) +
           "\"\n";
  });
}

std::vector<SourceFile> ManyFacts(int size) {
  return Repeat(size, "facts \"Log\"\n  source LOG\n\n", [](int i) {
    return "Aurora entered Brest on " + FormatDay(PlusDays(*ParseDay("2002-01-01"), i)) + "\n";
  });
}

std::vector<SourceFile> LongTable(int size) {
  return Repeat(size,
                "facts \"Log\"\n  source LOG\n  row {Ship} entered {Port} on {entry date}\n\n"
                "| Ship | Port | entry date | note |\n",
                [](int i) {
                  return "| Aurora | Brest | " + FormatDay(PlusDays(*ParseDay("2002-01-01"), i)) +
                         " | |\n";
                });
}

std::vector<SourceFile> ManyScenarios(int size) {
  return Repeat(size, "", [](int i) {
    return "scenario \"Voyage " + Number(i) +
           "\"\n  cast Ship Kite\n  given Kite entered Brest on 2003-01-02\n"
           "  given Kite carries grain from 2003-01-01 until 2004-01-01\n"
           "  expect unknown Kite is admitted to Brest on 2003-02-01\n\n";
  });
}

std::vector<SourceFile> ManyFiles(int size) {
  std::vector<SourceFile> files = {{"harbour.law", std::string(kVocabulary)}};
  for (int i = 0; i < size; ++i) {
    files.push_back({"f" + Number(i) + ".law",
                     "law File " + Number(i) + "\nuses Harbour\n\nrule R-" + Number(i) +
                         " \"Grain\"\n  cite HC 7\n  when a Ship carries grain\n"
                         "  then the Harbour Master may detain the Ship\n"});
  }
  return files;
}

std::vector<SourceFile> MisspeltPhrases(int size) {
  return Repeat(size, "", [](int i) {
    return "rule R-" + Number(i) +
           " \"Admission\"\n  cite HC 3\n  when a Ship enterd a Port on an entry date\n"
           "  then the Ship is admited to the Port\n\n";
  });
}

std::vector<SourceFile> UnknownNames(int size) {
  return Repeat(size, "facts \"Log\"\n  source LOG\n\n",
                [](int i) { return "Vessel " + Letters(i) + " entered Brest on 2002-01-01\n"; });
}

std::vector<SourceFile> UnknownRules(int size) {
  return Repeat(size, "", [](int i) {
    const std::string number = Number(i);
    return "rule R-" + number +
           " \"Grain\"\n  cite HC 7\n  when a Ship carries grain\n"
           "  then the Harbour Master may detain the Ship\n\nexception X-" +
           number + " to Q-" + number +
           " \"Grain\"\n  cite HC 4\n  when the Ship carries grain\n"
           "  then the rule does not apply\n\n";
  });
}

std::vector<SourceFile> PastedProse(int size) {
  return Repeat(size, "", [](int i) {
    return "It was agreed, at meeting " + Number(i) + ", that ships should not be detained.\n";
  });
}

std::vector<SourceFile> OneRuleTwice(int size) {
  return Repeat(size, "", [](int) {
    return std::string(
        "rule R \"Grain\"\n  cite HC 7\n  when a Ship carries grain\n"
        "  then the Harbour Master may detain the Ship\n");
  });
}

}  // namespace

const std::vector<LargeRulebook>& LargeRulebooks() {
  static const std::vector<LargeRulebook> rulebooks = {
      {"Rules", ManyRules},
      {"ExceptionsToOneRule", ManyExceptions},
      {"ChainOfConclusions", LongChain},
      {"Phrases", ManyPhrases},
      {"Entities", ManyEntities},
      {"Facts", ManyFacts},
      {"RowsOfATable", LongTable},
      {"Scenarios", ManyScenarios},
      {"Files", ManyFiles},
      {"MisspeltPhrases", MisspeltPhrases, false},
      {"UnknownNames", UnknownNames, false},
      {"UnknownRules", UnknownRules, false},
      {"PastedProse", PastedProse, false},
      {"OneRuleAgainAndAgain", OneRuleTwice, false},
  };
  return rulebooks;
}

}  // namespace comity
