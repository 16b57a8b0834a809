// SPDX-License-Identifier: Apache-2.0
#include "io/facility_instance.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <tuple>

#include "core/error.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

FacilityInstance parse(std::string_view text, InstanceFormat format) {
  return parse_facility_instance(text, "some.txt", format);
}

template <class Service>
const Service& service_of(const FacilityInstance& instance) {
  return std::get<Service>(instance.service);
}

std::vector<std::tuple<unsigned, unsigned, double>> edges_of(const FacilityInstance& instance) {
  std::vector<std::tuple<unsigned, unsigned, double>> edges;
  for (const auto& edge : service_of<InstanceGraph>(instance).edges) {
    edges.emplace_back(edge.from, edge.to, edge.cost);
  }
  return edges;
}

/// What the refusal says; empty when there is none.
std::string refusal(std::string_view text, InstanceFormat format) {
  try {
    parse(text, format);
  } catch (const InputError& error) {
    EXPECT_FALSE(error.fix().empty());
    EXPECT_THAT(error.what(), StartsWith("some.txt:"));
    return std::string(error.what()).substr(9);
  }
  return "";
}

TEST(Pmed, EdgesNodesAndP) {
  const FacilityInstance instance = parse(" 3 2 2 \n 1 2 30 \n 3 2 4.5 \n", InstanceFormat::Pmed);
  EXPECT_EQ(instance.sites, 3U);
  EXPECT_EQ(instance.demand, 3U);
  EXPECT_EQ(instance.p, 2U);
  EXPECT_THAT(instance.site_codes, IsEmpty());
  EXPECT_THAT(edges_of(instance), ElementsAre(std::tuple(0, 1, 30.0), std::tuple(1, 2, 4.5)));
}

TEST(Pmed, OfAnEdgeGivenTwiceTheLastCostCounts) {
  const FacilityInstance instance = parse("3 4 1\n1 2 5\n2 3 1\n2 1 9\n3 2 2\n", InstanceFormat::Pmed);
  EXPECT_THAT(edges_of(instance), ElementsAre(std::tuple(0, 1, 9.0), std::tuple(1, 2, 2.0)));
}

TEST(Pmed, LineEndsMarkAndBlanksDoNotMatter) {
  for (const std::string_view text : {"2 1 1\n1 2 7\n", "2 1 1\r\n1 2 7\r\n\r\n \t\r\n",
                                      "\xEF\xBB\xBF"
                                      "2 1 1\r1 2 7",
                                      "\n\n 2\t1  1\n\n+1 2. 7e0   \n\n"}) {
    EXPECT_THAT(edges_of(parse(text, InstanceFormat::Pmed)), ElementsAre(std::tuple(0, 1, 7.0)));
  }
}

TEST(Pmed, BadFilesAreRefusedWithTheLine) {
  EXPECT_THAT(refusal("", InstanceFormat::Pmed), AllOf(StartsWith("1: "), HasSubstr("has 0")));
  EXPECT_THAT(refusal("3 2 1\n1 2 5\n", InstanceFormat::Pmed), HasSubstr("ends after 1 of 2 edges"));
  EXPECT_THAT(refusal("3 1 1\n1 2 5\n2 3 5\n", InstanceFormat::Pmed),
              AllOf(StartsWith("3: '2' stands after"), HasSubstr("1 edges")));
  EXPECT_THAT(refusal("3 1 1\n1 4 5\n", InstanceFormat::Pmed), AllOf(StartsWith("2: "), HasSubstr("1 to 3")));
  EXPECT_THAT(refusal("3 1 1\n0 2 5\n", InstanceFormat::Pmed), HasSubstr("'0'"));
  EXPECT_THAT(refusal("3 1 1\n1 2\n", InstanceFormat::Pmed), HasSubstr("takes 3 words, but the line has 2"));
  EXPECT_THAT(refusal("3 1 1\n1 2 -5\n", InstanceFormat::Pmed), HasSubstr("'-5'"));
  EXPECT_THAT(refusal("3 1 1\n1 2 x\n", InstanceFormat::Pmed), HasSubstr("'x', not a number"));
  EXPECT_THAT(refusal("3 1 1\n1 2 nan\n", InstanceFormat::Pmed), HasSubstr("'nan', not a number"));
  EXPECT_THAT(refusal("3 1 1\n1 2 inf\n", InstanceFormat::Pmed), HasSubstr("'inf', not a number"));
  EXPECT_THAT(refusal("3 1 1\n1 2 1e400\n", InstanceFormat::Pmed), HasSubstr("beyond what a number can hold"));
  EXPECT_THAT(refusal("3 1 1\n1.5 2 1\n", InstanceFormat::Pmed), HasSubstr("not a whole number"));
  EXPECT_THAT(refusal("-3 1 1\n", InstanceFormat::Pmed), HasSubstr("'-3'"));
}

