// SPDX-License-Identifier: Apache-2.0
#include "city_tables.h"

#include <fmt/format.h>

#include "events.h"
#include "housing.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr ColumnType kText = ColumnType::Text;
constexpr ColumnType kInteger = ColumnType::Integer;
constexpr ColumnType kReal = ColumnType::Real;
constexpr int kUnitCost = 666666;  // yuan for one site

std::string_view name_of(EdgeClass edge) {
  switch (edge) {
    case EdgeClass::Border:
      return "环路";
    case EdgeClass::River:
      return "河流";
    case EdgeClass::Rail:
      return "铁路";
    case EdgeClass::Arterial:
      return "主干路";
    case EdgeClass::Secondary:
      return "次干路";
    case EdgeClass::Branch:
      return "支路";
    case EdgeClass::Lane:
      return "巷路";
  }
  return "";
}

}  // namespace

std::string_view name_of(PostKind kind) {
  switch (kind) {
    case PostKind::Centre:
      return "中心";
    case PostKind::Station:
      return "站点";
    case PostKind::MicroStation:
      return "微站";
  }
  return "";
}

FeatureTable subdistricts_table(const City& city) {
  TableBuilder out("subdistricts", {{"街道编码", kText}, {"街道名称", kText}, {"户数", kInteger}, {"人口", kInteger}});
  for (const CityZone& zone : city.subdistricts) {
    out.polygon(zone.outline).text(zone.code).text(zone.name).integer(zone.households).integer(zone.population);
  }
  return std::move(out).table();
}

FeatureTable communities_table(const City& city) {
  TableBuilder out(
      "communities",
      {{"社区编码", kText}, {"社区名称", kText}, {"街道编码", kText}, {"户数", kInteger}, {"人口", kInteger}});
  for (const CityZone& zone : city.communities) {
    out.polygon(zone.outline).text(zone.code).text(zone.name).text(city.subdistricts[zone.parent].code);
    out.integer(zone.households).integer(zone.population);
  }
  return std::move(out).table();
}

FeatureTable base_units_table(const City& city) {
  TableBuilder out(
      "base_units",
      {{"单元编码", kText}, {"单元名称", kText}, {"社区编码", kText}, {"户数", kInteger}, {"人口", kInteger}});
  for (const CityZone& zone : city.base_units) {
    out.polygon(zone.outline).text(zone.code).text(zone.name).text(city.communities[zone.parent].code);
    out.integer(zone.households).integer(zone.population);
  }
  return std::move(out).table();
}

FeatureTable grid_zones_table(const City& city) {
  TableBuilder out(
      "grid_zones",
      {{"网格编码", kText}, {"网格名称", kText}, {"社区编码", kText}, {"户数", kInteger}, {"人口", kInteger}});
  for (const CityZone& zone : city.grids) {
    out.polygon(zone.outline).text(zone.code).text(zone.name).text(city.communities[zone.parent].code);
    out.integer(zone.households).integer(zone.population);
  }
  return std::move(out).table();
}

FeatureTable compounds_table(const City& city) {
  TableBuilder out("compounds", {{"小区编码", kText}, {"小区名称", kText}, {"社区编码", kText}, {"网格编码", kText}});
  for (const Compound& compound : city.compounds) {
    const CityZone& grid = city.grids[compound.grid];
    out.polygon(compound.outline).text(compound.code).text(compound.name);
    out.text(city.communities[grid.parent].code).text(grid.code);
  }
  return std::move(out).table();
}

FeatureTable buildings_table(const City& city) {
  TableBuilder out("buildings", {{"楼栋编码", kText},
                                 {"网格编码", kText},
                                 {"小区编码", kText},
                                 {"楼栋组", kText},
                                 {"层数", kInteger},
                                 {"户数", kInteger},
                                 {"人口", kInteger}});
  for (const CityBuilding& building : city.buildings) {
    const std::string& grid = city.grids[building.grid].code;
    const Compound& compound = city.compounds[building.compound];
    out.polygon(building.footprint).text(building.code).text(grid).text(compound.code);
    out.text(fmt::format("{}{:02}", grid, building.group + 1)).integer(floors(compound.style));
    out.integer(building.households).integer(building.population);
  }
  return std::move(out).table();
}

FeatureTable posts_table(const City& city) {
  TableBuilder out(
      "posts",
      {{"编码", kText}, {"名称", kText}, {"类别", kText}, {"SQBM", kText}, {"东坐标", kReal}, {"北坐标", kReal}});
  for (const Post& post : city.posts) {
    out.text(post.code).text(post.name).text(name_of(post.kind)).text(city.communities[post.community].code);
    out.real(post.at.x).real(post.at.y);
  }
  return std::move(out).table();
}

FeatureTable candidates_table(const City& city) {
  TableBuilder out(
      "candidates",
      {{"编码", kText}, {"名称", kText}, {"造价", kInteger}, {"面积", kInteger}, {"东坐标", kReal}, {"北坐标", kReal}});
  for (const Candidate& site : city.candidates) {
    out.text(site.code).text(site.name).integer(kUnitCost).integer(site.floor_area).real(site.at.x).real(site.at.y);
  }
  return std::move(out).table();
}

FeatureTable streets_table(const City& city) {
  TableBuilder out("streets", {{"编号", kText}, {"道路名称", kText}, {"道路等级", kText}});
  for (const CityLine& street : city.streets) {
    out.line(street.points).text(street.code).text_or_null(street.name).text(name_of(street.edge_class));
  }
  return std::move(out).table();
}

FeatureTable barriers_table(const City& city) {
  TableBuilder out("barriers", {{"编号", kText}, {"名称", kText}, {"类别", kText}});
  for (const CityLine& barrier : city.barriers) {
    out.line(barrier.points).text(barrier.code).text(barrier.name).text(name_of(barrier.edge_class));
  }
  return std::move(out).table();
}

FeatureTable crossings_table(const City& city) {
  TableBuilder out("crossings", {{"编号", kText}, {"类别", kText}, {"阻隔", kText}, {"道路等级", kText}});
  for (const BarrierCrossing& crossing : city.crossings) {
    out.point(crossing.at).text(crossing.code).text(crossing.barrier == EdgeClass::River ? "桥梁" : "立交");
    out.text(name_of(crossing.barrier)).text(name_of(crossing.road));
  }
  return std::move(out).table();
}

FeatureTable events_table(const City& city) {
  TableBuilder out(
      "events",
      {{"编号", kText}, {"WGBM", kText}, {"类别", kText}, {"受理", ColumnType::Date}, {"办结", ColumnType::Date}});
  for (const CityEvent& event : city.events) {
    out.text(event.code).text(city.grids[event.grid].code).text(kEventCategories[event.category]);
    out.text(event.opened).text_or_null(event.closed);
  }
  return std::move(out).table();
}

void write_city(const City& city, const std::filesystem::path& folder, LayerChoice choice) {
  write_gbk(subdistricts_table(city), folder);
  write_gbk(communities_table(city), folder);
  write_gbk(grid_zones_table(city), folder);
  write_gbk(compounds_table(city), folder);
  write_gbk(buildings_table(city), folder);
  write_text_table(posts_table(city), folder);
  switch (choice) {
    case LayerChoice::ForCoverage:
      return;
    case LayerChoice::All:
      write_gbk(base_units_table(city), folder);
      write_gbk(streets_table(city), folder);
      write_gbk(barriers_table(city), folder);
      write_gbk(crossings_table(city), folder);
      write_text_table(candidates_table(city), folder);
      write_text_table(events_table(city), folder);
      return;
  }
}

}  // namespace lastmeter
