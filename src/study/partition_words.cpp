// SPDX-License-Identifier: Apache-2.0
#include "study/partition_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/amounts.h"
#include "core/text.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

double kilometres(Metres length) { return length.value() / 1000.0; }

std::string line(const char* name, const std::string& value) { return fmt::format("  {:<26}{}\n", name, value); }

std::string bounds_text(const PartitionParts& parts) {
  return std::isfinite(parts.most) ? fmt::format("{} to {}", fixed(parts.least, 3), fixed(parts.most, 3))
                                   : fmt::format("{} or more", fixed(parts.least, 3));
}

bool bounded(const PartitionParts& parts) { return parts.least > 0.0 || std::isfinite(parts.most); }

}  // namespace

Json units_json(const InstanceUnits& units) {
  Json json;
  double weight = 0.0;
  for (const BasicUnit& unit : units.units) {
    weight += unit.weight;
  }
  json["instance"] = units.name;
  json["units"] = units.units.size();
  json["borders"] = units.borders.size();
  json["barred"] = std::count_if(units.borders.begin(), units.borders.end(),
                                 [](const UnitBorder& border) { return border.passage == Passage::Barred; });
  json["links"] = units.links.size();
  json["weight"] = weight;
  return json;
}

std::string units_text(const InstanceUnits& units) {
  const Json json = units_json(units);
  std::string text = fmt::format("{}: {}, {}", units.name, counted(units.units.size(), "unit"),
                                 counted(units.borders.size(), "border"));
  text += json["barred"] == 0 ? "" : fmt::format(", {} of them barred", json["barred"].get<std::size_t>());
  text += units.links.empty() ? "" : fmt::format(", {} to islands", counted(units.links.size(), "link"));
  return text + fmt::format(", weight {}\n", fixed(json["weight"].get<double>(), 6));
}

namespace {

/// Of all that units differ in their trait, the share within zones; 0 where all are alike.
double mixture_share(const PartitionParts& parts, const PartitionScore& score) {
  const double all = parts.scales->mixture.value_or(0.0);
  return all > 0.0 ? score.mixture / all : 0.0;
}

}  // namespace

Json score_json(const PartitionProblem& problem, const PartitionScore& score) {
  const PartitionParts& parts = problem.parts();
  Json json;
  json["zones"] = score.zones;
  json["least"] = parts.least;
  json["most"] = std::isfinite(parts.most) ? Json(parts.most) : Json(nullptr);
  json["out_of_bounds"] = score.out_of_bounds;
  json["extra_pieces"] = score.extra_pieces;
  json["contiguous"] = score.extra_pieces == 0;
  json["weight_least"] = score.weight_least;
  json["weight_most"] = score.weight_most;
  json["deviation_max"] = score.deviation_max;
  json["cut_edges"] = score.cut_edges;
  json["border_km"] = kilometres(score.border);
  json["polsby_popper_mean"] = score.polsby_popper_mean;
  json["polsby_popper_least"] = score.polsby_popper_least;
  json["compounds"] = score.compounds;
  json["compounds_split"] = score.compounds_split;
  if (parts.prices.workload > 0.0) {
    json["workload_least"] = score.workload_least;
    json["workload_most"] = score.workload_most;
  }
  if (parts.prices.mixture > 0.0) {
    json["mixture_share"] = mixture_share(parts, score);
  }
  if (parts.prices.affinity > 0.0) {
    json["ties_cut"] = score.ties_cut;
  }
  if (!parts.today.empty()) {
    json["units_moved"] = score.units_moved;
    json["weight_moved"] = score.weight_moved;
  }
  return json;
}

std::string score_text(const PartitionProblem& problem, const PartitionScore& score) {
  const PartitionParts& parts = problem.parts();
  std::string text = line("zones", std::to_string(score.zones));
  if (bounded(parts)) {
    text += line("out of bounds", fmt::format("{} (bounds {})", score.out_of_bounds, bounds_text(parts)));
  }
  text += line("weight of a zone", fmt::format("{} to {}", fixed(score.weight_least, 3), fixed(score.weight_most, 3)));
  text += line("largest deviation", fmt::format("{:.4f} %", 100.0 * score.deviation_max));
  text += line("parts beyond one a zone", std::to_string(score.extra_pieces));
  text += line("cut edges", std::to_string(score.cut_edges));
  text += line("border", fmt::format("{:.3f} km", kilometres(score.border)));
  if (score.polsby_popper_mean > 0.0) {
    text += line("Polsby-Popper",
                 fmt::format("mean {:.4f}, least {:.4f}", score.polsby_popper_mean, score.polsby_popper_least));
  }
  if (parts.prices.workload > 0.0) {
    text += line("workload of a zone",
                 fmt::format("{} to {}", fixed(score.workload_least, 3), fixed(score.workload_most, 3)));
  }
  if (parts.prices.mixture > 0.0) {
    text +=
        line("unlike within zones", fmt::format("{:.2f} % of all differences", 100.0 * mixture_share(parts, score)));
  }
  if (parts.prices.affinity > 0.0) {
    text += line("ties cut", std::to_string(score.ties_cut));
  }
  if (!parts.compounds.empty()) {
    text += line("compounds split", fmt::format("{} of {}", score.compounds_split, score.compounds));
  }
  if (!parts.today.empty()) {
    const double total = parts.graph.total_weight();
    text += line("moved",
                 fmt::format("{}, weight {} ({:.2f} %)", counted(score.units_moved, "unit"),
                             fixed(score.weight_moved, 3), total > 0.0 ? 100.0 * score.weight_moved / total : 0.0));
  }
  return text;
}

Json comparison_json(const PartitionComparison& comparison) {
  return {{"zones_before", comparison.zones_before},
          {"zones_after", comparison.zones_after},
          {"agreement", comparison.agreement},
          {"units_moved", comparison.units_moved},
          {"weight_moved", comparison.weight_moved},
          {"unchanged", comparison.unchanged},
          {"split", comparison.split},
          {"merged", comparison.merged},
          {"variation_of_information", comparison.variation_of_information}};
}

std::string comparison_text(const PartitionComparison& comparison) {
  std::string text = fmt::format("  against the other, of {}\n", counted(comparison.zones_before, "zone"));
  text += line("agreement", fmt::format("{:.2f} % of the weight", 100.0 * comparison.agreement));
  text += line("moved", fmt::format("{}, weight {}", counted(comparison.units_moved, "unit"),
                                    fixed(comparison.weight_moved, 3)));
  text += line("zones unchanged", std::to_string(comparison.unchanged));
  text += line("zones split", std::to_string(comparison.split));
  text += line("zones merged from several", std::to_string(comparison.merged));
  return text + line("variation of information", fmt::format("{:.4f} bits", comparison.variation_of_information));
}

std::string bound_text(double objective, const std::optional<double>& bound, bool proved) {
  if (proved) {
    return fmt::format("{}, proved optimal", fixed(objective, 6));
  }
  if (!bound) {
    return fmt::format("{}, nothing proved about better plans", fixed(objective, 6));
  }
  const double gap = objective > 0.0 ? 100.0 * (objective - *bound) / objective : 0.0;
  return fmt::format("{}, bound {}, gap {} %", fixed(objective, 6), fixed(*bound, 6), fixed(gap, 2));
}

std::vector<std::string> with(std::vector<std::string> notes, const std::vector<std::string>& missing) {
  notes.insert(notes.end(), missing.begin(), missing.end());
  return notes;
}

std::string one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace lastmeter