TEST(Pmed, AnAbsurdHeaderAllocatesNothing) {
  EXPECT_THAT(refusal("1000000000 1 1\n1 2 3\n", InstanceFormat::Pmed), HasSubstr("in a file of 21 bytes"));
  EXPECT_THAT(refusal("3 4000000000 1\n1 2 3\n", InstanceFormat::Pmed), HasSubstr("ends after 1 of 4000000000 edges"));
  EXPECT_THAT(refusal("99999999999999999999 1 1\n", InstanceFormat::Pmed), HasSubstr("not a whole number"));
}

constexpr const char* kTsp = "NAME : tiny\nTYPE: TSP\nDIMENSION : 2\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n";

TEST(Tsplib, PlacesAreSitesAndDemand) {
  const FacilityInstance instance = parse(std::string(kTsp) + "1 1.5e+01 -2\n2 3 4\nEOF\n", InstanceFormat::Tsplib);
  EXPECT_THAT(service_of<InstancePlane>(instance).sites, ElementsAre(Point{15, -2}, Point{3, 4}));
  EXPECT_EQ(service_of<InstancePlane>(instance).demand, service_of<InstancePlane>(instance).sites);
  EXPECT_EQ(instance.rounding, DistanceRounding::Nearest);
  EXPECT_THAT(instance.site_codes, IsEmpty());
  EXPECT_THAT(parse(std::string(kTsp) + "7 0 0\n9 3 4", InstanceFormat::Tsplib).site_codes, ElementsAre("7", "9"));
}

TEST(Tsplib, BadFilesAreRefused) {
  const std::string head = kTsp;
  EXPECT_THAT(refusal(head + "1 0 0\nEOF\n", InstanceFormat::Tsplib), HasSubstr("after 1 of 2 places"));
  EXPECT_THAT(refusal(head + "1 0 0\n2 0 0\n3 0 0\n", InstanceFormat::Tsplib),
              AllOf(StartsWith("8:"), HasSubstr("2 places")));
  EXPECT_THAT(refusal(head + "1 0 0\n1 0 0\n", InstanceFormat::Tsplib), HasSubstr("id 1 is used twice"));
  EXPECT_THAT(refusal(head + "1 0 0\n2 0 nan\n", InstanceFormat::Tsplib), AllOf(StartsWith("7:"), HasSubstr("'nan'")));
  EXPECT_THAT(refusal("DIMENSION: 1\nEDGE_WEIGHT_TYPE: GEO\nNODE_COORD_SECTION\n1 0 0\n", InstanceFormat::Tsplib),
              HasSubstr("'GEO'"));
  EXPECT_THAT(refusal("NODE_COORD_SECTION\n1 0 0\n", InstanceFormat::Tsplib), HasSubstr("before DIMENSION"));
  EXPECT_THAT(refusal("100 200 5\n1 2 3\n", InstanceFormat::Tsplib), HasSubstr("neither"));
  EXPECT_THAT(refusal("", InstanceFormat::Tsplib), HasSubstr("ends before NODE_COORD_SECTION"));
  EXPECT_THAT(
      refusal("DIMENSION : 4000000000\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", InstanceFormat::Tsplib),
      HasSubstr("after 1 of 4000000000"));
}

