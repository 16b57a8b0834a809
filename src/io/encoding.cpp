// SPDX-License-Identifier: Apache-2.0
#include "io/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "io/encoding_scan.h"

namespace lastmeter {

namespace {

constexpr std::array<std::string_view, 8> western = {"CP1252",     "CP437",      "CP850",       "CP858",
                                                     "ISO-8859-1", "ISO-8859-9", "ISO-8859-15", "CP1254"};
constexpr std::array<std::string_view, 5> chinese_gb = {"GB18030", "GBK", "GB2312", "CP936", "EUC-CN"};
constexpr std::array<std::string_view, 4> big5 = {"CP950", "BIG5", "BIG5-HKSCS", "BIG5HKSCS"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void TextEvidence::add(std::string_view text, TextEnd end) {
  if (is_ascii_text(text)) {
    return;
  }
  ++texts_;
  const HighBytes high = count_high_bytes(text);
  high_bytes_ += high.all;
  lone_high_bytes_ += high.lone;
  const bool utf8 = lastmeter::fits(scan_utf8(text), end);
  not_utf8_ += utf8 ? 0 : 1;
  long_utf8_ += utf8 && high.from_e0 ? 1 : 0;
  const DoubleByteScan gb = scan_gb18030(text);
  not_gb18030_ += lastmeter::fits(gb.verdict, end) ? 0 : 1;
  pairs_ += gb.pairs;
  low_trail_pairs_ += gb.low_trails;
  not_big5_ += lastmeter::fits(scan_big5(text), end) ? 0 : 1;
}

bool TextEvidence::allows(std::string_view encoding) const {
  if (encoding == "UTF-8") {
    return fits(not_utf8_);
  }
  // Two-byte UTF-8 is also a Chinese double byte now and then; three bytes in a row are no accident.
  const bool surely_utf8 = fits(not_utf8_) && long_utf8_ > 0;
  if (contains(chinese_gb, encoding)) {
    return fits(not_gb18030_) && !surely_utf8;
  }
  if (contains(big5, encoding)) {
    return fits(not_big5_) && !surely_utf8;
  }
  return !fits(not_utf8_) && (looks_western() || !contains(western, encoding));
}

EncodingGuess TextEvidence::guess(std::string_view declared) const {
  if (is_ascii()) {
    return {.name = declared.empty() ? "UTF-8" : std::string(declared), .reason = "only ASCII"};
  }
  if (declared.empty()) {
    return guess_undeclared();
  }
  if (allows(declared)) {
    return {.name = contains(chinese_gb, declared) ? "GB18030" : std::string(declared), .reason = "as declared"};
  }
  EncodingGuess guess = guess_undeclared();
  guess.as_declared = guess.name == declared;
  if (!guess.as_declared) {
    guess.reason = fmt::format("declared as {}, but {}", declared, guess.reason);
  }
  return guess;
}

EncodingGuess TextEvidence::guess_undeclared() const {
  if (fits(not_utf8_)) {
    return {.name = "UTF-8", .reason = "the bytes are UTF-8"};
  }
  if (looks_western()) {
    return {.name = "CP1252",
            .reason = "the bytes are not UTF-8 and most high bytes stand alone, as accented letters do"};
  }
  const bool spread_as_big5 = 5 * low_trail_pairs_ >= pairs_ && low_trail_pairs_ >= 4;
  if (not_big5_ < not_gb18030_ || (fits(not_big5_) && spread_as_big5)) {
    return {.name = "CP950", .reason = "the bytes are not UTF-8 and are spread as in Big5"};
  }
  return {.name = "GB18030", .reason = "the bytes are not UTF-8 but fit GB18030"};
}

bool TextEvidence::looks_western() const { return 2 * lone_high_bytes_ > high_bytes_; }

std::optional<ByteOrderMark> byte_order_mark(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xEF\xBB\xBF"sv)) {
    return ByteOrderMark{.encoding = "UTF-8", .length = 3};
  }
  if (text.starts_with("\xFF\xFE\0\0"sv)) {
    return ByteOrderMark{.encoding = "UTF-32LE", .length = 4};
  }
  if (text.starts_with("\xFF\xFE"sv)) {
    return ByteOrderMark{.encoding = "UTF-16LE", .length = 2};
  }
  if (text.starts_with("\xFE\xFF"sv)) {
    return ByteOrderMark{.encoding = "UTF-16BE", .length = 2};
  }
  return std::nullopt;
}

bool is_utf8(std::string_view text) { return scan_utf8(text) == ScanVerdict::Valid; }

}  // namespace lastmeter
