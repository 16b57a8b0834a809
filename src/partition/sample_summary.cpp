// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "partition/sample_partitions.h"

namespace lastmeter {

namespace {

struct Moments {
  double mean = 0.0;
  double variance = 0.0;  // of a sample; 0 of a single value
};

Moments moments_of(std::span<const double> values) {
  Moments moments;
  for (const double value : values) {
    moments.mean += value;
  }
  moments.mean /= static_cast<double>(values.size());
  for (const double value : values) {
    moments.variance += (value - moments.mean) * (value - moments.mean);
  }
  moments.variance = values.size() > 1 ? moments.variance / static_cast<double>(values.size() - 1) : 0.0;
  return moments;
}

/// Means of consecutive stretches of `batch` values, within chains of `length`.
std::vector<double> batch_means(std::span<const float> values, std::size_t length, std::size_t batch) {
  std::vector<double> means;
  for (std::size_t chain = 0; chain + length <= values.size(); chain += length) {
    for (std::size_t from = chain; from + batch <= chain + length; from += batch) {
      double sum = 0.0;
      for (std::size_t i = from; i < from + batch; ++i) {
        sum += static_cast<double>(values[i]);
      }
      means.push_back(sum / static_cast<double>(batch));
    }
  }
  return means;
}

double effective_size_of(std::span<const float> values, std::size_t length, double variance) {
  const auto count = static_cast<double>(values.size());
  const auto batch = static_cast<std::size_t>(std::sqrt(static_cast<double>(length)));
  if (batch < 2 || variance <= 0.0) {
    return variance <= 0.0 ? 1.0 : count;
  }
  const double between = moments_of(batch_means(values, length, batch)).variance * static_cast<double>(batch);
  return between > 0.0 ? std::min(count, count * variance / between) : count;
}

/// Gelman and Rubin, 1992.
double spread_of(std::span<const float> values, std::size_t length, std::size_t chains) {
  if (chains < 2 || length < 2) {
    return 1.0;
  }
  std::vector<double> means;
  double within = 0.0;
  for (std::size_t c = 0; c < chains; ++c) {
    const auto chain = values.subspan(c * length, length);
    const std::vector<double> exact(chain.begin(), chain.end());
    const Moments moments = moments_of(exact);
    means.push_back(moments.mean);
    within += moments.variance / static_cast<double>(chains);
  }
  const double between = moments_of(means).variance;
  const auto steps = static_cast<double>(length);
  return within > 0.0 ? std::sqrt((steps - 1.0) / steps + between / within) : 1.0;
}

}  // namespace

SampledMeasure summarized(std::vector<float> values, std::size_t chains, std::optional<double> today) {
  SampledMeasure measure;
  measure.values = std::move(values);
  measure.today = today;
  if (measure.values.empty()) {
    return measure;
  }
  const std::vector<double> exact(measure.values.begin(), measure.values.end());
  const Moments moments = moments_of(exact);
  measure.mean = moments.mean;
  const std::size_t length = measure.values.size() / chains;
  measure.effective_size = effective_size_of(measure.values, length, moments.variance);
  measure.spread = spread_of(measure.values, length, chains);
  std::vector<float> sorted = measure.values;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t p = 0; p < kBandPercents.size(); ++p) {
    const double rank = kBandPercents[p] / 100.0 * static_cast<double>(sorted.size() - 1);
    measure.percentiles[p] = static_cast<double>(sorted[static_cast<std::size_t>(std::lround(rank))]);
  }
  if (today) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), static_cast<float>(*today));
    const auto below = static_cast<double>(first - sorted.begin());
    const auto equal = static_cast<double>(last - first);
    measure.today_percentile = 100.0 * (below + 0.5 * equal) / static_cast<double>(sorted.size());
  }
  return measure;
}

}  // namespace lastmeter
