// SPDX-License-Identifier: Apache-2.0
#include "io/facility_instance_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }

constexpr const char* kCheckLine = "correct the line, or give the --format the file is in";

}  // namespace

std::string quoted_word(std::string_view word) {
  constexpr std::size_t kLongest = 24;
  std::string quoted = "'";
  for (const char c : word.substr(0, kLongest)) {
    quoted += c >= ' ' && c <= '~' ? c : '?';
  }
  return quoted + (word.size() > kLongest ? "...'" : "'");
}

InstanceText::InstanceText(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    text_.remove_prefix(3);
  }
}

void InstanceText::skip_line_end() {
  position_ += text_.substr(position_).starts_with("\r\n") ? 2 : 1;
  ++next_line_;
}

std::string_view InstanceText::next_word() {
  while (position_ < text_.size() && (is_blank(text_[position_]) || is_line_end(text_[position_]))) {
    if (is_line_end(text_[position_])) {
      skip_line_end();
    } else {
      ++position_;
    }
  }
  line_ = next_line_;
  const std::size_t first = position_;
  while (position_ < text_.size() && !is_blank(text_[position_]) && !is_line_end(text_[position_])) {
    ++position_;
  }
  return text_.substr(first, position_ - first);
}

bool InstanceText::next_line() {
  while (position_ < text_.size()) {
    line_ = next_line_;
    while (position_ < text_.size() && is_blank(text_[position_])) {
      ++position_;
    }
    const std::size_t first = position_;
    while (position_ < text_.size() && !is_line_end(text_[position_])) {
      ++position_;
    }
    std::size_t end = position_;
    while (end > first && is_blank(text_[end - 1])) {
      --end;
    }
    if (position_ < text_.size()) {
      skip_line_end();
    }
    if (end > first) {
      line_text_ = text_.substr(first, end - first);
      return true;
    }
  }
  line_ = next_line_;
  line_text_ = {};
  return false;
}

std::span<const std::string_view> InstanceText::words() {
  words_.clear();
  for (std::size_t at = 0; at < line_text_.size();) {
    const std::size_t first = at;
    while (at < line_text_.size() && !is_blank(line_text_[at])) {
      ++at;
    }
    words_.push_back(line_text_.substr(first, at - first));
    while (at < line_text_.size() && is_blank(line_text_[at])) {
      ++at;
    }
  }
  return words_;
}

std::span<const std::string_view> InstanceText::words(std::size_t count, std::string_view what) {
  words();
  if (words_.size() != count) {
    fail(fmt::format("{} takes {} words, but the line has {}", what, count, words_.size()), kCheckLine);
  }
  return words_;
}

std::size_t InstanceText::room_for(std::uint64_t count) const {
  return static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes_left() / 2 + 1));
}

double InstanceText::number(std::string_view word, std::string_view what) const {
  if (word.empty()) {
    fail(fmt::format("the file ends before {}", what), "the file is cut: fetch it again");
  }
  const std::string_view digits = word.starts_with('+') ? word.substr(1) : word;
  double value = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range && end == digits.data() + digits.size()) {
    fail(fmt::format("{} is {}, beyond what a number can hold", what, quoted_word(word)), "use a larger unit");
  }
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
    fail(fmt::format("{} is {}, not a number", what, quoted_word(word)), kCheckLine);
  }
  return value;
}

double InstanceText::amount(std::string_view word, std::string_view what) const {
  const double value = number(word, what);
  if (value < 0.0) {
    fail(fmt::format("{} is {}", what, quoted_word(word)), "give a number of 0 or more");
  }
  return value == 0.0 ? 0.0 : value;
}

std::uint64_t InstanceText::whole(std::string_view word, std::string_view what, std::uint64_t low,
                                  std::uint64_t high) const {
  const double value = number(word, what);
  if (std::floor(value) != value || value < static_cast<double>(low) || value > static_cast<double>(high)) {
    fail(fmt::format("{} is {}, not a whole number of {} to {}", what, quoted_word(word), low, high), kCheckLine);
  }
  return static_cast<std::uint64_t>(value);
}

std::uint32_t InstanceText::count(std::string_view word, std::string_view what) const {
  return static_cast<std::uint32_t>(whole(word, what, 0, std::numeric_limits<std::uint32_t>::max()));
}

void InstanceText::expect_end(std::string_view last) {
  const std::string_view word = next_word();
  if (!word.empty()) {
    fail(fmt::format("{} stands after {}", quoted_word(word), last), "correct the counts at the head of the file");
  }
}

void InstanceText::fail(std::string_view what, const std::string& fix) const { fail_at(line_, what, fix); }

void InstanceText::fail_at(std::size_t line, std::string_view what, const std::string& fix) const {
  throw InputError(fmt::format("{}:{}: {}", file_, line, what), fix);
}

}  // namespace lastmeter
