// SPDX-License-Identifier: Apache-2.0
#include "input/read_layers.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"
#include "input/personal_data.h"
#include "io/filter_rows.h"
#include "io/read_osm_streets.h"

namespace lastmeter {

namespace {

constexpr std::size_t kShapefileFieldBytes = 10;

Rule rule_of(ReadNote::Kind kind) {
  switch (kind) {
    case ReadNote::Kind::Encoding:
      return Rule::EncodingDoubtful;
    case ReadNote::Kind::TextRepaired:
      return Rule::TextRepaired;
    case ReadNote::Kind::RowUnreadable:
    case ReadNote::Kind::FileDamaged:
      return Rule::RowUnreadable;
    case ReadNote::Kind::GeometryDropped:
      return Rule::GeometryWrongType;
    case ReadNote::Kind::PositionUnreadable:
      return Rule::CoordinatesInvalid;
    case ReadNote::Kind::RingsOpen:
      return Rule::GeometryInvalid;
  }
  throw std::logic_error("ReadNote::Kind holds no known value");
}

std::string_view fix_of(ReadNote::Kind kind) {
  switch (kind) {
    case ReadNote::Kind::Encoding:
      return "look at the names; if they are garbled set `encoding` for this layer";
    case ReadNote::Kind::TextRepaired:
      return "shorten the text or widen the field in the source file";
    case ReadNote::Kind::RowUnreadable:
    case ReadNote::Kind::FileDamaged:
      return "save the file again from its source";
    case ReadNote::Kind::GeometryDropped:
      return "save the layer with one simple geometry type";
    case ReadNote::Kind::PositionUnreadable:
      return "enter its coordinates as plain numbers";
    case ReadNote::Kind::RingsOpen:
      return "take a larger extract if shapes at its edge matter";
  }
  throw std::logic_error("ReadNote::Kind holds no known value");
}

void report_notes(const FeatureTable& table, std::string_view role, IssueLedger& ledger) {
  for (const ReadNote& note : table.notes) {
    Issue issue = finding(
        rule_of(note.kind), std::string(role), "",
        fmt::format("{}: {}{}", table.source.path, note.row ? table.record_text(*note.row) + ": " : "", note.what),
        std::string(fix_of(note.kind)));
    if (note.row) {
      issue.row = table.source_row(*note.row);
    }
    ledger.add(std::move(issue));
  }
}

bool is_from_osm(const FeatureTable& table) { return table.source.driver == "OSM" || is_osm_file(table.source.path); }

/// Tags of OpenStreetMap are nobody's to rename.
void report_long_names(const FeatureTable& table, std::string_view role, IssueLedger& ledger) {
  if (table.source.driver == "ESRI Shapefile" || is_from_osm(table)) {
    return;
  }
  for (const Column& column : table.columns) {
    if (column.name().size() > kShapefileFieldBytes) {
      ledger.add(finding(Rule::FieldNameTooLong, std::string(role), "",
                         fmt::format("{}: field '{}' has {} bytes; a shapefile keeps 10", table.source.path,
                                     column.name(), column.name().size()),
                         "rename it before exporting to a shapefile"));
    }
  }
}

bool is_empty(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!trimmed(column.as_text(row)).empty()) {
      return false;
    }
  }
  return true;
}

/// A column of counts that only its name makes one, and that holds none: OpenStreetMap's tag `population`.
void drop_empty_counts(FeatureTable& table, const LayerSpec& spec, const InputSpec& study, IssueLedger& ledger) {
  if (table.rows == 0 || spec.join || (spec.role != Role::Buildings && spec.role != Role::Population)) {
    return;
  }
  for (const Field field : {Field::Households, Field::Population}) {
    if (spec.fields.contains(field)) {
      continue;
    }
    while (const auto found = find_field(table, spec, field, study.aliases)) {
      if (!is_empty(table.columns[*found])) {
        break;
      }
      if (!is_from_osm(table)) {
        ledger.add(finding(Rule::NumberMissing, std::string(role_name(spec.role)), "",
                           fmt::format("{}: column '{}' is empty in all {} rows, so it is not taken for {}",
                                       table.source.path, table.columns[*found].name(), table.rows, field_name(field)),
                           "fill it in, or join a table of counts"));
      }
      table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*found));
    }
  }
}

