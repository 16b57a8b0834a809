// SPDX-License-Identifier: Apache-2.0
#include "refused_studies.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "build_city.h"
#include "city_tables.h"
#include "geometry/crs.h"
#include "hand_checkable.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr ColumnType kText = ColumnType::Text;

void write_small_town(const std::filesystem::path& folder, const FeatureTable& communities,
                      const FeatureTable& buildings) {
  std::filesystem::create_directories(folder);
  write_gbk(communities, folder);
  write_gbk(buildings, folder);
  write_text_table(hand_posts(), folder);
}

void write_personal_data(const std::filesystem::path& folder) {
  FeatureTable buildings = hand_buildings();
  Column owners("户主", ColumnType::Text);
  for (std::size_t row = 0; row < buildings.rows; ++row) {
    owners.append_text("略");
  }
  buildings.columns.push_back(std::move(owners));
  write_small_town(folder, hand_communities(), buildings);
}

void write_crs_missing(const std::filesystem::path& folder) {
  write_small_town(folder, hand_communities(), hand_buildings());
  std::filesystem::remove(folder / "communities.prj");
  std::filesystem::remove(folder / "buildings.prj");
}

void write_crs_suspicious(const std::filesystem::path& folder) {
  FeatureTable communities = hand_communities();
  transform(*communities.crs, Crs::parse("EPSG:4490"), communities.geometry->all_coordinates());
  write_small_town(folder, communities, hand_buildings());
}

void write_layer_empty(const std::filesystem::path& folder) {
  write_small_town(folder, hand_communities(), hand_buildings());
  write_text_table(TableBuilder("posts", {{"code", kText}, {"x", kText}, {"y", kText}}).table(), folder);
}

/// The columns of the posts say easting and northing the wrong way round in the study file; the data is sound.
void write_crs_swapped(const std::filesystem::path& folder) {
  write_small_town(folder, hand_communities(), hand_buildings());
}

void write_crs_apart(const std::filesystem::path& folder) {
  FeatureTable buildings = hand_buildings();
  for (Coordinate& at : buildings.geometry->all_coordinates()) {
    at.y -= 1000000.0;
  }
  write_small_town(folder, hand_communities(), buildings);
}

void write_crs_offset(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const City city = build_city(kStandardCounts);
  write_gbk(communities_table(city), folder);
  TableBuilder posts(
      "posts", {{"编码", kText}, {"名称", kText}, {"类别", kText}, {"SQBM", kText}, {"lon", kText}, {"lat", kText}});
  for (const Post& post : city.posts) {
    std::array<Coordinate, 1> at{Coordinate{post.at.x, post.at.y}};
    transform(Crs::parse("EPSG:4548"), Crs::parse("GCJ-02"), at);
    posts.text(post.code).text(post.name).text(name_of(post.kind)).text(city.communities[post.community].code);
    posts.text(fmt::format("{:.6f}", at[0].x)).text(fmt::format("{:.6f}", at[0].y));
  }
  write_text_table(std::move(posts).table(), folder);
}

}  // namespace

void write_refused_studies(const std::filesystem::path& folder) {
  write_personal_data(folder / "refused-personal-data");
  write_layer_empty(folder / "refused-layer-empty");
  write_crs_missing(folder / "refused-crs-missing");
  write_crs_suspicious(folder / "refused-crs-suspicious");
  write_crs_swapped(folder / "refused-crs-swapped");
  write_crs_apart(folder / "refused-crs-apart");
  write_crs_offset(folder / "warned-crs-offset");
}

}  // namespace lastmeter
