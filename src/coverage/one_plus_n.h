// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "model/study_area.h"

namespace lastmeter {

/// Posts of one community for the "1+N" rule: one centre and N smaller stations, each belonging to the community.
struct CommunityPosts {
  ZoneId community;
  std::size_t centres = 0;
  std::size_t stations = 0;  // stations and micro-stations
  [[nodiscard]] bool complete() const { return centres > 0 && stations > 0; }
};

/// True when the question makes sense: there are communities, and some post says it is a centre or a station.
bool has_one_plus_n(const StudyArea& area);

/// By community, in their order; empty unless `has_one_plus_n`.
std::vector<CommunityPosts> count_community_posts(const StudyArea& area);

inline bool is_station(FacilityKind kind) {
  return kind == FacilityKind::Station || kind == FacilityKind::MicroStation;
}

}  // namespace lastmeter
