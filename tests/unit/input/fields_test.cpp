// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "core/error.h"
#include "hand_made.h"
#include "input/layer_spec.h"

namespace lastmeter {
namespace {

using testing::text_table;

std::optional<std::string> found(const FeatureTable& table, const LayerSpec& spec, Field field,
                                 const std::map<Field, std::vector<std::string>>& extra = {}) {
  const auto column = find_field(table, spec, field, extra);
  return column ? std::optional(table.columns[*column].name()) : std::nullopt;
}

LayerSpec role(Role role) {
  LayerSpec spec;
  spec.role = role;
  return spec;
}

TEST(Aliases, ChinesePinyinAndEnglishHeadings) {
  const FeatureTable chinese = text_table({"OBJECTID", "楼栋编码", "楼栋名称", "户数", "人口", "网格编码"}, {});
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::Code), "楼栋编码");
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::Name), "楼栋名称");
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::Households), "户数");
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::Population), "人口");
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::GridZone), "网格编码");
  EXPECT_EQ(found(chinese, role(Role::Buildings), Field::Community), std::nullopt);

  const FeatureTable pinyin = text_table({"LDBM", "LDMC", "HS", "RK", "WGBM", "SQBM"}, {});
  EXPECT_EQ(found(pinyin, role(Role::Buildings), Field::Code), "LDBM");
  EXPECT_EQ(found(pinyin, role(Role::Buildings), Field::Households), "HS");
  EXPECT_EQ(found(pinyin, role(Role::Buildings), Field::Population), "RK");
  EXPECT_EQ(found(pinyin, role(Role::Buildings), Field::Community), "SQBM");

  const FeatureTable english = text_table({"Building Code", "NAME", "house-holds", "Pop"}, {});
  EXPECT_EQ(found(english, role(Role::Buildings), Field::Code), "Building Code");
  EXPECT_EQ(found(english, role(Role::Buildings), Field::Name), "NAME");
  EXPECT_EQ(found(english, role(Role::Buildings), Field::Households), "house-holds");
  EXPECT_EQ(found(english, role(Role::Buildings), Field::Population), "Pop");
}

TEST(Aliases, TheRoleDecidesWhichCodeIsTheOwn) {
  const FeatureTable both = text_table({"SQBM", "WGBM"}, {});
  EXPECT_EQ(found(both, role(Role::Communities), Field::Code), "SQBM");
  EXPECT_EQ(found(both, role(Role::GridZones), Field::Code), "WGBM");
  EXPECT_EQ(found(both, role(Role::GridZones), Field::Community), "SQBM");
  EXPECT_EQ(found(both, role(Role::Facilities), Field::Code), std::nullopt) << "neither is the post's own";
}

TEST(Aliases, TheTellingNameWinsOverTheGeneral) {
  const FeatureTable table = text_table({"id", "grid_code"}, {});
  EXPECT_EQ(found(table, role(Role::GridZones), Field::Code), "grid_code");
  EXPECT_EQ(found(table, role(Role::Compounds), Field::Code), "id");
}

TEST(Aliases, AWordForTheRecordsWithAnEnding) {
  const FeatureTable subzones = text_table({"OBJECTID", "SUBZONE_NO", "SUBZONE_N", "SUBZONE_C", "CA_IND", "PLN_AREA_N",
                                            "PLN_AREA_C", "REGION_N", "REGION_C"},
                                           {});
  EXPECT_EQ(found(subzones, role(Role::Communities), Field::Name), "SUBZONE_N");
  EXPECT_EQ(found(subzones, role(Role::Communities), Field::Code), "SUBZONE_C");
  EXPECT_EQ(found(subzones, role(Role::Subdistricts), Field::Name), "PLN_AREA_N");
  EXPECT_EQ(found(subzones, role(Role::Subdistricts), Field::Code), "PLN_AREA_C");
  const FeatureTable schools = text_table({"CENTRE_CODE", "CENTRE_NAME", "STREET_NAME", "OPERATOR_N"}, {});
  EXPECT_EQ(found(schools, role(Role::Facilities), Field::Name), "CENTRE_NAME");
  EXPECT_EQ(found(schools, role(Role::Facilities), Field::Code), "CENTRE_CODE");
}

TEST(Aliases, AnEndingAloneSaysNothing) {
  const FeatureTable table =
      text_table({"STREET_NAME", "ROAD_NAME", "USER_NAME", "OWNER_N", "REGION_C", "BLK_NO", "ZIP_CODE", "KIND_ID"}, {});
  for (const Role r : kRoles) {
    const std::optional<std::string> own =
        r == Role::Streets ? std::optional<std::string>("STREET_NAME") : std::nullopt;
    EXPECT_EQ(found(table, role(r), Field::Name), own) << role_name(r);
    EXPECT_EQ(found(table, role(r), Field::Code), std::nullopt) << role_name(r);
  }
  const FeatureTable zones = text_table({"SUBZONE_N", "CENTRE_NAME"}, {});
  EXPECT_EQ(found(zones, role(Role::Buildings), Field::Name), std::nullopt) << "words for other records";
  EXPECT_EQ(found(zones, role(Role::Facilities), Field::Name), "CENTRE_NAME");
}

