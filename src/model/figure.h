// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lastmeter {

/// One named number of a run. The name never changes its meaning once released (DESIGN: names of figures).
struct Figure {
  using Qualifier = std::pair<std::string, std::variant<std::string, double>>;

  std::string name;                   // "coverage.population"
  std::vector<Qualifier> qualifiers;  // mode, service, radius_m ... in that order
  double value = 0.0;
  std::optional<double> total;  // the denominator; `share` = value / total follows from it
  std::string unit;             // of value and total: "persons", "m2", ...

  [[nodiscard]] std::optional<double> share() const {
    return total && *total > 0.0 ? std::optional(value / *total) : std::nullopt;
  }
};

}  // namespace lastmeter
