// SPDX-License-Identifier: Apache-2.0
#include "study/unit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "geometry/crs.h"
#include "geometry/polygon.h"
#include "input/layer_spec.h"
#include "io/read_table.h"

namespace lastmeter {

namespace {

constexpr double kMostMembers = 1e9;

struct KnownNames {
  std::string_view key;
  std::initializer_list<std::string_view> names;
};

/// Column names that files of units use, by what they hold.
const std::array<KnownNames, 7>& known_columns() {
  static const std::array<KnownNames, 7> table{{
      {"code", {"code", "编码", "单位编码", "单位编号", "单位代码", "代码", "编号", "unit_code", "id"}},
      {"label", {"name", "名称", "单位名称", "unit_name", "label"}},
      {"members", {"members", "党员数", "党员人数", "党员", "人数", "成员数", "DYS"}},
      {"duty", {"duty", "职责", "类别", "类型", "kind", "LB", "LX"}},
      {"community", {"community", "社区编码", "社区代码", "社区编号", "SQBM", "community_code"}},
      {"x", {"x", "东坐标", "经度", "lon", "longitude", "easting"}},
      {"y", {"y", "北坐标", "纬度", "lat", "latitude", "northing"}},
  }};
  return table;
}

/// Reads the cells of one table.
class Cells {
 public:
  Cells(const FeatureTable& table, const AssignConfig& config, IssueLedger& ledger)
      : table_(table), config_(config), ledger_(ledger) {
    for (const KnownNames& known : known_columns()) {
      columns_[std::string(known.key)] = find(known);
    }
  }

  [[nodiscard]] bool has(const std::string& key) const { return columns_.at(key).has_value(); }
  [[nodiscard]] std::string text(const std::string& key, std::size_t row) const {
    const auto column = columns_.at(key);
    return column && !table_.columns[*column].is_null(row) ? std::string(trimmed(table_.columns[*column].as_text(row)))
                                                           : std::string();
  }

  std::int64_t members(std::size_t row, const std::string& code) {
    const std::string stated = text("members", row);
    const auto value = stated.empty() ? std::optional(0.0) : parse_number(stated);
    if (!value || *value < 0.0 || *value > kMostMembers || *value != std::floor(*value)) {
      report(row, code, fmt::format("has '{}' members, counted as 0", stated), "enter a whole number of 0 or more");
      return 0;
    }
    return static_cast<std::int64_t>(*value);
  }

  std::optional<Coordinate> place(std::size_t row, const std::string& code) {
    const std::string x = text("x", row);
    const std::string y = text("y", row);
    if (x.empty() && y.empty()) {
      return std::nullopt;
    }
    const auto east = parse_number(x);
    const auto north = parse_number(y);
    if (!east || !north) {
      report(row, code, fmt::format("has the place '{}', '{}', which are no two numbers", x, y), "correct x and y");
      return std::nullopt;
    }
    return Coordinate{*east, *north};
  }

  void report(std::size_t row, const std::string& code, const std::string& what, const std::string& fix) {
    Issue issue = finding(Rule::AssignRow, "assign", code, fmt::format("{}: {}", config_.what, what), fix);
    issue.row = row;
    ledger_.add(std::move(issue));
  }

 private:
  [[nodiscard]] std::optional<std::size_t> find(const KnownNames& known) const {
    const auto declared = config_.columns.find(std::string(known.key));
    if (declared != config_.columns.end()) {
      const auto column = table_.find(declared->second);
      if (!column) {
        std::vector<std::string_view> names;
        for (const Column& each : table_.columns) {
          names.push_back(each.name());
        }
        throw ConfigError(fmt::format("[[assign]] {}: table {} has no column '{}'", config_.what,
                                      config_.table.string(), declared->second),
                          suggestion(declared->second, names));
      }
      return column;
    }
    for (const std::string_view name : known.names) {
      if (const auto column = column_folded(table_, name)) {
        return column;
      }
    }
    return std::nullopt;
  }

  const FeatureTable& table_;
  const AssignConfig& config_;
  IssueLedger& ledger_;
  std::map<std::string, std::optional<std::size_t>> columns_;
};

/// Places of all rows at once, in the working system; NaN where there is none.
void move_places(const StudyArea& area, const AssignConfig& config, std::vector<Coordinate>& places) {
  if (config.crs.empty() || !area.crs) {
    return;
  }
  transform(Crs::parse(config.crs), *area.crs, places);
}

/// Where units of the study may be: as far around the communities as they are wide, and 100 km more.
Box neighbourhood_of(const StudyArea& area) {
  Box extent;
  for (const Zone& zone : area.zones(ZoneLevel::Community).zones) {
    extent.add(bounds(zone.outline));
  }
  return extent.grown(Metres(100000.0 + std::max(extent.max_x - extent.min_x, extent.max_y - extent.min_y)));
}

}  // namespace

std::vector<UnitRow> read_units(const StudyArea& area, const AssignConfig& config, IssueLedger& ledger,
                                Progress& progress) {
  const FeatureTable table = read_table({.path = config.table.string()}, progress);
  Cells cells(table, config, ledger);
  if (!cells.has("code")) {
    throw ConfigError(fmt::format("[[assign]] {}: table {} has no column of codes", config.what, config.table.string()),
                      "name it code, or say code = \"...\"");
  }
  if (table.rows == 0) {
    ledger.add(finding(Rule::AssignRow, "assign", "",
                       fmt::format("{}: table {} has no row", config.what, config.table.string()),
                       "enter the units, or remove the section"));
  }
  if (!cells.has("members")) {
    Issue issue = finding(
        Rule::AssignRow, "assign", "",
        fmt::format("{}: table {} has no column of members, so none are counted", config.what, config.table.string()),
        "name it members (党员数), or say members = \"...\"");
    issue.severity = Severity::Note;
    ledger.add(std::move(issue));
  }
  const double nowhere = std::nan("");
  std::vector<UnitRow> units;
  std::vector<Coordinate> places;
  std::vector<std::size_t> rows;  // of the units
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.rows; ++row) {
    UnitRow unit{.code = cells.text("code", row),
                 .name = cells.text("label", row),
                 .duty = cells.text("duty", row),
                 .community = cells.text("community", row),
                 .members = 0,
                 .at = {}};
    if (unit.code.empty() || !seen.insert(unit.code).second) {
      cells.report(row, unit.code,
                   unit.code.empty() ? "has no code and is left out" : "stands twice; the first row counts",
                   unit.code.empty() ? "give it a code" : "remove one");
      continue;
    }
    unit.members = cells.members(row, unit.code);
    places.push_back(cells.place(row, unit.code).value_or(Coordinate{nowhere, nowhere}));
    rows.push_back(row);
    units.push_back(std::move(unit));
  }
  move_places(area, config, places);
  const Box extent = neighbourhood_of(area);
  for (std::size_t u = 0; u < units.size(); ++u) {
    const bool is_place = std::isfinite(places[u].x) && std::isfinite(places[u].y);
    if (is_place && !extent.contains({places[u].x, places[u].y})) {
      cells.report(rows[u], units[u].code,
                   fmt::format("lies at {}, {}, far from all communities, so its position is ignored",
                               fixed(places[u].x, 1), fixed(places[u].y, 1)),
                   "correct x and y, or say their system, as in crs = \"EPSG:4326\"");
    } else if (is_place) {
      units[u].at = Point{places[u].x, places[u].y};
    }
  }
  return units;
}

}  // namespace lastmeter
