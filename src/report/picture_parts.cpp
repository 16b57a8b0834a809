// SPDX-License-Identifier: Apache-2.0
#include "report/picture_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "core/version.h"
#include "geometry/label_point.h"
#include "report/coverage_facts.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostLabels = 200;
constexpr std::size_t kLabelCharacters = 16;
const Colour kNoValue{0.93, 0.93, 0.93};

bool has_place(const FeatureTable& table) {
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    if (!table.geometry->coordinates(row).empty()) {
      return true;
    }
  }
  return false;
}

std::string count_text(std::size_t count) { return grouped(count); }

/// Position of the class that a value belongs to: the first whose upper bound it does not exceed, else the last.
int class_of(const LayerStyle& style, double value) {
  for (std::size_t i = 0; i < style.classes.size(); ++i) {
    if (value <= style.classes[i].upper) {
      return static_cast<int>(i);
    }
  }
  return static_cast<int>(style.classes.size()) - 1;
}

struct PostLook {
  FacilityKind kind;
  Marker marker;
  double size;
  std::string_view colour;
};
constexpr auto kPostLooks = std::to_array<PostLook>({{FacilityKind::Centre, Marker::Square, 5.6, "#cc3311"},
                                                     {FacilityKind::Station, Marker::Dot, 4.8, "#ee7733"},
                                                     {FacilityKind::MicroStation, Marker::Triangle, 4.6, "#ee7733"},
                                                     {FacilityKind::Other, Marker::Dot, 4.8, "#cc3311"}});

}  // namespace

const StyledTable* PictureSource::table(std::string_view name) const {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const StyledTable& each) { return each.table.name == name; });
  return found != tables.end() && has_place(found->table) ? &*found : nullptr;
}

MapLayer layer_of(const FeatureTable& table, Symbol symbol) {
  return {.shapes = &*table.geometry, .classes = std::vector<int>(table.rows, 0), .symbols = {symbol}};
}

namespace {

/// "up to 18.5" and "year 2" with their numbers in the words of the language; other labels have a word of their own.
std::string label_of_class(const Wording& words, const std::string& label) {
  if (std::string own = words.name("class." + label, word(words.language(), label)); own != label) {
    return own;
  }
  for (const auto& [start, key] : {std::pair("up to ", "class.up_to"), std::pair("year ", "class.year")}) {
    if (label.starts_with(start)) {
      return words.say(key, {{"n", label.substr(std::string_view(start).size())}});
    }
  }
  return label;
}

}  // namespace

MapLayer classed_layer(const PictureSource& source, const FeatureTable& table, const LayerStyle& style,
                       const Symbol& outline, std::vector<LegendEntry>& legend) {
  MapLayer layer{.shapes = &*table.geometry, .classes = {}, .symbols = {}};
  for (const LayerStyle::Class& each : style.classes) {
    layer.symbols.push_back(outline);
    layer.symbols.back().fill = colour_of(each.colour);
  }
  layer.symbols.push_back(outline);
  layer.symbols.back().fill = kNoValue;
  const auto none = static_cast<int>(style.classes.size());
  const auto column = table.find(style.column);
  std::vector<std::size_t> counts(layer.symbols.size(), 0);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto value = column && none > 0 ? table.columns[*column].as_number(row) : std::nullopt;
    layer.classes.push_back(value && std::isfinite(*value) ? class_of(style, *value) : none);
    ++counts[static_cast<std::size_t>(layer.classes.back())];
  }
  for (std::size_t i = 0; i < style.classes.size(); ++i) {
    const std::string& label = style.classes[i].label;
    legend.push_back(
        {.symbol = layer.symbols[i], .text = label_of_class(source.words, label), .count = count_text(counts[i])});
  }
  if (counts.back() > 0) {
    legend.push_back(
        {.symbol = layer.symbols.back(), .text = source.words.say("class.none"), .count = count_text(counts.back())});
  }
  return layer;
}

Symbol pale_zone() { return {.fill = colour_of("#f4f4f1"), .line = colour_of("#999999"), .width = 0.5}; }

Symbol outline_of(ZoneLevel level) {
  switch (level) {
    case ZoneLevel::Subdistrict:
      return {.line = colour_of("#333333"), .width = 1.5};
    case ZoneLevel::Community:
      return {.line = colour_of("#555555"), .width = 0.75};
    case ZoneLevel::GridZone:
      return {.line = colour_of("#aaaaaa"), .width = 0.3};
  }
  return {};
}

MapPicture empty_picture(const PictureSource& source, const std::string& name) {
  MapPicture picture;
  picture.name = name;
  picture.source = source_line(source);
  picture.legend_title = source.words.say("legend");
  picture.north = source.words.say("north");
  picture.panels.emplace_back();
  return picture;
}

