// SPDX-License-Identifier: Apache-2.0
#include "report/map_page.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/error.h"

namespace lastmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A layer of points with a code and a name each.
StyledTable layer_of(const std::string& name, const std::vector<std::string>& names) {
  StyledTable styled;
  styled.table.name = name;
  styled.table.rows = names.size();
  Column code("code", ColumnType::Text);
  Column title("name", ColumnType::Text);
  GeometryColumn places;
  for (std::size_t i = 0; i < names.size(); ++i) {
    code.append_text(std::to_string(i));
    title.append_text(names[i]);
    places.append_point({500000.0 + static_cast<double>(i) * 12.34, 4000000.0});
  }
  styled.table.columns = {std::move(code), std::move(title)};
  styled.table.geometry = std::move(places);
  return styled;
}

std::string page_of(const std::vector<StyledTable>& tables, const std::string& study = "Town",
                    Language language = Language::English) {
  const std::vector<Figure> figures{{.name = "coverage.population",
                                     .qualifiers = {{"radius_m", 500.0}},
                                     .value = 3.0,
                                     .total = 4.0,
                                     .unit = "persons"},
                                    {.name = "coverage.population",
                                     .qualifiers = {{"radius_m", 300.0}},
                                     .value = 1.0,
                                     .total = 4.0,
                                     .unit = "persons"}};
  return map_page(
      {.study = study, .language = language, .tables = &tables, .figures = &figures, .nominal = Metres(500.0)});
}

TEST(MapPage, MarkupInTheDataNeverBecomesMarkup) {
  const std::string evil = "<script>alert(1)</script></script><img src=x onerror=alert(2)>";
  const std::string page = page_of({layer_of("facilities", {evil})}, evil);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("\\u003cscript>alert(1)"));
  EXPECT_THAT(page, HasSubstr("<title>&lt;script&gt;"));
}

TEST(MapPage, NothingButItsOwnScriptsMayRunAndNothingBeFetched) {
  const std::string page = page_of({layer_of("facilities", {"A"})});
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("script-src 'sha256-"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
}

TEST(MapPage, TheTextOfTheDataIsNotSearchedForPartsOfTheTemplate) {
  EXPECT_THAT(page_of({layer_of("facilities", {"@DATA@ @JS@"})}, "@JS@"), HasSubstr("<title>@JS@</title>"));
}

TEST(MapPage, ShapesAreWholeDecimetresFromACommonOrigin) {
  const std::string page = page_of({layer_of("facilities", {"A", "B"})});
  EXPECT_THAT(page, HasSubstr("\"shapes\":[[[[0,0]]],[[[123,0]]]]"));
}

TEST(MapPage, OnlyTheNominalRadiusIsAmongTheKeyFigures) {
  const std::string page = page_of({});
  EXPECT_THAT(page, HasSubstr("[\"radius_m\",500.0]"));
  EXPECT_THAT(page, Not(HasSubstr("[\"radius_m\",300.0]")));
}

TEST(MapPage, SpeaksItsLanguage) {
  EXPECT_THAT(page_of({}, "Town", Language::Chinese), HasSubstr("服务阵地"));
  EXPECT_THAT(page_of({}, "Town", Language::Chinese), HasSubstr("<html lang=\"zh\">"));
  EXPECT_THAT(page_of({}), Not(HasSubstr("服务阵地")));
}

TEST(MapPage, LargeDataArePacked) {
  const std::string page = page_of({layer_of("facilities", std::vector<std::string>(60'000, "the same long name"))});
  EXPECT_THAT(page, HasSubstr("data-form=\"gzip\""));
  EXPECT_LT(page.size(), 1'500'000U);
  EXPECT_EQ(page, page_of({layer_of("facilities", std::vector<std::string>(60'000, "the same long name"))}));
}

TEST(MapPage, TooManyFeaturesLeaveTheLargestLayersOutAndSaySo) {
  const std::vector<std::string> many(60'000, "x");
  const std::string page =
      page_of({layer_of("communities", {"C"}), layer_of("streets", many),
               layer_of("buildings", std::vector<std::string>(60'001, "x")), layer_of("uncovered", {"u"})});
  // Packed, so that only its size tells: one of the two large layers is there.
  const std::string both_small =
      page_of({layer_of("communities", {"C"}), layer_of("streets", many), layer_of("uncovered", {"u"})});
  EXPECT_NEAR(static_cast<double>(page.size()), static_cast<double>(both_small.size()), 200.0);
}

TEST(MapPage, OfManySitesThoseInUseAloneAreDrawn) {
  for (const std::size_t count : {std::size_t{400}, std::size_t{401}}) {
    StyledTable sites = layer_of("placement_sites", std::vector<std::string>(count, "site"));
    Column open("open", ColumnType::Integer);
    for (std::size_t i = 0; i < count; ++i) {
      open.append_integer(i == 0 ? 1 : 0);
    }
    sites.table.columns.push_back(std::move(open));
    const std::string page = page_of({sites});
    EXPECT_EQ(page.find("null,null") != std::string::npos, count > 400);
    EXPECT_EQ(page.find("\"left_out\":[\"sites_not_chosen\"]") != std::string::npos, count > 400);
  }
}

TEST(MapPage, TextThatIsNotUtf8IsRefused) { EXPECT_THROW(page_of({layer_of("facilities", {"\xFF\xFE"})}), InputError); }

TEST(MapPage, AFigureThatIsNoNumberIsNull) {
  const std::vector<StyledTable> tables;
  const std::vector<Figure> figures{{.name = "coverage.population",
                                     .qualifiers = {},
                                     .value = std::nan(""),
                                     .total = std::nan(""),
                                     .unit = "persons"}};
  const std::string page =
      map_page({.study = "", .language = Language::English, .tables = &tables, .figures = &figures, .nominal = {}});
  EXPECT_THAT(page, HasSubstr(R"("value":null,"unit":"people","share":null)"));
}

TEST(MapPage, ZonesOfAPlanWaitWhereCoverageIsShown) {
  EXPECT_THAT(page_of({layer_of("partition_zones", {"Z"})}),
              HasSubstr(R"({"name":"partition_zones","kind":"point","on":true)"));
  EXPECT_THAT(page_of({layer_of("partition_zones", {"Z"}), layer_of("uncovered", {"u"})}),
              HasSubstr(R"({"name":"partition_zones","kind":"point","on":false)"));
}

TEST(MapPage, AStudyWithoutLayersIsAPage) { EXPECT_THAT(page_of({}), HasSubstr("\"layers\":[]")); }

}  // namespace
}  // namespace lastmeter
