// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/study_area.h"

namespace lastmeter {

/// What is counted when demand is summed. Events are weighed by plans alone; coverage counts the first three.
enum class Measure { Population, Households, Points, Events };
inline constexpr std::array kMeasures{Measure::Population, Measure::Households, Measure::Points};

/// Households, people and demand points of a set of demand. Counts are whole in most studies; such sums are exact.
struct DemandSum {
  double households = 0.0;
  double population = 0.0;
  double points = 0.0;
  double events = 0.0;

  [[nodiscard]] double of(Measure measure) const {
    switch (measure) {
      case Measure::Population:
        return population;
      case Measure::Households:
        return households;
      case Measure::Points:
        return points;
      case Measure::Events:
        return events;
    }
    return 0.0;
  }
  DemandSum& operator+=(const DemandSum& other) {
    households += other.households;
    population += other.population;
    points += other.points;
    events += other.events;
    return *this;
  }
  friend DemandSum operator*(DemandSum sum, double factor) {
    return {sum.households * factor, sum.population * factor, sum.points * factor, sum.events * factor};
  }
  bool operator==(const DemandSum&) const = default;
};

/// The measures a study has, the weightiest first: population, households, points. Points are counted where each
/// is something a person knows: not for zone totals spread on a lattice.
std::vector<Measure> measures_of(const StudyArea& area);
/// The measure that weighs means and shares: the first of `measures_of`, else points.
Measure main_measure(const StudyArea& area);
/// "population", "households", "events", and for points "buildings" or "demand_points".
std::string_view name_of(Measure measure, DemandBasis basis);
/// "persons", "households", "events", "buildings", "points".
std::string_view unit_of(Measure measure, DemandBasis basis);

/// Whether a plan may weigh by it: a measure of the study, or its events.
bool counts(const StudyArea& area, Measure measure);

/// Part of a whole; nothing where the whole is zero.
inline std::optional<double> share_of(double part, double whole) {
  return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

/// Whether a demand point belongs in lists of places to serve: every building; of other demand the points with
/// households or people, or all where the study counts neither.
bool is_demand(const StudyArea& area, const DemandSum& weight);

/// The demand of a study as flat arrays by DemandId, for loops over millions.
struct FlatDemand {
  static constexpr std::uint32_t kNoZone = 0xFFFFFFFFU;

  std::vector<DemandSum> weight;                   // of one point each
  std::array<std::vector<std::uint32_t>, 3> zone;  // by level: index of the zone, or kNoZone
  std::vector<std::uint32_t> home;                 // in the home level, or kNoZone

  [[nodiscard]] std::size_t size() const { return weight.size(); }
};
FlatDemand flatten_demand(const StudyArea& area);

/// An id as an index of FlatDemand.
inline std::uint32_t flat_index(std::optional<ZoneId> zone) {
  return zone ? static_cast<std::uint32_t>(zone->index()) : FlatDemand::kNoZone;
}

}  // namespace lastmeter
