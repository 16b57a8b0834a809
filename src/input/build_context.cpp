// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "input/build_parts.h"
#include "input/shapes.h"

namespace lastmeter {

namespace {

/// Only units are weighed by what they state; what other layers state is nobody's business.
std::optional<double> stated(const Layer& layer, Field field, std::size_t row, IssueLedger& ledger) {
  return layer.spec().role == Role::Units && layer.has(field) ? std::optional(count_of(layer, field, row, ledger))
                                                              : std::nullopt;
}

void add_event_texts(const Layer& layer, std::size_t row, EventTexts& texts) {
  const auto add = [&](Field field, std::vector<std::string>& column) {
    if (layer.has(field)) {
      column.push_back(layer.text(field, row));
    }
  };
  add(Field::Subkind, texts.subkinds);
  add(Field::Opened, texts.opened);
  add(Field::Closed, texts.closed);
  texts.rows.push_back(layer.source_row(row));
}

}  // namespace

void build_residential(const Layer& layer, StudyArea& area, IssueLedger& ledger) {
  for (auto& shape : sound_polygons(layer, ledger)) {
    if (shape) {
      area.residential.push_back(std::move(*shape));
    }
  }
  area.accounts.push_back(layer.account(area.residential.size()));
}

std::vector<std::size_t> build_context(const Layer& layer, StudyArea& area, IssueLedger& ledger) {
  if (layer.has(Field::Code)) {
    check_codes(layer, ledger);
  }
  ContextLayer context;
  context.role = layer.role();
  std::vector<std::size_t> rows;
  const bool checks_points = layer.spec().role == Role::Crossings || layer.spec().role == Role::Entrances;
  const FeatureTable& table = layer.table();
  for (std::size_t row = 0; row < table.rows; ++row) {
    const GeometryKind kind = table.geometry ? table.geometry->kind(row) : GeometryKind::Null;
    const bool absent = kind == GeometryKind::Null || kind == GeometryKind::Empty;
    if (absent && layer.spec().role != Role::Events) {
      ledger.add(layer.issue(Rule::GeometryMissing, row,
                             fmt::format("{} has no position, left out", layer.row_text(row)),
                             "draw it, or enter its coordinates"));
      continue;
    }
    if (kind == GeometryKind::Mixed && !checks_points) {
      ledger.add(
          layer.issue(Rule::GeometryWrongType, row,
                      fmt::format("{} mixes kinds of shapes, or is a surface in space, left out", layer.row_text(row)),
                      "save the layer with one simple geometry type"));
      continue;
    }
    if (!absent && !lies_somewhere(layer, row, ledger)) {
      continue;
    }
    rows.push_back(row);
    context.codes.push_back(layer.code(row));
    context.names.push_back(layer.text(Field::Name, row));
    context.kinds.push_back(layer.text(Field::Kind, row));
    context.grid_zones.push_back(layer.spec().role == Role::Events ? layer.text(Field::GridZone, row) : std::string());
    if (layer.spec().role == Role::Events) {
      add_event_texts(layer, row, context.events);
    }
    context.households.push_back(stated(layer, Field::Households, row, ledger));
    context.population.push_back(stated(layer, Field::Population, row, ledger));
    if (absent) {
      context.shapes.append(GeometryKind::Null);
    } else {
      context.shapes.append_row(*table.geometry, row);
    }
  }
  area.accounts.push_back(layer.account(context.codes.size()));
  area.context.push_back(std::move(context));
  return rows;
}

}  // namespace lastmeter
