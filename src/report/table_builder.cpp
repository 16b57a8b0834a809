// SPDX-License-Identifier: Apache-2.0
#include "report/table_builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

void append_ring(GeometryColumn& column, const Ring& ring) {
  column.begin_ring();
  for (const Point p : ring) {
    column.add({p.x, p.y});
  }
  column.add({ring.front().x, ring.front().y});
}

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double scaled = value * scale;
  return std::abs(scaled) < 9e15 ? std::round(scaled) / scale : value;
}

}  // namespace

TableBuilder::TableBuilder(std::string name, std::vector<std::size_t> order, const std::optional<Crs>& crs)
    : order_(std::move(order)) {
  table_.name = std::move(name);
  table_.rows = order_.size();
  table_.crs = crs;
}

TableBuilder& TableBuilder::text(const std::string& name, const std::function<std::string(std::size_t)>& value) {
  Column column(name, ColumnType::Text);
  column.reserve(order_.size());
  for (const std::size_t i : order_) {
    column.append_text(value(i));
  }
  table_.columns.push_back(std::move(column));
  return *this;
}

TableBuilder& TableBuilder::whole(const std::string& name,
                                  const std::function<std::optional<double>(std::size_t)>& value) {
  Column column(name, ColumnType::Integer);
  column.reserve(order_.size());
  for (const std::size_t i : order_) {
    if (const auto number = value(i)) {
      column.append_integer(static_cast<std::int64_t>(std::llround(*number)));
    } else {
      column.append_null();
    }
  }
  table_.columns.push_back(std::move(column));
  return *this;
}

TableBuilder& TableBuilder::real(const std::string& name, int decimals,
                                 const std::function<std::optional<double>(std::size_t)>& value) {
  Column column(name, ColumnType::Real);
  column.reserve(order_.size());
  for (const std::size_t i : order_) {
    if (const auto number = value(i)) {
      column.append_real(rounded(*number, decimals));
    } else {
      column.append_null();
    }
  }
  table_.columns.push_back(std::move(column));
  return *this;
}

TableBuilder& TableBuilder::points(const std::function<std::optional<Point>(std::size_t)>& place) {
  GeometryColumn column;
  column.reserve(order_.size(), order_.size());
  for (const std::size_t i : order_) {
    if (const auto at = place(i)) {
      column.append_point({at->x, at->y});
    } else {
      column.append(GeometryKind::Null);
    }
  }
  table_.geometry = std::move(column);
  return *this;
}

TableBuilder& TableBuilder::polygons(const std::function<const MultiPolygon&(std::size_t)>& shape) {
  GeometryColumn column;
  for (const std::size_t i : order_) {
    append_polygon(column, shape(i));
  }
  table_.geometry = std::move(column);
  return *this;
}

TableBuilder& TableBuilder::lines(const std::function<const std::vector<std::vector<Point>>&(std::size_t)>& parts) {
  GeometryColumn column;
  for (const std::size_t i : order_) {
    column.begin(GeometryKind::Line);
    for (const std::vector<Point>& part : parts(i)) {
      column.begin_part();
      column.begin_ring();
      for (const Point at : part) {
        column.add({at.x, at.y});
      }
    }
  }
  table_.geometry = std::move(column);
  return *this;
}

std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::vector<std::size_t> order_by_code(std::size_t count, const std::function<const std::string&(std::size_t)>& code) {
  std::vector<std::size_t> order = in_order(count);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return code(a) < code(b); });
  return order;
}

void append_polygon(GeometryColumn& column, const MultiPolygon& shape) {
  if (shape.empty()) {
    column.append(GeometryKind::Empty);
    return;
  }
  column.begin(GeometryKind::Polygon);
  for (const Polygon& part : shape.parts) {
    column.begin_part();
    append_ring(column, part.outer);
    for (const Ring& hole : part.holes) {
      append_ring(column, hole);
    }
  }
}

}  // namespace lastmeter
