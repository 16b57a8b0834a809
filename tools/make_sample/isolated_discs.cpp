// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "core/random.h"
#include "ground.h"
#include "samples.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

constexpr Point kCorner{505000.0, 3875000.0};
constexpr double kCell = 1400.0;
constexpr double kJitter = 190.0;  // neighbours stay 1,020 m apart, posts 510 m within the square

/// Posts on a jittered lattice of 10 columns, more than 1 km apart, in a square of 14 km.
std::vector<Point> scattered(std::size_t count) {
  constexpr std::size_t kColumns = 10;
  Random random(20220506);
  std::vector<Point> places;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t column = i % kColumns;
    const std::size_t row = i / kColumns;
    const Point middle{kCorner.x + kCell * (static_cast<double>(column) + 0.5),
                       kCorner.y + kCell * (static_cast<double>(row) + 0.5)};
    const double dx = random.uniform(-kJitter, kJitter);
    const double dy = random.uniform(-kJitter, kJitter);
    places.push_back(snapped({middle.x + dx, middle.y + dy}));
    for (std::size_t j = 0; j < i; ++j) {
      if (distance(places[j], places[i]).value() <= 1000.0) {
        throw std::logic_error("isolated discs overlap");
      }
    }
  }
  return places;
}

void write_isolated(std::size_t count, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const double side = 10 * kCell;
  TableBuilder square("communities", {{"code", ColumnType::Text}, {"name", ColumnType::Text}});
  square.polygon(
      {kCorner, {kCorner.x + side, kCorner.y}, {kCorner.x + side, kCorner.y + side}, {kCorner.x, kCorner.y + side}});
  square.text("370481001001").text("Square");
  write_gbk(std::move(square).table(), folder);
  TableBuilder posts("posts", {{"code", ColumnType::Text}, {"x", ColumnType::Real}, {"y", ColumnType::Real}});
  std::size_t number = 0;
  for (const Point at : scattered(count)) {
    posts.text(fmt::format("P{:02}", ++number)).real(at.x).real(at.y);
  }
  write_text_table(std::move(posts).table(), folder);
}

}  // namespace

void write_isolated_48(const std::filesystem::path& folder) { write_isolated(48, folder); }

void write_isolated_75(const std::filesystem::path& folder) { write_isolated(75, folder); }

}  // namespace lastmeter
