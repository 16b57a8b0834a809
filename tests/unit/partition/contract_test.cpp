// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "partition/evaluate_partition.h"
#include "support/draw_partition.h"

namespace lastmeter {
namespace {

using testing::draw_plan;
using testing::draw_today;
using testing::draw_units;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

PartitionParts town(std::string_view picture) {
  PartitionParts parts;
  parts.graph = draw_units(picture);
  return parts;
}

TEST(Contracted, ACompoundIsOnePieceAtItsWeightedCentre) {
  PartitionParts parts = town("1 3 5");
  parts.compounds = {0, 0, std::nullopt};
  const Contraction whole = contracted(PartitionProblem(parts));
  const UnitGraph& graph = whole.problem.graph();
  ASSERT_EQ(graph.size(), 2u);
  EXPECT_THAT(whole.piece_of, ElementsAre(UnitId(0), UnitId(0), UnitId(1)));
  const BasicUnit& piece = graph.units()[UnitId(0)];
  EXPECT_EQ(piece.weight, 4.0);
  EXPECT_EQ(piece.area, SquareMetres(200.0));
  EXPECT_EQ(piece.outer, Metres(50.0));
  EXPECT_DOUBLE_EQ(piece.at.x, (1.0 * 5.0 + 3.0 * 15.0) / 4.0);
  EXPECT_DOUBLE_EQ(whole.own_moment[0], 1.0 * 7.5 * 7.5 + 3.0 * 2.5 * 2.5);
  EXPECT_EQ(whole.own_moment[1], 0.0);
}

TEST(Contracted, BordersBetweenTheSamePiecesAddUp) {
  PartitionParts parts = town(R"(
      1 1
      1 1 )");
  parts.compounds = {0, 1, 0, 1};
  const Contraction whole = contracted(PartitionProblem(parts));
  ASSERT_EQ(whole.problem.graph().borders().size(), 1u);
  const UnitBorder& border = whole.problem.graph().borders()[BorderId(0)];
  EXPECT_EQ(border.count, 2u);
  EXPECT_EQ(border.length, Metres(20.0));
}

TEST(Contracted, PricesStayWhatTheyWere) {
  PartitionParts parts = town(R"(
      1 1 1
      1 1 1 )");
  auto borders = parts.graph.borders();
  double along = 0.0;
  for (UnitBorder& border : borders) {
    border.length = Metres(3.0 + 20.0 * along);
    border.along = along;
    along += 0.12;
  }
  parts.graph = UnitGraph(parts.graph.units(), borders);
  parts.prices = {.cut_edges = 0.7, .border = 0.4, .along_credit = 0.9};
  parts.compounds = {0, 0, 1, 0, 2, 1};
  const PartitionProblem problem(parts);
  const Contraction whole = contracted(problem);
  const auto pieces = draw_plan("A B C");
  IdVector<UnitId, ZoneId> plan;
  for (const UnitId piece : whole.piece_of) {
    plan.push_back(pieces[piece]);
  }
  EXPECT_NEAR(evaluate_partition(problem, plan).objective, evaluate_partition(whole.problem, pieces).objective, 1e-12);
}

TEST(Contracted, ABarredBorderDoesNotMakeACompoundWhole) {
  PartitionParts parts = town("1 | 1 1");
  parts.compounds = {0, 0, 0};
  const Contraction whole = contracted(PartitionProblem(parts));
  EXPECT_THAT(whole.piece_of, ElementsAre(UnitId(0), UnitId(1), UnitId(1)));
  EXPECT_THAT(whole.left_whole, ElementsAre(HasSubstr("'a' lies in 2 parts")));
}

TEST(Contracted, ACompoundTooHeavyForAZoneStaysAsItIs) {
  PartitionParts parts = town("3 3 1");
  parts.compounds = {7, 7, std::nullopt};
  parts.most = 5.0;
  const Contraction whole = contracted(PartitionProblem(parts));
  EXPECT_EQ(whole.problem.graph().size(), 3u);
  EXPECT_THAT(whole.left_whole, ElementsAre(HasSubstr("weighs 6, more than the 5")));
  parts.most = 6.0;
  EXPECT_EQ(contracted(PartitionProblem(parts)).problem.graph().size(), 2u);
}

TEST(Contracted, APieceLiesTodayWhereMostOfItDoes) {
  PartitionParts parts = town("1 3 2 1");
  parts.compounds = {0, 0, 1, 1};
  parts.today = draw_today("A B C -");
  const Contraction whole = contracted(PartitionProblem(parts));
  EXPECT_THAT(whole.problem.parts().today, ElementsAre(Optional(ZoneId(1)), Optional(ZoneId(2))));
}

TEST(Contracted, WithoutCompoundsNothingChanges) {
  const Contraction whole = contracted(PartitionProblem(town("1 2 3")));
  EXPECT_THAT(whole.piece_of, ElementsAre(UnitId(0), UnitId(1), UnitId(2)));
  EXPECT_THAT(whole.left_whole, IsEmpty());
}

}  // namespace
}  // namespace lastmeter
