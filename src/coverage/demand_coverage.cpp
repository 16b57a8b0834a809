// SPDX-License-Identifier: Apache-2.0
#include "coverage/demand_coverage.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/parallel.h"
#include "coverage/one_plus_n.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 8192;

/// What the inner loop asks about a post.
struct FlatPost {
  std::uint32_t home;
  FacilityKind kind;
  double own_radius;
};

std::vector<FlatPost> flatten_posts(const StudyArea& area, Metres nominal) {
  const std::optional<ZoneLevel> level = home_level(area);
  std::vector<FlatPost> posts;
  posts.reserve(area.facilities.size());
  for (const Facility& post : area.facilities) {
    posts.push_back({level ? flat_index(home_zone(*level, post)) : FlatDemand::kNoZone, post.kind,
                     radius_of(RadiusRule{}, post, nominal).value()});
  }
  return posts;
}

/// How many posts of some group one demand point has within each radius rule.
class RadiusCounts {
 public:
  explicit RadiusCounts(const std::vector<RadiusRule>& rules)
      : has_own_(std::ranges::any_of(rules, [](const RadiusRule& rule) { return !rule.radius; })) {
    for (const RadiusRule& rule : rules) {
      if (rule.radius) {
        radii_.push_back(rule.radius->value());
      }
    }
    rings_.resize(radii_.size());
  }

  void add(double distance, double own_radius) {
    std::size_t k = 0;
    while (k < radii_.size() && distance > radii_[k]) {
      ++k;
    }
    if (k < radii_.size()) {
      ++rings_[k];
    }
    own_ += distance <= own_radius ? 1 : 0;
  }

  /// Calls store(radius rule, count) for each rule, and starts again from zero.
  template <class Store>
  void take(const Store& store) {
    std::uint32_t sum = 0;
    for (std::size_t k = 0; k < rings_.size(); ++k) {
      sum += std::exchange(rings_[k], 0);
      store(k, sum);
    }
    if (has_own_) {
      store(rings_.size(), own_);
    }
    own_ = 0;
  }

 private:
  std::vector<double> radii_;         // ascending
  std::vector<std::uint32_t> rings_;  // posts beyond the radius before and within this one
  std::uint32_t own_ = 0;
  bool has_own_ = false;
};

/// The counts of one demand point, by group of posts.
struct RowCounts {
  RadiusCounts open;
  RadiusCounts home;
  RadiusCounts home_centres;
  RadiusCounts stations;

  void add(const FlatPost& post, double distance, bool is_home) {
    open.add(distance, post.own_radius);
    if (is_home) {
      home.add(distance, post.own_radius);
    }
    if (is_home && post.kind == FacilityKind::Centre) {
      home_centres.add(distance, post.own_radius);
    }
    if (is_station(post.kind)) {
      stations.add(distance, post.own_radius);
    }
  }
};

class DemandPass {
 public:
  DemandPass(const StudyArea& area, const FlatDemand& demand, const Reach& reach, Metres nominal,
             const std::vector<RadiusRule>& rules, const std::vector<CoverageCase>& cases)
      : demand_(demand), reach_(reach), rules_(rules), posts_(flatten_posts(area, nominal)) {
    const std::size_t cells = demand.size() * rules.size();
    result.radius_count = rules.size();
    result.nearest.resize(demand.size());
    result.open_depth.resize(cells);
    if (std::any_of(cases.begin(), cases.end(), [](auto at) { return at.service == ServiceRule::Home; })) {
      result.home_depth.resize(cells);
    }
    if (has_one_plus_n(area)) {
      result.one_plus_n.resize(cells);
    }
  }

  void run(std::size_t begin, std::size_t end) {
    const RadiusCounts none(rules_);
    RowCounts counts{none, none, none, none};
    for (std::size_t i = begin; i < end; ++i) {
      read_row(i, counts);
      store(i * rules_.size(), counts);
    }
  }

