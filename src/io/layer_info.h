// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// One layer of a source as `init` lists it.
struct LayerInfo {
  std::string layer;
  std::size_t rows = 0;
  GeometryKind kind = GeometryKind::Null;  // Null: no geometry
  std::vector<std::string> columns;
  bool header = true;                    // false: CSV whose first row looks like data
  std::string encoding = {};             // of the text, as read; empty where the format settles it
  std::optional<Crs> crs = {};           // as declared
  std::optional<Coordinate> place = {};  // the first there is, in the layer's own numbers
  std::vector<std::string> damage = {};  // what FileDamaged notes say
  std::vector<std::vector<std::string>> sample =
      {};  // by column, values of up to 200 rows as text, the first row's first
};

/// What a table holds, its sample spread evenly over the rows.
LayerInfo layer_info(const FeatureTable& table);

/// True when names of columns look like the data of a first row: a number with decimals among them, or at least half
/// of them numbers other than years (1900 to 2100).
bool looks_like_data(const std::vector<std::string>& names);

}  // namespace lastmeter
