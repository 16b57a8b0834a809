// SPDX-License-Identifier: Apache-2.0
#include "office_units.h"

#include <fmt/format.h>

#include <array>

#include "counts.h"
#include "geometry/point.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr std::size_t kUnits = 154;
constexpr int kMembers = 12000;
constexpr int kLeastMembers = 15;
constexpr std::size_t kByCommunity = 3;  // the last but two
constexpr std::size_t kNowhere = 2;      // the last

struct Kind {
  std::string_view duty;
  std::string_view name;
  std::size_t count;
};
constexpr std::array<Kind, 4> kKinds{
    {{"机关", "机关单位", 60}, {"教育", "学校", 34}, {"医疗", "医院", 16}, {"企业", "企业", 44}}};

const Kind& kind_of(std::size_t unit) {
  std::size_t first = 0;
  for (const Kind& kind : kKinds) {
    first += kind.count;
    if (unit < first) {
      return kind;
    }
  }
  return kKinds.back();
}

Point door_of(const CityBuilding& building) { return building.footprint.front(); }

Point middle_of(const City& city) {
  Point sum;
  for (const CityBuilding& building : city.buildings) {
    sum.x += door_of(building).x;
    sum.y += door_of(building).y;
  }
  const auto count = static_cast<double>(city.buildings.size());
  return {sum.x / count, sum.y / count};
}

/// The nearer to the middle of two buildings taken at random.
const CityBuilding& building_of_unit(const City& city, Point middle, Random& random) {
  const CityBuilding& one = city.buildings[random.below(city.buildings.size())];
  const CityBuilding& other = city.buildings[random.below(city.buildings.size())];
  return distance(door_of(one), middle) <= distance(door_of(other), middle) ? one : other;
}

}  // namespace

FeatureTable office_units_table(const City& city, Random& random) {
  std::vector<double> sizes;
  for (std::size_t u = 0; u < kUnits; ++u) {
    sizes.push_back(random.uniform(20.0, 130.0));
  }
  const std::vector<int> members = apportioned(sizes, kMembers, kLeastMembers);
  const Point middle = middle_of(city);
  TableBuilder out("units", {{"编码", ColumnType::Text},
                             {"名称", ColumnType::Text},
                             {"职责", ColumnType::Text},
                             {"党员数", ColumnType::Integer},
                             {"社区编码", ColumnType::Text},
                             {"东坐标", ColumnType::Text},
                             {"北坐标", ColumnType::Text}});
  for (std::size_t u = 0; u < kUnits; ++u) {
    const CityBuilding& building = building_of_unit(city, middle, random);
    const bool has_place = u + kByCommunity + kNowhere < kUnits;
    const bool has_community = !has_place && u + kNowhere < kUnits;
    const Point at = door_of(building);
    const Kind& kind = kind_of(u);
    out.text(fmt::format("DW{:03}", u + 1)).text(fmt::format("{}{}号", kind.name, u + 1)).text(kind.duty);
    out.integer(members[u]);
    out.text_or_null(has_community ? city.communities[city.grids[building.grid].parent].code : "");
    out.text_or_null(has_place ? fmt::format("{}", at.x) : "").text_or_null(has_place ? fmt::format("{}", at.y) : "");
  }
  return std::move(out).table();
}

}  // namespace lastmeter
