// SPDX-License-Identifier: Apache-2.0
#include "hand_checkable.h"

#include <array>
#include <filesystem>
#include <string_view>

#include "io/write_table.h"
#include "samples.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr ColumnType kText = ColumnType::Text;
constexpr ColumnType kInteger = ColumnType::Integer;
constexpr ColumnType kReal = ColumnType::Real;
constexpr double kEast = 510000.0;
constexpr double kNorth = 3880000.0;
constexpr std::string_view kWest = "370481001001";
constexpr std::string_view kEastern = "370481001002";

Ring rectangle(double x0, double y0, double x1, double y1) {
  return {{kEast + x0, kNorth + y0}, {kEast + x1, kNorth + y0}, {kEast + x1, kNorth + y1}, {kEast + x0, kNorth + y1}};
}

struct HandBuilding {
  std::string_view code;
  std::string_view grid;
  double x;
  double y;
  int households;
};
constexpr std::array kBuildings{
    HandBuilding{"B1", "370481001001001", 300, 400, 1},   HandBuilding{"B2", "370481001001001", 180, 240, 2},
    HandBuilding{"B3", "370481001001002", 700, 600, 4},   HandBuilding{"B4", "370481001001002", 200, 800, 8},
    HandBuilding{"B5", "370481001002002", 1240, 820, 16}, HandBuilding{"B6", "370481001002001", 1600, 300, 32},
    HandBuilding{"B7", "370481001002002", 1300, 600, 64}, HandBuilding{"B8", "370481001002001", 1400, 200, 128}};

}  // namespace

FeatureTable hand_communities() {
  TableBuilder out("communities", {{"code", kText}, {"name", kText}});
  out.polygon(rectangle(0, 0, 1000, 1000)).text(kWest).text("West");
  out.polygon(rectangle(1000, 0, 2000, 1000)).text(kEastern).text("East");
  return std::move(out).table();
}

FeatureTable hand_grid_zones() {
  TableBuilder out("grid_zones", {{"code", kText}, {"name", kText}, {"community", kText}});
  out.polygon(rectangle(0, 0, 1000, 500)).text("370481001001001").text("West south").text(kWest);
  out.polygon(rectangle(0, 500, 1000, 1000)).text("370481001001002").text("West north").text(kWest);
  out.polygon(rectangle(1000, 0, 2000, 500)).text("370481001002001").text("East south").text(kEastern);
  out.polygon(rectangle(1000, 500, 2000, 1000)).text("370481001002002").text("East north").text(kEastern);
  return std::move(out).table();
}

FeatureTable hand_residential() {
  TableBuilder out("residential", {{"code", kText}});
  out.polygon(rectangle(0, 0, 500, 500)).text("R1");
  out.polygon(rectangle(1500, 500, 2000, 1000)).text("R2");
  return std::move(out).table();
}

FeatureTable hand_buildings() {
  TableBuilder out("buildings",
                   {{"code", kText}, {"grid_code", kText}, {"households", kInteger}, {"population", kInteger}});
  for (const HandBuilding& building : kBuildings) {
    out.polygon(rectangle(building.x - 10, building.y - 10, building.x + 10, building.y + 10));
    out.text(building.code).text(building.grid).integer(building.households).integer(3L * building.households);
  }
  return std::move(out).table();
}

FeatureTable hand_posts() {
  TableBuilder out("posts", {{"code", kText},
                             {"name", kText},
                             {"kind", kText},
                             {"SQBM", kText},
                             {"radius", kInteger},
                             {"x", kReal},
                             {"y", kReal}});
  out.text("P1").text("West centre").text("centre").text(kWest).integer(500).real(kEast).real(kNorth);
  out.text("P2").text("East centre").text("centre").text(kEastern).integer(1000).real(kEast + 2000).real(kNorth);
  out.text("P3").text("West station").text("station").text(kWest).integer(500).real(kEast + 1000).real(kNorth + 1000);
  return std::move(out).table();
}

void write_hand_checkable(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_geopackage(
      {{hand_communities(), {}}, {hand_grid_zones(), {}}, {hand_residential(), {}}, {hand_buildings(), {}}},
      folder / "town.gpkg");
  write_text_table(hand_posts(), folder);
}

}  // namespace lastmeter
