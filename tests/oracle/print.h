// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/program.h"

namespace comity::oracle {

struct TextFile {
  std::string name;
  std::string text;
};

// How a program is laid out. The layout must not change what it means.
struct Layout {
  // 0: in the order of the program. Otherwise statements, and lines where their order is free, are
  // shuffled.
  unsigned shuffle = 0;
  int files = 1;  // beside the vocabulary, if more than one
};

// The program, without its case, as rule files.
std::vector<TextFile> Print(const Program& program, const Layout& layout = {});

// The name of what fills a hole: a member, or a day. Members of the case count after those
// declared.
std::string NameOf(const Program& program, int kind, int value);
std::string ActorName(const Program& program, int kind, int member);

// A sentence with its holes filled, or with `a LABEL` for each hole.
std::string SayGround(const Program& program, int phrase, const std::vector<int>& arguments);
std::string SayOpen(const Program& program, int phrase);
std::string SayOpenAct(const Program& program, int phrase, Modal modal, int actor_kind);
// As in a fact file or a case: `not` before, the days behind.
std::string SayStatement(const Program& program, const Statement& statement);

}  // namespace comity::oracle
