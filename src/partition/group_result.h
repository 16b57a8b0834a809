// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "geometry/polygon.h"
#include "model/figure.h"
#include "partition/partition_result.h"

namespace lastmeter {

/// A group of buildings.
struct BuildingGroup {
  std::string code;                    // of its grid zone and two digits, in reading order
  std::size_t parent = 0;              // position in GroupResult::parents
  std::vector<std::string> compounds;  // whose buildings it holds, ascending; "" of those outside all compounds
  double households = 0.0;
  double population = 0.0;
  std::size_t buildings = 0;
  std::size_t pieces = 1;  // it hangs together in so many parts
  bool in_bounds = true;
  MultiPolygon outline;
  Point at;
};

/// A building and its group.
struct GroupedBuilding {
  std::string code;
  Point at;
  std::size_t group = 0;  // position in GroupResult::groups
  std::string compound;
  double households = 0.0;
  double population = 0.0;
};

/// The groups of one grid zone.
struct GroupParent {
  std::string code;
  std::string name;
  Point at;
  std::size_t buildings = 0;
  std::size_t compounds = 0;  // with a building; those outside all count as one
  std::size_t asked = 0;      // groups that fell to it
  std::size_t fewest = 0;     // groups without which a compound is mixed with another
  std::size_t made = 0;
  std::size_t mixed = 0;  // of those, of several compounds
  double households = 0.0;
  std::vector<std::string> reasons;  // what cannot be as asked, and the smallest change that would do
};

/// Building groups of a study, answered.
struct GroupResult {
  Outcome outcome = Outcome::Unknown;  // Infeasible: some grid zone cannot have what is asked
  std::optional<std::size_t> asked;    // none: as many as the limits ask for
  std::optional<double> least;         // households of a group
  std::optional<double> most;
  UnitWeight weigh = UnitWeight::Households;
  bool may_mix = false;
  std::vector<BuildingGroup> groups;  // by code
  std::vector<GroupedBuilding> buildings;
  std::vector<GroupParent> parents;  // grid zones, by code
  std::vector<std::string> reasons;  // why the whole cannot be

  [[nodiscard]] bool holds() const { return outcome == Outcome::Solved; }
};

/// groups.total, asked, parents, of_size (grid zones with so many), mixed, out_of_bounds, extra_pieces, weight_least,
/// weight_most, weight_mean, deviation_max, infeasible.
std::vector<Figure> group_figures(const GroupResult& result);

}  // namespace lastmeter
