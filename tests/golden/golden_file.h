// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/base/source_file.h"

namespace comity {

// One golden: the input, a divider, and what must be printed for it. Comments of the input that say
// more than a comment:
//
//   -- file: NAME.law     a further file of the rulebook begins below this line
//   -- times: N           the next line stands there N times
//
// A golden that says `uses Treaty` is compiled together with prelude/treaty.law, so that it shows
// only what it is about. Those in some folders are rulebooks of their own, of which nothing may
// stand idle: prelude/use.law says for them what the treaty declares.
struct GoldenFile {
  std::string path;  // relative to tests/golden, as "check/dates/fail_no_such_day.law"
  std::string input;
  std::string expected;

  std::string phase() const;              // the first folder: "check"
  bool must_fail() const;                 // the name begins with fail_
  bool whole() const;                     // a rulebook of its own, not a part of one
  std::vector<SourceFile> Files() const;  // named like the golden itself, without folders
};

// All goldens there are, sorted by path.
std::vector<GoldenFile> FindGoldens();

// Passes if `actual` is what the golden expects. Rewrites the golden if COMITY_UPDATE_GOLDENS is
// set; otherwise a difference fails the test, with a diff and the commands to run it alone and to
// accept it.
void CompareWithGolden(const GoldenFile& golden, const std::string& actual);

}  // namespace comity
