// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "city_tables.h"
#include "faulty_town.h"
#include "io/output_folder.h"
#include "io/write_table.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr ColumnType kText = ColumnType::Text;
constexpr ColumnType kInteger = ColumnType::Integer;
constexpr ColumnType kReal = ColumnType::Real;

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

FeatureTable zones_table(const std::string& name, const std::string& word, const std::string& parent,
                         const std::vector<FaultyTown::Zone>& zones) {
  TableBuilder out(name, {{word + "编码", kText},
                          {word + "名称", kText},
                          {parent, kText},
                          {word + "类别", kText},
                          {"户数", kInteger},
                          {"人口", kInteger}});
  for (const FaultyTown::Zone& zone : zones) {
    out.shape(zone.outline).text(zone.code).text(zone.name).text_or_null(zone.parent).text_or_null(zone.kind);
    out.integer(zone.households).integer(zone.population);
  }
  return std::move(out).table();
}

MultiPolygon outline_of(const FaultyTown::Building& building) {
  MultiPolygon outline{{{*building.footprint, {}}}};
  if (building.second_piece) {
    outline.parts.push_back({*building.second_piece, {}});
  }
  return outline;
}

FeatureTable faulty_buildings_table(const FaultyTown& town) {
  TableBuilder out("buildings", {{"楼栋编码", kText},
                                 {"网格编码", kText},
                                 {"小区编码", kText},
                                 {"楼栋组", kText},
                                 {"户数", kText},
                                 {"人口", kInteger}});
  for (const FaultyTown::Building& building : town.buildings) {
    building.footprint ? out.shape(outline_of(building)) : out.no_geometry();
    out.text_or_null(building.code).text(building.grid).text(building.compound).text(building.group);
    out.text_or_null(building.households).integer(building.population);
  }
  return std::move(out).table();
}

/// Fills the last byte of two names with the first half of a character, as a field too short for its text leaves it.
void cut_zone_names(FaultyTown& town, SpareGrids& spare, const std::filesystem::path& dbf) {
  constexpr char kHalfCharacter = '\xBA';
  constexpr std::size_t kNameField = 1;
  std::string bytes = read_bytes(dbf);
  const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(at))); };
  const std::size_t header = byte(8) + 256 * byte(9);
  const std::size_t record = byte(10) + 256 * byte(11);
  const std::size_t end_of_name = 1 + byte(32 + 16) + byte(32 + 32 * kNameField + 16);
  for (int times = 0; times < 2;) {
    const std::size_t row = spare.take();
    const std::size_t last = header + row * record + end_of_name - 1;
    if (bytes.at(last) == ' ' && bytes.at(last - 1) != ' ') {
      bytes[last] = kHalfCharacter;
      ++times;
      town.faults.push_back(
          {Rule::TextRepaired, "grid_zones", "", "name of " + town.grids[row].code + " ends in half a character"});
    }
  }
  write_text_file(dbf, bytes);
}

/// Posts, two lines with a comma too many, and two headings that a shapefile would cut.
void write_posts(FaultyTown& town, const std::filesystem::path& folder) {
  TableBuilder out("posts", {{"编码", kText},
                             {"名称", kText},
                             {"类别", kText},
                             {"SQBM", kText},
                             {"东坐标", kReal},
                             {"北坐标", kReal},
                             {"产权单位性质", kText},
                             {"开放时间说明", kText}});
  TableBuilder rooms("post_rooms", {{"编码", kText}, {"面积", kInteger}});
  for (const FaultyTown::Post& post : town.posts) {
    out.text(post.code).text(post.name).text(post.kind).text(post.community).real(post.at.x).real(post.at.y);
    out.text("集体").text("8:30-17:30");
    if (post.in_second_table) {
      rooms.text(post.code).integer(post.kind == "中心" ? 800 : 120);
    }
  }
  write_text_table(std::move(out).table(), folder);
  write_text_table(std::move(rooms).table(), folder);
  std::string lines = read_bytes(folder / "posts.csv");
  for (const int number : {0, 1}) {
    lines += fmt::format("WZ94{0},流动,微站{0}号,微站,{1},510000,3880000,集体,8:30-17:30\r\n", number,
                         town.communities.front().code);
    town.faults.push_back({Rule::RowUnreadable, "facilities", "", fmt::format("WZ94{}: a comma too many", number)});
  }
  write_text_file(folder / "posts.csv", lines);
  for (const char* heading : {"产权单位性质", "开放时间说明"}) {
    town.faults.push_back({Rule::FieldNameTooLong, "facilities", "", heading});
  }
}

void write_residential(FaultyTown& town, const std::filesystem::path& folder) {
  TableBuilder out("residential", {{"XQBM", kText}, {"XQMC", kText}});
  for (std::size_t i = 0; i < town.compounds.size(); ++i) {
    const Compound& compound = town.compounds[i];
    if (i == 10 || i == 20) {
      out.line(compound.outline);
      town.faults.push_back({Rule::GeometryWrongType, "residential", compound.code, "a line instead of an area"});
    } else {
      out.polygon(compound.outline);
    }
    out.text(compound.code).text(compound.name);
  }
  write_geojson(std::move(out).table(), folder / "residential.geojson", "XQBM");
}

/// Files that say too little, or something else than what they hold.
void write_doubtful_files(FaultyTown& town, const std::filesystem::path& folder) {
  City lines;
  lines.streets = town.streets;
  lines.barriers = town.barriers;
  lines.candidates = town.candidates;
  write_gbk(streets_table(lines), folder);
  write_text_file(folder / "streets.cpg", "UTF-8\n");
  town.faults.push_back({Rule::EncodingDoubtful, "streets", "", "streets.cpg says UTF-8, the text is GBK"});
  write_gbk(barriers_table(lines), folder);
  std::filesystem::remove(folder / "barriers.prj");
  town.faults.push_back({Rule::CrsMissing, "barriers", "", "barriers.prj left out; the other layers tell the system"});
  write_text_table(candidates_table(lines), folder);
  town.faults.push_back({Rule::CrsBallpark, "candidates", "", "declared as Xi'an 1980"});
}

}  // namespace

void write_faulty_town(FaultyTown& town, SpareGrids& spare, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_gbk(zones_table("subdistricts", "街道", "上级编码", {town.subdistrict}), folder);
  write_gbk(zones_table("communities", "社区", "街道编码", town.communities), folder);
  write_gbk(zones_table("grid_zones", "网格", "社区编码", town.grids), folder);
  cut_zone_names(town, spare, folder / "grid_zones.dbf");
  plant_pieces(town, spare);
  write_gbk(faulty_buildings_table(town), folder);
  write_posts(town, folder);
  write_residential(town, folder);
  write_doubtful_files(town, folder);
}

}  // namespace lastmeter
