// SPDX-License-Identifier: Apache-2.0
#include "draw/draw_layer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace lastmeter {

namespace {

/// Whether b lies on the way from a to c.
bool is_between(PagePoint a, PagePoint b, PagePoint c) {
  const double cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const double along = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return cross == 0.0 && along > 0.0;  // exact: quarters of points
}

std::vector<PagePoint> on_page(std::span<const Coordinate> ring, const PageMap& map) {
  std::vector<PagePoint> line;
  for (const Coordinate at : ring) {
    if (std::isfinite(at.x) && std::isfinite(at.y)) {
      const PagePoint next = map.at(at.x, at.y);
      if (!line.empty() && line.back() == next) {
        continue;
      }
      if (line.size() > 1 && is_between(line[line.size() - 2], line.back(), next)) {
        line.pop_back();
      }
      line.push_back(next);
    }
  }
  return line;
}

PagePath path_of(const GeometryColumn& shapes, std::size_t row, const PageMap& map, bool closed) {
  PagePath path{.lines = {}, .closed = closed};
  for (std::size_t part = 0; part < shapes.part_count(row); ++part) {
    for (std::size_t ring = 0; ring < shapes.ring_count(row, part); ++ring) {
      path.lines.push_back(on_page(shapes.ring(row, part, ring), map));
    }
  }
  return path;
}

/// A regular figure, or with `inner` a star, with a corner at the top.
PagePath figure(PagePoint at, int corners, double radius, double inner) {
  PagePath path{.lines = {{}}, .closed = true};
  const int steps = inner > 0.0 ? 2 * corners : corners;
  for (int i = 0; i < steps; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / steps;
    const double r = inner > 0.0 && i % 2 == 1 ? radius * inner : radius;
    path.lines.front().push_back({at.x + r * std::sin(angle), at.y - r * std::cos(angle)});
  }
  return path;
}

PagePath marker_path(const Symbol& symbol, PagePoint at) {
  const double half = symbol.size / 2.0;
  switch (symbol.marker) {
    case Marker::Square:
      return {.lines = {{{at.x - half, at.y - half},
                         {at.x + half, at.y - half},
                         {at.x + half, at.y + half},
                         {at.x - half, at.y + half}}},
              .closed = true};
    case Marker::Triangle:
      return figure(at, 3, half * 1.2, 0.0);
    case Marker::Star:
      return figure(at, 5, half * 1.3, 0.45);
    case Marker::Dot:
      return figure(at, 24, half, 0.0);
  }
  return {};
}

void draw_markers(Canvas& canvas, const Symbol& symbol, std::vector<PagePoint> places) {
  if (symbol.marker != Marker::Dot) {
    for (const PagePoint at : places) {
      draw_marker(canvas, symbol, at);
    }
    return;
  }
  std::sort(places.begin(), places.end(),
            [](PagePoint a, PagePoint b) { return std::tie(a.y, a.x) < std::tie(b.y, b.x); });
  places.erase(std::unique(places.begin(), places.end()), places.end());
  if (symbol.line) {
    canvas.dots(places, *symbol.line, symbol.size + 2.0 * symbol.width);
  }
  if (symbol.fill) {
    canvas.dots(places, *symbol.fill, symbol.size);
  }
}

void append(PagePath& path, const PagePath& more) {
  path.lines.insert(path.lines.end(), more.lines.begin(), more.lines.end());
}

}  // namespace

void draw_marker(Canvas& canvas, const Symbol& symbol, PagePoint at) {
  const PagePath path = marker_path(symbol, at);
  if (symbol.fill) {
    canvas.fill(path, *symbol.fill);
  }
  if (symbol.line) {
    canvas.stroke(path, *symbol.line, symbol.width);
  }
}

void draw_layer(Canvas& canvas, const MapLayer& layer, const PageMap& map) {
  for (std::size_t k = 0; k < layer.symbols.size(); ++k) {
    const Symbol& symbol = layer.symbols[k];
    PagePath outlines{.lines = {}, .closed = true};
    PagePath lines;
    std::vector<PagePoint> places;
    for (std::size_t row = 0; row < layer.classes.size(); ++row) {
      if (layer.classes[row] != static_cast<int>(k)) {
        continue;
      }
      const GeometryKind kind = layer.shapes->kind(row);
      if (kind == GeometryKind::Polygon) {
        const PagePath area = path_of(*layer.shapes, row, map, true);
        if (symbol.fill) {
          canvas.fill(area, *symbol.fill);
        }
        append(outlines, area);
      } else if (kind == GeometryKind::Line) {
        append(lines, path_of(*layer.shapes, row, map, false));
      } else if (kind == GeometryKind::Point) {
        for (const Coordinate at : layer.shapes->coordinates(row)) {
          if (std::isfinite(at.x) && std::isfinite(at.y)) {
            places.push_back(map.at(at.x, at.y));
          }
        }
      }
    }
    if (symbol.line && !outlines.lines.empty()) {
      canvas.stroke(outlines, *symbol.line, symbol.width);
    }
    if (symbol.line && !lines.lines.empty()) {
      canvas.stroke(lines, *symbol.line, symbol.width);
    }
    if (!places.empty()) {
      draw_markers(canvas, symbol, std::move(places));
    }
  }
}

}  // namespace lastmeter
