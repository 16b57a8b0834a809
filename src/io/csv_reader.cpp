// SPDX-License-Identifier: Apache-2.0
#include "io/csv_reader.h"

#include <algorithm>

namespace lastmeter {

bool CsvReader::next() {
  for (;;) {
    while (position_ < text_.size() && (text_[position_] == '\n' || text_[position_] == '\r')) {
      next_line_ += text_[position_] == '\n' || !text_.substr(position_).starts_with("\r\n") ? 1 : 0;
      ++position_;
    }
    if (position_ == text_.size()) {
      return false;
    }
    line_ = next_line_;
    const std::size_t start = position_;
    stray_quote_ = !read_record(Quotes::Meaningful);
    if (stray_quote_) {
      position_ = start;
      read_record(Quotes::Plain);
    }
    next_line_ += 1 + lines_in_cells_;
    return true;
  }
}

bool CsvReader::read_record(Quotes quotes) {
  cells_.clear();
  unescaped_used_ = 0;
  lines_in_cells_ = 0;
  do {
    if (quotes == Quotes::Meaningful && position_ < text_.size() && text_[position_] == '"') {
      if (!read_quoted()) {
        return false;
      }
    } else {
      read_plain();
    }
  } while (!end_of_cell());
  return true;
}

bool CsvReader::read_quoted() {
  const std::size_t first = position_ + 1;
  bool doubled = false;
  std::size_t close = text_.find('"', first);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '"') {
    doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) {
    return false;
  }
  const std::string_view raw = text_.substr(first, close - first);
  position_ = std::min(text_.find_first_not_of(' ', close + 1), text_.size());
  if (position_ < text_.size()) {
    const char after = text_[position_];
    if (after != delimiter_ && after != '\n' && after != '\r') {
      return false;
    }
  }
  lines_in_cells_ += static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '\n'));
  if (!doubled) {
    cells_.push_back(raw);
    return true;
  }
  if (unescaped_used_ == unescaped_.size()) {
    unescaped_.emplace_back();
  }
  std::string& cell = unescaped_[unescaped_used_++];
  cell.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    cell += raw[i];
    i += raw[i] == '"' ? 1 : 0;
  }
  cells_.push_back(cell);
  return true;
}

void CsvReader::read_plain() {
  const char* const end = text_.data() + text_.size();
  const char* const first = text_.data() + position_;
  const char* at = first;
  while (at != end && *at != delimiter_ && *at != '\n' && *at != '\r') {
    ++at;
  }
  cells_.emplace_back(first, static_cast<std::size_t>(at - first));
  position_ += static_cast<std::size_t>(at - first);
}

/// Steps over what ended the cell; true when it also ended the record.
bool CsvReader::end_of_cell() {
  if (position_ == text_.size()) {
    return true;
  }
  const char ended_by = text_[position_++];
  if (ended_by == delimiter_) {
    return false;
  }
  if (ended_by == '\r' && position_ < text_.size() && text_[position_] == '\n') {
    ++position_;
  }
  return true;
}

char detect_delimiter(std::string_view text) {
  constexpr int looked_at = 20;
  char best = ',';
  std::size_t best_even = 0;
  std::size_t best_cells = 1;
  for (const char candidate : {',', ';', '\t'}) {
    CsvReader reader(text, candidate);
    std::size_t cells = 0;
    std::size_t even = 0;
    for (int i = 0; i < looked_at && reader.next(); ++i) {
      cells = i == 0 ? reader.cells().size() : cells;
      even += reader.cells().size() == cells ? 1 : 0;
    }
    if (cells > 1 && (even > best_even || (even == best_even && cells > best_cells))) {
      best = candidate;
      best_even = even;
      best_cells = cells;
    }
  }
  return best;
}

}  // namespace lastmeter
