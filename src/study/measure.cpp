// SPDX-License-Identifier: Apache-2.0
#include "study/measure.h"

#include <algorithm>

#include "coverage/walking_figures.h"
#include "geometry/overlay.h"
#include "network/anchors_near.h"

namespace lastmeter {

namespace {

/// One study on its way through the modes.
class Measurement {
 public:
  Measurement(const StudyArea& area, const Config& config, const CoverageOptions& options, Progress& progress)
      : area_(area),
        options_(options),
        walking_options_(config.walking),
        access_(config.access),
        limit_(measured_reach(area, config, options)),
        straight_(reach_straight(area.demand, area.facilities, limit_)),
        progress_(progress) {}

  void measure_straight() {
    add_coverage(TravelMode::Straight, straight_, {});
    if (access_) {
      add_access(TravelMode::Straight, reach_straight(area_.demand, area_.facilities, access_reach(*access_)));
    }
    append(service_shapes(area_, options_, progress_));
  }

  void measure_walking(const Walking& walking) {
    const Reach reach = reach_walking(area_, walking.access, limit_);
    add_coverage(TravelMode::Walking, reach, nearest_walking(area_, walking.access));
    if (access_) {
      add_access(TravelMode::Walking, reach_walking(area_, walking.access, access_reach(*access_)));
    }
    std::optional<Reach> free;
    if (walking.without_barriers) {
      free = reach_walking(area_, *walking.without_barriers, limit_);
    }
    WalkingResult result;
    result.reasons =
        explain_walking(area_, walking.access, straight_, reach, options_.nominal, free ? &*free : nullptr);
    result.streets = reached(walking);
    result.street_length = street_length(walking.access.network);
    append(reason_figures(area_, result.reasons));
    append(street_figures(result));
    append(shapes_of(walking, TravelMode::Walking));
    measured_.walking = std::move(result);
  }

  /// The published recipe: whoever has a reached street within the buffer is served.
  void measure_network_buffer(const Walking& walking) {
    WalkAccess access = walking.access;
    access.demand = anchor_streets_near(access.network, places_of(area_.demand), walking_options_.buffer);
    access.straight_is_floor = false;
    add_coverage(TravelMode::NetworkBuffer, reach_walking(area_, access, limit_), {});
    auto shapes = shapes_of(walking, TravelMode::NetworkBuffer);
    add_buffer_areas(shapes);
    append(std::move(shapes));
  }

  [[nodiscard]] StudyCoverage take() { return std::move(measured_); }

 private:
  void add_coverage(TravelMode mode, const Reach& reach, const std::vector<std::optional<NearestPost>>& nearest) {
    CoverageOptions options = options_;
    options.mode = mode;
    measured_.coverage.push_back(measure_coverage(area_, reach, options, progress_, nearest));
    append(measured_.coverage.back().figures);
    if (walking_options_.data_error > Metres(0.0)) {
      append(interval_figures(
          area_, mode, coverage_interval(flatten_demand(area_), reach, options_.nominal, walking_options_.data_error)));
    }
  }

  void add_access(TravelMode mode, const Reach& reach) {
    std::vector<AccessResult> results = measure_access(area_, reach, mode, *access_);
    append(access_figures(area_, results));
    std::move(results.begin(), results.end(), std::back_inserter(measured_.access));
  }

  /// What walkers reach, found and drawn once: the modes on foot differ in their demand alone.
  const std::vector<ReachedStreets>& reached(const Walking& walking) {
    if (!reached_) {
      reached_ = streets_in_reach(area_, walking.access, options_);
    }
    return *reached_;
  }

  std::vector<ServiceShape> shapes_of(const Walking& walking, TravelMode mode) {
    if (!shapes_) {
      shapes_ =
          walking_shapes(area_, reached(walking), mode, walking_options_.buffer, options_.chord_tolerance, progress_);
    }
    std::vector<ServiceShape> shapes = *shapes_;
    for (ServiceShape& shape : shapes) {
      shape.mode = mode;
    }
    return shapes;
  }

  static std::vector<Figure> street_figures(const WalkingResult& result) {
    std::vector<Figure> figures;
    figures.reserve(result.streets.size());
    for (const ReachedStreets& reached : result.streets) {
      figures.push_back({.name = "coverage.streets",
                         .qualifiers = {{"mode", std::string(name_of(TravelMode::Walking))},
                                        {"service", std::string(name_of(ServiceRule::Open))},
                                        {"radius_m", reached.radius.value()}},
                         .value = reached.length.value(),
                         .total = result.street_length.value(),
                         .unit = "m"});
    }
    return figures;
  }

  /// Areas of this mode are those of the drawn shapes: the recipe itself is a buffer.
  void add_buffer_areas(const std::vector<ServiceShape>& shapes) {
    const MultiPolygon ground = ground_of(area_);
    if (ground.empty()) {
      return;
    }
    std::vector<Figure> figures;
    for (const ServiceShape& shape : shapes) {
      figures.push_back({.name = "coverage.area",
                         .qualifiers = {{"mode", std::string(name_of(TravelMode::NetworkBuffer))},
                                        {"service", std::string(name_of(ServiceRule::Open))},
                                        {"radius_m", shape.radius.radius->value()}},
                         .value = area(intersection(ground, shape.service_area)).value(),
                         .total = area(ground).value(),
                         .unit = "m2"});
    }
    auto& own = measured_.coverage.back().figures;
    own.insert(own.end(), figures.begin(), figures.end());
    append(figures);
  }

  void append(const std::vector<Figure>& figures) {
    measured_.figures.insert(measured_.figures.end(), figures.begin(), figures.end());
  }
  void append(std::vector<ServiceShape> shapes) {
    std::move(shapes.begin(), shapes.end(), std::back_inserter(measured_.shapes));
  }

  const StudyArea& area_;
  const CoverageOptions& options_;
  const WalkingOptions& walking_options_;
  const std::optional<AccessOptions>& access_;
  Metres limit_;
  Reach straight_;
  Progress& progress_;
  std::optional<std::vector<ReachedStreets>> reached_;
  std::optional<std::vector<ServiceShape>> shapes_;
  StudyCoverage measured_;
};

}  // namespace

Metres measured_reach(const StudyArea& area, const Config& config, const CoverageOptions& options) {
  return std::max({needed_reach(area, options), options.nominal + config.walking.data_error,
                   config.access ? access_reach(*config.access) : Metres(0.0)});
}

StudyCoverage measure_study(const StudyArea& area, const Walking* walking, const Config& config,
                            const CoverageOptions& options, IssueLedger& ledger, Progress& progress) {
  Measurement measurement(area, config, options, progress);
  if (config.modes.back() != TravelMode::Straight) {
    examine_network(area, walking->access, config.walking, options.nominal, ledger);
  }
  for (const TravelMode mode : config.modes) {
    switch (mode) {
      case TravelMode::Straight:
        measurement.measure_straight();
        break;
      case TravelMode::Walking:
        measurement.measure_walking(*walking);
        break;
      case TravelMode::NetworkBuffer:
        measurement.measure_network_buffer(*walking);
        break;
    }
  }
  return measurement.take();
}

}  // namespace lastmeter
