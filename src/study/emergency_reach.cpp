// SPDX-License-Identifier: Apache-2.0
#include "study/emergency_reach.h"

#include "coverage/reach_walking.h"

namespace lastmeter {

namespace {

std::vector<Point> candidate_places(const StudyArea& area) {
  std::vector<Point> places;
  for (const CandidateSite& site : area.candidates) {
    places.push_back(site.at);
  }
  return places;
}

/// Candidates stand on the streets as posts do, but that nobody knows their entrances.
WalkAccess with_candidates(WalkAccess access, const StudyArea& area, const SnapOptions& snap) {
  const AnchorRows more = snap_to_links(access.network, candidate_places(area), {}, snap);
  for (std::size_t i = 0; i < more.place_count(); ++i) {
    const auto anchors = more.of(i);
    access.posts.anchors.insert(access.posts.anchors.end(), anchors.begin(), anchors.end());
    access.posts.starts.push_back(static_cast<std::uint32_t>(access.posts.anchors.size()));
  }
  return access;
}

}  // namespace

EmergencyReach::EmergencyReach(const StudyArea& area, Metres limit)
    : area_(area), limit_(limit), demand_(places_of(area.demand)), posts_(places_of(area.facilities)) {
  const std::vector<Point> candidates = candidate_places(area);
  posts_.insert(posts_.end(), candidates.begin(), candidates.end());
}

EmergencyReach::EmergencyReach(const StudyArea& area, const StreetInput& streets, const WalkingOptions& options,
                               Metres limit, Progress& progress)
    : EmergencyReach(area, limit) {
  streets_ = &streets;
  options_ = options;
  IssueLedger unread;  // what is wrong with streets is the business of coverage and of `network build`
  access_ =
      with_candidates(prepare_walking(area, streets, options, limit, unread, progress).access, area, options.snap);
}

Reach EmergencyReach::reach() const { return access_ ? walk(*access_) : reach_straight(demand_, posts_, limit_); }

Reach EmergencyReach::reach_without(std::size_t crossing) const {
  return walk(
      with_candidates(walk_without_crossing(area_, *streets_, options_, limit_, crossing), area_, options_.snap));
}

bool EmergencyReach::is_off_street(DemandId demand) const {
  return access_ && access_->demand.of(demand.index()).empty();
}

Reach EmergencyReach::walk(const WalkAccess& access) const { return reach_walking(demand_, posts_, access, limit_); }

}  // namespace lastmeter
