// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "audit/checks.h"
#include "audit/uncovered.h"
#include "core/random.h"
#include "core/text.h"
#include "geometry/overlay.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto Community = ZoneLevel::Community;
constexpr auto Grid = ZoneLevel::GridZone;

Findings gaps_of(const StudyArea& area, const AuditOptions& options = {}) {
  return find_gaps(area, measure_shared_areas(area), options);
}

StudyArea communities(std::string_view picture) {
  return draw_study({.subdistricts = "", .communities = picture, .grid_zones = ""});
}

TEST(Gaps, HoleInTheTopLevelIsAGapAndABayIsNot) {
  const Findings found = gaps_of(communities(R"(
      A A B B
      A . . B
      C C D D
      C C . . )"));
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneGap));
  EXPECT_EQ(found[0].code, "A");
  EXPECT_THAT(found[0].what, HasSubstr("borders a gap of 20,000 m2 enclosed by the layer, as do B, C, D"));
  EXPECT_NEAR(*found[0].figure, 20000.0, 1e-6);
  EXPECT_NEAR(found[0].at->x, 200.0, 1e-6);
  EXPECT_NEAR(found[0].at->y, 250.0, 1e-6);
  EXPECT_THAT(gaps_of(communities(R"(
      A A B B
      A . . .
      C C D D )")),
              IsEmpty());
}

TEST(Gaps, ZoneThatOnlyTouchesTheCornerIsNotNamed) {
  const Findings found = gaps_of(communities(R"(
      A B C
      D . E
      F G H )"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].code, "B");
  EXPECT_THAT(found[0].what, HasSubstr("as do D, E, G"));
}

TEST(Gaps, IslandInALakeIsNotPartOfTheGap) {
  const Findings found = gaps_of(communities(R"(
      A A A A A A A
      A . . . . . A
      A . B B B . A
      A . B . B . A
      A . B B B . A
      A . . . . . A
      A A A A A A A )"));
  ASSERT_THAT(found, SizeIs(2));
  std::vector<double> sizes{*found[0].figure, *found[1].figure};
  std::sort(sizes.begin(), sizes.end());
  EXPECT_NEAR(sizes[0], 10000.0, 1e-6);
  EXPECT_NEAR(sizes[1], 160000.0, 1e-6);
}

TEST(Gaps, BetweenTheChildrenOfAParent) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"});
  reshape(zone_of(area, Grid, "b"), rectangle(102.0, 0.0, 200.0, 100.0));
  const Findings found = gaps_of(area);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].code, "a");
  EXPECT_THAT(found[0].what, HasSubstr("borders a gap of 200 m2 in community A, as does b"));
  EXPECT_NEAR(found[0].at->x, 101.0, 1e-6);
}

TEST(Gaps, AlongTheParentsBorderCounts) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = "a b"});
  reshape(zone_of(area, Grid, "a"), rectangle(0.0, 0.0, 100.0, 95.0));
  const Findings found = gaps_of(area);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_NEAR(*found[0].figure, 500.0, 1e-6);
}

TEST(Gaps, ParentWithoutChildrenIsOneGap) {
  const Findings found = gaps_of(draw_study({.subdistricts = "", .communities = "A A . B", .grid_zones = "a b . ."}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].code, "");
  EXPECT_THAT(found[0].what, HasSubstr("leave a gap of 10,000 m2 in community B"));
}

TEST(Gaps, PlaceOfAnotherParentsChildIsCovered) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a a a b"});
  EXPECT_THAT(gaps_of(area), IsEmpty());
}

TEST(Gaps, OverlapElsewhereDoesNotHideAGap) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A A A", .grid_zones = "a b c d"});
  reshape(zone_of(area, Grid, "a"), rectangle(0.0, 0.0, 105.0, 100.0));
  reshape(zone_of(area, Grid, "d"), rectangle(305.0, 0.0, 400.0, 100.0));
  const Findings found = gaps_of(area);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_NEAR(*found[0].figure, 500.0, 1e-6);
}

TEST(Gaps, ToleranceIsTheLargestPieceLetPass) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A A A", .grid_zones = "a b c d"});
  reshape(zone_of(area, Grid, "a"), rectangle(0.0, 0.0, 99.0, 100.0));
  reshape(zone_of(area, Grid, "d"), rectangle(302.0, 0.0, 400.0, 100.0));
  AuditOptions options;
  options.gap_tolerance = SquareMetres(200.0);
  EXPECT_THAT(gaps_of(area, options), IsEmpty());
  options.gap_tolerance = SquareMetres(199.0);
  EXPECT_THAT(gaps_of(area, options), SizeIs(1));
  options.gap_tolerance = SquareMetres(99.0);
  EXPECT_THAT(gaps_of(area, options), SizeIs(2));
  StudyArea lake = communities("A A A\nA . A\nA A A");
  options.gap_tolerance = SquareMetres(10000.0);
  EXPECT_THAT(gaps_of(lake, options), IsEmpty());
  options.gap_tolerance = SquareMetres(9999.0);
  EXPECT_THAT(gaps_of(lake, options), SizeIs(1));
}

