// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/page.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::size_t kPlainWidth = 100;
constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 120;
constexpr std::size_t kNarrowestRest = 20;

std::string_view Escape(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "\033[1m";
    case Style::kDim:
      return "\033[2m";
    case Style::kGreen:
      return "\033[1;32m";
    case Style::kYellow:
      return "\033[1;33m";
    case Style::kRed:
      return "\033[1;31m";
  }
  return "";
}

}  // namespace

Page Page::StandardOutput() {
  if (isatty(STDOUT_FILENO) == 0) return {std::cout, kPlainWidth, false};
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  const std::size_t width =
      known ? std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest) : kPlainWidth;
  const char* no_color = std::getenv("NO_COLOR");
  return {std::cout, width, no_color == nullptr || *no_color == '\0'};
}

void Page::Paragraph(std::size_t indent, std::string_view text, Style style) {
  out_ << std::string(indent, ' ');
  WriteLines(Wrap(text, width_ - indent, width_ - indent - 2), indent + 2, style);
}

void Page::Labelled(std::size_t indent, std::string_view label, std::size_t label_width,
                    std::string_view text) {
  out_ << std::string(indent, ' ');
  Write(Padded(label, label_width), Style::kBold);
  const std::size_t left = indent + label_width;
  WriteLines(Wrap(text, width_ - left, width_ - left), left, Style::kPlain);
}

void Page::Row(std::size_t indent, const std::vector<Column>& columns, std::string_view rest) {
  std::vector<Column> all = columns;
  std::size_t left = indent;
  for (const Column& column : columns) left += column.width;
  all.push_back(
      {.text = std::string(rest), .width = width_ - std::min(left, width_ - kNarrowestRest)});
  std::vector<std::vector<std::string>> texts;
  std::size_t height = 0;
  for (const Column& column : all) {
    // Columns stay apart; the last one has nobody beside it.
    const std::size_t room = column.width - (&column == &all.back() ? 0 : 2);
    texts.push_back(Wrap(column.text, room, room));
    height = std::max(height, texts.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    // Blanks wait for text behind them, so that no line ends in blanks.
    std::string blanks(indent, ' ');
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_last = line + 1 == texts[i].size();
      WriteCell(line < texts[i].size() ? texts[i][line] : "", all[i], is_last, blanks);
    }
    out_ << "\n";
  }
}

void Page::WriteCell(const std::string& text, const Column& column, bool is_last,
                     std::string& blanks) {
  if (!text.empty()) {
    Write(blanks);
    blanks.clear();
    Write(text, column.style);
  }
  std::size_t free = column.width - std::min(column.width, Columns(text));
  if (is_last && column.filler != ' ' && free > 2) {
    Write(" " + std::string(free - 2, column.filler), Style::kDim);
    free = 1;
  }
  blanks += std::string(free, ' ');
}

void Page::Write(std::string_view text, Style style) {
  if (!colour_ || style == Style::kPlain) {
    out_ << text;
  } else {
    out_ << Escape(style) << text << "\033[0m";
  }
}

void Page::WriteLines(const std::vector<std::string>& lines, std::size_t indent, Style style) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out_ << std::string(indent, ' ');
    Write(lines[i], style);
    out_ << "\n";
  }
}

std::vector<std::string> Wrap(std::string_view text, std::size_t first_width, std::size_t width) {
  std::vector<std::string> lines(1);
  for (const std::string_view word : SplitWords(text)) {
    const std::size_t room = lines.size() == 1 ? first_width : width;
    if (!lines.back().empty() && Columns(lines.back()) + 1 + Columns(word) > room)
      lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::size_t Columns(std::string_view text) { return CountCharacters(text); }

std::string Padded(std::string_view text, std::size_t columns, char filler) {
  std::string padded(text);
  for (std::size_t i = Columns(text); i < columns; ++i) padded += filler;
  return padded;
}

}  // namespace comity
