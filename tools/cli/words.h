// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>

#include "comity/v1/outcome.pb.h"
#include "comity/v1/revision.pb.h"

namespace comity {

// Values of the wire as people read them.

// "9 December 2024" for "2024-12-09"; text that is no day comes back as it is.
std::string DayWords(std::string_view day);
// "NO DUTY".
std::string OutcomeWord(v1::Outcome outcome);
// "yes", "no", "unknown".
std::string TruthWord(v1::Truth truth);
// "revision 3 (0f5a91c2)".
std::string RevisionWords(const v1::Revision& revision);
// "about ‘{State} joined on {joining date}’ are complete up to 5 October 2026", and that later
// days, perhaps the one asked about, are answered without that promise.
std::string HorizonWords(const v1::Horizon& horizon);

// ", as known on 9 December 2024" for an answer that is about the knowledge of a day, else nothing.
template <typename Answer>
std::string KnownWords(const Answer& answer) {
  return answer.has_known_on() ? ", as known on " + DayWords(answer.known_on()) : "";
}

// Citations as people see them, those of one source together: "Art. 59(1), 86 and 89(1) Rome
// Statute".
std::string CitationWords(const google::protobuf::RepeatedPtrField<std::string>& citations);

// "from 1 December 2004 until 27 October 2017", "always"; for any message with optional from_on and
// until_on.
std::string StretchWords(std::string_view from_on, std::string_view until_on);
template <typename Stretch>
std::string StretchWords(const Stretch& stretch) {
  return StretchWords(stretch.has_from_on() ? stretch.from_on() : "",
                      stretch.has_until_on() ? stretch.until_on() : "");
}

// "a, b and c"; with a custom last word "a, b or c".
template <typename Strings>
std::string List(const Strings& items, std::string_view last_word = "and") {
  std::string text;
  int left = static_cast<int>(items.size());
  for (const auto& item : items) {
    text += item;
    --left;
    if (left > 1) text += ", ";
    if (left == 1) text += " " + std::string(last_word) + " ";
  }
  return text;
}

}  // namespace comity