TEST(Aliases, OfTheStudyFileComeFirst) {
  const FeatureTable table = text_table({"HS", "登记户数"}, {});
  EXPECT_EQ(found(table, role(Role::Buildings), Field::Households, {{Field::Households, {"登记户数"}}}), "登记户数");
  EXPECT_EQ(found(table, role(Role::Buildings), Field::Households, {{Field::Households, {"absent"}}}), "HS");
}

TEST(Aliases, EveryNameOfARoleMeansOneField) {
  for (const Role r : kRoles) {
    std::map<std::string_view, Field> meaning;
    for (const Field own :
         {Field::Code, Field::Name, Field::Households, Field::Population, Field::Kind, Field::Radius}) {
      for (const std::string_view name : known_names(r, own)) {
        const auto [at, fresh] = meaning.emplace(name, own);
        EXPECT_TRUE(fresh || at->second == own)
            << role_name(r) << ": " << name << " is " << field_name(own) << " and " << field_name(at->second);
      }
    }
  }
}

TEST(DeclaredColumn, WinsOverAliases) {
  LayerSpec spec = role(Role::Buildings);
  spec.fields[Field::Households] = "total";
  EXPECT_EQ(found(text_table({"HS", "Total"}, {}), spec, Field::Households), "Total");
}

TEST(DeclaredColumn, ThatIsMissingIsAnErrorWithTheNearest) {
  LayerSpec spec = role(Role::Buildings);
  spec.fields[Field::Households] = "housholds";
  try {
    find_field(text_table({"code", "households"}, {}), spec, Field::Households, {});
    FAIL() << "no error";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "layers.buildings: households = 'housholds' is not a column of table.csv");
    EXPECT_EQ(error.fix(), "did you mean 'households'?");
  }
}

TEST(DeclaredColumn, AShortWordSuggestsTheColumnOfItsField) {
  LayerSpec spec = role(Role::Buildings);
  const auto advice = [&](const std::string& name, const FeatureTable& table) {
    spec.fields[Field::Population] = name;
    try {
      find_field(table, spec, Field::Population, {});
    } catch (const ConfigError& error) {
      return error.fix();
    }
    return std::string("no error");
  };
  EXPECT_EQ(advice("pop", text_table({"lon", "lat", "population"}, {})), "did you mean 'population'?");
  EXPECT_EQ(advice("pop", text_table({"lon", "lat", "pop2020"}, {})), "did you mean 'pop2020'?");
  EXPECT_EQ(advice("people_2O20", text_table({"people", "people_2020"}, {})), "did you mean 'people_2020'?");
}

TEST(Names, OfRolesAndFieldsReadBack) {
  for (const Role r : kRoles) {
    EXPECT_EQ(role_named(role_name(r)), r);
  }
  for (const Field field : kFields) {
    EXPECT_EQ(field_named(field_name(field)), field);
  }
  EXPECT_EQ(role_named("building"), std::nullopt);
  EXPECT_EQ(field_named(""), std::nullopt);
}

TEST(GuessRole, FromTheNameOfFileOrLayer) {
  const LayerInfo plain{.layer = "layer1", .rows = 3, .kind = GeometryKind::Polygon, .columns = {}};
  EXPECT_EQ(guess_role("Communities_2022.shp", plain), Role::Communities);
  EXPECT_EQ(guess_role("滕州社区.shp", plain), Role::Communities);
  EXPECT_EQ(guess_role("网格.shp", plain), Role::GridZones);
  EXPECT_EQ(guess_role("subdistricts.gpkg", plain), Role::Subdistricts) << "not the district in it";
  EXPECT_EQ(guess_role("base_units.geojson", plain), Role::Units);
  EXPECT_EQ(guess_role("candidate_posts.csv", plain), Role::Candidates) << "not posts";
  EXPECT_EQ(guess_role("roads.shp", plain), Role::Streets);
  LayerInfo named = plain;
  named.layer = "楼栋";
  EXPECT_EQ(guess_role("export.gpkg", named), Role::Buildings);
}

TEST(GuessRole, FromGeometryAndColumns) {
  const auto info = [](GeometryKind kind, std::vector<std::string> columns) {
    return LayerInfo{.layer = "x", .rows = 1, .kind = kind, .columns = std::move(columns)};
  };
  EXPECT_EQ(guess_role("x.shp", info(GeometryKind::Line, {})), Role::Streets);
  EXPECT_EQ(guess_role("地铁线路.shp", info(GeometryKind::Line, {})), std::nullopt) << "nobody walks there";
  EXPECT_EQ(guess_role("columbus.shp", info(GeometryKind::Line, {})), Role::Streets);
  EXPECT_EQ(guess_role("x.shp", info(GeometryKind::Polygon, {"id"})), Role::Communities);
  EXPECT_EQ(guess_role("x.shp", info(GeometryKind::Polygon, {"id", "POP"})), Role::Population);
  EXPECT_EQ(guess_role("x.shp", info(GeometryKind::Point, {"id"})), Role::Facilities);
  EXPECT_EQ(guess_role("x.shp", info(GeometryKind::Point, {"户数"})), Role::Population);
  EXPECT_EQ(guess_role("x.csv", info(GeometryKind::Null, {"id"})), std::nullopt);
}

}  // namespace
}  // namespace lastmeter
