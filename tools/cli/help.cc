// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/help.h"

#include <string>

#include "tools/cli/page.h"

namespace comity {
namespace {

constexpr std::size_t kNameColumns = 30;
constexpr std::size_t kTextColumns = 70;

class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(kNameColumns); }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (!option->get_type_name().empty()) text += " " + option->get_type_name();
    if (!option->get_default_str().empty()) text += "=" + option->get_default_str();
    if (option->get_required()) text += " (required)";
    return text;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    std::string text;
    for (const std::string& line : Wrap(option->get_description(), kTextColumns, kTextColumns)) {
      text += (text.empty() ? "" : "\n") + line;
    }
    return text;
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> MakeHelpFormatter() {
  return std::make_shared<HelpFormatter>();
}

}  // namespace comity
