// SPDX-License-Identifier: Apache-2.0
#include "input/layer_spec.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::array<std::string_view, kRoles.size()> kRoleNames{
    "subdistricts", "communities", "grid_zones", "compounds",   "buildings", "units",     "population", "facilities",
    "candidates",   "streets",     "barriers",   "residential", "events",    "crossings", "entrances"};

constexpr std::array<std::string_view, kFields.size()> kFieldNames{"code",
                                                                   "name",
                                                                   "households",
                                                                   "population",
                                                                   "kind",
                                                                   "radius",
                                                                   "parent",
                                                                   "subdistrict",
                                                                   "community",
                                                                   "grid_zone",
                                                                   "compound",
                                                                   "building_group",
                                                                   "level",
                                                                   "building",
                                                                   "facility",
                                                                   "capacity",
                                                                   "cost",
                                                                   "floor_area",
                                                                   "site",
                                                                   "subkind",
                                                                   "opened",
                                                                   "closed",
                                                                   "emergency_capacity",
                                                                   "staff",
                                                                   "lanes",
                                                                   "valid_from",
                                                                   "valid_to"};

/// Names compare without case and without _ - and space.
std::string folded(std::string_view name) {
  std::string plain = ascii_lower(trimmed(name));
  std::erase_if(plain, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return plain;
}

/// A heading without what it says of units: "造价（元）", "area (m2)".
std::string_view without_unit(std::string_view heading) {
  heading = trimmed(heading);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    if (const std::size_t at = heading.rfind(open); heading.ends_with(close) && at != 0 && at != heading.npos) {
      return trimmed(heading.substr(0, at));
    }
  }
  return heading;
}

/// The column that holds the field by its own name, else one that begins as `name` does or the other way round.
std::optional<std::string_view> likely_column(const FeatureTable& table, Role role, Field field,
                                              const std::string& name) {
  for (const std::string_view known : known_names(role, field)) {
    if (const auto column = column_folded(table, known)) {
      return table.columns[*column].name();
    }
  }
  const std::string wanted = folded(name);
  for (const Column& column : table.columns) {
    const std::string have = folded(column.name());
    if (wanted.size() > 1 && have.size() > 1 && (have.starts_with(wanted) || wanted.starts_with(have))) {
      return column.name();
    }
  }
  return std::nullopt;
}

[[noreturn]] void unknown_column(const FeatureTable& table, const LayerSpec& spec, Field field,
                                 const std::string& name) {
  std::vector<std::string_view> columns;
  columns.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    columns.push_back(column.name());
  }
  constexpr std::size_t telling = 6;  // a shorter word is as near to any other: pop to lon
  auto likely = name.size() < telling ? std::nullopt : nearest_name(name, columns);
  if (!likely) {
    likely = likely_column(table, spec.role, field, name);
  }
  throw ConfigError(fmt::format("layers.{}: {} = '{}' is not a column of {}", role_name(spec.role), field_name(field),
                                name, table.source.path),
                    likely ? fmt::format("did you mean '{}'?", *likely) : suggestion(name, columns));
}

}  // namespace

std::optional<std::size_t> column_folded(const FeatureTable& table, std::string_view name) {
  const std::string wanted = folded(name);
  const auto find = [&](const auto& shown) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (folded(shown(table.columns[i].name())) == wanted) {
        return i;
      }
    }
    return std::nullopt;
  };
  const auto whole = find([](std::string_view heading) { return heading; });
  return whole ? whole : find(without_unit);
}

std::string_view role_name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
  const auto at = std::find(kRoleNames.begin(), kRoleNames.end(), name);
  return at == kRoleNames.end() ? std::nullopt
                                : std::optional(kRoles[static_cast<std::size_t>(at - kRoleNames.begin())]);
}

std::string_view field_name(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
  const auto at = std::find(kFieldNames.begin(), kFieldNames.end(), name);
  return at == kFieldNames.end() ? std::nullopt
                                 : std::optional(kFields[static_cast<std::size_t>(at - kFieldNames.begin())]);
}

std::optional<std::size_t> find_field(const FeatureTable& table, const LayerSpec& spec, Field field,
                                      const std::map<Field, std::vector<std::string>>& extra) {
  if (const auto declared = spec.fields.find(field); declared != spec.fields.end()) {
    const auto column = table.find(declared->second);
    if (!column) {
      unknown_column(table, spec, field, declared->second);
    }
    return column;
  }
  if (const auto own = extra.find(field); own != extra.end()) {
    for (const std::string& name : own->second) {
      if (const auto column = column_folded(table, name)) {
        return column;
      }
    }
  }
  for (const std::string_view name : known_names(spec.role, field)) {
    if (const auto column = column_folded(table, name)) {
      return column;
    }
  }
  return std::nullopt;
}

}  // namespace lastmeter
