// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "io/encoding.h"

namespace lastmeter {

/// Whether a byte string can be text of an encoding. CutAtEnd: valid but for a character begun and not finished.
enum class ScanVerdict { Valid, CutAtEnd, Invalid };

inline bool fits(ScanVerdict verdict, TextEnd end) {
  return verdict == ScanVerdict::Valid || (verdict == ScanVerdict::CutAtEnd && end == TextEnd::MayBeCut);
}

struct HighBytes {
  std::size_t all = 0;
  std::size_t lone = 0;  // without a high byte on either side
  bool from_e0 = false;  // some byte is 0xE0 or above
};

/// `pairs` counts two-byte characters, `low_trails` those whose second byte is 0x40 .. 0x7E.
struct DoubleByteScan {
  ScanVerdict verdict = ScanVerdict::Valid;
  std::size_t pairs = 0;
  std::size_t low_trails = 0;
};

/// Pure functions over bytes, O(length). GB18030 and Big5 are judged by structure: which bytes may lead and follow.
bool is_ascii_text(std::string_view text);
HighBytes count_high_bytes(std::string_view text);
ScanVerdict scan_utf8(std::string_view text);
/// Length of the longest prefix that is strict UTF-8.
std::size_t valid_utf8_length(std::string_view text);
DoubleByteScan scan_gb18030(std::string_view text);
ScanVerdict scan_big5(std::string_view text);

}  // namespace lastmeter
