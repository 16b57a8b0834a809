// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/progress.h"

namespace lastmeter {

/// Makes Ctrl-C, and the closing of the terminal unless nohup says otherwise, a request that `TerminalProgress::step`
/// and `stage` answer with Interrupted; a second Ctrl-C ends at once.
void catch_interrupts();

/// From now on stdout is for `print_results` alone: what a foreign library prints there (the solvers have lines that no
/// log level silences) goes nowhere. Call once, first.
void keep_stdout_for_results();

/// Writes results to stdout, whole. Throws InputError with the system's reason when it takes no more (a full disk).
void print_results(std::string_view text);

/// How progress is shown on stderr: not at all; as a line that is written over, where stderr is a terminal; or for
/// programs, one JSON object a line: {"stage":"coverage","done":120,"total":450}, total 0 = unknown.
enum class ProgressForm { None, Line, JsonLines };

/// The line shows the time left; JSON lines come with every stage and at most ten times a second.
class TerminalProgress final : public Progress {
 public:
  explicit TerminalProgress(ProgressForm form);
  ~TerminalProgress() override;
  TerminalProgress(const TerminalProgress&) = delete;
  TerminalProgress& operator=(const TerminalProgress&) = delete;

  void stage(std::string_view name, std::size_t total) override;
  void step(std::size_t done) override;

 private:
  void draw(const std::string& line) const;
  void tell(std::size_t done);

  ProgressForm form_;
  std::string name_;
  std::size_t total_ = 0;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point told_;
};

}  // namespace lastmeter
