// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "core/error.h"

namespace lastmeter {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int signal) {
  interrupted = 1;
  std::signal(signal, SIG_DFL);
}

void stop_if_interrupted() {
  if (interrupted != 0) {
    throw Interrupted();
  }
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
}

TerminalProgress::TerminalProgress(bool shown) : shown_(shown && isatty(STDERR_FILENO) != 0) {}

TerminalProgress::~TerminalProgress() { draw(""); }

void TerminalProgress::stage(std::string_view name, std::size_t total) {
  stop_if_interrupted();
  name_ = name;
  total_ = total;
  begin_ = std::chrono::steady_clock::now();
  draw(name_ + " ...");
}

void TerminalProgress::step(std::size_t done) {
  stop_if_interrupted();
  if (!shown_ || total_ == 0 || done == 0) {
    return;
  }
  const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const double left = spent * static_cast<double>(total_ - done) / static_cast<double>(done);
  draw(fmt::format("{}: {} of {}, {:.0f} s left", name_, done, total_, left));
}

void TerminalProgress::draw(const std::string& line) {
  if (shown_) {
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
  }
}

}  // namespace lastmeter
