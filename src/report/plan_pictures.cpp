// SPDX-License-Identifier: Apache-2.0
#include "report/plan_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/text.h"
#include "report/coverage_facts.h"
#include "report/plan_facts.h"

namespace lastmeter {

namespace {

const Symbol kPaleZone{.fill = colour_of("#f4f4f1"), .line = colour_of("#999999"), .width = 0.5};
const Symbol kThickZone{.line = colour_of("#333333"), .width = 0.9};

void add_zones(const PictureSource& source, MapPanel& panel, const Symbol& symbol) {
  const auto level = named_level(*source.results.area);
  const StyledTable* zones = level ? source.table(role_of(*level)) : nullptr;
  if (zones != nullptr) {
    panel.layers.push_back(layer_of(zones->table, symbol));
  }
}

/// The zones that the plan stays inside.
void add_parents(const PictureSource& source, const PartitionResult& result, MapPanel& panel) {
  if (const StyledTable* zones = source.table(result.within)) {
    panel.layers.push_back(layer_of(zones->table, kThickZone));
  }
}

/// Demand points by who serves them: 0 a post that stood, 1 a new site, 2 nobody.
std::vector<int> service_of(const PictureSource& source, const PlacementResult& result, const FeatureTable& demand) {
  std::map<std::string, bool> is_new;
  for (const CandidateId id : result.plan.open) {
    is_new[result.list.sites[id].code] = result.list.sites[id].standing == Standing::New;
  }
  const auto column = demand.find("placement_site");
  const auto weight = demand.find(source.results.area->has_population ? "population" : "households");
  std::vector<int> classes(demand.rows, 0);
  for (std::size_t row = 0; column && row < demand.rows; ++row) {
    const auto site = is_new.find(demand.columns[*column].as_text(row));
    const bool counts = !weight || demand.columns[*weight].as_number(row).value_or(1.0) > 0.0;
    classes[row] = site == is_new.end() ? (counts ? 2 : -1) : (site->second ? 1 : 0);
  }
  return classes;
}

void add_demand(const PictureSource& source, const PlacementResult& result, MapPicture& picture) {
  const bool buildings = source.results.area->basis == DemandBasis::Buildings;
  const StyledTable* demand = source.table(buildings ? "buildings" : "demand");
  if (demand == nullptr) {
    return;
  }
  const double size = std::max(0.6, dot_size(demand->table.rows / 8, 2.2));
  MapLayer layer{.shapes = &*demand->table.geometry,
                 .classes = service_of(source, result, demand->table),
                 .symbols = {{.fill = colour_of("#c4c4c4"), .size = size},
                             {.fill = colour_of("#4daf4a"), .size = size},
                             {.fill = colour_of("#d73027"), .size = size}}};
  static constexpr std::array kTexts{"placement.served", "placement.served_new", "placement.unserved"};
  const std::string basis(name_of(source.results.area->basis));
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    const auto count = std::count(layer.classes.begin(), layer.classes.end(), static_cast<int>(i));
    picture.legend.push_back({.form = LegendEntry::Form::Point,
                              .symbol = {.fill = layer.symbols[i].fill, .size = 2.6},
                              .text = source.words.say(kTexts[i], {{"what", source.words.say("demand." + basis)}}),
                              .count = grouped(count)});
  }
  picture.panels.front().layers.push_back(std::move(layer));
}

struct SiteLook {
  std::string_view status;
  Symbol symbol;
};

std::vector<SiteLook> site_looks() {
  const Colour white{1.0, 1.0, 1.0};
  return {
      {"not chosen", {.fill = colour_of("#ffffff"), .line = colour_of("#777777"), .width = 0.5, .size = 2.6}},
      {"kept", {.fill = colour_of("#555555"), .line = white, .width = 0.5, .size = 4.6}},
      {"closed", {.fill = colour_of("#f781bf"), .line = white, .width = 0.5, .marker = Marker::Square, .size = 5.0}},
      {"chosen", {.fill = colour_of("#1a7a1a"), .line = white, .width = 0.6, .marker = Marker::Star, .size = 9.0}}};
}

void add_sites(const PictureSource& source, MapPicture& picture) {
  const StyledTable* sites = source.table("placement_sites");
  if (sites == nullptr) {
    return;
  }
  const auto status = sites->table.find("status");
  const std::vector<SiteLook> looks = site_looks();
  MapLayer layer{.shapes = &*sites->table.geometry, .classes = {}, .symbols = {}, .keeps_labels_off = true};
  for (std::size_t row = 0; row < sites->table.rows; ++row) {
    const std::string is = sites->table.columns[*status].as_text(row);
    const auto look = std::find_if(looks.begin(), looks.end(), [&](const SiteLook& each) { return each.status == is; });
    layer.classes.push_back(static_cast<int>(std::distance(looks.begin(), look)));
  }
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const auto count = std::count(layer.classes.begin(), layer.classes.end(), static_cast<int>(i));
    layer.symbols.push_back(looks[i].symbol);
    if (count > 0) {
      picture.legend.push_back({.form = LegendEntry::Form::Point,
                                .symbol = looks[i].symbol,
                                .text = source.words.say("site." + std::string(looks[i].status)),
                                .count = grouped(count)});
    }
  }
  picture.panels.front().layers.push_back(std::move(layer));
}

