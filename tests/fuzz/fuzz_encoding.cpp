// SPDX-License-Identifier: Apache-2.0
// Any bytes get an encoding, and are strict UTF-8 once decoded by it; what was valid stays as it was.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "io/encoding.h"
#include "io/encoding_scan.h"

namespace {

using namespace lastmeter;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void decode_with(const std::string& encoding, std::string_view bytes) {
  std::string out;
  const TextDamage damage = TextDecoder(encoding).append_decoded(bytes, out);
  require(is_utf8(out));
  if (encoding == "UTF-8" && is_utf8(bytes)) {
    require(damage == TextDamage::None && out == bytes);
  }
  if (encoding == "UTF-8" && !is_utf8(bytes)) {
    require(damage != TextDamage::None);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<const char*, 6> declared = {"", "UTF-8", "GBK", "CP950", "CP1252", "CP1251"};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes are bytes
  lastmeter::TextEvidence evidence;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    evidence.add(bytes.substr(at, end - at), lastmeter::TextEnd::MayBeCut);
    at = end + 1;
  }
  for (const char* name : declared) {
    const lastmeter::EncodingGuess guess = evidence.guess(name);
    require(!guess.name.empty() && !guess.reason.empty());
    decode_with(guess.name, bytes);
  }
  require(lastmeter::valid_utf8_length(bytes) <= bytes.size());
  require(lastmeter::is_utf8(bytes.substr(0, lastmeter::valid_utf8_length(bytes))));
  lastmeter::encoding_name(bytes);
  return 0;
}
