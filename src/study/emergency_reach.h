// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coverage/reach.h"
#include "input/build_streets.h"
#include "model/study_area.h"
#include "study/walking.h"

namespace lastmeter {

/// Who reaches which post in an emergency: posts by FacilityId, then the candidates in their order.
class EmergencyReach {
 public:
  /// Straight lines.
  EmergencyReach(const StudyArea& area, Metres limit);
  /// On foot. Reports nothing.
  EmergencyReach(const StudyArea& area, const StreetInput& streets, const WalkingOptions& options, Metres limit,
                 Progress& progress);

  [[nodiscard]] Reach reach() const;
  /// On foot, with one crossing closed: the streets cut there too, all searched anew. Precondition: on foot.
  [[nodiscard]] Reach reach_without(std::size_t crossing) const;
  /// On foot, and no street near.
  [[nodiscard]] bool is_off_street(DemandId demand) const;

 private:
  [[nodiscard]] Reach walk(const WalkAccess& access) const;

  const StudyArea& area_;
  const StreetInput* streets_ = nullptr;
  WalkingOptions options_;
  Metres limit_;
  std::vector<Point> demand_;
  std::vector<Point> posts_;
  std::optional<WalkAccess> access_;
};

}  // namespace lastmeter