void add_site_labels(const PlacementResult& result, MapPanel& panel) {
  for (const CandidateId id : result.plan.open) {
    const PlacementSite& site = result.list.sites[id];
    if (site.standing == Standing::New) {
      panel.labels.push_back({.at = site.at,
                              .text = shortened(name_or_code(site.name, site.code), 16),
                              .rank = result.allocation.catchments[id.index()].weight,
                              .size = 6.5,
                              .is_bold = true});
    }
  }
}

/// A zone in force, or a unit, as the plan's bounds judge it: 0 below, 1 within, 2 above, 3 without a figure.
std::size_t judged(const PartitionResult& result, std::optional<double> weight) {
  if (!weight) {
    return 3;
  }
  return *weight < result.least - 1e-6 ? 0 : (*weight > result.most + 1e-6 ? 2 : 1);
}

constexpr std::array kJudgements{"bounds.below", "bounds.within", "bounds.above", "bounds.none"};

std::vector<Symbol> judgement_symbols() {
  const Colour line{0.25, 0.25, 0.25};
  return {{.fill = colour_of("#fc8d59", 0.75), .line = line, .width = 0.4},
          {.fill = colour_of("#91bfdb", 0.75), .line = line, .width = 0.4},
          {.fill = colour_of("#d73027", 0.75), .line = line, .width = 0.4},
          {.fill = colour_of("#eeeeee"), .line = line, .width = 0.4}};
}

using Counts = std::array<std::size_t, kJudgements.size()>;

MapLayer judged_layer(const PartitionResult& result, const FeatureTable& table,
                      const std::map<std::string, double>& weights, Counts& counts) {
  MapLayer layer{.shapes = &*table.geometry, .classes = {}, .symbols = judgement_symbols()};
  const auto code = table.find("code");
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto found = weights.find(table.columns[*code].as_text(row));
    const std::size_t at = judged(result, found == weights.end() ? std::nullopt : std::optional(found->second));
    layer.classes.push_back(static_cast<int>(at));
    ++counts[at];
  }
  return layer;
}

}  // namespace

MapPicture placement_picture(const PictureSource& source, const PlacementResult& result) {
  MapPicture picture = empty_picture(source, "placement");
  const PlacementWords said = placement_words(*source.results.area, result, source.words);
  picture.title = said.headline;
  picture.subtitle = said.detail;
  MapPanel& panel = picture.panels.front();
  add_zones(source, panel, kPaleZone);
  add_barriers(source, panel, picture.legend);
  add_demand(source, result, picture);
  add_sites(source, picture);
  add_site_labels(result, panel);
  return picture;
}

MapPicture partition_picture(const PictureSource& source, const PartitionResult& result) {
  MapPicture picture = empty_picture(source, result.name);
  const PartitionWords said = partition_words(result, source.words);
  picture.title = said.headline;
  picture.subtitle = said.detail;
  Counts before{};
  Counts after{};
  const StyledTable* old_zones = source.table(before_table(result));
  if (old_zones != nullptr) {
    picture.panels.front().title = said.before;
    picture.panels.front().layers.push_back(judged_layer(result, old_zones->table, before_weights(result), before));
    add_parents(source, result, picture.panels.front());
    picture.panels.emplace_back();
  }
  MapPanel& plan = picture.panels.back();
  plan.title = said.after;
  plan.layers.push_back(judged_layer(result, source.table(result.name + "_zones")->table, plan_weights(result), after));
  add_parents(source, result, plan);
  const std::vector<Symbol> symbols = judgement_symbols();
  for (std::size_t i = 0; i < kJudgements.size(); ++i) {
    if (before[i] + after[i] > 0) {
      const std::string count = fmt::format("{} \u2192 {}", grouped(before[i]), grouped(after[i]));
      picture.legend.push_back(
          {.symbol = symbols[i],
           .text = source.words.say(i == 1 && !is_bounded(result) ? "bounds.free" : kJudgements[i]),
           .count = old_zones != nullptr ? count : grouped(after[i])});
    }
  }
  return picture;
}

}  // namespace lastmeter
