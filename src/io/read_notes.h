// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// Gathers the notes of one reading. A kind keeps its first 100 notes about single rows; the rest is counted and
/// becomes one last note, so a file with a million bad rows does not fill the memory with complaints.
class NoteCollector {
 public:
  void add(ReadNote::Kind kind, std::optional<std::size_t> row, std::string what);
  /// The notes in the order they came, the counts last. Leaves the collector empty.
  std::vector<ReadNote> take();

 private:
  static constexpr std::size_t kinds = 7;
  std::vector<ReadNote> notes_;
  std::array<std::size_t, kinds> about_rows_{};
};

}  // namespace lastmeter
