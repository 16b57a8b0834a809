// SPDX-License-Identifier: Apache-2.0
#include "input/shapes.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/parallel.h"
#include "hand_made.h"

namespace lastmeter {
namespace {

using testing::brief;
using testing::Lines;
using testing::OwnedLayer;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A table "1", "2", ... that gets a geometry for each row.
class Drawing {
 public:
  Drawing& polygon(const std::vector<std::vector<Coordinate>>& rings) {
    shapes_.begin(GeometryKind::Polygon);
    shapes_.begin_part();
    for (const auto& ring : rings) {
      shapes_.begin_ring();
      for (const Coordinate at : ring) {
        shapes_.add(at);
      }
      shapes_.add(ring.front());
    }
    return *this;
  }
  Drawing& point(Coordinate at) {
    shapes_.append_point(at);
    return *this;
  }
  Drawing& points(const std::vector<Coordinate>& places) {
    shapes_.begin(GeometryKind::Point);
    for (const Coordinate at : places) {
      shapes_.begin_part();
      shapes_.begin_ring();
      shapes_.add(at);
    }
    return *this;
  }
  Drawing& line() {
    shapes_.begin(GeometryKind::Line);
    shapes_.begin_part();
    shapes_.begin_ring();
    shapes_.add({0, 0});
    shapes_.add({1, 1});
    return *this;
  }
  Drawing& nothing(GeometryKind kind) {
    shapes_.append(kind);
    return *this;
  }

  [[nodiscard]] FeatureTable table() const {
    FeatureTable table = testing::text_table({"code"}, {});
    table.rows = shapes_.size();
    for (std::size_t row = 0; row < table.rows; ++row) {
      table.columns[0].append_text(std::to_string(row + 1));
    }
    table.geometry = shapes_;
    return table;
  }

 private:
  GeometryColumn shapes_;
};

const std::vector<Coordinate> kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};

TEST(SoundPolygons, KeepsWhatIsValid) {
  const OwnedLayer owned(Role::Communities, Drawing()
                                                .polygon({kSquare})
                                                .polygon({{{0, 0}, {0, 10}, {10, 10}, {10, 0}}})  // clockwise
                                                .polygon({kSquare, {{2, 2}, {2, 4}, {4, 4}, {4, 2}}})
                                                .table());
  IssueLedger ledger;
  const auto shapes = sound_polygons(owned.layer, ledger);
  EXPECT_TRUE(ledger.issues().empty());
  ASSERT_EQ(shapes.size(), 3U);
  EXPECT_DOUBLE_EQ(area(*shapes[0]).value(), 100.0);
  EXPECT_DOUBLE_EQ(area(*shapes[1]).value(), 100.0) << "turned, which is no fault";
  EXPECT_DOUBLE_EQ(area(*shapes[2]).value(), 96.0);
}

TEST(SoundPolygons, EveryRowWithoutOneIsInTheLedger) {
  const OwnedLayer owned(Role::Communities, Drawing()
                                                .nothing(GeometryKind::Null)
                                                .nothing(GeometryKind::Empty)
                                                .point({1, 1})
                                                .line()
                                                .nothing(GeometryKind::Mixed)
                                                .polygon({{{0, 0}, {kNan, 5}, {5, 5}}})
                                                .polygon({kSquare})
                                                .polygon({{{0, 0}, {5, 5}, {10, 10}}})
                                                .table());
  IssueLedger ledger;
  const auto shapes = sound_polygons(owned.layer, ledger);
  for (std::size_t row = 0; row < 8; ++row) {
    EXPECT_EQ(shapes[row].has_value(), row == 6) << "row " << row;
  }
  EXPECT_EQ(brief(ledger), (Lines{"geometry.missing 1 row 0", "geometry.missing 2 row 1", "geometry.type 3 row 2",
                                  "geometry.type 4 row 3", "geometry.type 5 row 4", "crs.invalid 6 row 5",
                                  "geometry.missing 8 row 7"}));
}

TEST(SoundPolygons, ABowTieIsRepairedAndReported) {
  // Two triangles of 25 m2 that meet at (5, 5).
  const OwnedLayer owned(Role::Communities, Drawing().polygon({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}}).table());
  IssueLedger ledger;
  const auto shapes = sound_polygons(owned.layer, ledger);
  ASSERT_TRUE(shapes[0]);
  EXPECT_DOUBLE_EQ(area(*shapes[0]).value(), 50.0);
  EXPECT_EQ(shapes[0]->parts.size(), 2U);
  ASSERT_EQ(brief(ledger), (Lines{"geometry.invalid 1 row 0"}));
  EXPECT_EQ(ledger.issues()[0].severity, Severity::Warning);
  EXPECT_EQ(ledger.issues()[0].unit, "m2");
  EXPECT_TRUE(ledger.issues()[0].at.has_value());
}

TEST(SoundPolygons, ATableWithoutGeometryHasNone) {
  const OwnedLayer owned(Role::Communities, testing::text_table({"code"}, {{"a"}, {"b"}}));
  IssueLedger ledger;
  const auto shapes = sound_polygons(owned.layer, ledger);
  EXPECT_FALSE(shapes.at(0) || shapes.at(1));
  EXPECT_EQ(brief(ledger), (Lines{"geometry.missing a row 0", "geometry.missing b row 1"}));
}

TEST(SoundPoints, TakesPointsMeansAndCentroids) {
  const OwnedLayer owned(Role::Buildings, Drawing()
                                              .point({3, 4})
                                              .points({{0, 0}, {10, 20}})
                                              .polygon({kSquare})
                                              .line()
                                              .point({kNan, 1})
                                              .nothing(GeometryKind::Null)
                                              .table());
  IssueLedger ledger;
  std::vector<MultiPolygon> outlines;
  const auto places = sound_points(owned.layer, ledger, &outlines);
  ASSERT_EQ(places.size(), 6U);
  EXPECT_EQ(places[0], (Point{3, 4}));
  EXPECT_EQ(places[1], (Point{5, 10}));
  EXPECT_EQ(places[2], (Point{5, 5}));
  ASSERT_EQ(outlines.size(), 6U);
  EXPECT_TRUE(outlines[0].empty());
  EXPECT_DOUBLE_EQ(area(outlines[2]).value(), 100.0);
  EXPECT_EQ(brief(ledger), (Lines{"geometry.type 4 row 3", "crs.invalid 5 row 4", "geometry.missing 6 row 5"}));
}

TEST(SoundPolygons, AreTheSameForAnyNumberOfThreads) {
  Drawing drawing;
  for (int i = 0; i < 700; ++i) {
    const double x = 20.0 * i;
    if (i % 7 == 0) {
      drawing.polygon({{{x, 0}, {x + 10, 10}, {x + 10, 0}, {x, 10}}});
    } else {
      drawing.polygon({{{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}}});
    }
  }
  const OwnedLayer owned(Role::Communities, drawing.table());
  std::vector<Lines> reports;
  for (const std::size_t threads : {1U, 8U}) {
    set_thread_limit(threads);
    IssueLedger ledger;
    sound_polygons(owned.layer, ledger);
    reports.push_back(brief(ledger));
  }
  set_thread_limit(0);
  EXPECT_EQ(reports[0].size(), 100U);
  EXPECT_EQ(reports[0], reports[1]);
}

}  // namespace
}  // namespace lastmeter
