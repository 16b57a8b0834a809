// SPDX-License-Identifier: Apache-2.0
#include "draw/svg_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace lastmeter {

namespace {

/// A position in hundredths.
struct Hundredths {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

class PathReader {
 public:
  explicit PathReader(std::string_view data) : data_(data) {}

  /// The next command; nothing at the end.
  std::optional<char> command() {
    skip();
    if (at_ == data_.size()) {
      return std::nullopt;
    }
    return data_[at_++];
  }

  /// The next number in hundredths; nothing where there is none.
  std::optional<std::int64_t> number() {
    skip();
    double value = 0.0;
    const auto [end, error] = std::from_chars(data_.data() + at_, data_.data() + data_.size(), value);
    if (error != std::errc() || !(std::abs(value) < 1e12)) {
      return std::nullopt;
    }
    at_ = static_cast<std::size_t>(end - data_.data());
    return std::llround(value * 100.0);
  }

  std::optional<Hundredths> position() {
    const auto x = number();
    const auto y = number();
    return x && y ? std::optional(Hundredths{*x, *y}) : std::nullopt;
  }

 private:
  void skip() { at_ = std::min(data_.find_first_not_of(" ,\n", at_), data_.size()); }

  std::string_view data_;
  std::size_t at_ = 0;
};

class PathWriter {
 public:
  /// Is written when something is drawn from there.
  void move(Hundredths to) { waiting_ = to; }
  void line(Hundredths to) {
    begin('l');
    offset(to);
    at_ = to;
  }
  void curve(Hundredths first, Hundredths second, Hundredths to) {
    begin('c');
    offset(first);
    offset(second);
    offset(to);
    at_ = to;
  }
  void close() {
    begin('z');
    at_ = start_;
  }
  std::string take() { return std::move(out_); }

 private:
  void begin(char command) {
    if (waiting_) {
      letter('m');
      offset(*waiting_);
      start_ = at_ = *waiting_;
      waiting_.reset();
      last_ = 'l';  // what numbers after a move mean
    }
    letter(command);
  }
  void letter(char command) {
    if (command != last_ || command == 'z' || command == 'm') {
      out_ += command;
      glued_ = true;
    }
    last_ = command;
  }
  void offset(Hundredths to) {
    number(to.x - at_.x);
    number(to.y - at_.y);
  }
  void number(std::int64_t hundredths) {
    const std::int64_t size = std::abs(hundredths);
    out_ += hundredths < 0 ? "-" : glued_ ? "" : " ";
    glued_ = false;
    if (size >= 100 || size == 0) {
      out_ += fmt::format_int(size / 100).c_str();
    }
    if (size % 100 != 0) {
      out_ += '.';
      out_ += static_cast<char>('0' + size / 10 % 10);
      if (size % 10 != 0) {
        out_ += static_cast<char>('0' + size % 10);
      }
    }
  }

  std::string out_;
  Hundredths at_;
  Hundredths start_;
  std::optional<Hundredths> waiting_;
  char last_ = ' ';
  bool glued_ = true;  // a number may stand right here
};

/// Reads what belongs to a command and writes it; false where it is none that is known.
bool pass_on(char command, PathReader& reader, Hundredths& at, PathWriter& writer) {
  switch (command) {
    case 'M':
    case 'L': {
      const auto to = reader.position();
      if (to) {
        command == 'M' ? writer.move(*to) : writer.line(*to);
        at = *to;
      }
      return to.has_value();
    }
    case 'H':
    case 'V': {
      const auto number = reader.number();
      if (number) {
        at = command == 'H' ? Hundredths{*number, at.y} : Hundredths{at.x, *number};
        writer.line(at);
      }
      return number.has_value();
    }
    case 'C': {
      const auto first = reader.position();
      const auto second = reader.position();
      const auto to = reader.position();
      if (to) {
        writer.curve(*first, *second, *to);
        at = *to;
      }
      return to.has_value();
    }
    case 'Z':
      writer.close();
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string short_path(std::string_view data) {
  PathReader reader(data);
  PathWriter writer;
  Hundredths at;
  while (const auto command = reader.command()) {
    if (!pass_on(*command, reader, at, writer)) {
      return std::string(data);
    }
  }
  return writer.take();
}

std::string with_short_paths(const std::string& svg) {
  constexpr std::string_view mark = " d=\"";
  std::string out;
  out.reserve(svg.size());
  std::size_t at = 0;
  while (at < svg.size()) {
    const std::size_t found = svg.find(mark, at);
    if (found == std::string::npos) {
      break;
    }
    const std::size_t begin = found + mark.size();
    const std::size_t end = std::min(svg.find('"', begin), svg.size());
    out.append(svg, at, begin - at);
    out += short_path(std::string_view(svg).substr(begin, end - begin));
    at = end;
  }
  return out.append(svg, std::min(at, svg.size()));
}

}  // namespace lastmeter
