// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace lastmeter::testing {

/// The folder of real data sets ("<shared>/data") that some tests read: from LASTMETER_SHARED, else beside the
/// project. Nothing when it is not there: such tests skip.
inline std::optional<std::filesystem::path> shared_data() {
  const char* given = std::getenv("LASTMETER_SHARED");  // NOLINT(concurrency-mt-unsafe): no test sets one
  const std::filesystem::path shared =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() / ".." / "shared";
  const std::filesystem::path data = (shared / "data").lexically_normal();
  return std::filesystem::is_directory(data) ? std::optional(data) : std::nullopt;
}

}  // namespace lastmeter::testing
