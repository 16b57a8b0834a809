// SPDX-License-Identifier: Apache-2.0
#include "model/posts_inside.h"

#include <algorithm>

namespace lastmeter {

bool is_outside(const StudyArea& area, const Facility& post) {
  const auto top = area.top_level();
  return top && !post.zones[static_cast<std::size_t>(*top)];
}

std::size_t posts_inside(const StudyArea& area) {
  return static_cast<std::size_t>(std::count_if(area.facilities.begin(), area.facilities.end(),
                                                [&](const Facility& post) { return !is_outside(area, post); }));
}

}  // namespace lastmeter
