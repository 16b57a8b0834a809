// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

std::FILE* results = stdout;

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

/// As it stands between the quotes of JSON.
std::string escaped(const std::string& text) {
  std::string json;
  for (const char c : printable(text)) {
    json += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  }
  return json;
}

}  // namespace

void catch_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (std::signal(signal, on_interrupt) == SIG_IGN) {
      std::signal(signal, SIG_IGN);
    }
  }
}

void keep_stdout_for_results() {
  const int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);  // NOLINT(*-vararg): the system's calls
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);                // NOLINT(*-vararg)
  if (kept >= 0 && nowhere >= 0) {
    results = fdopen(kept, "w");
    dup2(nowhere, STDOUT_FILENO);
  }
  if (nowhere >= 0) {
    close(nowhere);
  }
}

void print_results(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), results) != text.size() || std::fflush(results) != 0) {
    throw InputError(
        fmt::format("cannot print {} bytes of results: {}", text.size(), std::generic_category().message(errno)),
        "free disk space, or send them elsewhere");
  }
}

TerminalProgress::TerminalProgress(ProgressForm form)
    : form_(form == ProgressForm::Line && isatty(STDERR_FILENO) == 0 ? ProgressForm::None : form) {}

TerminalProgress::~TerminalProgress() { draw(""); }

void TerminalProgress::stage(std::string_view name, std::size_t total) {
  stop_if_interrupted();
  name_ = name;
  total_ = total;
  begin_ = std::chrono::steady_clock::now();
  draw(name_ + " ...");
  tell(0);
}

void TerminalProgress::step(std::size_t done) {
  stop_if_interrupted();
  const auto now = std::chrono::steady_clock::now();
  if (form_ == ProgressForm::JsonLines && now - told_ >= std::chrono::milliseconds(100)) {
    tell(done);
  }
  if (form_ == ProgressForm::Line && total_ > 0 && done > 0) {
    const double spent = std::chrono::duration<double>(now - begin_).count();
    const double left = spent * static_cast<double>(total_ - done) / static_cast<double>(done);
    draw(fmt::format("{}: {} of {}, {:.0f} s left", name_, done, total_, left));
  }
}

void TerminalProgress::draw(const std::string& line) const {
  if (form_ == ProgressForm::Line) {
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
  }
}

void TerminalProgress::tell(std::size_t done) {
  if (form_ == ProgressForm::JsonLines) {
    fmt::print(stderr, "{{\"stage\":\"{}\",\"done\":{},\"total\":{}}}\n", escaped(name_), done, total_);
    std::fflush(stderr);
    told_ = std::chrono::steady_clock::now();
  }
}

}  // namespace lastmeter
