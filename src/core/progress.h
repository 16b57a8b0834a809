// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace lastmeter {

/// How library code reports that it is alive. Library code prints nothing itself; `cli` draws
/// the bar. `step` may throw Interrupted, so call it only where nothing is half-done.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A named stage of `total` steps begins (0 = unknown length).
  virtual void stage(std::string_view /*name*/, std::size_t /*total*/) {}
  /// `done` of the stage's steps are finished.
  virtual void step(std::size_t /*done*/) {}
};

/// Reports nothing.
class SilentProgress final : public Progress {};

}  // namespace lastmeter