void report_no_positions(const FeatureTable& table, std::string_view role, IssueLedger& ledger) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) {
    columns.push_back(column.name());
  }
  Issue issue =
      finding(Rule::GeometryMissing, std::string(role), "",
              fmt::format("{} holds no positions; its columns are {}", table.source.path, joined(columns, ", ")),
              "name the columns of longitude and latitude: x = \"...\", y = \"...\"");
  issue.severity = Severity::Refused;
  ledger.add(std::move(issue));
}

/// Streets of OpenStreetMap come with the barriers on their nodes.
FeatureTable read_main_table(const LayerSpec& spec, std::optional<FeatureTable>& gates, Progress& progress) {
  if (spec.role != Role::Streets || !is_osm_file(spec.read.path) || !spec.read.layer.empty()) {
    return read_table(spec.read, progress);
  }
  OsmStreets streets = read_osm_streets(spec.read.path, progress);
  filter_rows(streets.ways, spec.read.where);
  gates = std::move(streets.gates);
  return std::move(streets.ways);
}

Layer read_one(const LayerSpec& spec, const InputSpec& study, IssueLedger& ledger) {
  SilentProgress progress;
  const std::string_view role = role_name(spec.role);
  std::optional<FeatureTable> gates;
  FeatureTable table = read_main_table(spec, gates, progress);
  if (!spec.shown_path.empty()) {
    table.source.path = spec.shown_path;
  }
  refuse_personal_data(table, role, ledger);
  report_notes(table, role, ledger);
  std::vector<bool> joined;
  if (spec.join) {
    FeatureTable other = read_table(spec.join->read, progress);
    if (!spec.join->shown_path.empty()) {
      other.source.path = spec.join->shown_path;
    }
    refuse_personal_data(other, role, ledger);
    report_notes(other, role, ledger);
    joined =
        join_tables(table, spec.join->key, other, spec.join->on.empty() ? spec.join->key : spec.join->on, role, ledger);
    table.source.files.insert(table.source.files.end(), other.source.files.begin(), other.source.files.end());
  }
  if (!table.geometry && table.rows > 0 && spec.role != Role::Events) {
    report_no_positions(table, role, ledger);
  }
  if (table.rows == 0) {
    ledger.add(finding(Rule::LayerEmpty, std::string(role), "",
                       fmt::format("{} holds no record{}", table.source.path,
                                   spec.read.where.empty() ? "" : fmt::format(" where {}", spec.read.where)),
                       "name another file, layer or condition, or remove the section"));
  }
  report_long_names(table, role, ledger);
  drop_empty_counts(table, spec, study, ledger);
  Layer layer(spec, std::move(table), study.aliases, std::move(joined));
  if (gates) {
    layer.set_gates(std::move(*gates));
  }
  return layer;
}

/// The faults of several layers as one error, a line each.
template <class ErrorType>
[[noreturn]] void throw_all(const std::vector<std::pair<std::string, std::string>>& faults) {
  std::string text = faults.front().first;
  for (std::size_t i = 0; i + 1 < faults.size(); ++i) {
    text += fmt::format(": {}\n{}", faults[i].second, faults[i + 1].first);
  }
  throw ErrorType(text, faults.back().second);
}

}  // namespace

std::vector<Layer> read_layers(const InputSpec& spec, IssueLedger& ledger, Progress& progress) {
  std::vector<Layer> layers;
  layers.reserve(spec.layers.size());
  std::vector<std::pair<std::string, std::string>> input_faults;
  std::vector<std::pair<std::string, std::string>> config_faults;
  progress.stage("reading layers", spec.layers.size());
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    const LayerSpec& layer = spec.layers[i];
    try {
      layers.push_back(read_one(layer, spec, ledger));
    } catch (const Interrupted&) {
      throw;
    } catch (const ConfigError& error) {
      const std::string_view what = error.what();
      const bool names_layer = what.starts_with("layers.");
      config_faults.emplace_back(names_layer ? what : fmt::format("layers.{}: {}", role_name(layer.role), what),
                                 error.fix());
    } catch (const InputError& error) {
      input_faults.emplace_back(fmt::format("layers.{}: {}", role_name(layer.role), error.what()), error.fix());
    }
    progress.step(i + 1);
  }
  if (!config_faults.empty()) {
    throw_all<ConfigError>(config_faults);
  }
  if (!input_faults.empty()) {
    throw_all<InputError>(input_faults);
  }
  return layers;
}

}  // namespace lastmeter
