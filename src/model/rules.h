// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter {

/// One figure of a norm with the place it was read from. `lo` or `hi` may be open. A norm between two counts bounds
/// `of` / (`per` / `each`): 30 m2 of floor area per 100 households is of = floor_area_m2, per = households, each = 100.
struct NormFigure {
  std::string key;  // "households_per_grid_zone", "service_radius_m", ...
  std::optional<double> lo;
  std::optional<double> hi;
  std::string unit;
  std::string source;  // document, article, year
  std::string grade;   // A official text or measured, B copy or press, D common knowledge
  std::string rule_file;
  std::string of = {};  // name of a count; empty: a figure of its own, as a radius is
  std::string per = {};
  double each = 1.0;      // > 0
  std::string mode = {};  // of a radius: "straight" or "walking"; empty: straight
};

/// The norms of a study, from its rule files in order; a later file replaces a figure of the same key.
class RuleSet {
 public:
  void add(NormFigure figure);
  [[nodiscard]] const NormFigure* find(std::string_view key) const;
  [[nodiscard]] const std::vector<NormFigure>& figures() const { return figures_; }

 private:
  std::vector<NormFigure> figures_;  // sorted by key
};

/// Keys the tool reads; a rule file may hold more.
namespace norm {
inline constexpr std::string_view households_per_grid_zone = "households_per_grid_zone";
inline constexpr std::string_view households_per_community = "households_per_community";
inline constexpr std::string_view service_radius_m = "service_radius_m";
}  // namespace norm

}  // namespace lastmeter
