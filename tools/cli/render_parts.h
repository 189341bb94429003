// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>

#include "comity/v1/explanation.pb.h"
#include "comity/v1/outcome.pb.h"
#include "comity/v1/revision.pb.h"
#include "tools/cli/page.h"

namespace comity {

// Parts that several answers have in common.

// The columns that labels such as "because" take.
inline constexpr std::size_t kLabelColumns = 14;
// The columns that an outcome takes.
inline constexpr std::size_t kOutcomeColumns = 19;

Style StyleOf(v1::Outcome outcome);
Style StyleOf(v1::Truth truth);

// Each text behind the label, which is shown once.
void RenderLines(std::string_view label,
                 const google::protobuf::RepeatedPtrField<std::string>& lines, Page& page);
void RenderPresumptions(const google::protobuf::RepeatedPtrField<v1::Presumption>& presumptions,
                        Page& page);
void RenderMissing(const google::protobuf::RepeatedPtrField<v1::MissingFact>& missing, Page& page);
// What does not hold and where the nearest rule fails.
void RenderWhyNot(const v1::WhyNot& why_not, Page& page);
// A proof as an indented list, one step a line.
void RenderProof(const google::protobuf::RepeatedPtrField<v1::ProofNode>& proof, std::size_t indent,
                 Page& page);
// What the answer was made from: the last lines of every answer.
void RenderOrigin(const v1::Revision& revision, const v1::Horizon* horizon, Page& page);

}  // namespace comity
