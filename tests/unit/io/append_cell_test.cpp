// SPDX-License-Identifier: Apache-2.0
#include "io/append_cell.h"

#include <gtest/gtest.h>

namespace lastmeter {
namespace {

TEST(AppendCell, KeepsValuesOfTheSameTypeAndNulls) {
  Column codes("code", ColumnType::Text);
  codes.append_text("007");
  codes.append_null();
  Column copy("code", ColumnType::Text);
  append_cell(codes, 1, copy);
  append_cell(codes, 0, copy);
  EXPECT_TRUE(copy.is_null(0));
  EXPECT_EQ(copy.text(1), "007");
}

TEST(AppendCell, WidensNumbersAndWritesThemAsText) {
  Column whole("n", ColumnType::Integer);
  whole.append_integer(9007199254740993);
  Column real("n", ColumnType::Real);
  append_cell(whole, 0, real);
  EXPECT_EQ(real.real(0), 9007199254740992.0);
  Column text("n", ColumnType::Text);
  append_cell(whole, 0, text);
  append_cell(real, 0, text);
  EXPECT_EQ(text.text(0), "9007199254740993");
  EXPECT_EQ(text.text(1), real.as_text(0));
  Column dates("d", ColumnType::Date);
  dates.append_text("2016-12-01");
  append_cell(dates, 0, text);
  EXPECT_EQ(text.text(2), "2016-12-01");
}

}  // namespace
}  // namespace lastmeter
