// SPDX-License-Identifier: Apache-2.0
#include "study/ensemble_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/text.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

constexpr double outlier_percent = 99.0;
constexpr double unusual_percent = 95.0;
constexpr double enough_plans = 100.0;  // independent ones: fewer do not show a tail of 1 %

/// Percent of the plans that a figure is above, and that it is below.
struct Standing {
  double above = 0.0;
  double below = 0.0;
  [[nodiscard]] double farthest() const { return std::max(above, below); }
};

Standing standing_of(const SampledMeasure& measure) {
  const auto today = static_cast<float>(measure.today.value_or(0.0));
  const auto percent = [&](auto count) {
    return 100.0 * static_cast<double>(count) / static_cast<double>(measure.values.size());
  };
  const auto& values = measure.values;
  return {percent(std::count_if(values.begin(), values.end(), [today](float value) { return value < today; })),
          percent(std::count_if(values.begin(), values.end(), [today](float value) { return value > today; }))};
}

/// Rounded down, so that the sentence stays true.
std::string share_text(double percent) {
  return percent >= 100.0             ? "all"
         : percent >= outlier_percent ? fmt::format("{:.1f} %", std::floor(10.0 * percent) / 10.0)
                                      : fmt::format("{:.0f} %", std::floor(percent));
}

std::string measure_text(const char* name, const SampledMeasure& measure, double scale, int decimals) {
  std::string text = fmt::format("  {:<24}", name);
  for (const double value : measure.percentiles) {
    text += fmt::format("{:>10.{}f}", scale * value, decimals);
  }
  text += fmt::format("{:>12}", grouped(measure.effective_size));
  if (measure.today) {
    text += fmt::format("{:>10.{}f}{:>12.2f}", scale * *measure.today, decimals, *measure.today_percentile);
  }
  return text + "\n";
}

}  // namespace

std::string verdict_of(const PartitionSample& sample) {
  if (!sample.cut_edges.today || sample.cut_edges.values.empty()) {
    return "";
  }
  const Standing cuts = standing_of(sample.cut_edges);
  const Standing round = standing_of(sample.polsby_popper);
  const bool by_shape =
      sample.polsby_popper.mean > 0.0 && round.farthest() >= unusual_percent &&
      (cuts.farthest() < unusual_percent || (cuts.farthest() < outlier_percent && round.farthest() >= outlier_percent));
  const Standing& standing = by_shape ? round : cuts;
  const double worth = by_shape ? sample.polsby_popper.effective_size : sample.cut_edges.effective_size;
  const std::string plans = grouped(sample.cut_edges.values.size()) + " sampled plans";
  const auto of_plans = [&](double share) { return share_text(share) + (share >= 100.0 ? " " : " of ") + plans; };
  const bool more = standing.above > standing.below;
  const std::string judged = worth < enough_plans ? "too few independent plans to judge by, take more steps"
                             : standing.farthest() < unusual_percent ? "nothing unusual"
                             : standing.farthest() < outlier_percent ? "unusual, no outlier"
                             : more == by_shape                      ? "an outlier on the compact side"
                                                                     : "an outlier";
  if (standing.farthest() < unusual_percent) {
    return fmt::format("today's plan cuts more borders than {} and fewer than {}: {}", share_text(cuts.above),
                       of_plans(cuts.below), judged);
  }
  const std::string what = by_shape ? (more ? "is more compact than" : "is less compact than")
                                    : (more ? "cuts more borders than" : "cuts fewer borders than");
  return fmt::format("today's plan {} {}: {}", what, of_plans(standing.farthest()), judged);
}

Json measure_json(const SampledMeasure& measure) {
  Json json;
  for (std::size_t p = 0; p < kBandPercents.size(); ++p) {
    json["percentiles"][fixed(kBandPercents[p], 0)] = measure.percentiles[p];
  }
  json["mean"] = measure.mean;
  json["effective_size"] = measure.effective_size;
  json["spread"] = measure.spread;
  json["today"] = measure.today ? Json(*measure.today) : Json(nullptr);
  json["today_percentile"] = measure.today_percentile ? Json(*measure.today_percentile) : Json(nullptr);
  return json;
}

std::string sample_text(const PartitionParts& parts, const PartitionSample& sample, std::size_t chains,
                        std::size_t steps) {
  std::string text = fmt::format("  {:<24}{}, each of {} to {}\n", "zones", sample.zones, fixed(parts.least, 3),
                                 std::isfinite(parts.most) ? fixed(parts.most, 3) : "any weight");
  text += fmt::format("  {:<24}{} x {}, {} plans kept\n", "chains x steps", chains, grouped(steps),
                      grouped(sample.cut_edges.values.size()));
  text += fmt::format("  {:<24}{:>10}{:>10}{:>10}{:>10}{:>10}{:>12}", "percent of the plans", "5 %", "25 %", "50 %",
                      "75 %", "95 %", "independent");
  text += sample.cut_edges.today ? fmt::format("{:>10}{:>12}\n", "today", "percentile") : "\n";
  text += measure_text("cut edges", sample.cut_edges, 1.0, 0);
  if (sample.polsby_popper.mean > 0.0) {
    text += measure_text("Polsby-Popper, mean", sample.polsby_popper, 1.0, 4);
  }
  return text + measure_text("largest deviation, %", sample.deviation, 100.0, 3);
}

}  // namespace lastmeter
