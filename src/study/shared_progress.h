// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string_view>

#include "core/progress.h"

namespace lastmeter {

/// Progress of pieces of work that run side by side: each may report from its own thread. Stages of the pieces are not
/// shown; `step(n)` adds n to what is done, `step(0)` only asks whether to go on.
class SharedProgress final : public Progress {
 public:
  SharedProgress(std::string_view name, std::size_t pieces, Progress& whole) : whole_(whole) {
    whole_.stage(name, pieces);
  }
  void step(std::size_t more) override {
    const std::scoped_lock lock(mutex_);
    done_ += more;
    whole_.step(done_);
  }

 private:
  Progress& whole_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

/// What one piece of such work may call: its own steps are not those of the whole.
class PieceProgress final : public Progress {
 public:
  explicit PieceProgress(SharedProgress& shared) : shared_(shared) {}
  void stage(std::string_view /*name*/, std::size_t /*total*/) override { shared_.step(0); }
  void step(std::size_t /*done*/) override { shared_.step(0); }

 private:
  SharedProgress& shared_;
};

}  // namespace lastmeter