void add_zone_lines(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend) {
  for (auto level = kZoneLevels.rbegin(); level != kZoneLevels.rend(); ++level) {
    const std::string role(role_of(*level));
    if (const StyledTable* zones = source.table(role)) {
      Symbol symbol = outline_of(*level);
      symbol.width = std::max(0.3, dot_size(2 * zones->table.rows, symbol.width));
      panel.layers.push_back(layer_of(zones->table, symbol));
      legend.push_back({.form = LegendEntry::Form::Line,
                        .symbol = symbol,
                        .text = word(source.words.language(), role),
                        .count = count_text(zones->table.rows)});
    }
  }
}

void add_posts(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend,
               std::optional<Colour> colour) {
  const StyledTable* posts = source.table("facilities");
  if (posts == nullptr) {
    return;
  }
  const auto kind = posts->table.find("kind");
  MapLayer layer{.shapes = &*posts->table.geometry, .classes = {}, .symbols = {}, .keeps_labels_off = true};
  layer.sets_extent = panel.layers.empty();  // a far post would make the town small
  std::array<std::size_t, kPostLooks.size()> counts{};
  for (std::size_t row = 0; row < posts->table.rows; ++row) {
    const std::string is = kind ? posts->table.columns[*kind].as_text(row) : "";
    const auto look = std::find_if(kPostLooks.begin(), kPostLooks.end(),
                                   [&](const PostLook& each) { return name_of(each.kind) == is; });
    const auto at = look == kPostLooks.end() ? kPostLooks.size() - 1
                                             : static_cast<std::size_t>(std::distance(kPostLooks.begin(), look));
    layer.classes.push_back(static_cast<int>(at));
    ++counts[at];
  }
  const double shrink = dot_size(posts->table.rows, 1.0);
  for (std::size_t i = 0; i < kPostLooks.size(); ++i) {
    const PostLook& look = kPostLooks[i];
    layer.symbols.push_back({.fill = colour.value_or(colour_of(look.colour)),
                             .line = Colour{1.0, 1.0, 1.0},
                             .width = 0.5 * shrink,
                             .marker = look.marker,
                             .size = look.size * shrink});
    if (counts[i] > 0) {
      Symbol swatch = layer.symbols.back();
      swatch.size = look.size;
      legend.push_back({.form = LegendEntry::Form::Point,
                        .symbol = swatch,
                        .text = source.words.say("post." + std::string(name_of(look.kind))),
                        .count = count_text(counts[i])});
    }
  }
  panel.layers.push_back(std::move(layer));
}

void add_barriers(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend) {
  if (const StyledTable* barriers = source.table("barriers")) {
    const Symbol symbol{.fill = colour_of("#9ec5e8"), .line = colour_of("#3366cc", 0.7), .width = 1.2};
    panel.layers.push_back(layer_of(barriers->table, symbol));
    panel.layers.back().sets_extent = false;
    legend.push_back({.form = LegendEntry::Form::Line,
                      .symbol = symbol,
                      .text = word(source.words.language(), "barriers"),
                      .count = count_text(barriers->table.rows)});
  }
}

void add_zone_labels(const PictureSource& source, MapPanel& panel, ZoneLevel level,
                     const std::function<ZoneCaption(const Zone&)>& caption) {
  std::vector<const Zone*> zones;
  for (const Zone& zone : source.results.area->zones(level).zones.items()) {
    zones.push_back(&zone);
  }
  std::stable_sort(zones.begin(), zones.end(),
                   [](const Zone* a, const Zone* b) { return a->area.value() > b->area.value(); });
  zones.resize(std::min(zones.size(), kMostLabels));
  for (const Zone* zone : zones) {
    ZoneCaption words = caption(*zone);
    if (!words.name.empty() && zone->area.value() > 0.0) {
      panel.labels.push_back({.at = label_point(zone->outline),
                              .text = shortened(words.name, kLabelCharacters),
                              .under = std::move(words.under),
                              .rank = words.rank,
                              .room = std::sqrt(zone->area.value()) / 2.5});
    }
  }
}

void add_zone_names(const PictureSource& source, MapPanel& panel) {
  if (const auto level = named_level(*source.results.area)) {
    add_zone_labels(source, panel, *level, [](const Zone& zone) {
      return ZoneCaption{name_or_code(zone.name, zone.code), "", zone.area.value()};
    });
  }
}

double dot_size(std::size_t count, double largest) {
  return largest * std::clamp(std::sqrt(150.0 / static_cast<double>(std::max<std::size_t>(count, 1))), 0.35, 1.0);
}

std::string source_line(const PictureSource& source) {
  const auto& crs = source.results.area->crs;
  return source.words.say("source", {{"study", shortened(source.results.study, 80)},
                                     {"crs", crs ? crs->id() : source.words.say("crs.local")},
                                     {"version", std::string(kVersion)}});
}

}  // namespace lastmeter
