// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter {

/// Reads an instance file word by word or line by line, and knows the line for messages.
class InstanceText {
 public:
  /// Keeps a view into `text`. `file`: how messages call it. A UTF-8 byte order mark is passed over.
  InstanceText(std::string_view text, std::string file);

  /// The next word, whatever line it stands in; empty at the end.
  std::string_view next_word();
  /// Goes to the next line that is not blank; false at the end.
  bool next_line();
  /// Its text without blanks at both ends.
  [[nodiscard]] std::string_view line_text() const { return line_text_; }
  /// Its words. Fails when there are not `count` of them; `what` is the record, as in "an edge (from to cost)".
  std::span<const std::string_view> words(std::size_t count, std::string_view what);
  std::span<const std::string_view> words();

  [[nodiscard]] std::size_t bytes() const { return text_.size(); }
  /// Bytes not looked at yet: more than half as many words cannot follow.
  [[nodiscard]] std::size_t bytes_left() const { return text_.size() - position_; }
  /// Room to reserve for `count` announced numbers: never more than the file can hold.
  [[nodiscard]] std::size_t room_for(std::uint64_t count) const;
  /// Line of the last word or line, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }

  /// The word as a number that is finite; fails with `what`, as in "the cost of an edge".
  [[nodiscard]] double number(std::string_view word, std::string_view what) const;
  /// The same, at least 0.
  [[nodiscard]] double amount(std::string_view word, std::string_view what) const;
  /// The same, whole and within [low, high], high below 2^53.
  [[nodiscard]] std::uint64_t whole(std::string_view word, std::string_view what, std::uint64_t low,
                                    std::uint64_t high) const;
  /// An id of up to 32 bits.
  [[nodiscard]] std::uint32_t count(std::string_view word, std::string_view what) const;

  /// Fails unless nothing but blanks follows; `last`: what was read last, as in "the last of 200 edges".
  void expect_end(std::string_view last);

  /// InputError "file:line: what".
  [[noreturn]] void fail(std::string_view what, const std::string& fix) const;
  [[noreturn]] void fail_at(std::size_t line, std::string_view what, const std::string& fix) const;

 private:
  void skip_line_end();

  std::string_view text_;
  std::string file_;
  std::string_view line_text_;
  std::vector<std::string_view> words_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
};

/// A word from a file for a message: cut to 24 bytes, bytes that do not print as '?'.
std::string quoted_word(std::string_view word);

}  // namespace lastmeter
