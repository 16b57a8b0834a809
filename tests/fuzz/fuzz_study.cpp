// SPDX-License-Identifier: Apache-2.0
// Whatever stands in a study file, parse_config returns a Config or throws an Error with text and advice.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "study/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    lastmeter::parse_config(text, "study.toml");
  } catch (const lastmeter::Error& error) {
    if (std::string_view(error.what()).empty() || error.fix().empty()) {
      std::abort();
    }
  }
  return 0;
}