  DemandCoverage result;

 private:
  void read_row(std::size_t i, RowCounts& counts) {
    const Reach::Row row = reach_.row(DemandId(i));
    std::optional<NearestPost>& nearest = result.nearest[i];
    for (std::size_t j = 0; j < row.facilities.size(); ++j) {
      const double distance = row.distances[j];
      const FlatPost& post = posts_[row.facilities[j].index()];
      if (!nearest || distance < nearest->distance) {
        nearest = NearestPost{row.facilities[j], distance};
      }
      counts.add(post, distance, post.home != FlatDemand::kNoZone && post.home == demand_.home[i]);
    }
  }

  void store(std::size_t first, RowCounts& counts) {
    counts.open.take([&](std::size_t k, std::uint32_t depth) { result.open_depth[first + k] = depth; });
    if (!result.home_depth.empty()) {
      counts.home.take([&](std::size_t k, std::uint32_t depth) { result.home_depth[first + k] = depth; });
    }
    if (!result.one_plus_n.empty()) {
      counts.home_centres.take([&](std::size_t k, std::uint32_t n) { result.one_plus_n[first + k] = n > 0 ? 1 : 0; });
      counts.stations.take([&](std::size_t k, std::uint32_t n) {
        if (n == 0) {
          result.one_plus_n[first + k] = 0;
        }
      });
    }
  }

  const FlatDemand& demand_;
  const Reach& reach_;
  const std::vector<RadiusRule>& rules_;
  std::vector<FlatPost> posts_;
};

/// Posts beyond the limit of the Reach, for demand that has none within it.
void find_far_posts(const StudyArea& area, DemandCoverage& coverage) {
  std::vector<std::size_t> far;
  std::vector<Point> at;
  for (std::size_t i = 0; i < coverage.nearest.size(); ++i) {
    if (!coverage.nearest[i]) {
      far.push_back(i);
      at.push_back(area.demand.items()[i].at);
    }
  }
  const std::vector<NearestPost> nearest = nearest_posts(at, places_of(area.facilities));
  for (std::size_t i = 0; i < far.size(); ++i) {
    coverage.nearest[far[i]] = nearest[i];
  }
}

}  // namespace

DemandCoverage cover_demand(const StudyArea& area, const FlatDemand& demand, const Reach& reach,
                            const CoverageOptions& options, const std::vector<RadiusRule>& rules,
                            const std::vector<CoverageCase>& cases,
                            std::span<const std::optional<NearestPost>> nearest_anywhere) {
  if (reach.demand_count() != demand.size() || reach.limit() < needed_reach(area, options) ||
      (!nearest_anywhere.empty() && nearest_anywhere.size() != demand.size())) {
    throw std::logic_error("the Reach belongs to another study or is too short for the radii");
  }
  DemandPass pass(area, demand, reach, options.nominal, rules, cases);
  parallel_slices(demand.size(), kSlice, [&](std::size_t begin, std::size_t end) { pass.run(begin, end); });
  if (options.mode == TravelMode::Straight && !area.facilities.empty()) {
    find_far_posts(area, pass.result);
  }
  for (std::size_t i = 0; i < nearest_anywhere.size(); ++i) {
    if (!pass.result.nearest[i]) {
      pass.result.nearest[i] = nearest_anywhere[i];
    }
  }
  return std::move(pass.result);
}

std::vector<UncoveredDemand> uncovered_demand(const StudyArea& area, const FlatDemand& demand,
                                              const DemandCoverage& coverage, Metres nominal) {
  std::vector<UncoveredDemand> uncovered;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const std::optional<NearestPost>& nearest = coverage.nearest[i];
    if ((!nearest || nearest->distance > nominal.value()) && is_demand(area, demand.weight[i])) {
      uncovered.push_back({DemandId(i), nearest});
    }
  }
  return uncovered;
}

}  // namespace lastmeter
