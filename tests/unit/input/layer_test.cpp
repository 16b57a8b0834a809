// SPDX-License-Identifier: Apache-2.0
#include "input/layer.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "hand_made.h"
#include "input/personal_data.h"
#include "input/read_layers.h"

namespace lastmeter {
namespace {

using testing::brief;
using testing::Lines;
using testing::OwnedLayer;
using testing::text_table;

TEST(Count, BeyondMankindIsNoCount) {
  const OwnedLayer owned(Role::Buildings,
                         text_table({"code", "households"}, {{"a", "1e308"}, {"b", "-1e308"}, {"c", "1e10"}}));
  IssueLedger ledger;
  EXPECT_EQ(count_of(owned.layer, Field::Households, 0, ledger), 0.0);
  EXPECT_EQ(count_of(owned.layer, Field::Households, 1, ledger), 0.0);
  EXPECT_EQ(count_of(owned.layer, Field::Households, 2, ledger), 1e10);
  EXPECT_EQ(brief(ledger), (Lines{"number.unreadable a row 0", "number.unreadable b row 1"}));
}

TEST(DestroyedCode, IsWhatASpreadsheetLeaves) {
  EXPECT_TRUE(is_destroyed_code("3.70481E+14"));
  EXPECT_TRUE(is_destroyed_code("3.70481e+14"));
  EXPECT_TRUE(is_destroyed_code("3.7E14"));
  EXPECT_FALSE(is_destroyed_code("370481001001"));
  EXPECT_FALSE(is_destroyed_code("37048E14")) << "a code may hold a letter";
  EXPECT_FALSE(is_destroyed_code("3.70481"));
  EXPECT_FALSE(is_destroyed_code("3.70481E+"));
  EXPECT_FALSE(is_destroyed_code("3.7.0E+14"));
  EXPECT_FALSE(is_destroyed_code("3.7E-5")) << "no code is that small";
  EXPECT_FALSE(is_destroyed_code("E+14"));
  EXPECT_FALSE(is_destroyed_code(""));
  EXPECT_FALSE(is_destroyed_code("A.1E5"));
}

TEST(Code, OfARowWithoutOneIsItsNumber) {
  const OwnedLayer owned(Role::Communities, text_table({"code"}, {{"007"}, {""}, {"3.70481E+14"}, {"  "}, {" a "}}));
  EXPECT_EQ(owned.layer.code(0), "007") << "codes are text";
  EXPECT_EQ(owned.layer.code(1), "#2");
  EXPECT_EQ(owned.layer.code(2), "#3");
  EXPECT_EQ(owned.layer.code(3), "#4");
  EXPECT_EQ(owned.layer.code(4), "a");
}

TEST(Code, OfANumberColumnHasNoPoint) {
  FeatureTable table = text_table({}, {});
  table.rows = 3;
  Column code("code", ColumnType::Real);
  code.append_real(370481001001.0);
  code.append_real(1.5);
  code.append_null();
  table.columns.push_back(code);
  const OwnedLayer owned(Role::Communities, std::move(table));
  EXPECT_EQ(owned.layer.code(0), "370481001001");
  EXPECT_EQ(owned.layer.code(1), "1.5");
  EXPECT_EQ(owned.layer.code(2), "#3");
}

TEST(CheckCodes, OneFindingForEachBadCode) {
  const OwnedLayer owned(Role::GridZones, text_table({"code", "name"}, {{"1", ""}, {"", "东关"}, {"3.7E+14", ""}}));
  IssueLedger ledger;
  check_codes(owned.layer, ledger);
  EXPECT_EQ(brief(ledger), (Lines{"code.missing #2 row 1", "code.destroyed #3 row 2"}));
  EXPECT_EQ(ledger.issues()[0].name, "东关");
  EXPECT_EQ(ledger.issues()[0].layer, "grid_zones");
  EXPECT_NE(ledger.issues()[1].what.find("3.7E+14"), std::string::npos);
}

TEST(CheckCodes, OneNoteForALayerWithoutCodes) {
  const OwnedLayer owned(Role::GridZones, text_table({"height"}, {{"1"}, {"2"}}));
  IssueLedger ledger;
  check_codes(owned.layer, ledger);
  ASSERT_EQ(brief(ledger), (Lines{"code.missing "}));
  EXPECT_EQ(ledger.issues()[0].severity, Severity::Note);
}

TEST(CountOf, ReportsWhatIsNoCount) {
  const OwnedLayer owned(Role::Buildings, text_table({"code", "households"}, {{"a", "12"},
                                                                              {"b", " 1,200 "},
                                                                              {"c", ""},
                                                                              {"d", "twelve"},
                                                                              {"e", "-3"},
                                                                              {"f", "0"},
                                                                              {"g", "nan"},
                                                                              {"h", "2.5"}}));
  IssueLedger ledger;
  std::vector<double> counts;
  for (std::size_t row = 0; row < owned.layer.rows(); ++row) {
    counts.push_back(count_of(owned.layer, Field::Households, row, ledger));
  }
  EXPECT_EQ(counts, (std::vector<double>{12, 1200, 0, 0, 0, 0, 0, 2.5}));
  EXPECT_EQ(brief(ledger), (Lines{"number.missing c row 2", "number.unreadable d row 3", "weight.negative e row 4",
                                  "number.unreadable g row 6"}));
  EXPECT_EQ(ledger.issues()[2].figure, -3.0);
  EXPECT_EQ(ledger.issues()[2].unit, "households");
}

TEST(CountOf, MoreThanMankindIsRefused) {
  const OwnedLayer owned(
      Role::Buildings,
      text_table(
          {"code", "households"},
          {{"a", "1e308"}, {"b", "inf"}, {"c", "1e309"}, {"d", "10000000000"}, {"e", "-1e11"}, {"f", "1e-400"}}));
  IssueLedger ledger;
  for (std::size_t row = 0; row < owned.layer.rows(); ++row) {
    count_of(owned.layer, Field::Households, row, ledger);
  }
  ASSERT_EQ(ledger.count(Severity::Refused), 4U);
  EXPECT_EQ(ledger.issues()[0].what,
            "table.csv: row 1 states households as '1e308', beyond the limit of 10,000,000,000");
  EXPECT_EQ(ledger.issues()[0].code, "a");
  EXPECT_EQ(ledger.issues()[3].code, "e");
}

TEST(CountOf, AColumnThatIsNotThereIsZeroAndSilent) {
  const OwnedLayer owned(Role::Buildings, text_table({"code"}, {{"a"}}));
  IssueLedger ledger;
  EXPECT_EQ(count_of(owned.layer, Field::Households, 0, ledger), 0.0);
  EXPECT_TRUE(ledger.issues().empty());
}

/// 18 characters: made-up region, birthday and number, with the check digit of GB 11643-1999.
std::string made_up_identity_number(const std::string& first_17) {
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    int weight = 1;
    for (std::size_t k = 0; k < 17 - i; ++k) {
      weight = weight * 2 % 11;
    }
    sum += (first_17[i] - '0') * weight;
  }
  for (int check = 0; check <= 10; ++check) {
    if ((sum + check) % 11 == 1) {
      return first_17 + (check == 10 ? "X" : std::to_string(check));
    }
  }
  return "";
}

TEST(IdentityNumber, NeedsLengthDateAndCheckDigit) {
  const std::string number = made_up_identity_number("00000019990101001");
  EXPECT_TRUE(is_identity_number(number));
  std::string wrong = number;
  wrong.back() = number.back() == '0' ? '1' : '0';
  EXPECT_FALSE(is_identity_number(wrong));
  EXPECT_FALSE(is_identity_number(number.substr(1)));
  EXPECT_FALSE(is_identity_number(number + "0"));
  EXPECT_FALSE(is_identity_number(made_up_identity_number("00000019991301001"))) << "month 13";
  EXPECT_FALSE(is_identity_number(made_up_identity_number("00000019990132001"))) << "day 32";
  EXPECT_FALSE(is_identity_number(made_up_identity_number("00000012340101001"))) << "year 1234";
  EXPECT_FALSE(is_identity_number("00000a1999010100" + number.substr(16)));
  EXPECT_FALSE(is_identity_number(""));
}

TEST(IdentityNumber, MayEndInX) {
  for (int i = 0; i < 100; ++i) {
    std::string number = made_up_identity_number(fmt::format("000000200001{:02}{:03}", 1 + i % 28, i));
    EXPECT_TRUE(is_identity_number(number)) << number;
    if (number.back() == 'X') {
      number.back() = 'x';
      EXPECT_TRUE(is_identity_number(number));
      return;
    }
  }
  FAIL() << "no number with check digit X";
}

TEST(MobileNumber, IsElevenDigitsFrom13) {
  EXPECT_TRUE(is_mobile_number("13000000000"));
  EXPECT_TRUE(is_mobile_number("+8619900000000"));
  EXPECT_TRUE(is_mobile_number("+86 15500000000"));
  EXPECT_FALSE(is_mobile_number("12000000000"));
  EXPECT_FALSE(is_mobile_number("1300000000"));
  EXPECT_FALSE(is_mobile_number("130000000000"));
  EXPECT_FALSE(is_mobile_number("370481001001"));
  EXPECT_FALSE(is_mobile_number("1300000000a"));
}

TEST(PersonalData, IsRefusedByHeading) {
  for (const std::string heading : {"身份证号", "手机号码", "户主姓名", "SFZH", "ID_CARD", "Surname"}) {
    IssueLedger ledger;
    refuse_personal_data(text_table({"code", heading}, {{"1", "x"}}), "buildings", ledger);
    ASSERT_EQ(ledger.count(Rule::PersonalData), 1U) << heading;
    EXPECT_EQ(ledger.issues()[0].severity, Severity::Refused);
    EXPECT_NE(ledger.issues()[0].what.find(heading), std::string::npos);
  }
}

TEST(PersonalData, IsRefusedByContent) {
  const std::string a = made_up_identity_number("00000019990101001");
  const std::string b = made_up_identity_number("00000019990102002");
  IssueLedger ledger;
  refuse_personal_data(text_table({"a", "b", "c", "d"}, {{a, "13000000001", "13000000001", a},
                                                         {"", "13000000002", "370481001001", "1"},
                                                         {b, "north gate", "370481001002", "2"}}),
                       "units", ledger);
  ASSERT_EQ(ledger.issues().size(), 2U) << "columns a and b; in c and d less than half";
  EXPECT_NE(ledger.issues()[0].what.find("'a'"), std::string::npos);
  EXPECT_NE(ledger.issues()[0].what.find("2 of 2"), std::string::npos);
  EXPECT_NE(ledger.issues()[1].what.find("'b'"), std::string::npos);
  for (const Issue& issue : ledger.issues()) {
    EXPECT_EQ(issue.what.find(a), std::string::npos) << "the message shows no number";
  }
}

TEST(PersonalData, IsFoundInNumberColumns) {
  FeatureTable table = text_table({}, {});
  table.rows = 2;
  Column whole("tel", ColumnType::Integer);
  Column real("contact", ColumnType::Real);
  Column area("area", ColumnType::Real);
  for (int i = 0; i < 2; ++i) {
    whole.append_integer(13000000000 + i);
    real.append_real(13000000000.0 + i);
    area.append_real(13000.5 + i);
  }
  table.columns = {whole, real, area};
  IssueLedger ledger;
  refuse_personal_data(table, "units", ledger);
  ASSERT_EQ(ledger.issues().size(), 2U);
  EXPECT_NE(ledger.issues()[1].what.find("'contact'"), std::string::npos);
}

TEST(PersonalData, OrdinaryColumnsPass) {
  IssueLedger ledger;
  refuse_personal_data(text_table({"code", "name", "社区名称", "户数", "电话"},
                                  {{"370481001001", "A", "东关社区", "380", "0632-5500000"}}),
                       "communities", ledger);
  EXPECT_TRUE(ledger.issues().empty());
}

TEST(JoinTables, AddsColumnsByKey) {
  FeatureTable shapes = text_table({"tract", "name"}, {{"1", "a"}, {" 2 ", "b"}});
  FeatureTable counts = text_table({"id", "pop", "name"}, {{"2", "20", "B"}, {"1", "10", "A"}});
  IssueLedger ledger;
  join_tables(shapes, "tract", counts, "id", "population", ledger);
  EXPECT_TRUE(ledger.issues().empty());
  ASSERT_EQ(shapes.columns.size(), 3U) << "neither the key again nor a second name";
  EXPECT_EQ(shapes.columns[2].name(), "pop");
  EXPECT_EQ(shapes.columns[2].as_text(0), "10");
  EXPECT_EQ(shapes.columns[2].as_text(1), "20");
  EXPECT_EQ(shapes.columns[1].as_text(0), "a");
}

TEST(JoinTables, ReportsWhatHasNoPartner) {
  FeatureTable shapes = text_table({"id"}, {{"1"}, {"2"}, {""}});
  IssueLedger ledger;
  join_tables(shapes, "id", text_table({"id", "pop"}, {{"1", "10"}, {"8", "80"}, {"9", "90"}}), "id", "population",
              ledger);
  EXPECT_EQ(brief(ledger), (Lines{"join.unmatched 2 row 1", "join.unmatched  row 2", "join.unmatched "}));
  EXPECT_EQ(ledger.issues()[2].what,
            "only 1 of 3 records found their row in table.csv; 2 of its 3 rows belong to none");
  EXPECT_EQ(ledger.issues()[2].severity, Severity::Warning);
  EXPECT_TRUE(shapes.columns[1].is_null(1));
  EXPECT_TRUE(shapes.columns[1].is_null(2));
}

TEST(JoinTables, ATableOfMorePlacesIsANote) {
  FeatureTable shapes = text_table({"id"}, {{"1"}, {"2"}});
  IssueLedger ledger;
  join_tables(shapes, "id", text_table({"id", "pop"}, {{"1", "10"}, {"2", "20"}, {"8", "80"}, {"9", "90"}}), "id",
              "population", ledger);
  ASSERT_EQ(brief(ledger), (Lines{"join.unmatched "}));
  EXPECT_EQ(ledger.issues()[0].severity, Severity::Note);
  EXPECT_EQ(ledger.issues()[0].what,
            "2 of 2 records found their row in table.csv; 2 of its 4 rows belong to none: the table covers more places "
            "than the layer");
  EXPECT_EQ(ledger.issues()[0].fix, "nothing to do");
}

TEST(JoinTables, AKeyThatStandsTwiceIsAnError) {
  FeatureTable shapes = text_table({"id"}, {{"1"}});
  IssueLedger ledger;
  try {
    join_tables(shapes, "id", text_table({"id", "pop"}, {{"1", "10"}, {"2", "x"}, {"1", "11"}}), "id", "population",
                ledger);
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "layers.population.join: key '1' stands twice in table.csv (row 1 and row 3)");
  }
}

TEST(JoinTables, EmptyKeysAreNoKeys) {
  FeatureTable shapes = text_table({"id"}, {{"1"}, {""}});
  IssueLedger ledger;
  join_tables(shapes, "id", text_table({"id", "pop"}, {{"1", "10"}, {"", "5"}, {"", "6"}}), "id", "population", ledger);
  EXPECT_EQ(brief(ledger), (Lines{"join.unmatched  row 1", "join.unmatched "})) << "the empty lines of a spreadsheet";
  EXPECT_TRUE(shapes.columns[1].is_null(1));
}

TEST(JoinTables, AnUnknownKeyColumnIsAnError) {
  FeatureTable shapes = text_table({"id"}, {{"1"}});
  IssueLedger ledger;
  EXPECT_THROW(join_tables(shapes, "idd", text_table({"id"}, {{"1"}}), "id", "population", ledger), ConfigError);
  EXPECT_THROW(join_tables(shapes, "id", text_table({"ids"}, {{"1"}}), "id", "population", ledger), ConfigError);
}

}  // namespace
}  // namespace lastmeter
