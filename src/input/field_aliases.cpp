// SPDX-License-Identifier: Apache-2.0
// The alias table: column names that planners' files use, as data. Chinese, pinyin initials, English; names cut
// to ten bytes by a shapefile stand as cut. The study file adds more under [aliases].
#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/text.h"
#include "input/layer_spec.h"

namespace lastmeter {

namespace {

struct Alias {
  std::optional<Role> role;  // none: any role
  Field field = Field::Code;
  std::initializer_list<std::string_view> names;
};

const std::array<Alias, 56>& alias_table() {
  static const std::array<Alias, 56> table{{
      {Role::Subdistricts, Field::Code, {"街道编码", "街道代码", "JDBM", "JDDM", "subdistrict_code", "town_code"}},
      {Role::Communities, Field::Code, {"社区编码", "社区代码", "SQBM", "SQDM", "community_code", "VILLCODE"}},
      {Role::GridZones,
       Field::Code,
       {"网格编码", "网格编号", "网格代码", "WGBM", "WGDM", "WGBH", "grid_code", "grid_zone_code"}},
      {Role::Compounds, Field::Code, {"小区编码", "小区代码", "XQBM", "XQDM", "compound_code"}},
      {Role::Buildings,
       Field::Code,
       {"楼栋编码", "楼栋编号", "楼栋代码", "LDBM", "LDDM", "LDBH", "building_code", "osm_way_id"}},
      {Role::Units, Field::Code, {"单元编码", "基础单元", "DYBM", "unit_code"}},
      {Role::Facilities,
       Field::Code,
       {"设施编码", "设施编号", "阵地编码", "阵地编号", "SSBM", "ZDBM", "facility_code", "post_code"}},
      {Role::Candidates, Field::Code, {"候选编码", "候选点编码", "候选点编号", "HXBM", "candidate_code"}},
      {Role::Events, Field::Code, {"事件编号", "事件编码", "工单号", "工单编号", "SJBH", "GDH", "event_code"}},
      {std::nullopt, Field::Code, {"编码", "代码", "编号", "BM", "DM", "BH", "code", "id", "gid", "fid", "osm_id"}},
      {Role::Subdistricts, Field::Name, {"街道名称", "街道", "JDMC", "subdistrict_name"}},
      {Role::Communities, Field::Name, {"社区名称", "社区", "SQMC", "community_name", "VILLNAME"}},
      {Role::GridZones, Field::Name, {"网格名称", "网格", "WGMC", "grid_name"}},
      {Role::Compounds, Field::Name, {"小区名称", "小区", "XQMC", "compound_name"}},
      {Role::Buildings, Field::Name, {"楼栋名称", "楼栋", "LDMC", "building_name"}},
      {Role::Facilities, Field::Name, {"设施名称", "阵地名称", "SSMC", "ZDMC", "StationName", "facility_name"}},
      {std::nullopt, Field::Name, {"名称", "MC", "name", "label"}},
      {std::nullopt,
       Field::Households,
       {"户数", "总户数", "居民户数", "HS", "ZHS", "households", "household", "hh", "H_CNT"}},
      {std::nullopt,
       Field::Population,
       {"人口", "人口数", "总人口", "常住人口", "RK", "RKS", "ZRK", "population", "people", "persons", "pop", "P_CNT"}},
      {Role::Facilities, Field::Kind, {"设施类别", "设施类型", "类别", "类型", "LB", "LX", "kind", "facility_kind"}},
      {Role::GridZones, Field::Kind, {"网格类别", "网格类型", "类别", "类型", "LB", "LX", "kind"}},
      {Role::Streets, Field::Kind, {"道路等级", "等级", "类别", "类型", "class", "highway", "kind"}},
      {Role::Barriers, Field::Kind, {"类别", "类型", "LB", "LX", "kind", "class"}},
      {Role::Candidates, Field::Kind, {"类别", "类型", "LB", "LX", "kind"}},
      {std::nullopt, Field::ValidFrom, {"生效日期", "启用日期", "起始日期", "设立日期", "SXRQ", "QYRQ", "valid_from"}},
      {std::nullopt, Field::ValidTo, {"失效日期", "停用日期", "终止日期", "撤销日期", "ZZRQ", "TYRQ", "valid_to"}},
      {Role::Facilities, Field::Radius, {"服务半径", "FWBJ", "radius_m", "service_radius_m", "radius"}},
      {std::nullopt, Field::Subdistrict, {"街道编码", "街道代码", "JDBM", "JDDM", "subdistrict_code"}},
      {std::nullopt, Field::Community, {"社区编码", "社区代码", "SQBM", "SQDM", "community_code"}},
      {std::nullopt,
       Field::GridZone,
       {"网格编码", "网格编号", "网格代码", "WGBM", "WGDM", "grid_code", "grid_zone_code", "grid_zone"}},
      {std::nullopt, Field::Compound, {"小区编码", "小区代码", "XQBM", "XQDM", "compound_code"}},
      {std::nullopt, Field::BuildingGroup, {"楼栋组", "楼组编码", "楼栋组编码", "LDZ", "LDZBM", "building_group"}},
      {Role::Events,
       Field::Kind,
       {"事件类别", "事件大类", "大类", "一级类别", "类别", "类型", "LB", "LX", "category", "kind"}},
      {Role::Events,
       Field::Subkind,
       {"事件小类", "小类", "二级类别", "子类", "XL", "subcategory", "subkind", "subtype"}},
      {Role::Events,
       Field::Opened,
       {"受理", "受理时间", "受理日期", "立案时间", "上报时间", "上报日期", "发生时间", "发生日期", "SLSJ", "SLRQ",
        "SBSJ", "opened", "opened_at", "reported", "reported_at", "created", "created_at"}},
      {Role::Events,
       Field::Closed,
       {"办结", "办结时间", "办结日期", "结案时间", "结案日期", "BJSJ", "BJRQ", "JASJ", "closed", "closed_at",
        "settled", "settled_at", "resolved", "resolved_at"}},
      {std::nullopt, Field::Parent, {"上级编码", "SJBM", "parent_code", "parent"}},
      {Role::Units, Field::Name, {"单元名称", "DYMC", "unit_name"}},
      {Role::Streets, Field::Name, {"道路名称", "DLMC", "street_name", "road_name"}},
      {Role::Streets, Field::Level, {"层级", "层", "CJ", "level", "layer", "z_level", "zlev"}},
      {Role::Facilities, Field::Capacity, {"容量", "服务能力", "RL", "FWNL", "capacity", "seats", "beds", "places"}},
      {Role::Candidates, Field::Capacity, {"容量", "服务能力", "RL", "FWNL", "capacity", "seats", "beds", "places"}},
      {Role::Facilities,
       Field::EmergencyCapacity,
       {"应急容量", "应急能力", "YJRL", "YJNL", "emergency_capacity", "emergency_"}},
      {Role::Facilities, Field::Staff, {"应急人员", "工作人员", "工作人员数", "YJRY", "emergency_staff", "staff"}},
      {Role::Facilities, Field::Lanes, {"应急通道", "通道数", "窗口数", "TDS", "CKS", "lanes", "counters"}},
      {Role::Candidates,
       Field::EmergencyCapacity,
       {"应急容量", "应急能力", "YJRL", "YJNL", "emergency_capacity", "emergency_"}},
      {Role::Candidates, Field::Staff, {"应急人员", "工作人员", "工作人员数", "YJRY", "emergency_staff", "staff"}},
      {Role::Candidates, Field::Lanes, {"应急通道", "通道数", "窗口数", "TDS", "CKS", "lanes", "counters"}},
      {Role::Candidates, Field::Radius, {"服务半径", "FWBJ", "radius_m", "service_radius_m", "radius"}},
      {Role::Candidates, Field::Cost, {"造价", "费用", "投资", "ZJ", "cost", "price", "cost_yuan"}},
      {Role::Candidates,
       Field::FloorArea,
       {"建筑面积", "面积", "JZMJ", "MJ", "floor_area", "floor_area_m2", "area_m2"}},
      {Role::Candidates, Field::Site, {"选址", "地块", "XZBM", "site", "site_code"}},
      {Role::Candidates, Field::Name, {"候选点名称", "HXMC", "candidate_name"}},
      {Role::Entrances, Field::Building, {"楼栋编码", "楼栋编号", "LDBM", "building_code", "building"}},
      {Role::Entrances, Field::Compound, {"小区编码", "XQBM", "compound_code", "compound"}},
      {Role::Entrances, Field::Facility, {"设施编码", "阵地编码", "SSBM", "ZDBM", "facility_code", "facility"}},
  }};
  return table;
}

/// Words that, with an ending below, name or code the records themselves: SUBZONE_N, WARD_CODE, CENTRE_NAME.
/// Without such a word an ending says nothing: STREET_NAME is not the name of a school.
struct Stem {
  Role role = Role::Subdistricts;
  std::initializer_list<std::string_view> words;
};

const std::array<Stem, 8>& stems() {
  static const std::array<Stem, 8> table{{
      {Role::Subdistricts, {"subdistrict", "district", "town", "township", "pln_area", "planning_area", "borough"}},
      {Role::Communities,
       {"community", "subzone", "village", "ward", "neighbourhood", "neighborhood", "quarter", "suburb"}},
      {Role::GridZones, {"grid_zone", "zone"}},
      {Role::Compounds, {"compound", "estate"}},
      {Role::Buildings, {"building", "bldg"}},
      {Role::Units, {"tract", "block_group"}},
      {Role::Facilities,
       {"facility", "post", "centre", "center", "station", "site", "place", "school", "hospital", "clinic", "library"}},
      {Role::Candidates, {"candidate", "site", "place"}},
  }};
  return table;
}

struct Ending {
  Field field = Field::Code;
  std::initializer_list<std::string_view> endings;
};

const std::array<Ending, 2>& endings() {
  static const std::array<Ending, 2> table{{
      {Field::Name, {"_name", "_n", "_nm"}},
      {Field::Code, {"_code", "_c", "_cd", "_id"}},
  }};
  return table;
}

/// Words in a file or layer name that tell its role; the first hit wins, so the special stand before the general.
struct RoleWord {
  std::string_view word;
  Role role;
};
constexpr std::array kRoleWords{
    RoleWord{"subdistrict", Role::Subdistricts},
    RoleWord{"街道", Role::Subdistricts},
    RoleWord{"jiedao", Role::Subdistricts},
    RoleWord{"candidate", Role::Candidates},
    RoleWord{"候选", Role::Candidates},
    RoleWord{"communit", Role::Communities},
    RoleWord{"社区", Role::Communities},
    RoleWord{"shequ", Role::Communities},
    RoleWord{"village", Role::Communities},
    RoleWord{"grid", Role::GridZones},
    RoleWord{"网格", Role::GridZones},
    RoleWord{"wangge", Role::GridZones},
    RoleWord{"compound", Role::Compounds},
    RoleWord{"小区", Role::Compounds},
    RoleWord{"building", Role::Buildings},
    RoleWord{"楼栋", Role::Buildings},
    RoleWord{"建筑", Role::Buildings},
    RoleWord{"base_unit", Role::Units},
    RoleWord{"unit", Role::Units},
    RoleWord{"population", Role::Population},
    RoleWord{"人口", Role::Population},
    RoleWord{"facilit", Role::Facilities},
    RoleWord{"post", Role::Facilities},
    RoleWord{"station", Role::Facilities},
    RoleWord{"school", Role::Facilities},
    RoleWord{"hospital", Role::Facilities},
    RoleWord{"health", Role::Facilities},
    RoleWord{"clinic", Role::Facilities},
    RoleWord{"pharmac", Role::Facilities},
    RoleWord{"kindergarten", Role::Facilities},
    RoleWord{"poi", Role::Facilities},
    RoleWord{"points_of_interest", Role::Facilities},
    RoleWord{"学校", Role::Facilities},
    RoleWord{"医院", Role::Facilities},
    RoleWord{"医疗", Role::Facilities},
    RoleWord{"设施", Role::Facilities},
    RoleWord{"阵地", Role::Facilities},
    RoleWord{"street", Role::Streets},
    RoleWord{"road", Role::Streets},
    RoleWord{"道路", Role::Streets},
    RoleWord{"barrier", Role::Barriers},
    RoleWord{"river", Role::Barriers},
    RoleWord{"rail", Role::Barriers},
    RoleWord{"crossing", Role::Crossings},
    RoleWord{"bridge", Role::Crossings},
    RoleWord{"entrance", Role::Entrances},
    RoleWord{"gate", Role::Entrances},
    RoleWord{"出入口", Role::Entrances},
    RoleWord{"residential", Role::Residential},
    RoleWord{"居住用地", Role::Residential},
    RoleWord{"event", Role::Events},
    RoleWord{"事件", Role::Events},
    RoleWord{"district", Role::Subdistricts},
    RoleWord{"town", Role::Subdistricts},
};

bool holds_any(const LayerInfo& layer, Role role, Field field) {
  const auto names = known_names(role, field);
  return std::any_of(layer.columns.begin(), layer.columns.end(), [&](const std::string& column) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return ascii_lower(column) == ascii_lower(name); });
  });
}

