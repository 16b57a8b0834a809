// SPDX-License-Identifier: Apache-2.0
#include "coverage/one_plus_n.h"

#include <algorithm>

namespace lastmeter {

bool has_one_plus_n(const StudyArea& area) {
  return !area.zones(ZoneLevel::Community).empty() &&
         std::any_of(area.facilities.begin(), area.facilities.end(),
                     [](const Facility& post) { return post.kind != FacilityKind::Other; });
}

std::vector<CommunityPosts> count_community_posts(const StudyArea& area) {
  std::vector<CommunityPosts> communities;
  if (!has_one_plus_n(area)) {
    return communities;
  }
  for (std::size_t i = 0; i < area.zones(ZoneLevel::Community).zones.size(); ++i) {
    communities.push_back({ZoneId(i)});
  }
  for (const Facility& post : area.facilities) {
    if (post.home) {
      CommunityPosts& community = communities[post.home->index()];
      community.centres += post.kind == FacilityKind::Centre ? 1 : 0;
      community.stations += is_station(post.kind) ? 1 : 0;
    }
  }
  return communities;
}

}  // namespace lastmeter
