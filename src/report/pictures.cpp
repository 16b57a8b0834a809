// SPDX-License-Identifier: Apache-2.0
#include "report/pictures.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/coverage_facts.h"
#include "report/office_pictures.h"
#include "report/picture_parts.h"
#include "report/plan_pictures.h"

namespace lastmeter {

namespace {

std::string demand_name(const StudyArea& area) { return area.basis == DemandBasis::Buildings ? "buildings" : "demand"; }

std::string contents(const PictureSource& source) {
  const StudyArea& area = *source.results.area;
  std::vector<std::string> parts;
  for (const ZoneLevel level : kZoneLevels) {
    if (!area.zones(level).empty()) {
      parts.push_back(
          source.words.counted(static_cast<double>(area.zones(level).zones.size()), std::string(role_of(level))));
    }
  }
  if (!area.demand.empty()) {
    parts.push_back(source.words.counted(static_cast<double>(area.demand.size()),
                                         area.basis == DemandBasis::Buildings ? "buildings" : "points"));
  }
  parts.push_back(source.words.counted(static_cast<double>(area.facilities.size()), "facilities"));
  return joined(parts, source.words.comma());
}

MapPicture overview(const PictureSource& source) {
  const Wording& words = source.words;
  MapPicture picture = empty_picture(source, "overview");
  picture.title = words.say("overview.title", {{"study", shortened(source.results.study, 80)}});
  picture.subtitle = contents(source);
  MapPanel& panel = picture.panels.front();
  if (const StyledTable* land = source.table("residential")) {
    const Symbol symbol{.fill = colour_of("#f3e7cf")};
    panel.layers.push_back(layer_of(land->table, symbol));
    picture.legend.push_back({.symbol = symbol, .text = word(words.language(), "residential")});
  }
  add_barriers(source, panel, picture.legend);
  if (const StyledTable* demand = source.table(demand_name(*source.results.area))) {
    const double size = std::max(0.5, dot_size(demand->table.rows / 8, 2.0));
    const Symbol symbol{.fill = colour_of("#8c8c8c"), .size = size};
    panel.layers.push_back(layer_of(demand->table, symbol));
    picture.legend.push_back({.form = LegendEntry::Form::Point,
                              .symbol = {.fill = symbol.fill, .size = 2.0},
                              .text = words.say("demand." + std::string(name_of(source.results.area->basis))),
                              .count = grouped(demand->table.rows)});
  }
  add_zone_lines(source, panel, picture.legend);
  add_posts(source, panel, picture.legend);
  add_zone_names(source, panel);
  return picture;
}

/// What titles and subtitles of coverage say.
struct CoverageWords {
  std::string covered;
  std::string missing_count;
  std::string missing;
  std::string total;
  std::string share;
  std::string missing_share;
  std::string radius;
  std::string mode;
  std::string what;  // "people", "households", ...
};

CoverageWords words_of(const PictureSource& source, const CoverageResult& coverage, std::size_t at,
                       const Achieved& achieved) {
  const Wording& words = source.words;
  return {.covered = grouped(achieved.value),
          .missing_count = grouped(achieved.total - achieved.value),
          .missing = words.amount(achieved.total - achieved.value, achieved.unit),
          .total = words.amount(achieved.total, achieved.unit),
          .share = words.percent(achieved.share()),
          .missing_share = words.percent(1.0 - achieved.share()),
          .radius = words.radius(coverage.radii[coverage.cases[at].radius]),
          .mode = words.mode(coverage.mode),
          .what = words.say("of." + achieved.unit)};
}

/// The zones of a level, coloured by the share of a case.
void add_shares(const PictureSource& source, const CoverageResult& coverage, std::size_t at, ZoneLevel level,
                MapPicture& picture) {
  const StyledTable* zones = source.table(role_of(level));
  if (zones == nullptr) {
    return;
  }
  if (coverage.measures.empty()) {
    picture.panels.front().layers.push_back(layer_of(zones->table, pale_zone()));
    return;
  }
  LayerStyle style;
  style.column = std::string(name_of(coverage.measures.front(), coverage.basis)) + "_share" +
                 case_suffix(coverage, coverage.cases[at]);
  style.classes = share_classes();
  picture.panels.front().layers.push_back(
      classed_layer(source, zones->table, style, {.line = Colour{1.0, 1.0, 1.0}, .width = 0.6}, picture.legend));
}

/// The shape of a mode at the radius of a case.
void add_shape(const PictureSource& source, const CoverageResult& coverage, std::size_t at, const std::string& name,
               const Symbol& symbol, MapPicture& picture) {
  const StyledTable* shapes = source.table(name);
  const auto& radius = coverage.radii[coverage.cases[at].radius].radius;
  if (shapes == nullptr || !radius) {
    return;
  }
  const auto mode = shapes->table.find("mode");
  const auto metres = shapes->table.find("radius_m");
  MapLayer layer = layer_of(shapes->table, symbol);
  layer.sets_extent = false;
  bool any = false;
  for (std::size_t row = 0; row < shapes->table.rows; ++row) {
    const bool fits = shapes->table.columns[*mode].as_text(row) == name_of(coverage.mode) &&
                      shapes->table.columns[*metres].as_number(row) == radius->value();
    layer.classes[row] = fits ? 0 : -1;
    any = any || fits;
  }
  if (any) {
    picture.panels.front().layers.push_back(std::move(layer));
    picture.legend.push_back({.symbol = symbol, .text = word(source.words.language(), name)});
  }
}

/// "Name" over "83.5 %", the worst served first.
void add_share_labels(const PictureSource& source, const CoverageResult& coverage, std::size_t at, ZoneLevel level,
                      MapPanel& panel) {
  std::map<const Zone*, Achieved> covered;
  if (!coverage.measures.empty()) {
    const Measure measure = coverage.measures.front();
    for (const ZoneTable& table : coverage.zones) {
      for (const ZoneRow& row : table.rows) {
        if (table.level == level && row.zone && row.total.of(measure) > 0.0) {
          covered[&source.results.area->zones(level).zones[*row.zone]] = {row.cases[at].covered.of(measure),
                                                                          row.total.of(measure), ""};
        }
      }
    }
  }
  add_zone_labels(source, panel, level, [&](const Zone& zone) {
    const auto found = covered.find(&zone);
    return ZoneCaption{name_or_code(zone.name, zone.code),
                       found == covered.end() ? "" : source.words.percent(found->second.share()), zone.area.value()};
  });
}

MapPicture coverage_picture(const PictureSource& source, const CoverageResult& coverage, std::size_t at,
                            const Achieved& achieved) {
  const CoverageWords said = words_of(source, coverage, at, achieved);
  const Wording& words = source.words;
  MapPicture picture = empty_picture(source, "coverage" + mode_suffix(coverage));
  picture.title = words.say("coverage.title",
                            {{"share", said.share}, {"what", said.what}, {"radius", said.radius}, {"mode", said.mode}});
  picture.subtitle =
      words.say("coverage.subtitle", {{"value", said.covered}, {"total", said.total}, {"share", said.share}});
  const auto level = named_level(*source.results.area);
  if (level && !coverage.measures.empty()) {
    picture.subtitle += words.say("space") + words.say("coverage.names");
  }
  if (level) {
    picture.legend_title = words.say(
        "coverage.legend", {{"what", said.what}, {"level", word(words.language(), std::string(role_of(*level)))}});
    add_shares(source, coverage, at, *level, picture);
  }
  add_shape(source, coverage, at, "service_area", {.line = colour_of("#222222", 0.8), .width = 0.6}, picture);
  add_posts(source, picture.panels.front(), picture.legend);
  if (level) {
    add_share_labels(source, coverage, at, *level, picture.panels.front());
  }
  return picture;
}

MapPicture gap_picture(const PictureSource& source, const CoverageResult& coverage, std::size_t at,
                       const Achieved& achieved) {
  const CoverageWords said = words_of(source, coverage, at, achieved);
  const Wording& words = source.words;
  MapPicture picture = empty_picture(source, "gaps" + mode_suffix(coverage));
  picture.title = words.say("gaps.title", {{"missing", said.missing}, {"radius", said.radius}, {"mode", said.mode}});
  picture.subtitle = words.say("gaps.subtitle",
                               {{"missing", said.missing_count}, {"total", said.total}, {"share", said.missing_share}});
  MapPanel& panel = picture.panels.front();
  const auto level = named_level(*source.results.area);
  if (level) {
    panel.layers.push_back(layer_of(source.table(role_of(*level))->table, pale_zone()));
  }
  add_shape(source, coverage, at, "gaps", {.fill = colour_of("#fc8d62", 0.45)}, picture);
  if (const StyledTable* uncovered = source.table("uncovered" + mode_suffix(coverage))) {
    const std::size_t count = uncovered->table.rows;
    const Symbol symbol{.fill = colour_of("#d73027"), .size = std::max(0.7, dot_size(count / 4, 2.6))};
    panel.layers.push_back(layer_of(uncovered->table, symbol));
    picture.legend.push_back({.form = LegendEntry::Form::Point,
                              .symbol = {.fill = symbol.fill, .size = 2.6},
                              .text = words.say("uncovered." + std::string(name_of(source.results.area->basis))),
                              .count = grouped(count)});
  }
  if (level) {
    panel.layers.push_back(layer_of(source.table(role_of(*level))->table, outline_of(ZoneLevel::Community)));
  }
  add_posts(source, panel, picture.legend, colour_of("#1a1a1a"));
  if (level && !source.results.suppress_below) {
    std::map<const Zone*, ZoneShortfall> missing;
    for (const ZoneShortfall& each : shortfalls(*source.results.area, coverage, at, *level)) {
      missing[each.zone] = each;
    }
    add_zone_labels(source, panel, *level, [&](const Zone& zone) {
      const auto found = missing.find(&zone);
      return found == missing.end() ? ZoneCaption{}
                                    : ZoneCaption{name_or_code(zone.name, zone.code), grouped(found->second.missing()),
                                                  found->second.missing()};
    });
    picture.notes.push_back(words.say("gaps.note", {{"what", said.what}}));
  }
  return picture;
}

bool is_drawable(const PictureSource& source) {
  static constexpr std::array<std::string_view, 6> kNames{"subdistricts", "communities", "grid_zones",
                                                          "facilities",   "buildings",   "demand"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return source.table(name) != nullptr; });
}

}  // namespace

