// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "geometry/polygon.h"
#include "io/feature_table.h"

namespace lastmeter {

/// Builds a FeatureTable column by column from things in memory, in a given order of their indices.
class TableBuilder {
 public:
  TableBuilder(std::string name, std::vector<std::size_t> order, const std::optional<Crs>& crs);

  /// `value(i)` for each index of the order.
  TableBuilder& text(const std::string& name, const std::function<std::string(std::size_t)>& value);
  TableBuilder& whole(const std::string& name, const std::function<std::optional<double>(std::size_t)>& value);
  /// Rounded to `decimals`; counts that are whole stay so.
  TableBuilder& real(const std::string& name, int decimals,
                     const std::function<std::optional<double>(std::size_t)>& value);
  TableBuilder& points(const std::function<std::optional<Point>(std::size_t)>& place);
  TableBuilder& polygons(const std::function<const MultiPolygon&(std::size_t)>& shape);
  TableBuilder& lines(const std::function<const std::vector<std::vector<Point>>&(std::size_t)>& parts);

  FeatureTable take() { return std::move(table_); }

 private:
  FeatureTable table_;
  std::vector<std::size_t> order_;
};

/// 0 .. count-1.
std::vector<std::size_t> in_order(std::size_t count);

/// 0 .. count-1 in the order of `code(i)`, equal codes in the order of i.
std::vector<std::size_t> order_by_code(std::size_t count, const std::function<const std::string&(std::size_t)>& code);

/// Appends a shape as one row, rings closed.
void append_polygon(GeometryColumn& column, const MultiPolygon& shape);

}  // namespace lastmeter
