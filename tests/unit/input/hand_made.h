// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/layer.h"
#include "model/issue_ledger.h"

namespace lastmeter::testing {

/// A table of text columns, typed by hand: "" is null.
inline FeatureTable text_table(std::initializer_list<std::string> names,
                               std::initializer_list<std::initializer_list<std::string_view>> rows) {
  FeatureTable table;
  table.name = "table";
  table.source.path = "table.csv";
  table.rows = rows.size();
  for (const std::string& name : names) {
    table.columns.emplace_back(name, ColumnType::Text);
  }
  for (const auto& row : rows) {
    std::size_t i = 0;
    for (const std::string_view value : row) {
      value.empty() ? table.columns[i].append_null() : table.columns[i].append_text(value);
      ++i;
    }
  }
  return table;
}

/// A layer of a role without further settings. Keeps its spec alive.
struct OwnedLayer {
  LayerSpec spec;
  Layer layer;

  OwnedLayer(Role role, FeatureTable table) : spec(spec_of(role)), layer(spec, std::move(table), {}) {}
  OwnedLayer(LayerSpec settings, FeatureTable table) : spec(std::move(settings)), layer(spec, std::move(table), {}) {}
  OwnedLayer(const OwnedLayer&) = delete;
  OwnedLayer& operator=(const OwnedLayer&) = delete;
  ~OwnedLayer() = default;

 private:
  static LayerSpec spec_of(Role role) {
    LayerSpec spec;
    spec.role = role;
    return spec;
  }
};

/// "code.missing #2 row 1": rule, code and row of every issue, in order.
inline std::vector<std::string> brief(const IssueLedger& ledger) {
  std::vector<std::string> lines;
  for (const Issue& issue : ledger.issues()) {
    lines.push_back(fmt::format("{} {}{}", rule_info(issue.rule).code, issue.code,
                                issue.row ? fmt::format(" row {}", *issue.row) : std::string()));
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// WKT of an axis-parallel rectangle.
inline std::string box_wkt(double x0, double y0, double x1, double y1) {
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", x0, y0, x1, y1);
}

}  // namespace lastmeter::testing