std::vector<MapPicture> pictures_of(const Results& results, const std::vector<StyledTable>& tables, Language language) {
  const PictureSource source{results, tables, Wording(language)};
  std::vector<MapPicture> pictures;
  if (!is_drawable(source)) {
    return pictures;
  }
  pictures.push_back(overview(source));
  for (const CoverageResult* coverage : results.coverage) {
    const auto at = main_case(*coverage);
    const auto found = at ? achieved(*coverage, *at) : std::nullopt;
    if (found) {
      pictures.push_back(coverage_picture(source, *coverage, *at, *found));
      pictures.push_back(gap_picture(source, *coverage, *at, *found));
    }
  }
  if (results.placement != nullptr && results.placement->plan.outcome == Outcome::Solved) {
    pictures.push_back(placement_picture(source, *results.placement));
  }
  for (const PartitionResult* partition : results.partitions) {
    if (source.table(partition->name + "_zones") != nullptr) {
      pictures.push_back(partition_picture(source, *partition));
    }
  }
  if (results.events != nullptr) {
    if (auto picture = events_picture(source, *results.events)) {
      pictures.push_back(std::move(*picture));
    }
  }
  if (results.emergency != nullptr && results.emergency->total() > 0.0 && !results.emergency->posts.empty()) {
    pictures.push_back(emergency_picture(source, *results.emergency));
  }
  return pictures;
}

}  // namespace lastmeter
