// SPDX-License-Identifier: Apache-2.0
#include "engine/check/loose_lines.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

// `The duty`, `II. THE DUTY TO EXTRADITE`: a few words between statements.
bool LooksLikeHeading(const ast::LooseLine& line) {
  constexpr std::size_t kMostWords = 8;
  const std::string& text = line.text.text;
  const auto words = SplitWords(text);
  const bool days = std::any_of(words.begin(), words.end(), LooksLikeDay);
  return line.facts < 0 && line.columns.size() == 1 && words.size() <= kMostWords && !days &&
         text.find_first_of("\"{}|=;") == std::string::npos && !text.ends_with('.') &&
         (text[0] < 'a' || text[0] > 'z');
}

}  // namespace

void ReportLoose(const ast::LooseLine& line, CheckContext& context) {
  Cursor cursor(line.text);
  const ast::Text word = cursor.Word();
  std::vector<std::string> kinds;
  for (const Kind& kind : context.program.kinds) kinds.push_back(kind.name);
  std::vector<std::string> help = DidYouMean(Nearest(word.text, kinds, 1));
  if (help.empty()) {
    if (LooksLikeHeading(line))
      help.push_back(Concat({"if it is a heading, begin it with #: # ", line.text.text}));
    help.emplace_back(
        "a fact stands below a ‘facts’ line; an entity begins with its kind, as in: State Peru; a "
        "remark begins with --");
  }
  context.sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
                      std::move(help));
}

}  // namespace comity
