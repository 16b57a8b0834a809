// SPDX-License-Identifier: Apache-2.0
#include "core/text.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <ostream>

#include "core/random.h"

namespace lastmeter {
namespace {

constexpr std::array<std::string_view, 4> kNames{"households", "population", "code", "name"};

TEST(NearestName, FindsATypingError) {
  EXPECT_EQ(nearest_name("houshold", kNames), "households");
  EXPECT_EQ(nearest_name("cod", kNames), "code");
  EXPECT_EQ(nearest_name("code", kNames), "code");
}

TEST(NearestName, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("radius", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("code", {}), std::nullopt);
}

TEST(NearestName, AllowsAThirdOfTheWordAndAtLeastTwo) {
  constexpr std::array<std::string_view, 1> kLong{"abcdefghi"};
  EXPECT_EQ(nearest_name("abcdefxyz", kLong), "abcdefghi");   // 3 of 9 bytes
  EXPECT_EQ(nearest_name("abcdewxyz", kLong), std::nullopt);  // 4 of 9
  constexpr std::array<std::string_view, 1> kShort{"abc"};
  EXPECT_EQ(nearest_name("a", kShort), "abc");
  EXPECT_EQ(nearest_name("", kShort), std::nullopt);
}

TEST(NearestName, TakesTheFirstOfEquallyNear) {
  constexpr std::array<std::string_view, 2> kTwins{"cat", "car"};
  EXPECT_EQ(nearest_name("caz", kTwins), "cat");
}

TEST(Suggestion, NamesTheNearestOrAll) {
  EXPECT_EQ(suggestion("nam", kNames), "did you mean 'name'?");
  EXPECT_EQ(suggestion("elevation_model", kNames), "known: households, population, code, name");
  EXPECT_EQ(suggestion("code", {}), "there are none");
}

TEST(AsciiLower, LeavesUtf8Alone) {
  EXPECT_EQ(ascii_lower("SQBM 社区 ÄZ"), "sqbm 社区 Äz");
  EXPECT_EQ(ascii_lower(""), "");
}

TEST(Trimmed, TakesEveryKindOfSpaceFromBothEnds) {
  EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
  EXPECT_EQ(trimmed("\xE3\x80\x80社区\xC2\xA0 "), "社区");
  EXPECT_EQ(trimmed(" \xE3\x80\x80\xC2\xA0"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Trimmed, DoesNotCutACharacterThatEndsLikeASpace) {
  // U+3000 is E3 80 80; U+5000 is E5 80 80.
  EXPECT_EQ(trimmed("\xE5\x80\x80"), "\xE5\x80\x80");
}

TEST(Fixed, DropsTrailingZerosAndTheBarePoint) {
  EXPECT_EQ(fixed(1.5, 3), "1.5");
  EXPECT_EQ(fixed(2.0, 3), "2");
  EXPECT_EQ(fixed(100.0, 0), "100");
  EXPECT_EQ(fixed(0.1 + 0.2, 6), "0.3");
  EXPECT_EQ(fixed(1234567.0, 2), "1234567");
}

TEST(Fixed, NeverWritesMinusZero) {
  EXPECT_EQ(fixed(-0.0, 0), "0");
  EXPECT_EQ(fixed(-0.0, 3), "0");
  EXPECT_EQ(fixed(-0.0001, 3), "0");
  EXPECT_EQ(fixed(-0.001, 3), "-0.001");
}

TEST(Fixed, KeepsAllDigitsOfLargeNumbers) {
  EXPECT_EQ(fixed(370481001001.0, 0), "370481001001");
  EXPECT_EQ(fixed(1e20, 2), "100000000000000000000");
}

TEST(Grouped, SetsACommaBeforeEveryThird) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(388472), "388,472");
  EXPECT_EQ(grouped(1234567890), "1,234,567,890");
  EXPECT_EQ(grouped(-1000), "-1,000");
  EXPECT_EQ(grouped(-999), "-999");
  EXPECT_EQ(grouped(999.6), "1,000");
  EXPECT_EQ(grouped(-0.4), "0");
}

struct Reading {
  std::string_view text;
  std::optional<double> value;
};

void PrintTo(const Reading& reading, std::ostream* out) { *out << '"' << reading.text << '"'; }

class ParseNumber : public ::testing::TestWithParam<Reading> {};

TEST_P(ParseNumber, ReadsTheWholeTextOrNothing) { EXPECT_EQ(parse_number(GetParam().text), GetParam().value); }

INSTANTIATE_TEST_SUITE_P(Numbers, ParseNumber,
                         ::testing::Values(Reading{"12", 12.0}, Reading{" 12.5\t", 12.5}, Reading{"+3", 3.0},
                                           Reading{"-3", -3.0}, Reading{"1e3", 1000.0}, Reading{".5", 0.5},
                                           Reading{"\xE3\x80\x80"
                                                   "7",
                                                   7.0},
                                           Reading{"1,234", 1234.0}, Reading{"12,345,678", 12345678.0},
                                           Reading{"1,234.5", 1234.5}, Reading{"-1,234", -1234.0},
                                           Reading{"+1,234", 1234.0}));

INSTANTIATE_TEST_SUITE_P(NoNumbers, ParseNumber,
                         ::testing::Values(Reading{"", {}}, Reading{"  ", {}}, Reading{"abc", {}}, Reading{"12 户", {}},
                                           Reading{"12m", {}}, Reading{"0x10", {}}, Reading{"nan", {}},
                                           Reading{"inf", {}}, Reading{"-infinity", {}}, Reading{"1e999", {}},
                                           Reading{"+-3", {}}, Reading{"++3", {}}, Reading{"--3", {}}, Reading{"-", {}},
                                           Reading{"+", {}}, Reading{".", {}}, Reading{"1 234", {}}));

INSTANTIATE_TEST_SUITE_P(MisplacedSeparators, ParseNumber,
                         ::testing::Values(Reading{",234", {}}, Reading{"-,234", {}}, Reading{"1234,567", {}},
                                           Reading{"1,23", {}}, Reading{"1,2345", {}}, Reading{"1,234,", {}},
                                           Reading{"1,,234", {}}, Reading{"1.5,000", {}}, Reading{"1.234,567", {}},
                                           Reading{"1,234.5,6", {}}, Reading{"1e3,000", {}}));

TEST(ParseNumber, ReadsBackWhatFixedAndGroupedWrite) {
  Random random(7);
  for (int i = 0; i < 1000; ++i) {
    const double value = std::round(random.uniform(-1e9, 1e9));
    EXPECT_EQ(parse_number(grouped(value)), value);
    EXPECT_EQ(parse_number(fixed(value, 3)), value);
  }
}

TEST(Joined, PutsTheSeparatorBetween) {
  const std::array<std::string, 3> parts{"a", "", "c"};
  EXPECT_EQ(joined(parts, ", "), "a, , c");
  EXPECT_EQ(joined({}, ", "), "");
}

}  // namespace
}  // namespace lastmeter
