// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/attribution.h"
#include "engine/check/declarations.h"
#include "engine/check/read_fact.h"

namespace comity {
namespace {

constexpr std::size_t kFewestSides = 2;
constexpr std::size_t kMostSides = 8;

bool SaySame(const Fact& a, const Fact& b) {
  return a.predicate == b.predicate && a.values == b.values && a.denied == b.denied &&
         a.stretch == b.stretch && a.certain == b.certain;
}

// One side with its own source; nothing if it was reported.
std::optional<Fact> ReadSide(const ast::FactLine& line, std::uint32_t module,
                             CheckContext& context) {
  auto fact = ReadFact(line.fact, module, nullptr, context);
  if (!fact) return std::nullopt;
  const Span span = line.fact.phrase.span;
  if (!line.remarks.source) {
    context.sink.Report(
        DiagnosticKind::kNoSource, span, {},
        {"each side of a dispute names its own: add after two blanks: source NAME"});
    return std::nullopt;
  }
  Attribute(*fact, ReadSource(*line.remarks.source, line.remarks.source_quoted, context),
            line.remarks, span, context);
  return fact;
}

void ResolveDispute(const ast::Dispute& source, std::uint32_t module, CheckContext& context) {
  if (source.sides.size() < kFewestSides || source.sides.size() > kMostSides) {
    context.sink.Report(
        DiagnosticKind::kDisputeSize, source.keyword, {std::to_string(source.sides.size())},
        {source.sides.empty() ? "the first begins with ‘either’, the others with ‘or’"
                              : "every side stands on a line of its own"});
    return;
  }
  Program& program = context.program;
  Dispute dispute{source.title.text, {}, source.title.span};
  const auto number = static_cast<std::int32_t>(program.disputes.size());
  for (const ast::FactLine& line : source.sides) {
    auto fact = ReadSide(line, module, context);
    if (!fact) continue;
    const auto same =
        std::find_if(dispute.sides.begin(), dispute.sides.end(),
                     [&](std::uint32_t side) { return SaySame(program.facts[side], *fact); });
    if (same != dispute.sides.end()) {
      const Span first = program.facts[*same].provenance.span;
      context.sink.Report(
          DiagnosticKind::kSameSide, line.fact.phrase.span, {},
          {Concat({"the other stands in ", PlaceWords(first, source.keyword.file, context),
                   "; one line can name both sources in quotes"})});
      continue;
    }
    fact->dispute = number;
    fact->side = static_cast<std::uint8_t>(dispute.sides.size());
    dispute.sides.push_back(static_cast<std::uint32_t>(program.facts.size()));
    program.facts.push_back(std::move(*fact));
  }
  program.disputes.push_back(std::move(dispute));
}

// A line that says firmly what one side does, and was known as early, settles the dispute.
void ReportSettled(CheckContext& context) {
  const std::vector<Fact>& facts = context.program.facts;
  std::map<std::pair<PredicateId, std::vector<Value>>, std::vector<std::size_t>> firm;
  for (std::size_t i = 0; !context.program.disputes.empty() && i < facts.size(); ++i) {
    if (facts[i].dispute < 0) firm[{facts[i].predicate, facts[i].values}].push_back(i);
  }
  for (const Dispute& dispute : context.program.disputes) {
    for (const std::uint32_t side : dispute.sides) {
      const Fact& said = facts[side];
      const auto found = firm.find({said.predicate, said.values});
      if (found == firm.end()) continue;
      const auto line =
          std::find_if(found->second.begin(), found->second.end(), [&](std::size_t other) {
            return SaySame(said, facts[other]) && facts[other].known_from <= said.known_from;
          });
      if (line == found->second.end()) continue;
      const Span place = said.provenance.span;
      const std::string other = PlaceWords(facts[*line].provenance.span, place.file, context);
      context.sink.Report(DiagnosticKind::kWrongForm, place,
                          {"this side", Concat({other, " states the same outside of the dispute"})},
                          {"so the dispute is settled: take that line out, or the dispute"});
    }
  }
}

}  // namespace

void ResolveDisputes(const std::vector<ast::File>& files, CheckContext& context) {
  Table<int> titles;
  ForEach<ast::Dispute>(files, [&](const ast::Dispute& dispute, std::size_t file) {
    Declare(titles, dispute.title, 0, "disputes", context);
    ResolveDispute(dispute, context.module_of_file[file], context);
  });
  ReportSettled(context);
}

}  // namespace comity
