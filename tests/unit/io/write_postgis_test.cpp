// SPDX-License-Identifier: Apache-2.0
// Those that need a database find it in LASTMETER_POSTGIS, a connection; tests/cli/postgis_test.py starts one for them.
#include "io/write_postgis.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "io/read_table.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(SchemaName, IsTheStudysInSmallLetters) {
  EXPECT_EQ(schema_name("Tengzhou standard sample"), "tengzhou_standard_sample");
  EXPECT_EQ(schema_name("  A -- \"B\"; drop schema x "), "a_b_drop_schema_x");
  EXPECT_EQ(schema_name("滕州 2024（试点）"), "滕州_2024（试点）");
}

TEST(SchemaName, IsOneThatPostgresqlTakesWhole) {
  EXPECT_EQ(schema_name(""), "study");
  EXPECT_EQ(schema_name("--"), "study");
  EXPECT_EQ(schema_name("pg_catalog"), "study_pg_catalog");
  EXPECT_EQ(schema_name(std::string(100, 'x')), std::string(63, 'x'));
  std::string longest;
  for (int i = 0; i < 30; ++i) {
    longest += "滕";
  }
  EXPECT_EQ(schema_name("x" + longest), "x" + longest.substr(0, 60)) << "62 bytes and two of the next character";
}

TEST(PostgisOutput, AServerThatIsNotThereIsOneLineWithoutThePassword) {
  try {
    const PostgisOutput output("PG:host=127.0.0.1 port=1 user=me password=s3 cret dbname=x", "s", Overwrite::No);
    FAIL() << "connected";
  } catch (const InputError& error) {
    const std::string line = std::string(error.what()) + error.fix();
    EXPECT_THAT(line, AllOf(HasSubstr("PG:host=127.0.0.1"), HasSubstr("check the connection")));
    EXPECT_THAT(line, AllOf(Not(HasSubstr("cret")), Not(HasSubstr("\n"))));
  }
}

FeatureTable zones() {
  FeatureTable table;
  table.name = "网格 \"一\"";
  table.crs = Crs::parse("EPSG:4548");
  table.geometry.emplace();
  Column code("代码", ColumnType::Text);
  Column people("人口", ColumnType::Integer);
  Column share("Share'd", ColumnType::Real);
  Column built("建成", ColumnType::Date);
  for (std::size_t row = 0; row < 3; ++row) {
    code.append_text(row == 0 ? "=1+1\t\\N\n<b>'滕州'</b>" : "00" + std::to_string(row));
    if (row == 1) {
      people.append_null();
    } else {
      people.append_integer(9007199254740993 + static_cast<std::int64_t>(row));
    }
    share.append_real(0.1 * static_cast<double>(row));
    built.append_text("2016-12-01");
    const double x = 500000.1 + static_cast<double>(row);
    table.geometry->begin(GeometryKind::Polygon);
    table.geometry->begin_part();
    table.geometry->begin_ring();
    for (const Coordinate at : {Coordinate{x, 3860000.7}, {x + 9, 3860000.7}, {x + 9, 3860009.3}, {x, 3860000.7}}) {
      table.geometry->add(at);
    }
  }
  table.columns = {std::move(code), std::move(people), std::move(share), std::move(built)};
  table.rows = 3;
  return table;
}

class Postgis : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* const given = std::getenv("LASTMETER_POSTGIS");  // NOLINT(concurrency-mt-unsafe): one thread
    if (given == nullptr) {
      GTEST_SKIP() << "no database in LASTMETER_POSTGIS";
    }
    connection_ = given;
  }

  void write(const std::string& schema, const std::vector<StyledTable>& tables) {
    SilentProgress silent;
    PostgisOutput output(connection_, schema, Overwrite::Yes);
    output.write(tables, silent);
    output.commit();
  }
  [[nodiscard]] FeatureTable read_back(const std::string& layer) const {
    SilentProgress silent;
    return read_table({.path = connection_, .layer = layer}, silent);
  }
  [[nodiscard]] std::string refusal(const std::vector<StyledTable>& tables) {
    try {
      write("refused", tables);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

  std::string connection_;
};

TEST_F(Postgis, ChineseNamesAndAwkwardValuesReadBack) {
  const FeatureTable table = zones();
  write("滕州", {{table, {}}});
  const FeatureTable back = read_back("滕州." + table.name);
  ASSERT_EQ(back.rows, table.rows);
  EXPECT_EQ(back.crs->id(), "EPSG:4548");
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (const Column& column : table.columns) {
      ASSERT_TRUE(back.find(column.name())) << column.name();
      const Column& read = back.columns[*back.find(column.name())];
      EXPECT_EQ(read.type(), column.type()) << column.name();
      EXPECT_EQ(read.as_text(row), column.as_text(row));
    }
    EXPECT_TRUE(std::ranges::equal(back.geometry->ring(row, 0, 0), table.geometry->ring(row, 0, 0)));
  }
}

TEST_F(Postgis, AColumnMayBeNamedAsAKeyOfOurs) {
  FeatureTable table = zones();
  table.columns[0] = Column("geom", ColumnType::Text);
  table.columns[1] = Column("FID", ColumnType::Text);
  for (std::size_t row = 0; row < table.rows; ++row) {
    table.columns[0].append_text("g");
    table.columns[1].append_text("f");
  }
  write("keys", {{table, {}}});
  const FeatureTable back = read_back("keys." + table.name);
  EXPECT_EQ(back.columns[*back.find("geom")].as_text(0), "g");
  EXPECT_EQ(back.columns[*back.find("FID")].as_text(2), "f");
  EXPECT_EQ(back.geometry->coordinates(0).size(), 4U);
}

TEST_F(Postgis, NamesThatPostgresqlWouldCutOrKeepsAreRefused) {
  FeatureTable table = zones();
  table.columns[2] = Column("xmin", ColumnType::Real);
  EXPECT_THAT(refusal({{table, {}}}), HasSubstr("'xmin'"));
  table.columns[2] = Column(std::string(64, 'x'), ColumnType::Real);
  EXPECT_THAT(refusal({{table, {}}}), HasSubstr("64 bytes"));
}

TEST_F(Postgis, ARowThatCannotBeWrittenLeavesWhatWasThere) {
  FeatureTable table = zones();
  write("refused", {{table, {}}});
  FeatureTable broken = zones();
  broken.name = "broken";
  broken.columns[0] = Column("代码", ColumnType::Text);
  for (std::size_t row = 0; row < broken.rows; ++row) {
    broken.columns[0].append_text(row == 2 ? "\xFF" : "fine");
  }
  EXPECT_THAT(refusal({{table, {}}, {broken, {}}}), HasSubstr("row 3 of table 'broken'"));
  EXPECT_EQ(read_back("refused." + table.name).rows, 3U);
}

}  // namespace
}  // namespace lastmeter
