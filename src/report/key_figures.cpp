// SPDX-License-Identifier: Apache-2.0
#include "report/key_figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "report/page_parts.h"

namespace lastmeter {

namespace {

bool is_key(const Figure& figure, std::optional<Metres> nominal) {
  static constexpr std::array<std::string_view, 4> kNames{"coverage.population", "coverage.households", "coverage.area",
                                                          "audit.errors"};
  static constexpr std::array<std::string_view, 8> kOfZones{
      "zones",    "out_of_bounds",      "weight_least", "weight_most", "households_moved",
      "border_m", "polsby_popper_mean", "stations_ok"};
  const std::size_t dot = figure.name.find('.');
  const std::string_view stage = std::string_view(figure.name).substr(0, dot);
  const std::string_view last = std::string_view(figure.name).substr(std::min(figure.name.size(), dot + 1));
  const bool of_zones =
      (stage == "partition" || stage == "merge") && std::find(kOfZones.begin(), kOfZones.end(), last) != kOfZones.end();
  const bool is_of_norms =
      figure.name == "norms.met" || figure.name == "norms.failed" || figure.name == "norms.conflicts";
  const bool named = std::find(kNames.begin(), kNames.end(), figure.name) != kNames.end() ||
                     (stage == "placement" && last.find('.') == std::string_view::npos) || stage == "compare" ||
                     stage == "branches" || is_of_norms || of_zones;
  const bool is_coverage = stage == "coverage";
  const auto fits = [&](const Figure::Qualifier& each) {
    if (each.first == "radius_m") {
      const double* radius = std::get_if<double>(&each.second);
      return nominal && radius != nullptr && *radius == nominal->value();
    }
    return !is_coverage || each.first == "mode" || each.first == "service";  // not by depth or criterion
  };
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
  std::stable_partition(chosen.begin(), chosen.end(), [](const Figure& figure) { return figure.total.has_value(); });
  return chosen;
}

}  // namespace lastmeter
