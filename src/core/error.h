// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace lastmeter {

/// We cannot continue. `what()` is one line: what, where and the figure; `fix()` says what to do.
/// Caught once, in `main`, which prints "what: fix". Faulty records are not errors: they go to
/// the IssueLedger.
class Error : public std::runtime_error {
 public:
  Error(const std::string& what, std::string fix) : std::runtime_error(what), fix_(std::move(fix)) {}
  [[nodiscard]] const std::string& fix() const { return fix_; }

 private:
  std::string fix_;
};

/// A file, a layer or the disk does not let us go on. Exit code 1.
class InputError : public Error {
  using Error::Error;
};

/// The command line or the study file is wrong. Exit code 2.
class ConfigError : public Error {
  using Error::Error;
};

/// The user pressed Ctrl-C. Nothing is half-written. Exit code 1.
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted", "nothing was written; run the command again") {}
};

}  // namespace lastmeter
