// SPDX-License-Identifier: Apache-2.0
#include "io/encoding.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "core/random.h"
#include "io/encoding_scan.h"

namespace lastmeter {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view baoshan_gbk = "\xB1\xA6\xC9\xBD\xC7\xF8";  // 宝山区
constexpr std::string_view tainan_big5 = "\xBB\x4F\xAB\x6E\xA5\xAB";  // 臺南市

EncodingGuess guess(std::initializer_list<std::string_view> texts, std::string_view declared = "") {
  TextEvidence evidence;
  for (const std::string_view text : texts) {
    evidence.add(text, TextEnd::MayBeCut);
  }
  return evidence.guess(declared);
}

std::string decode(std::string_view text, const std::string& encoding) {
  std::string out;
  TextDecoder(encoding).append_decoded(text, out);
  return out;
}

TEST(EncodingGuess, AsciiIsUtf8OrWhatIsDeclared) {
  EXPECT_EQ(guess({"plain", ""}).name, "UTF-8");
  EXPECT_EQ(guess({"plain"}, "GBK").name, "GBK");
  EXPECT_TRUE(guess({"plain"}, "GBK").as_declared);
}

TEST(EncodingGuess, UndeclaredBytesSayIt) {
  EXPECT_EQ(guess({"宝山区"}).name, "UTF-8");
  EXPECT_EQ(guess({baoshan_gbk}).name, "GB18030");
  EXPECT_EQ(guess({"M\xE9xico"}).name, "CP1252");
}

TEST(EncodingGuess, Utf8DeclaredOverGbkIsCaught) {
  const EncodingGuess caught = guess({baoshan_gbk}, "UTF-8");
  EXPECT_EQ(caught.name, "GB18030");
  EXPECT_FALSE(caught.as_declared);
  EXPECT_THAT(caught.reason, HasSubstr("declared as UTF-8"));
}

TEST(EncodingGuess, GbkDeclaredOverUtf8IsCaught) { EXPECT_EQ(guess({"宝山区", "静安区"}, "GBK").name, "UTF-8"); }

TEST(EncodingGuess, WesternDeclaredOverGbkIsCaught) {
  EXPECT_EQ(guess({baoshan_gbk}, "CP1252").name, "GB18030");
  EXPECT_EQ(guess({"M\xE9xico", "Pe\xF1\x61"}, "CP1252").name, "CP1252");
}

TEST(EncodingGuess, CodePagesThatTakeAnyByteAreBelieved) {
  EXPECT_EQ(guess({"\xC0\xEC\xF3\xF0"}, "CP1251").name, "CP1251");
  EXPECT_EQ(guess({"Амур"}, "CP1251").name, "UTF-8");
}

TEST(EncodingGuess, Big5IsBelievedWhenDeclaredAndFoundInEnoughText) {
  EXPECT_EQ(guess({tainan_big5}, "CP950").name, "CP950");
  EXPECT_EQ(guess({tainan_big5, "\xA6\x77\xA5\xAD\xB0\xCF", "\xA4\xA4\xA6\xE8\xB0\xCF", "\xAA\x46\xB0\xCF",
                   "\xA5\x5F\xB0\xCF", "\xB5\xBD\xA4\xC6\xB0\xCF"})
                .name,
            "CP950");
}

TEST(EncodingGuess, ACutTailSpeaksAgainstNothing) {
  EXPECT_EQ(guess({std::string_view("宝山区").substr(0, 8)}).name, "UTF-8");
  EXPECT_EQ(guess({baoshan_gbk.substr(0, 5)}).name, "GB18030");
  TextEvidence whole;
  whole.add(std::string_view("宝山区").substr(0, 8), TextEnd::Whole);
  EXPECT_NE(whole.guess("").name, "UTF-8");
}

TEST(EncodingGuess, OneDamagedTextInHundredDoesNotTurnATable) {
  TextEvidence evidence;
  for (int i = 0; i < 120; ++i) {
    evidence.add("宝山区", TextEnd::Whole);
  }
  evidence.add("\xFF\xFF", TextEnd::Whole);
  EXPECT_EQ(evidence.guess("").name, "UTF-8");
}

TEST(Utf8, RefusesOverlongSurrogatesAndBeyondUnicode) {
  EXPECT_TRUE(is_utf8("a\xF4\x8F\xBF\xBF"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_EQ(scan_utf8("ab\xE5\xAE"), ScanVerdict::CutAtEnd);
  EXPECT_EQ(scan_utf8("\xE5\xAE z"), ScanVerdict::Invalid);
}

TEST(Gb18030, KnowsTwoAndFourByteCharacters) {
  EXPECT_EQ(scan_gb18030("\x81\x30\x81\x30z").verdict, ScanVerdict::Valid);
  EXPECT_EQ(scan_gb18030("\x81\x30\x81").verdict, ScanVerdict::CutAtEnd);
  EXPECT_EQ(scan_gb18030("\xFFz").verdict, ScanVerdict::Invalid);
  EXPECT_EQ(scan_gb18030("\xB1\x20").verdict, ScanVerdict::Invalid);
  EXPECT_EQ(scan_gb18030("\xE9\x46\xB1\xA6").pairs, 2U);
  EXPECT_EQ(scan_gb18030("\xE9\x46\xB1\xA6").low_trails, 1U);
}

TEST(TextDecoder, DecodesAndTellsWhatWasWrong) {
  std::string out = "x";
  TextDecoder gbk("GB18030");
  EXPECT_EQ(gbk.append_decoded(baoshan_gbk, out), TextDamage::None);
  EXPECT_EQ(out, "x宝山区");
  out.clear();
  EXPECT_EQ(gbk.append_decoded(baoshan_gbk.substr(0, 5), out), TextDamage::CutTail);
  EXPECT_EQ(out, "宝山");
  out.clear();
  EXPECT_EQ(gbk.append_decoded("a\xFF\xB1\xA6", out), TextDamage::Replaced);
  EXPECT_EQ(out, "a\uFFFD宝");
  EXPECT_EQ(decode(tainan_big5, "CP950"), "臺南市");
  EXPECT_EQ(decode(std::string_view("\xB1\x5B\x00\x31", 4), "UTF-16LE"), "宱\u3100");
}

TEST(TextDecoder, CutUtf8LosesOnlyTheHalfCharacter) {
  std::string out;
  EXPECT_EQ(TextDecoder("UTF-8").append_decoded(std::string_view("宝山区").substr(0, 8), out), TextDamage::CutTail);
  EXPECT_EQ(out, "宝山");
}

TEST(TextDecoder, UnknownEncodingIsAConfigErrorWithANearName) {
  try {
    TextDecoder decoder("UTF-88");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("UTF-88"));
    EXPECT_THAT(error.fix(), HasSubstr("UTF-8"));
  }
}

TEST(TextDecoder, AnyBytesBecomeStrictUtf8) {
  Random random(7);
  for (const char* encoding : {"UTF-8", "GB18030", "CP950", "CP1252", "CP1251", "UTF-16LE", "CP932"}) {
    TextDecoder decoder(encoding);
    for (int round = 0; round < 300; ++round) {
      std::string bytes;
      for (std::uint64_t n = random.below(700); n > 0; --n) {
        bytes += static_cast<char>(random.below(256));
      }
      std::string out;
      decoder.append_decoded(bytes, out);
      ASSERT_TRUE(is_utf8(out)) << encoding;
    }
  }
}

TEST(ByteOrderMark, IsTakenOffWithItsEncoding) {
  EXPECT_EQ(byte_order_mark("\xEF\xBB\xBFid")->length, 3U);
  EXPECT_EQ(byte_order_mark("\xFF\xFEi")->encoding, "UTF-16LE");
  EXPECT_EQ(byte_order_mark(std::string_view("\xFF\xFE\0\0", 4))->encoding, "UTF-32LE");
  EXPECT_EQ(byte_order_mark("\xFE\xFF")->encoding, "UTF-16BE");
  EXPECT_FALSE(byte_order_mark("id"));
}

TEST(EncodingName, KnowsWhatPeopleWrite) {
  EXPECT_EQ(encoding_name(" utf8 "), "UTF-8");
  EXPECT_EQ(encoding_name("65001"), "UTF-8");
  EXPECT_EQ(encoding_name("ANSI 936"), "GBK");
  EXPECT_EQ(encoding_name("gb2312"), "GBK");
  EXPECT_EQ(encoding_name("Big-5"), "CP950");
  EXPECT_EQ(encoding_name("OEM 866"), "CP866");
  EXPECT_EQ(encoding_name("88591"), "ISO-8859-1");
  EXPECT_EQ(encoding_name("KOI8-R"), "KOI8-R");
  EXPECT_EQ(encoding_name("auto"), "");
}

TEST(LanguageByte, NamesItsCodePage) {
  EXPECT_EQ(encoding_of_language_byte(0x4D), "GBK");
  EXPECT_EQ(encoding_of_language_byte(0x4F), "CP950");
  EXPECT_EQ(encoding_of_language_byte(0xC9), "CP1251");
  EXPECT_EQ(encoding_of_language_byte(0x57), "");
  EXPECT_EQ(encoding_of_language_byte(0x00), "");
}

}  // namespace
}  // namespace lastmeter
