// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "service/decision_handlers.h"

namespace comity {
namespace {

// A result and a part of it have the same fields around their elements.
template <typename From, typename To>
void CopyFrame(const From& from, To& to) {
  *to.mutable_revision() = from.revision();
  to.set_reading(from.reading());
  if (from.has_known_on()) to.set_known_on(from.known_on());
  if (from.has_horizon()) *to.mutable_horizon() = from.horizon();
}

// Fills parts with elements up to the size; `open` makes a part with its frame, `list` finds the
// elements of a part.
template <typename Part, typename Elements, typename Open, typename List>
std::vector<Part> Split(Elements& elements, std::size_t part_bytes, Open open, List list) {
  std::vector<Part> parts = {open()};
  std::size_t bytes = parts.back().ByteSizeLong();
  for (auto& element : elements) {
    // Tag and length of an element take a few bytes more.
    const std::size_t size = element.ByteSizeLong() + 8;
    if (list(parts.back())->size() > 0 && bytes + size > part_bytes) {
      parts.push_back(open());
      bytes = parts.back().ByteSizeLong();
    }
    list(parts.back())->Add(std::move(element));
    bytes += size;
  }
  parts.back().set_complete(true);
  return parts;
}

}  // namespace

std::vector<v1::FindResponse> SplitFindResult(v1::FindResult result, std::size_t part_bytes) {
  return Split<v1::FindResponse>(
      *result.mutable_bindings(), part_bytes,
      [&result] {
        v1::FindResponse part;
        CopyFrame(result, part);
        if (result.has_on()) part.set_on(result.on());
        return part;
      },
      [](v1::FindResponse& part) { return part.mutable_bindings(); });
}

std::vector<v1::DutyMapResponse> SplitDutyMapResult(v1::DutyMapResult result,
                                                    std::size_t part_bytes) {
  return Split<v1::DutyMapResponse>(
      *result.mutable_entries(), part_bytes,
      [&result] {
        v1::DutyMapResponse part;
        CopyFrame(result, part);
        part.set_on(result.on());
        return part;
      },
      [](v1::DutyMapResponse& part) { return part.mutable_entries(); });
}

void JoinFindResponse(v1::FindResponse part, v1::FindResult& result) {
  CopyFrame(part, result);
  if (part.has_on()) result.set_on(part.on());
  for (v1::Binding& binding : *part.mutable_bindings()) {
    result.mutable_bindings()->Add(std::move(binding));
  }
  result.set_complete(part.complete());
}

void JoinDutyMapResponse(v1::DutyMapResponse part, v1::DutyMapResult& result) {
  CopyFrame(part, result);
  result.set_on(part.on());
  for (v1::MapEntry& entry : *part.mutable_entries()) {
    result.mutable_entries()->Add(std::move(entry));
  }
  result.set_complete(part.complete());
}

}  // namespace comity
