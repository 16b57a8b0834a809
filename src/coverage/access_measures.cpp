// SPDX-License-Identifier: Apache-2.0
#include "coverage/access_measures.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/parallel.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 4096;

void check_supply(const Reach& reach, std::span<const double> supply) {
  for (std::size_t i = 0; i < reach.demand_count(); ++i) {
    const std::span<const FacilityId> posts = reach.row(DemandId(i)).facilities;
    if (!posts.empty() && posts.back().index() >= supply.size()) {
      throw std::logic_error("the Reach has more posts than there are supplies");
    }
  }
}

void check_weight(const Reach& reach, std::span<const double> weight) {
  if (weight.size() != reach.demand_count()) {
    throw std::logic_error("the Reach has other demand than there are weights");
  }
}

/// For every demand point the sum of value(post) x factor(distance).
template <class Factor>
std::vector<double> sum_over_rows(const Reach& reach, std::span<const double> values, const Factor& factor) {
  std::vector<double> sums(reach.demand_count(), 0.0);
  parallel_slices(sums.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Reach::Row row = reach.row(DemandId(i));
      for (std::size_t j = 0; j < row.facilities.size(); ++j) {
        sums[i] += values[row.facilities[j].index()] * factor(row.distances[j]);
      }
    }
  });
  return sums;
}

double band_weight(std::span<const DecayBand> bands, double distance) {
  const auto band = std::ranges::find_if(bands, [&](const DecayBand& at) { return distance <= at.radius.value(); });
  return band == bands.end() ? 0.0 : band->weight;
}

/// Floating catchments in general: a pair counts with factor(demand, distance) in both steps.
template <class Factor>
std::vector<double> float_catchments(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                     const Factor& factor) {
  check_supply(reach, supply);
  check_weight(reach, weight);
  std::vector<double> sharers(supply.size(), 0.0);
  for (std::size_t i = 0; i < reach.demand_count(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    for (std::size_t j = 0; j < row.facilities.size(); ++j) {
      sharers[row.facilities[j].index()] += weight[i] * factor(i, row.distances[j]);
    }
  }
  std::vector<double> shares(supply.size(), 0.0);
  for (std::size_t post = 0; post < shares.size(); ++post) {
    shares[post] = sharers[post] > 0.0 ? supply[post] / sharers[post] : 0.0;
  }
  std::vector<double> access(reach.demand_count(), 0.0);
  parallel_slices(access.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Reach::Row row = reach.row(DemandId(i));
      for (std::size_t j = 0; j < row.facilities.size(); ++j) {
        access[i] += shares[row.facilities[j].index()] * factor(i, row.distances[j]);
      }
    }
  });
  return access;
}

}  // namespace

std::vector<double> access_cumulative(const Reach& reach, std::span<const double> supply, Metres radius) {
  check_supply(reach, supply);
  return sum_over_rows(reach, supply, [&](double at) { return at <= radius.value() ? 1.0 : 0.0; });
}

double decay_at(const Decay& decay, double distance) {
  switch (decay.kind) {
    case DecayKind::Power:
      return std::pow(std::max(distance, 1.0), -decay.parameter);
    case DecayKind::Exponential:
      return std::exp(-decay.parameter * distance);
    case DecayKind::Gaussian:
      return std::exp(-distance * distance / decay.parameter);
  }
  return 0.0;
}

std::vector<double> access_gravity(const Reach& reach, std::span<const double> supply, const Decay& decay) {
  check_supply(reach, supply);
  return sum_over_rows(reach, supply, [&](double at) { return decay_at(decay, at); });
}

std::vector<double> access_2sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                 Metres radius) {
  return float_catchments(reach, supply, weight,
                          [&](std::size_t, double at) { return at <= radius.value() ? 1.0 : 0.0; });
}

std::vector<double> access_e2sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                  std::span<const DecayBand> bands) {
  return float_catchments(reach, supply, weight, [&](std::size_t, double at) { return band_weight(bands, at); });
}

std::vector<double> access_3sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                 std::span<const DecayBand> bands) {
  const std::vector<double> ones(supply.size(), 1.0);
  check_supply(reach, ones);
  const std::vector<double> choices = sum_over_rows(reach, ones, [&](double at) { return band_weight(bands, at); });
  return float_catchments(reach, supply, weight, [&](std::size_t demand, double at) {
    const double chosen = band_weight(bands, at);
    return chosen > 0.0 ? chosen * chosen / choices[demand] : 0.0;
  });
}

}  // namespace lastmeter