TEST(Gaps, BordersThatMeetWithoutCommonCornersAreClosed) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A A A\nB B C C", .grid_zones = ""});
  reshape(zone_of(area, Community, "A"), rectangle(0.0, 100.0, 400.0, 200.0));
  reshape(zone_of(area, Community, "B"), rectangle(0.0, 0.0, 133.0, 100.0));
  reshape(zone_of(area, Community, "C"), rectangle(133.0, 0.0, 400.0, 100.0));
  EXPECT_THAT(gaps_of(area), IsEmpty());
}

using Picture = std::vector<std::string>;

Picture random_picture(Random& random, std::size_t side, std::uint64_t one_in) {
  Picture rows(side);
  for (std::string& row : rows) {
    for (std::size_t x = 0; x < side; ++x) {
      row += random.below(one_in) == 0 ? '.' : static_cast<char>('A' + random.below(4));
    }
  }
  return rows;
}

/// Sizes, in cells, of the empty regions that hang together by edges and do not reach the rim; ascending.
std::vector<double> enclosed_regions(Picture rows) {
  const std::size_t side = rows.size();
  std::vector<double> sizes;
  for (std::size_t start = 0; start < side * side; ++start) {
    bool enclosed = true;
    double cells = 0;
    std::vector<std::size_t> open{start};
    while (!open.empty()) {
      const std::size_t x = open.back() % side;
      const std::size_t y = open.back() / side;
      open.pop_back();
      if (rows[y][x] != '.') {
        continue;
      }
      rows[y][x] = '#';
      ++cells;
      enclosed = enclosed && x > 0 && y > 0 && x + 1 < side && y + 1 < side;
      const auto visit = [&](bool exists, std::size_t cell) {
        if (exists) {
          open.push_back(cell);
        }
      };
      visit(x > 0, y * side + x - 1);
      visit(x + 1 < side, y * side + x + 1);
      visit(y > 0, (y - 1) * side + x);
      visit(y + 1 < side, (y + 1) * side + x);
    }
    if (enclosed && cells > 0) {
      sizes.push_back(cells);
    }
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

std::vector<double> found_holes(const ZoneLayer& layer) {
  std::vector<double> sizes;
  for (const MultiPolygon& hole :
       enclosed_holes(layer, overlaps_within(outlines_of(layer), SquareMetres(0.0)), SquareMetres(0.5))) {
    sizes.push_back(std::round(area(hole).value()));
    EXPECT_EQ(piece_count(hole), 1U);
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

TEST(Gaps, AreTheEnclosedRegionsOfAnyPicture) {
  Random random(20);
  std::size_t regions = 0;
  for (int round = 0; round < 200; ++round) {
    const Picture rows = random_picture(random, 9, 3);
    const std::string picture = joined(rows, "\n");
    const std::vector<double> found = found_holes(draw_zones(Community, picture, Metres(1.0)));
    EXPECT_EQ(found, enclosed_regions(rows)) << picture;
    regions += found.size();
  }
  EXPECT_GT(regions, 500U);
}

/// Every cell a zone, turned, so that no border runs along a tile: the holes cross many tiles.
ZoneLayer cell_by_cell(const Picture& rows) {
  const auto turned = [](double x, double y) { return Point{5e5 + 0.8 * x - 0.6 * y, 4e6 + 0.6 * x + 0.8 * y}; };
  ZoneLayer layer{Community, {}};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column] != '.') {
        const auto x = static_cast<double>(column);
        const auto y = -static_cast<double>(row);
        Zone zone;
        reshape(zone, {{Polygon{{turned(x, y), turned(x + 1, y), turned(x + 1, y + 1), turned(x, y + 1)}, {}}}});
        layer.zones.push_back(std::move(zone));
      }
    }
  }
  return layer;
}

TEST(Gaps, ThatCrossTilesStayWhole) {
  Random random(21);
  for (const std::uint64_t one_in : {2U, 3U, 8U}) {
    for (int round = 0; round < 5; ++round) {
      const Picture rows = random_picture(random, 30, one_in);
      EXPECT_EQ(found_holes(cell_by_cell(rows)), enclosed_regions(rows)) << joined(rows, "\n");
    }
  }
}

TEST(Gaps, SeamlessLayerOfManyTilesHasNone) {
  EXPECT_THAT(found_holes(cell_by_cell(Picture(40, std::string(40, 'A')))), IsEmpty());
}

}  // namespace

}  // namespace lastmeter::testing
