// SPDX-License-Identifier: Apache-2.0
#include "io/read_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/connection.h"
#include "io/filter_rows.h"

namespace lastmeter {

namespace {

using NamePair = std::pair<std::string_view, std::string_view>;

/// In lower case; the first pair that is there wins.
constexpr std::array<NamePair, 26> known_pairs = {{{"lon", "lat"},
                                                   {"lng", "lat"},
                                                   {"long", "lat"},
                                                   {"longitude", "latitude"},
                                                   {"lon", "latitude"},
                                                   {"lng", "latitude"},
                                                   {"经度", "纬度"},
                                                   {"經度", "緯度"},
                                                   {"x", "y"},
                                                   {"x坐标", "y坐标"},
                                                   {"坐标x", "坐标y"},
                                                   {"x座標", "y座標"},
                                                   {"横坐标", "纵坐标"},
                                                   {"point_x", "point_y"},
                                                   {"x_coord", "y_coord"},
                                                   {"coord_x", "coord_y"},
                                                   {"xcoord", "ycoord"},
                                                   {"easting", "northing"},
                                                   {"东坐标", "北坐标"},
                                                   {"東坐標", "北坐標"},
                                                   {"wgs84_lon", "wgs84_lat"},
                                                   {"lon_wgs84", "lat_wgs84"},
                                                   {"wgs84_lng", "wgs84_lat"},
                                                   {"gcj02_lng", "gcj02_lat"},
                                                   {"bd_lng", "bd_lat"},
                                                   {"jd", "wd"}}};
constexpr std::array<std::string_view, 7> known_geometries = {"geometry", "geom",     "the_geom", "wkb_geometry",
                                                              "wkt",      "wkt_geom", "geojson"};

std::size_t require_name(std::span<const std::string> names, const std::string& wanted, const ReadOptions& options) {
  if (const auto found = find_name(names, wanted)) {
    return *found;
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw InputError(fmt::format("{} has no column '{}'", without_password(options.path), wanted),
                   suggestion(wanted, known));
}

}  // namespace

std::optional<std::size_t> find_name(std::span<const std::string> names, std::string_view wanted) {
  const auto exact = std::find(names.begin(), names.end(), wanted);
  if (exact != names.end()) {
    return static_cast<std::size_t>(exact - names.begin());
  }
  const std::string folded = ascii_lower(wanted);
  const auto equal = [&](const std::string& name) { return ascii_lower(name) == folded; };
  const auto first = std::find_if(names.begin(), names.end(), equal);
  if (first == names.end() || std::find_if(first + 1, names.end(), equal) != names.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(first - names.begin());
}

std::vector<std::string> usable_names(std::vector<std::string> names, NoteCollector& notes) {
  std::unordered_set<std::string> taken;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string plain(trimmed(names[i]));
    names[i] = plain.empty() ? fmt::format("field_{}", i + 1) : plain;
    for (int n = 2; !taken.insert(names[i]).second; ++n) {
      names[i] = fmt::format("{}_{}", plain.empty() ? "field" : plain, n);
    }
    if (!plain.empty() && names[i] != plain) {
      notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
                fmt::format("column {} is a second '{}', read as '{}'", i + 1, plain, names[i]));
    }
  }
  return names;
}

PositionColumns find_positions(std::span<const std::string> names, const ReadOptions& options) {
  if (options.x.empty() != options.y.empty()) {
    throw ConfigError(fmt::format("{}: {} is given without {}", without_password(options.path),
                                  options.x.empty() ? "y" : "x", options.x.empty() ? "x" : "y"),
                      "name both columns");
  }
  PositionColumns found{.named = !options.geometry.empty() || !options.x.empty()};
  if (!options.geometry.empty()) {
    found.geometry = require_name(names, options.geometry, options);
  } else if (!options.x.empty()) {
    found.x = require_name(names, options.x, options);
    found.y = require_name(names, options.y, options);
  }
  if (found.named) {
    return found;
  }
  for (const std::string_view known : known_geometries) {
    if ((found.geometry = find_name(names, known))) {
      return found;
    }
  }
  for (const auto& [x, y] : known_pairs) {
    found.x = find_name(names, x);
    found.y = find_name(names, y);
    if (found.x && found.y) {
      return found;
    }
  }
  return {};
}

ColumnChoice::ColumnChoice(std::vector<std::string> names, const ReadOptions& options)
    : names_(std::move(names)),
      reads_(names_.size(), options.columns.empty()),
      positions_(find_positions(names_, options)) {
  for (const std::string& wanted : options.columns) {
    reads_[require_name(names_, wanted, options)] = true;
  }
  for (const auto& needed : {positions_.x, positions_.y, positions_.geometry}) {
    if (needed) {
      reads_[*needed] = true;
    }
  }
  for (const std::size_t needed : columns_in_condition(options.where, names_)) {
    reads_[needed] = true;
  }
}

PositionColumns ColumnChoice::positions() const {
  const auto among_read = [this](std::optional<std::size_t> column) -> std::optional<std::size_t> {
    if (!column) {
      return std::nullopt;
    }
    return std::count(reads_.begin(), reads_.begin() + static_cast<std::ptrdiff_t>(*column), true);
  };
  return {.x = among_read(positions_.x),
          .y = among_read(positions_.y),
          .geometry = among_read(positions_.geometry),
          .named = positions_.named};
}

void keep_chosen_columns(FeatureTable& table, const ReadOptions& options) {
  if (options.columns.empty()) {
    return;
  }
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name());
  }
  std::vector<bool> keep(names.size(), false);
  for (const std::string& wanted : options.columns) {
    if (const auto found = find_name(names, wanted)) {
      keep[*found] = true;
    }
  }
  std::vector<Column> kept;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (keep[i]) {
      kept.push_back(std::move(table.columns[i]));
    }
  }
  table.columns = std::move(kept);
}

}  // namespace lastmeter
