// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draw/canvas.h"
#include "geometry/geometry_column.h"
#include "geometry/point.h"

namespace lastmeter {

enum class Marker { Dot, Square, Triangle, Star };

/// How one class of a layer is drawn. Widths and sizes in points.
struct Symbol {
  std::optional<Colour> fill = {};
  std::optional<Colour> line = {};
  double width = 0.5;
  Marker marker = Marker::Dot;
  double size = 4.0;
};

/// Shapes with a symbol each, in metres of the working system.
struct MapLayer {
  const GeometryColumn* shapes = nullptr;  // must outlive the picture
  std::vector<int> classes;                // by row: position in `symbols`; below 0: not drawn
  std::vector<Symbol> symbols;
  bool sets_extent = true;        // false: shown as far as the others reach
  bool keeps_labels_off = false;  // labels stand elsewhere than on its points, where they find room
};

/// A name that may stand on the map, where it finds room.
struct MapLabel {
  Point at;
  std::string text;
  std::string under = {};  // a second line
  double rank = 0.0;       // higher ones are placed first; equal ones in their order
  double room = 0.0;       // metres around `at` that belong to the thing; 0: a point, whose label stands beside it
  double size = 6.5;       // points
  bool is_bold = false;
};

struct LegendEntry {
  enum class Form { Area, Line, Point };
  Form form = Form::Area;
  Symbol symbol;
  std::string text;
  std::string count = {};  // how many there are, at the right end; may be empty
};

/// A map in a picture: one, or two beside each other with the same extent.
struct MapPanel {
  std::string title;             // above it; empty where there is one panel
  std::vector<MapLayer> layers;  // from the bottom
  std::vector<MapLabel> labels;
};

/// What a picture shows and says; how it is laid out is decided in draw_picture.h.
struct MapPicture {
  std::string name;  // of its file
  std::string title;
  std::string subtitle;
  std::vector<MapPanel> panels;
  std::string legend_title;
  std::vector<LegendEntry> legend;
  std::vector<std::string> notes;  // small, under the legend
  std::string source;              // under the map
  std::string north = "N";
};

}  // namespace lastmeter
