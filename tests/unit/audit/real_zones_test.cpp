// SPDX-License-Identifier: Apache-2.0
// The 323 planning subzones of Singapore: a sound zoning that nobody here drew.
#include <gmock/gmock.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>

#include "audit/checks.h"
#include "geometry/overlay.h"
#include "support/shared_data.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

static_assert(std::endian::native == std::endian::little, "a shapefile is read as it lies in memory");

template <class T>
T value_at(const std::string& bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}

std::uint32_t big_endian_at(const std::string& bytes, std::size_t at) {
  return __builtin_bswap32(value_at<std::uint32_t>(bytes, at));
}

/// A polygon record: all rings but the first as holes; `repair` finds out what they are.
MultiPolygon record_at(const std::string& bytes, std::size_t at) {
  const auto parts = value_at<std::uint32_t>(bytes, at + 36);
  const auto points = value_at<std::uint32_t>(bytes, at + 40);
  const std::size_t first_point = at + 44 + 4 * std::size_t{parts};
  MultiPolygon shape{{Polygon{}}};
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = value_at<std::uint32_t>(bytes, at + 44 + 4 * part);
    const std::size_t end = part + 1 == parts ? points : value_at<std::uint32_t>(bytes, at + 48 + 4 * part);
    Ring ring;
    for (std::size_t i = begin; i < end; ++i) {
      ring.push_back(
          {value_at<double>(bytes, first_point + 16 * i), value_at<double>(bytes, first_point + 16 * i + 8)});
    }
    if (part == 0) {
      shape.parts[0].outer = std::move(ring);
    } else {
      shape.parts[0].holes.push_back(std::move(ring));
    }
  }
  return shape;
}

/// The polygons of a .shp file, repaired, in file order; codes are row numbers.
ZoneLayer read_zones(const std::filesystem::path& shp) {
  std::ifstream file(shp, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  ZoneLayer layer;
  for (std::size_t at = 100; at + 8 < bytes.size(); at += 8 + 2 * big_endian_at(bytes, at + 4)) {
    MultiPolygon shape = record_at(bytes, at + 8);
    normalize(shape);
    if (auto repaired = repair(shape)) {
      shape = std::move(repaired->shape);
    }
    Zone zone;
    zone.code = "Z" + std::to_string(layer.zones.size());
    zone.row = layer.zones.size();
    reshape(zone, std::move(shape));
    layer.zones.push_back(std::move(zone));
  }
  return layer;
}

using ::testing::DoubleNear;
using ::testing::Pointwise;

class Singapore : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto data = shared_data();
    if (!data) {
      GTEST_SKIP() << "needs the shared data sets";
    }
    area_.zones(ZoneLevel::Community) = read_zones(*data / "singapore" / "MP14_SUBZONE_WEB_PL.shp");
    ASSERT_EQ(area_.zones(ZoneLevel::Community).zones.size(), 323U);
  }

  StudyArea area_;
};

TEST_F(Singapore, SubzonesHaveNoOverlapAndTheStatedArea) {
  SquareMetres total;
  for (const Zone& zone : area_.zones(ZoneLevel::Community).zones) {
    total += zone.area;
  }
  EXPECT_NEAR(total.value() / 1e6, 781.94478, 1e-5);
  const SharedAreasByLevel shared = measure_shared_areas(area_);
  SquareMetres overlap;
  for (const OverlapPair& pair : shared[1].among) {
    overlap += pair.shared;
  }
  EXPECT_LT(overlap.value(), 50.0) << "0.0 km2";
  EXPECT_THAT(find_overlaps(area_, shared, {}), ::testing::SizeIs(::testing::Le(3U)));
}

/// Sizes above 1 m2 of the holes in the union of a layer, ascending.
std::vector<double> holes_of_union(const ZoneLayer& layer) {
  std::vector<MultiPolygon> shapes;
  for (const Zone& zone : layer.zones) {
    shapes.push_back(zone.outline);
  }
  std::vector<double> sizes;
  for (const Polygon& part : union_of(shapes).parts) {
    for (const Ring& hole : part.holes) {
      if (-signed_area(hole) > 1.0) {
        sizes.push_back(-signed_area(hole));
      }
    }
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

std::vector<double> gap_sizes(const StudyArea& area) {
  std::vector<double> sizes;
  for (const Issue& issue : find_gaps(area, measure_shared_areas(area), {})) {
    sizes.push_back(*issue.figure);
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

TEST_F(Singapore, GapsAreTheHolesOfTheUnion) {
  EXPECT_THAT(gap_sizes(area_), Pointwise(DoubleNear(1e-3), holes_of_union(area_.zones(ZoneLevel::Community))));
}

TEST_F(Singapore, ZonesTakenOutLeaveTheirGaps) {
  std::vector<Zone>& zones = area_.zones(ZoneLevel::Community).zones.items();
  const std::size_t before = gap_sizes(area_).size();
  std::erase_if(zones, [](const Zone& zone) { return zone.row % 30 == 7; });
  ASSERT_EQ(zones.size(), 312U);
  const std::vector<double> sizes = gap_sizes(area_);
  EXPECT_GT(sizes.size(), before);
  EXPECT_THAT(sizes, Pointwise(DoubleNear(1e-3), holes_of_union(area_.zones(ZoneLevel::Community))));
}

}  // namespace

}  // namespace lastmeter::testing
