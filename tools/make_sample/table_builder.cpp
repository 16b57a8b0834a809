// SPDX-License-Identifier: Apache-2.0
#include "table_builder.h"

#include <stdexcept>
#include <utility>

#include "io/write_table.h"

namespace lastmeter {

TableBuilder::TableBuilder(std::string name, const std::vector<ColumnSpec>& columns) {
  table_.name = std::move(name);
  for (const ColumnSpec& column : columns) {
    table_.columns.emplace_back(column.name, column.type);
  }
}

GeometryColumn& TableBuilder::geometry() {
  if (!table_.geometry) {
    table_.geometry.emplace();
    table_.crs = Crs::parse("EPSG:4548");
  }
  return *table_.geometry;
}

TableBuilder& TableBuilder::polygon(const Ring& outer) { return shape({{{outer, {}}}}); }

TableBuilder& TableBuilder::shape(const MultiPolygon& shape) {
  GeometryColumn& column = geometry();
  const auto add_ring = [&](const Ring& ring) {
    column.begin_ring();
    for (const Point p : ring) {
      column.add({p.x, p.y});
    }
    column.add({ring.front().x, ring.front().y});
  };
  column.begin(GeometryKind::Polygon);
  for (const Polygon& part : shape.parts) {
    column.begin_part();
    add_ring(part.outer);
    for (const Ring& hole : part.holes) {
      add_ring(hole);
    }
  }
  return *this;
}

TableBuilder& TableBuilder::line(const std::vector<Point>& points) {
  GeometryColumn& column = geometry();
  column.begin(GeometryKind::Line);
  column.begin_part();
  column.begin_ring();
  for (const Point p : points) {
    column.add({p.x, p.y});
  }
  return *this;
}

TableBuilder& TableBuilder::point(Point at) {
  geometry().append_point({at.x, at.y});
  return *this;
}

TableBuilder& TableBuilder::no_geometry() {
  geometry().append(GeometryKind::Null);
  return *this;
}

Column& TableBuilder::next_column() {
  Column& column = table_.columns.at(at_);
  at_ = (at_ + 1) % table_.columns.size();
  return column;
}

TableBuilder& TableBuilder::text(std::string_view value) {
  next_column().append_text(value);
  return *this;
}

TableBuilder& TableBuilder::text_or_null(std::string_view value) {
  value.empty() ? next_column().append_null() : next_column().append_text(value);
  return *this;
}

TableBuilder& TableBuilder::integer(std::int64_t value) {
  next_column().append_integer(value);
  return *this;
}

TableBuilder& TableBuilder::real(double value) {
  next_column().append_real(value);
  return *this;
}

FeatureTable TableBuilder::table() && {
  table_.rows = table_.columns.front().size();
  for (const Column& column : table_.columns) {
    if (column.size() != table_.rows || (table_.geometry && table_.geometry->size() != table_.rows)) {
      throw std::logic_error("table '" + table_.name + "' has ragged rows");
    }
  }
  return std::move(table_);
}

void write_gbk(const FeatureTable& table, const std::filesystem::path& folder) {
  write_shapefile(table, folder / (table.name + ".shp"), "GBK", false);
}

void write_text_table(const FeatureTable& table, const std::filesystem::path& folder) {
  write_csv(table, folder / (table.name + ".csv"));
}

}  // namespace lastmeter
