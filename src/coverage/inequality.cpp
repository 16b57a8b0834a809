// SPDX-License-Identifier: Apache-2.0
#include "coverage/inequality.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace lastmeter {

namespace {

struct Group {
  double value;
  double weight;
};

/// Groups that have people, the poorest first.
struct Distribution {
  std::vector<Group> groups;
  double people = 0.0;
  double sum = 0.0;  // of value x weight

  [[nodiscard]] bool has_anything() const { return people > 0.0 && sum > 0.0; }
};

Distribution sorted_groups(std::span<const double> values, std::span<const double> weights) {
  if (values.size() != weights.size()) {
    throw std::logic_error("as many values as weights are needed");
  }
  Distribution distribution;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(std::isfinite(values[i]) && values[i] >= 0.0 && std::isfinite(weights[i]) && weights[i] >= 0.0)) {
      throw std::logic_error("values and weights must be finite and not negative");
    }
    if (weights[i] > 0.0) {
      distribution.groups.push_back({values[i], weights[i]});
    }
  }
  std::ranges::sort(distribution.groups, [](const Group& a, const Group& b) {
    return a.value != b.value ? a.value < b.value : a.weight < b.weight;
  });
  for (const Group& group : distribution.groups) {
    distribution.people += group.weight;
    distribution.sum += group.value * group.weight;
  }
  return distribution;
}

/// What the first `people` of a list have.
template <class Groups>
double held_by_first(const Groups& groups, double people) {
  double held = 0.0;
  for (const Group& group : groups) {
    const double taken = std::min(group.weight, people);
    held += taken * group.value;
    people -= taken;
    if (people <= 0.0) {
      break;
    }
  }
  return held;
}

}  // namespace

std::optional<double> gini(std::span<const double> values, std::span<const double> weights) {
  const Distribution all = sorted_groups(values, weights);
  if (!all.has_anything()) {
    return std::nullopt;
  }
  double people = 0.0;
  double difference = 0.0;  // sum over groups of weight x value x (people below - people above)
  for (const Group& group : all.groups) {
    const double above = all.people - people - group.weight;
    difference += group.weight * group.value * (people - above);
    people += group.weight;
  }
  return std::max(0.0, difference / (all.people * all.sum));
}

std::optional<double> palma_ratio(std::span<const double> values, std::span<const double> weights) {
  Distribution all = sorted_groups(values, weights);
  const double bottom = held_by_first(all.groups, 0.4 * all.people);
  if (!(bottom > 0.0)) {
    return std::nullopt;
  }
  std::ranges::reverse(all.groups);
  return held_by_first(all.groups, 0.1 * all.people) / bottom;
}

std::optional<double> theil_t(std::span<const double> values, std::span<const double> weights) {
  const Distribution all = sorted_groups(values, weights);
  if (!all.has_anything()) {
    return std::nullopt;
  }
  const double mean = all.sum / all.people;
  double sum = 0.0;
  for (const Group& group : all.groups) {
    const double relative = group.value / mean;
    sum += relative > 0.0 ? group.weight * relative * std::log(relative) : 0.0;
  }
  return std::max(0.0, sum / all.people);
}

}  // namespace lastmeter
