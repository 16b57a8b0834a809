// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "draw/map_picture.h"
#include "report/result_tables.h"
#include "report/wording.h"

namespace lastmeter {

/// What pictures are made of: the tables of the run, whose shapes they show, and the words of a language.
struct PictureSource {
  const Results& results;
  const std::vector<StyledTable>& tables;
  Wording words;

  /// The table of a name that has at least one row with a place; null: there is none.
  [[nodiscard]] const StyledTable* table(std::string_view name) const;
};

/// All rows of a table in one symbol.
MapLayer layer_of(const FeatureTable& table, Symbol symbol);

/// A table coloured by the classes of a style, as map and GeoPackage colour it, with a legend entry a class and how
/// many rows it has; rows without a value are drawn pale and counted last. `outline` is the line around every row.
MapLayer classed_layer(const PictureSource& source, const FeatureTable& table, const LayerStyle& style,
                       const Symbol& outline, std::vector<LegendEntry>& legend);

/// A picture with one empty panel, its legend's heading and its source.
MapPicture empty_picture(const PictureSource& source, const std::string& name);

/// Colours that hold for every picture.
Symbol outline_of(ZoneLevel level);
/// Of zones that are but the ground of a picture.
Symbol pale_zone();

/// The zones of the study's named levels as lines, from the lowest to the highest, with their legend.
void add_zone_lines(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend);

/// The posts by kind: square centres, round stations, triangular micro-stations; in red, or in a colour for all.
void add_posts(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend,
               std::optional<Colour> colour = {});

/// Barriers: rivers, railways.
void add_barriers(const PictureSource& source, MapPanel& panel, std::vector<LegendEntry>& legend);

/// What stands under the name of a zone, and how much the zone wants its label; an empty first text leaves it out.
struct ZoneCaption {
  std::string name;
  std::string under;
  double rank = 0.0;
};
/// Labels of the largest 200 zones of a level at most, each at the place farthest from its border.
void add_zone_labels(const PictureSource& source, MapPanel& panel, ZoneLevel level,
                     const std::function<ZoneCaption(const Zone&)>& caption);

/// The zones people know, by their names, the largest first.
void add_zone_names(const PictureSource& source, MapPanel& panel);

/// How large the dots of so many things are, so that they stay apart.
double dot_size(std::size_t count, double largest);

/// "Source: ...": under every picture.
std::string source_line(const PictureSource& source);

}  // namespace lastmeter