/// Zones and land are polygons, streets and barriers lines; the others may be what they like.
bool can_play(GeometryKind kind, Role role) {
  switch (role) {
    case Role::Subdistricts:
    case Role::Communities:
    case Role::GridZones:
    case Role::Compounds:
    case Role::Units:
    case Role::Residential:
      return kind != GeometryKind::Point && kind != GeometryKind::Line;
    case Role::Streets:
    case Role::Barriers:
      return kind != GeometryKind::Point;
    case Role::Buildings:
    case Role::Population:
    case Role::Facilities:
    case Role::Candidates:
    case Role::Events:
    case Role::Crossings:
    case Role::Entrances:
      return kind != GeometryKind::Line;
  }
  return true;
}

/// Every stem of the role with every ending of the field, ending by ending.
std::vector<std::string> build_stem_names(Role role, Field field) {
  std::vector<std::string> names;
  for (const Ending& own : endings()) {
    for (const std::string_view ending : own.field == field ? own.endings : std::initializer_list<std::string_view>{}) {
      for (const Stem& stem : stems()) {
        for (const std::string_view word : stem.role == role ? stem.words : std::initializer_list<std::string_view>{}) {
          names.push_back(std::string(word).append(ending));
        }
      }
    }
  }
  return names;
}

const std::vector<std::string>& stem_names(Role role, Field field) {
  static const auto all = [] {
    std::array<std::array<std::vector<std::string>, kFields.size()>, kRoles.size()> table;
    for (const Role r : kRoles) {
      for (const Field f : kFields) {
        table[static_cast<std::size_t>(r)][static_cast<std::size_t>(f)] = build_stem_names(r, f);
      }
    }
    return table;
  }();
  return all[static_cast<std::size_t>(role)][static_cast<std::size_t>(field)];
}

}  // namespace

