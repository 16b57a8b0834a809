// SPDX-License-Identifier: Apache-2.0
#include "io/csv_reader.h"

#include <gmock/gmock.h>

#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using Records = std::vector<std::vector<std::string>>;

Records records(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  Records all;
  while (reader.next()) {
    all.emplace_back(reader.cells().begin(), reader.cells().end());
  }
  return all;
}

TEST(CsvReader, CutsAtDelimitersAndAnyLineEnd) {
  EXPECT_EQ(records("a,b\nc,d"), (Records{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(records("a,b\r\nc,d\r\n"), (Records{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(records("a,b\rc,d\r"), (Records{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(records("a;b", ';'), (Records{{"a", "b"}}));
}

TEST(CsvReader, KeepsEmptyCellsAndSkipsEmptyLines) {
  EXPECT_EQ(records(",\n\n\r\na,,\n"), (Records{{"", ""}, {"a", "", ""}}));
  EXPECT_EQ(records(""), Records{});
  EXPECT_EQ(records("\n\n"), Records{});
}

TEST(CsvReader, QuotedCellsHoldDelimitersLineEndsAndQuotes) {
  EXPECT_EQ(records("\"a,b\",\"c\nd\",\"e\"\"f\"\n1,2,3"), (Records{{"a,b", "c\nd", "e\"f"}, {"1", "2", "3"}}));
  EXPECT_EQ(records("\"\",\"\"\"\""), (Records{{"", "\""}}));
  EXPECT_EQ(records("\"a\" ,b"), (Records{{"a", "b"}}));
}

TEST(CsvReader, CountsLinesInsideCells) {
  CsvReader reader("h\n\n\"a\nb\"\nc", ',');
  std::vector<std::size_t> lines;
  while (reader.next()) {
    lines.push_back(reader.line());
  }
  EXPECT_THAT(lines, ElementsAre(1, 3, 5));
}

TEST(CsvReader, AStrayQuoteSpoilsOneLineAndSwallowsNone) {
  CsvReader reader("1,\"open\n2,b\n3,\"closed, really\"\n", ',');
  ASSERT_TRUE(reader.next());
  EXPECT_TRUE(reader.has_stray_quote());
  EXPECT_THAT(reader.cells(), ElementsAre("1", "\"open"));
  ASSERT_TRUE(reader.next());
  EXPECT_FALSE(reader.has_stray_quote());
  ASSERT_TRUE(reader.next());
  EXPECT_THAT(reader.cells(), ElementsAre("3", "closed, really"));
  EXPECT_EQ(reader.line(), 3U);
  EXPECT_FALSE(reader.next());
}

TEST(CsvReader, AQuoteOpenToTheEndIsPlainText) {
  EXPECT_EQ(records("a,b\n\"x,y\nz,w"), (Records{{"a", "b"}, {"\"x", "y"}, {"z", "w"}}));
}

TEST(CsvReader, TextBehindAClosingQuoteMakesTheLinePlain) {
  EXPECT_EQ(records("\"5\" pipe,b\nc,d"), (Records{{"\"5\" pipe", "b"}, {"c", "d"}}));
}

TEST(CsvReader, ReadsBackWhatWasQuoted) {
  Random random(3);
  const std::string alphabet = "a,\"\n\r;b ";
  for (int round = 0; round < 500; ++round) {
    Records wanted(1 + random.below(4));
    std::string text;
    for (auto& record : wanted) {
      record.resize(2);
      for (std::string& cell : record) {
        for (std::uint64_t n = random.below(6); n > 0; --n) {
          cell += alphabet[random.below(alphabet.size())];
        }
        std::string quoted = "\"";
        for (const char c : cell) {
          quoted += c;
          quoted += c == '"' ? "\"" : "";
        }
        text += quoted + "\"" + (&cell == &record.back() ? "\r\n" : ",");
      }
    }
    ASSERT_EQ(records(text), wanted) << text;
  }
}

TEST(CsvReader, AnyBytesEnd) {
  Random random(5);
  const std::string alphabet = "a,\"\n";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::uint64_t n = random.below(40); n > 0; --n) {
      text += alphabet[random.below(alphabet.size())];
    }
    std::size_t bytes = 0;
    for (const auto& record : records(text)) {
      for (const std::string& cell : record) {
        bytes += cell.size();
      }
    }
    ASSERT_LE(bytes, text.size());
  }
}

TEST(Delimiter, IsTheOneThatSplitsEvenly) {
  EXPECT_EQ(detect_delimiter("a,b\n1,2\n"), ',');
  EXPECT_EQ(detect_delimiter("a;b\n1,5;2,5\n3,5;4\n"), ';');
  EXPECT_EQ(detect_delimiter("a\tb\n1,2\t3\n"), '\t');
  EXPECT_EQ(detect_delimiter("a\nb\n"), ',');
  EXPECT_EQ(detect_delimiter(""), ',');
  EXPECT_EQ(detect_delimiter("name,note\n\"x;y;z\",1\n\"p;q;r\",2\n"), ',');
}

}  // namespace
}  // namespace lastmeter
