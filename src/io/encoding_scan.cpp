// SPDX-License-Identifier: Apache-2.0
#include "io/encoding_scan.h"

#include <cstdint>
#include <cstring>

namespace lastmeter {

namespace {

unsigned at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }
bool within(unsigned byte, unsigned low, unsigned high) { return low <= byte && byte <= high; }

/// Index of the first byte >= 0x80 at or after `from`.
std::size_t next_high(std::string_view text, std::size_t from) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  for (std::uint64_t word = 0; from + sizeof word <= text.size(); from += sizeof word) {
    std::memcpy(&word, text.data() + from, sizeof word);
    if ((word & high_bits) != 0) {
      break;
    }
  }
  while (from < text.size() && at(text, from) < 0x80) {
    ++from;
  }
  return from;
}

/// Bytes of the UTF-8 character led by `lead` (0 = cannot lead) and the range of its second byte.
struct Utf8Lead {
  std::size_t length = 0;
  unsigned second_low = 0x80;
  unsigned second_high = 0xBF;
};

Utf8Lead utf8_lead(unsigned lead) {
  if (within(lead, 0xC2, 0xDF)) {
    return {.length = 2};
  }
  if (within(lead, 0xE0, 0xEF)) {
    return {.length = 3, .second_low = lead == 0xE0 ? 0xA0U : 0x80U, .second_high = lead == 0xED ? 0x9FU : 0xBFU};
  }
  if (within(lead, 0xF0, 0xF4)) {
    return {.length = 4, .second_low = lead == 0xF0 ? 0x90U : 0x80U, .second_high = lead == 0xF4 ? 0x8FU : 0xBFU};
  }
  return {.length = 0};
}

struct Utf8Walk {
  ScanVerdict verdict;
  std::size_t valid;  // bytes before the first character that is not whole
};

Utf8Walk walk_utf8(std::string_view text) {
  for (std::size_t i = next_high(text, 0); i < text.size(); i = next_high(text, i)) {
    const Utf8Lead lead = utf8_lead(at(text, i));
    if (lead.length == 0) {
      return {ScanVerdict::Invalid, i};
    }
    for (std::size_t k = 1; k < lead.length; ++k) {
      if (i + k == text.size()) {
        return {ScanVerdict::CutAtEnd, i};
      }
      const unsigned low = k == 1 ? lead.second_low : 0x80U;
      const unsigned high = k == 1 ? lead.second_high : 0xBFU;
      if (!within(at(text, i + k), low, high)) {
        return {ScanVerdict::Invalid, i};
      }
    }
    i += lead.length;
  }
  return {ScanVerdict::Valid, text.size()};
}

}  // namespace

bool is_ascii_text(std::string_view text) { return next_high(text, 0) == text.size(); }

HighBytes count_high_bytes(std::string_view text) {
  HighBytes count;
  for (std::size_t i = next_high(text, 0); i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && at(text, end) >= 0x80) {
      count.from_e0 = count.from_e0 || at(text, end) >= 0xE0;
      ++end;
    }
    count.all += end - i;
    count.lone += end - i == 1 ? 1 : 0;
    i = next_high(text, end);
  }
  return count;
}

ScanVerdict scan_utf8(std::string_view text) { return walk_utf8(text).verdict; }

std::size_t valid_utf8_length(std::string_view text) { return walk_utf8(text).valid; }

DoubleByteScan scan_gb18030(std::string_view text) {
  DoubleByteScan scan;
  const auto ended = [&scan](ScanVerdict verdict) {
    scan.verdict = verdict;
    return scan;
  };
  for (std::size_t i = next_high(text, 0); i < text.size(); i = next_high(text, i)) {
    if (!within(at(text, i), 0x81, 0xFE)) {
      return ended(ScanVerdict::Invalid);
    }
    if (i + 1 == text.size()) {
      return ended(ScanVerdict::CutAtEnd);
    }
    const unsigned second = at(text, i + 1);
    if (within(second, '0', '9')) {
      if (i + 2 < text.size() && !within(at(text, i + 2), 0x81, 0xFE)) {
        return ended(ScanVerdict::Invalid);
      }
      if (i + 3 >= text.size()) {
        return ended(ScanVerdict::CutAtEnd);
      }
      if (!within(at(text, i + 3), '0', '9')) {
        return ended(ScanVerdict::Invalid);
      }
      i += 4;
      continue;
    }
    if (!within(second, 0x40, 0x7E) && !within(second, 0x80, 0xFE)) {
      return ended(ScanVerdict::Invalid);
    }
    ++scan.pairs;
    scan.low_trails += second < 0x80 ? 1 : 0;
    i += 2;
  }
  return scan;
}

ScanVerdict scan_big5(std::string_view text) {
  for (std::size_t i = next_high(text, 0); i < text.size(); i = next_high(text, i + 2)) {
    if (!within(at(text, i), 0xA1, 0xF9)) {
      return ScanVerdict::Invalid;
    }
    if (i + 1 == text.size()) {
      return ScanVerdict::CutAtEnd;
    }
    const unsigned second = at(text, i + 1);
    if (!within(second, 0x40, 0x7E) && !within(second, 0xA1, 0xFE)) {
      return ScanVerdict::Invalid;
    }
  }
  return ScanVerdict::Valid;
}

}  // namespace lastmeter
