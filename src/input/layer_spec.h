// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/moment.h"
#include "io/read_table.h"

namespace lastmeter {

/// What a layer is for. Names as in the study file: `role_name`.
enum class Role {
  Subdistricts,
  Communities,
  GridZones,
  Compounds,
  Buildings,
  Units,
  Population,
  Facilities,
  Candidates,
  Streets,
  Barriers,
  Residential,
  Events,
  Crossings,
  Entrances,
};
inline constexpr std::array kRoles{Role::Subdistricts, Role::Communities, Role::GridZones,  Role::Compounds,
                                   Role::Buildings,    Role::Units,       Role::Population, Role::Facilities,
                                   Role::Candidates,   Role::Streets,     Role::Barriers,   Role::Residential,
                                   Role::Events,       Role::Crossings,   Role::Entrances};
std::string_view role_name(Role role);
std::optional<Role> role_named(std::string_view name);

/// What a column is for. Names as in the study file: `field_name`.
enum class Field {
  Code,
  Name,
  Households,
  Population,
  Kind,
  Radius,
  Parent,
  Subdistrict,
  Community,
  GridZone,
  Compound,
  BuildingGroup,
  Level,
  Building,
  Facility,
  Capacity,
  Cost,
  FloorArea,
  Site,
  Subkind,
  Opened,
  Closed,
  EmergencyCapacity,
  Staff,
  Lanes,
  ValidFrom,
  ValidTo,
};
inline constexpr std::array kFields{Field::Code,
                                    Field::Name,
                                    Field::Households,
                                    Field::Population,
                                    Field::Kind,
                                    Field::Radius,
                                    Field::Parent,
                                    Field::Subdistrict,
                                    Field::Community,
                                    Field::GridZone,
                                    Field::Compound,
                                    Field::BuildingGroup,
                                    Field::Level,
                                    Field::Building,
                                    Field::Facility,
                                    Field::Capacity,
                                    Field::Cost,
                                    Field::FloorArea,
                                    Field::Site,
                                    Field::Subkind,
                                    Field::Opened,
                                    Field::Closed,
                                    Field::EmergencyCapacity,
                                    Field::Staff,
                                    Field::Lanes,
                                    Field::ValidFrom,
                                    Field::ValidTo};
std::string_view field_name(Field field);
std::optional<Field> field_named(std::string_view name);

/// The column of that name, read without case, without _ - and space, and without a unit in brackets: "造价（元）" is
/// 造价. The plain heading goes before one with a unit.
std::optional<std::size_t> column_folded(const FeatureTable& table, std::string_view name);

/// A second table whose columns are added to the layer, row by row, where the keys are equal.
struct JoinSpec {
  ReadOptions read;
  std::string shown_path;  // as messages name it
  std::string key;         // column of the layer
  std::string on;          // column of the joined table; empty = the same name
};

/// One [layers.<role>] section of the study file.
struct LayerSpec {
  Role role = Role::Communities;
  ReadOptions read;
  std::string shown_path;               // as messages name it: as written in the study file, without passwords
  std::string crs;                      // declared by the user; empty = what the file says
  std::map<Field, std::string> fields;  // declared columns; the others are found by alias
  std::optional<JoinSpec> join;
  std::string dissolve;  // zones: unite all rows with the same value of this column
  bool clip = false;     // demand: leave out what lies outside the zones, with one note
  std::string all_kind;  // facilities: kind of all of them, where no column tells
};

/// Everything `build_study_area` needs from a study file.
struct InputSpec {
  std::string name;
  std::string crs = "auto";
  std::optional<Moment> as_of;  // day whose zones are taken, where layers are dated; none: the newest state
  std::vector<LayerSpec> layers;
  std::map<Field, std::vector<std::string>> aliases;  // extra column names by field
};

/// Column names known for a field in a layer of this role, most telling first; compared with case and the
/// characters _ - and space ignored.
std::vector<std::string_view> known_names(Role role, Field field);

/// The column of a table that holds a field: the declared one, else the first alias that fits, else nothing.
/// Throws ConfigError, with the nearest name, when a declared column does not exist.
std::optional<std::size_t> find_field(const FeatureTable& table, const LayerSpec& spec, Field field,
                                      const std::map<Field, std::vector<std::string>>& extra);

/// The role a file most likely plays, from its name, geometry and columns; for `init`.
std::optional<Role> guess_role(std::string_view file_name, const LayerInfo& layer);

}  // namespace lastmeter
