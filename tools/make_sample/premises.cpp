// SPDX-License-Identifier: Apache-2.0
#include "premises.h"

namespace lastmeter {

namespace {

constexpr int kFloorToday = 10000;
constexpr int kFloorGained = 22000;
constexpr int kExtended = 450;
constexpr int kExtensionCost = 1400000;

/// Part i of a whole shared out evenly, the larger parts first.
int even_part(int whole, std::size_t parts, std::size_t i) {
  const int count = static_cast<int>(parts);
  return whole / count + (static_cast<int>(i) < whole % count ? 1 : 0);
}

}  // namespace

FeatureTable premises_table(const City& city) {
  TableBuilder out("premises", {{"阵地编码", ColumnType::Text},
                                {"名称", ColumnType::Text},
                                {"方案", ColumnType::Text},
                                {"造价", ColumnType::Integer},
                                {"面积", ColumnType::Integer},
                                {"现有面积", ColumnType::Integer}});
  for (std::size_t i = 0; i < city.posts.size(); ++i) {
    const Post& post = city.posts[i];
    const int today = even_part(kFloorToday, city.posts.size(), i);
    out.text(post.code)
        .text(post.name)
        .text("A")
        .text_or_null("")
        .integer(even_part(kFloorGained, city.posts.size(), i))
        .integer(today);
    out.text(post.code).text(post.name).text("B").integer(kExtensionCost).integer(kExtended).integer(today);
  }
  return std::move(out).table();
}

}  // namespace lastmeter