TEST(Scp, RowByRow) {
  const FacilityInstance instance = parse("2 3\n5 6 7\n2\n 3 1\n1 2\n", InstanceFormat::Scp);
  const auto& table = service_of<InstanceTable>(instance);
  EXPECT_EQ(instance.demand, 2U);
  EXPECT_THAT(instance.costs, ElementsAre(5, 6, 7));
  EXPECT_THAT(table.starts, ElementsAre(0, 2, 3));
  EXPECT_THAT(table.sites, ElementsAre(0, 2, 1));
  EXPECT_THAT(table.values, IsEmpty());
}

TEST(Scp, ColumnByColumnIsRecognised) {
  const FacilityInstance instance = parse("2 3\n5 1 1\n6 1 2\n7 2 2 1\n", InstanceFormat::Scp);
  const auto& table = service_of<InstanceTable>(instance);
  EXPECT_THAT(instance.costs, ElementsAre(5, 6, 7));
  EXPECT_THAT(table.starts, ElementsAre(0, 2, 4));
  EXPECT_THAT(table.sites, ElementsAre(0, 2, 1, 2));
}

TEST(Scp, AColumnNamedTwiceCountsOnceAndRowsMayBeEmpty) {
  const FacilityInstance instance = parse("2 3\n1 1 1\n3 2 1 2\n0\n", InstanceFormat::Scp);
  EXPECT_THAT(service_of<InstanceTable>(instance).starts, ElementsAre(0, 2, 2));
  EXPECT_THAT(service_of<InstanceTable>(instance).sites, ElementsAre(0, 1));
}

TEST(Scp, BadFilesAreRefused) {
  EXPECT_THAT(refusal("", InstanceFormat::Scp), HasSubstr("ends before"));
  EXPECT_THAT(refusal("1000000000 1000000000\n1 2\n", InstanceFormat::Scp), HasSubstr("holds 4 numbers"));
  EXPECT_THAT(refusal("2 3\n5 6 7\n2\n 3 1\n1 2\n9\n", InstanceFormat::Scp),
              AllOf(StartsWith("6:"), HasSubstr("9 stands after")));
  EXPECT_THAT(refusal("2 3\n5 6 7\n2\n 3 4\n1 2\n", InstanceFormat::Scp),
              AllOf(StartsWith("4:"), HasSubstr("names 4")));
  EXPECT_THAT(refusal("2 3\n5 6 7\n2\n 3 1\n1\n", InstanceFormat::Scp), HasSubstr("ends within list 2 of 2"));
  EXPECT_THAT(refusal("2 3\n5 6 -7\n2\n 3 1\n1 2\n", InstanceFormat::Scp), AllOf(StartsWith("2:"), HasSubstr("'-7'")));
  EXPECT_THAT(refusal("2 3\n5 6 seven\n", InstanceFormat::Scp), HasSubstr("'seven'"));
}

TEST(Cflp, CostsOfAllDemandBecomeCostsOfOneUnit) {
  const FacilityInstance instance = parse("2 2\n10 7.5\n20 0.\n4\n8 2\n5\n0 10\n", InstanceFormat::Cflp);
  EXPECT_THAT(instance.capacities, ElementsAre(10.0, 20.0));
  EXPECT_THAT(instance.costs, ElementsAre(7.5, 0.0));
  EXPECT_THAT(instance.weights, ElementsAre(4, 5));
  EXPECT_THAT(service_of<InstanceTable>(instance).values, ElementsAre(2, 0.5, 0, 2));
  EXPECT_THAT(service_of<InstanceTable>(instance).sites, ElementsAre(0, 1, 0, 1));
}

TEST(Cflp, TheWordCapacityAsksForOne) {
  const FacilityInstance instance = parse("1 1\ncapacity 7\n4\n8\n", InstanceFormat::Cflp);
  EXPECT_TRUE(instance.asks_capacity);
  EXPECT_THAT(instance.capacities, IsEmpty());
}

