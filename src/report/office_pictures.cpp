// SPDX-License-Identifier: Apache-2.0
#include "report/office_pictures.h"

#include <algorithm>

#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/column_heads.h"
#include "report/coverage_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

std::optional<MapPicture> events_picture(const PictureSource& source, const EventResult& events) {
  const StyledTable* zones = source.table("events_by_grid_zone");
  zones = zones == nullptr ? source.table("events_by_community") : zones;
  if (zones == nullptr) {
    return std::nullopt;
  }
  MapPicture picture = empty_picture(source, "events");
  picture.title = event_lead(events, source.words);
  const bool counts = zones->style.column == "events";
  picture.subtitle = source.words.say(counts ? "events.picture.counts" : "events.picture");
  picture.legend_title = column_head(source.words.language(), zones->style.column, zones->table.name);
  MapPanel& panel = picture.panels.front();
  panel.layers.push_back(
      classed_layer(source, zones->table, zones->style, {.line = Colour{1.0, 1.0, 1.0}, .width = 0.4}, picture.legend));
  if (const StyledTable* communities = source.table("communities")) {
    panel.layers.push_back(layer_of(communities->table, outline_of(ZoneLevel::Community)));
  }
  add_zone_names(source, panel);
  return picture;
}

MapPicture emergency_picture(const PictureSource& source, const EmergencyResult& result) {
  const Wording& words = source.words;
  MapPicture picture = empty_picture(source, "emergency");
  picture.title = words.say("emergency.title", {{"served", grouped(result.score.served)},
                                                {"total", words.counted(result.total(), "persons")}});
  picture.subtitle = emergency_lead(result, words);
  MapPanel& panel = picture.panels.front();
  if (const auto level = named_level(*source.results.area)) {
    panel.layers.push_back(layer_of(source.table(role_of(*level))->table, pale_zone()));
  }
  add_barriers(source, panel, picture.legend);
  if (const StyledTable* unserved = source.table("emergency_unserved")) {
    const Symbol symbol{.fill = colour_of("#7f7f7f"), .size = std::max(0.6, dot_size(unserved->table.rows / 4, 2.2))};
    panel.layers.push_back(layer_of(unserved->table, symbol));
    picture.legend.push_back({.form = LegendEntry::Form::Point,
                              .symbol = {.fill = symbol.fill, .size = 2.2},
                              .text = word(words.language(), "emergency_unserved"),
                              .count = grouped(unserved->table.rows)});
  }
  if (const StyledTable* posts = source.table("emergency_posts")) {
    picture.legend_title = column_head(words.language(), posts->style.column, posts->table.name);
    const std::size_t first = picture.legend.size();
    panel.layers.push_back(classed_layer(source, posts->table, posts->style,
                                         {.line = colour_of("#222222"), .width = 0.5, .size = 4.0}, picture.legend));
    for (std::size_t i = first; i < picture.legend.size(); ++i) {
      picture.legend[i].form = LegendEntry::Form::Point;
    }
  }
  add_zone_names(source, panel);
  return picture;
}

}  // namespace lastmeter
