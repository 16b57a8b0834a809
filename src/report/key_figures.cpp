// SPDX-License-Identifier: Apache-2.0
#include "report/key_figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <tuple>

#include "report/page_parts.h"

namespace lastmeter {

namespace {

/// What is asked first: people, then their homes and ground, then what it takes, last how sure it is; any post before
/// those of the own community, and the straight line before the way on foot. Faults in the data close the list.
auto rank_of(const Figure& figure) {
  static constexpr std::array<std::string_view, 6> kStages{"coverage",  "compare", "placement",
                                                           "partition", "merge",   "norms"};
  static constexpr std::array<std::string_view, 20> kSubjects{
      "weight_before", "population",    "households",  "demand_points", "buildings",   "area",      "zones",
      "posts",         "out_of_bounds", "stations_ok", "weight_least",  "weight_most", "sites_new", "sites_open",
      "cost",          "distance",      "objective",   "bound",         "gap",         "proved"};
  const std::size_t dot = figure.name.find('.');
  const std::string_view stage = std::string_view(figure.name).substr(0, dot);
  const std::string_view what = std::string_view(figure.name).substr(std::min(figure.name.size(), dot + 1));
  const auto subject =
      std::find_if(kSubjects.begin(), kSubjects.end(), [&](std::string_view each) { return what.starts_with(each); });
  const auto says = [&](std::string_view text) {
    return std::any_of(figure.qualifiers.begin(), figure.qualifiers.end(), [&](const Figure::Qualifier& each) {
      const auto* value = std::get_if<std::string>(&each.second);
      return value != nullptr && *value == text;
    });
  };
  return std::tuple(stage == "audit", std::find(kStages.begin(), kStages.end(), stage) - kStages.begin(),
                    subject - kSubjects.begin(), says("plan"), says("walking"), says("home"));
}

bool is_of_comparison(const Figure& figure) { return figure.name.starts_with("compare."); }

/// Who gained and lost, nobody too; of zones, posts and figures only what there is.
bool tells_something(const Figure& figure) {
  return figure.value != 0.0 || figure.name.ends_with("_gained") || figure.name.ends_with("_lost");
}

bool is_key(const Figure& figure, std::optional<Metres> nominal) {
  static constexpr std::array<std::string_view, 7> kNames{
      "coverage.population", "coverage.households", "coverage.area",  "audit.errors",
      "investment.benefit",  "investment.premises", "investment.cost"};
  static constexpr std::array<std::string_view, 8> kOfZones{
      "zones",    "out_of_bounds",      "weight_least", "weight_most", "households_moved",
      "border_m", "polsby_popper_mean", "stations_ok"};
  static constexpr std::array<std::string_view, 10> kOfPlacement{
      "weight_before", "population", "households", "buildings",     "demand_points",
      "sites_new",     "sites_open", "cost",       "distance_mean", "distance_worst"};
  const std::size_t dot = figure.name.find('.');
  const std::string_view stage = std::string_view(figure.name).substr(0, dot);
  const std::string_view last = std::string_view(figure.name).substr(std::min(figure.name.size(), dot + 1));
  const bool of_zones =
      (stage == "partition" || stage == "merge") && std::find(kOfZones.begin(), kOfZones.end(), last) != kOfZones.end();
  static constexpr std::array<std::string_view, 8> kOfEvents{
      "total", "settled", "open", "settled_share", "per_grid_zone", "days_median", "days_p90", "hot_spots"};
  const bool is_of_events = stage == "events" && std::find(kOfEvents.begin(), kOfEvents.end(), last) != kOfEvents.end();
  static constexpr std::array<std::string_view, 6> kOfEmergency{
      "served", "hours", "queue_minutes", "posts_overloaded", "capacity_missing", "added"};
  const bool of_emergency =
      stage == "emergency" && std::find(kOfEmergency.begin(), kOfEmergency.end(), last) != kOfEmergency.end();
  const bool is_of_norms =
      figure.name == "norms.met" || figure.name == "norms.failed" || figure.name == "norms.conflicts";
  const bool named =
      std::find(kNames.begin(), kNames.end(), figure.name) != kNames.end() ||
      (stage == "placement" && std::find(kOfPlacement.begin(), kOfPlacement.end(), last) != kOfPlacement.end()) ||
      stage == "compare" || stage == "branches" || is_of_events || is_of_norms || of_emergency || of_zones;
  const bool is_coverage = stage == "coverage";
  const auto fits = [&](const Figure::Qualifier& each) {
    if (each.first == "radius_m") {
      const double* radius = std::get_if<double>(&each.second);
      return nominal && radius != nullptr && *radius == nominal->value();
    }
    return !is_coverage || each.first == "mode" || each.first == "service";  // not by depth or criterion
  };
  if (is_of_comparison(figure) && !tells_something(figure)) {
    return false;
  }
  return named && std::all_of(figure.qualifiers.begin(), figure.qualifiers.end(), fits);
}

}  // namespace

std::string_view code_of(Language language) {
  switch (language) {
    case Language::Chinese:
      return "zh";
    case Language::English:
      return "en";
  }
  throw std::logic_error("Language holds no known value");
}

std::string word(Language language, const std::string& key) {
  static const auto words = nlohmann::json::parse(page::words());
  const auto& texts = words.at(code_of(language));
  const auto found = texts.find(key);
  return found == texts.end() ? key : found->get<std::string>();
}

std::string unit_word(Language language, const std::string& unit) {
  const std::string key = "unit." + unit;
  const std::string text = word(language, key);
  return text == key ? word(language, unit) : text;
}

std::vector<Figure> key_figures(const std::vector<Figure>& figures, std::optional<Metres> nominal) {
  std::vector<Figure> chosen;
  std::copy_if(figures.begin(), figures.end(), std::back_inserter(chosen),
               [&](const Figure& figure) { return is_key(figure, nominal); });
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const Figure& a, const Figure& b) { return rank_of(a) < rank_of(b); });
  return chosen;
}

}  // namespace lastmeter