std::vector<std::string_view> known_names(Role role, Field field) {
  std::vector<std::string_view> names;
  const auto add = [&](const std::optional<Role>& of) {
    for (const Alias& alias : alias_table()) {
      if (alias.field == field && alias.role == of) {
        names.insert(names.end(), alias.names.begin(), alias.names.end());
      }
    }
  };
  add(role);
  const std::vector<std::string>& built = stem_names(role, field);
  names.insert(names.end(), built.begin(), built.end());
  add(std::nullopt);
  return names;
}

std::optional<Role> guess_role(std::string_view file_name, const LayerInfo& layer) {
  const std::string text = ascii_lower(std::string(file_name) + " " + layer.layer);
  for (const RoleWord& entry : kRoleWords) {
    if (text.find(entry.word) != std::string::npos && can_play(layer.kind, entry.role)) {
      return entry.role;
    }
  }
  static constexpr std::array<std::string_view, 11> kNotWalked{
      "metro", "subway", "tram", "transit", "bus_line", "powerline", "pipeline", "地铁", "轨道", "轻轨", "公交"};
  if (layer.kind == GeometryKind::Line && std::any_of(kNotWalked.begin(), kNotWalked.end(), [&](std::string_view word) {
        return text.find(word) != std::string::npos;
      })) {
    return std::nullopt;
  }
  const bool counts =
      holds_any(layer, Role::Population, Field::Households) || holds_any(layer, Role::Population, Field::Population);
  switch (layer.kind) {
    case GeometryKind::Line:
      return Role::Streets;
    case GeometryKind::Polygon:
      return counts ? Role::Population : Role::Communities;
    case GeometryKind::Point:
      return counts ? Role::Population : Role::Facilities;
    case GeometryKind::Null:
    case GeometryKind::Empty:
    case GeometryKind::Mixed:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace lastmeter