TEST(Cflp, BadFilesAreRefused) {
  EXPECT_THAT(refusal("1000000000 1000000000\n5 5\n", InstanceFormat::Cflp), HasSubstr("the file ends before"));
  EXPECT_THAT(refusal("1 1\n10 7\n4\n8\n9\n", InstanceFormat::Cflp), AllOf(StartsWith("5:"), HasSubstr("'9'")));
  EXPECT_THAT(refusal("1 1\n10 7\n0\n8\n", InstanceFormat::Cflp), HasSubstr("without demand"));
  EXPECT_THAT(refusal("1 1\n10 7\n1e-9\n1e300\n", InstanceFormat::Cflp), HasSubstr("too much for one unit"));
  EXPECT_THAT(refusal("1 1\nroom 7\n4\n8\n", InstanceFormat::Cflp), AllOf(StartsWith("2:"), HasSubstr("'room'")));
}

TEST(Mclp, PointsThatAreSitesAndDemand) {
  const FacilityInstance instance = parse("2\n0 1 2 3 4\n1 5 6 7 8\n", InstanceFormat::Mclp);
  EXPECT_THAT(instance.site_codes, ElementsAre("0", "1"));
  EXPECT_THAT(instance.costs, ElementsAre(3, 7));
  EXPECT_THAT(instance.weights, ElementsAre(4, 8));
  EXPECT_THAT(service_of<InstancePlane>(instance).demand, ElementsAre(Point{1, 2}, Point{5, 6}));
  EXPECT_EQ(instance.rounding, DistanceRounding::Exact);
}

TEST(Mclp, SitesAndCustomers) {
  const FacilityInstance instance =
      parse("1\t2\t\nF\t0\t1\t2\t75\nC\t0\t3\t4\t20\nC\t1\t5\t6\t80\n", InstanceFormat::Mclp);
  EXPECT_EQ(instance.sites, 1U);
  EXPECT_EQ(instance.demand, 2U);
  EXPECT_THAT(instance.costs, ElementsAre(75));
  EXPECT_THAT(instance.weights, ElementsAre(20, 80));
  EXPECT_THAT(service_of<InstancePlane>(instance).sites, ElementsAre(Point{1, 2}));
}

TEST(Mclp, PlacesOnTheGlobe) {
  const FacilityInstance instance = parse(
      "NAME : city\nDIMENSION : 2\nEDGE_WEIGHT_TYPE : COORD\nNODE_COORD_SECTION\t\n40.5 -073.9\n41 12\n"
      "DEMAND_SECTION\n2\n988\nEOF",
      InstanceFormat::Mclp);
  EXPECT_THAT(service_of<InstanceGlobe>(instance).places, ElementsAre(LonLat{-73.9, 40.5}, LonLat{12, 41}));
  EXPECT_THAT(instance.weights, ElementsAre(2, 988));
}

TEST(Mclp, BadFilesAreRefused) {
  EXPECT_THAT(refusal("\n\n", InstanceFormat::Mclp), HasSubstr("empty"));
  EXPECT_THAT(refusal("3\n0 1 2 3 4\n", InstanceFormat::Mclp), HasSubstr("after 1 of 3 places"));
  EXPECT_THAT(refusal("2\n0 1 2 3 4\n0 1 2 3 4\n", InstanceFormat::Mclp), HasSubstr("used twice"));
  EXPECT_THAT(refusal("1\n0 1 2 3\n", InstanceFormat::Mclp), HasSubstr("takes 5 words"));
  EXPECT_THAT(refusal("1 1\nC 0 1 2 3\n", InstanceFormat::Mclp), AllOf(StartsWith("2:"), HasSubstr("begins with F")));
  EXPECT_THAT(refusal("1 2 3\n", InstanceFormat::Mclp), HasSubstr("takes 2 words"));
  EXPECT_THAT(refusal("1 1000000000\nF 0 1 2 3\nC 0 1 2 3\n", InstanceFormat::Mclp),
              HasSubstr("after 1 of 1000000000"));
  const std::string city = "DIMENSION : 1\nEDGE_WEIGHT_TYPE : COORD\nNODE_COORD_SECTION\n";
  EXPECT_THAT(refusal(city + "95 10\nDEMAND_SECTION\n1\n", InstanceFormat::Mclp), HasSubstr("no place on the globe"));
  EXPECT_THAT(refusal(city + "45 10\n1\n", InstanceFormat::Mclp), HasSubstr("DEMAND_SECTION is missing"));
  EXPECT_THAT(refusal(city + "45 10\nDEMAND_SECTION\nEOF\n", InstanceFormat::Mclp), HasSubstr("after 0 of 1 demands"));
}

