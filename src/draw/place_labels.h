// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "draw/canvas.h"

namespace lastmeter {

/// A label that wants a place on the page.
struct LabelWish {
  PagePoint at;
  PageSize size;      // of its text
  double rank = 0.0;  // higher ones choose first; equal ones in their order
  double room = 0.0;  // of an area: radius that belongs to it; 0: a point with a marker
  double gap = 3.0;   // of a point: between its middle and the text
};

/// The box of every label that found a place: inside the frame and over no other label. An area has its label in its
/// middle or near it, and only where half the label is at most `kRoomFactor` times its room; a point has it at the
/// right, left, above, below or in between, in this order. Of these places the first that is over none of the `markers`
/// is taken, else the first over no label. The rest stays without. Time O(labels x boxes nearby).
std::vector<std::optional<PageBox>> place_labels(const std::vector<LabelWish>& wishes, const PageBox& frame,
                                                 const std::vector<PageBox>& markers);

/// Half the width of a label may be so many times the radius of its area.
inline constexpr double kRoomFactor = 1.6;

bool overlap(const PageBox& a, const PageBox& b);

}  // namespace lastmeter
