// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/text.h"
#include "geometry/overlay.h"
#include "input/build_parts.h"
#include "input/shapes.h"
#include "input/valid_rows.h"

namespace lastmeter {

namespace {

struct ZoneDraft {
  Zone zone;
  std::string parent_code;
  std::size_t rows = 1;  // of the layer that it was made of
};

Field parent_field(ZoneLevel level) { return level == ZoneLevel::GridZone ? Field::Community : Field::Subdistrict; }

std::string stated_parent(const Layer& layer, ZoneLevel level, std::size_t row) {
  const std::string parent = layer.text(Field::Parent, row);
  return parent.empty() && level != ZoneLevel::Subdistrict ? layer.text(parent_field(level), row) : parent;
}

std::optional<double> stated_count(const Layer& layer, Field field, std::size_t row, IssueLedger& ledger) {
  return layer.has(field) ? std::optional(count_of(layer, field, row, ledger)) : std::nullopt;
}

ZoneKind zone_kind(const Layer& layer, std::size_t row) {
  const std::string kind = ascii_lower(layer.text(Field::Kind, row));
  const bool dedicated = kind.find("专属") != std::string::npos || kind.find("dedicated") != std::string::npos;
  return dedicated ? ZoneKind::Dedicated : ZoneKind::Ordinary;
}

ZoneDraft draft_zone(const Layer& layer, ZoneLevel level, std::size_t row, MultiPolygon outline, IssueLedger& ledger) {
  ZoneDraft draft;
  draft.zone.code = layer.code(row);
  draft.zone.name = layer.text(Field::Name, row);
  draft.zone.kind = zone_kind(layer, row);
  draft.zone.area = area(outline);
  draft.zone.outline = std::move(outline);
  draft.zone.households = stated_count(layer, Field::Households, row, ledger);
  draft.zone.population = stated_count(layer, Field::Population, row, ledger);
  draft.zone.row = layer.source_row(row);
  draft.parent_code = stated_parent(layer, level, row);
  return draft;
}

/// Shapes of the rows that hold on the day.
std::vector<std::optional<MultiPolygon>> shapes_as_of(const Layer& layer, const std::optional<Moment>& as_of,
                                                      IssueLedger& ledger) {
  const std::vector<bool> holds = rows_as_of(layer, as_of, ledger);
  auto shapes = sound_polygons(layer, ledger);
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    if (!holds[row]) {
      shapes[row].reset();
    }
  }
  return shapes;
}

std::vector<ZoneDraft> zones_of_rows(const Layer& layer, ZoneLevel level, const std::optional<Moment>& as_of,
                                     IssueLedger& ledger) {
  std::vector<ZoneDraft> drafts;
  check_codes(layer, ledger);
  auto shapes = shapes_as_of(layer, as_of, ledger);
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    if (shapes[row]) {
      drafts.push_back(draft_zone(layer, level, row, std::move(*shapes[row]), ledger));
    }
  }
  return drafts;
}

const Column& dissolve_column(const Layer& layer) {
  const FeatureTable& table = layer.table();
  if (const auto column = table.find(layer.spec().dissolve)) {
    return table.columns[*column];
  }
  std::vector<std::string_view> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name());
  }
  throw ConfigError(fmt::format("layers.{}: dissolve = '{}' is not a column of {}", layer.role(), layer.spec().dissolve,
                                table.source.path),
                    suggestion(layer.spec().dissolve, names));
}

/// The rows that make each zone, by its code. A row without a value is a zone of its own, "#<row>".
std::map<std::string, std::vector<std::size_t>> rows_by_value(const Layer& layer,
                                                              const std::vector<std::optional<MultiPolygon>>& shapes,
                                                              IssueLedger& ledger) {
  const Column& column = dissolve_column(layer);
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    if (!shapes[row]) {
      continue;
    }
    std::string value(trimmed(column.as_text(row)));
    if (value.empty()) {
      value = fmt::format("#{}", layer.source_row(row) + 1);
      Issue issue = layer.issue(Rule::CodeMissing, row, fmt::format("{} has no {}", layer.row_text(row), column.name()),
                                "enter the zone it belongs to");
      issue.code = value;
      ledger.add(std::move(issue));
    }
    groups[value].push_back(row);
  }
  return groups;
}

/// One zone for all rows with the same value of the dissolve column; counts are added up.
std::vector<ZoneDraft> dissolved_zones(const Layer& layer, ZoneLevel level, const std::optional<Moment>& as_of,
                                       IssueLedger& ledger) {
  auto shapes = shapes_as_of(layer, as_of, ledger);
  std::vector<ZoneDraft> drafts;
  for (const auto& [code, rows] : rows_by_value(layer, shapes, ledger)) {
    std::vector<MultiPolygon> members;
    double households = 0.0;
    double population = 0.0;
    for (const std::size_t row : rows) {
      members.push_back(std::move(*shapes[row]));
      households += count_of(layer, Field::Households, row, ledger);
      population += count_of(layer, Field::Population, row, ledger);
    }
    IssueLedger counted_above;
    ZoneDraft draft = draft_zone(layer, level, rows.front(), dissolved(members), counted_above);
    draft.zone.code = code;
    draft.rows = rows.size();
    draft.zone.households = layer.has(Field::Households) ? std::optional(households) : std::nullopt;
    draft.zone.population = layer.has(Field::Population) ? std::optional(population) : std::nullopt;
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

}  // namespace

void build_zones(const Layer& layer, ZoneLevel level, const std::optional<Moment>& as_of, StudyArea& area,
                 std::vector<std::string>& parent_codes, IssueLedger& ledger) {
  const bool dissolve = !layer.spec().dissolve.empty();
  auto drafts = dissolve ? dissolved_zones(layer, level, as_of, ledger) : zones_of_rows(layer, level, as_of, ledger);
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const ZoneDraft& a, const ZoneDraft& b) { return a.zone.code < b.zone.code; });
  std::size_t used = 0;
  for (ZoneDraft& draft : drafts) {
    used += draft.rows;
    area.zones(level).zones.push_back(std::move(draft.zone));
    parent_codes.push_back(std::move(draft.parent_code));
  }
  area.accounts.push_back(layer.account(used));
}

}  // namespace lastmeter
