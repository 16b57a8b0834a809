// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_figures.h"

#include <string>
#include <utility>

namespace lastmeter {

namespace {

using Qualifiers = std::vector<Figure::Qualifier>;

Qualifiers open_service(TravelMode mode, Metres radius) {
  return {{"mode", std::string(name_of(mode))},
          {"service", std::string(name_of(ServiceRule::Open))},
          {"radius_m", radius.value()}};
}

/// A part of the demand under a qualifier of its own.
struct Part {
  std::string name;
  const DemandSum* sum;
};

std::vector<Figure> figures_of(const StudyArea& area, const std::string& prefix, const Qualifiers& qualifiers,
                               const std::string& key, const std::vector<Part>& parts) {
  DemandSum total;
  for (const Part& part : parts) {
    total += *part.sum;
  }
  std::vector<Figure> figures;
  for (const Measure measure : measures_of(area)) {
    for (const Part& part : parts) {
      Qualifiers all = qualifiers;
      all.emplace_back(key, part.name);
      figures.push_back({prefix + std::string(name_of(measure, area.basis)), std::move(all), part.sum->of(measure),
                         total.of(measure), std::string(unit_of(measure, area.basis))});
    }
  }
  return figures;
}

}  // namespace

std::vector<Figure> reason_figures(const StudyArea& area, const WalkingReasons& reasons) {
  std::vector<Part> parts;
  parts.reserve(kWalkReasons.size());
  for (const WalkReason reason : kWalkReasons) {
    parts.push_back({std::string(name_of(reason)), &reasons.total.of(reason)});
  }
  return figures_of(area, "coverage.reason.", open_service(TravelMode::Walking, reasons.radius), "reason", parts);
}

std::vector<Figure> interval_figures(const StudyArea& area, TravelMode mode, const CoverageInterval& interval) {
  Qualifiers qualifiers = open_service(mode, interval.radius);
  qualifiers.emplace_back("error_m", interval.error.value());
  return figures_of(
      area, "coverage.interval.", qualifiers, "part",
      {{"inside", &interval.inside}, {"borderline", &interval.borderline}, {"outside", &interval.outside}});
}

}  // namespace lastmeter