TEST(Csv, LongTable) {
  const FacilityInstance instance = parse(
      "\xEF\xBB\xBF"
      "Candidate,demand,distance,weight,cost,capacity\r\nB,x,3,10,5,\r\nA,x,1.5,,7,9\r\nA,y,0,2,,\r\n",
      InstanceFormat::Csv);
  EXPECT_THAT(instance.site_codes, ElementsAre("B", "A"));
  EXPECT_THAT(instance.costs, ElementsAre(5, 7));
  EXPECT_THAT(instance.capacities, ElementsAre(std::nullopt, 9.0));
  EXPECT_THAT(instance.weights, ElementsAre(10, 2));
  const auto& table = service_of<InstanceTable>(instance);
  EXPECT_THAT(table.starts, ElementsAre(0, 2, 3));
  EXPECT_THAT(table.sites, ElementsAre(0, 1, 1));
  EXPECT_THAT(table.values, ElementsAre(3, 1.5, 0));
}

TEST(Csv, Matrix) {
  const FacilityInstance instance = parse("from;weight;东门;B\ncost;;5;6\nx;10;1.5;2\ny;2;;0\n", InstanceFormat::Csv);
  EXPECT_THAT(instance.site_codes, ElementsAre("东门", "B"));
  EXPECT_THAT(instance.costs, ElementsAre(5, 6));
  EXPECT_EQ(instance.demand, 2U);
}

TEST(Csv, BadTablesAreRefused) {
  const std::string head = "demand,candidate,distance\n";
  EXPECT_THAT(refusal("", InstanceFormat::Csv), HasSubstr("no header"));
  EXPECT_THAT(refusal("one\n1\n", InstanceFormat::Csv), HasSubstr("one cell"));
  EXPECT_THAT(refusal(head + "x,A,1\nx,A,1\n", InstanceFormat::Csv), HasSubstr("two distances"));
  EXPECT_THAT(refusal(head + "x,A,-1\n", InstanceFormat::Csv), AllOf(StartsWith("2:"), HasSubstr("'-1'")));
  EXPECT_THAT(refusal(head + "x,A,1e400\n", InstanceFormat::Csv), HasSubstr("'1e400'"));
  EXPECT_THAT(refusal(head + "x,A,nan\n", InstanceFormat::Csv), HasSubstr("'nan'"));
  EXPECT_THAT(refusal(head + "x,A\n", InstanceFormat::Csv), HasSubstr("2 cells, the header 3"));
  EXPECT_THAT(refusal(head + ",A,1\n", InstanceFormat::Csv), HasSubstr("no code"));
  EXPECT_THAT(refusal(head + "x,\xB6\xAB,1\n", InstanceFormat::Csv), HasSubstr("UTF-8"));
  EXPECT_THAT(refusal("demand,candidate,distance,weight\nx,A,1,5\nx,B,1,6\n", InstanceFormat::Csv),
              HasSubstr("6 here and 5 above"));
  EXPECT_THAT(refusal("from,A,A\nx,1,2\n", InstanceFormat::Csv), HasSubstr("two columns"));
  EXPECT_THAT(refusal("from,A\nx,1\nx,2\n", InstanceFormat::Csv), HasSubstr("two lines"));
}

TEST(ReadFacilityInstance, NamesTheFileThatIsMissing) {
  EXPECT_THROW(read_facility_instance("no/such/file.txt", InstanceFormat::Pmed), InputError);
}

}  // namespace
}  // namespace lastmeter
