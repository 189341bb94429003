// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace comity {

enum class Style { kPlain, kBold, kDim, kGreen, kYellow, kRed };

// A column of a row: wrapped to its width, and filled up to it.
struct Column {
  std::string text;
  std::size_t width = 0;
  Style style = Style::kPlain;
  char filler = ' ';
};

// Text for people: wrapped to a width, coloured where wanted. Owns nothing; writes to the stream it
// was given.
class Page {
 public:
  Page(std::ostream& out, std::size_t width, bool colour)
      : out_(out), width_(width), colour_(colour) {}

  // The standard output: as wide as the terminal and coloured unless NO_COLOR is set; 100 wide and
  // plain if it is none.
  static Page StandardOutput();

  void Blank() { out_ << "\n"; }
  // Wrapped; lines after the first are indented two blanks more.
  void Paragraph(std::size_t indent, std::string_view text, Style style = Style::kPlain);
  // A paragraph behind a label; all its lines begin in the column after the label.
  void Labelled(std::size_t indent, std::string_view label, std::size_t label_width,
                std::string_view text);
  // Columns side by side; the last text takes what is left of the width.
  void Row(std::size_t indent, const std::vector<Column>& columns, std::string_view rest);
  // As it is, but styled; not wrapped and without a new line.
  void Write(std::string_view text, Style style = Style::kPlain);
  void EndLine() { out_ << "\n"; }

  std::size_t width() const { return width_; }

 private:
  void WriteCell(const std::string& text, const Column& column, bool is_last, std::string& blanks);
  void WriteLines(const std::vector<std::string>& lines, std::size_t indent, Style style);

  std::ostream& out_;
  std::size_t width_;
  bool colour_;
};

// The text in lines; a word longer than a line stands alone on one. At least one line, which may be
// empty.
std::vector<std::string> Wrap(std::string_view text, std::size_t first_width, std::size_t width);

// Columns that a text takes, and the text filled up to a number of them.
std::size_t Columns(std::string_view text);
std::string Padded(std::string_view text, std::size_t columns, char filler = ' ');

}  // namespace comity
