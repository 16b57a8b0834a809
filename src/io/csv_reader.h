// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter {

/// Splits delimited text into records by RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes;
/// lines end with LF, CRLF or CR. Works on bytes, in any encoding where ASCII bytes below 0x40 stand for themselves
/// (UTF-8, GBK, Big5, Latin). Lines without any character are skipped. One pass, O(bytes).
///
/// A quote that opens a cell and is closed nowhere, or only by a quote with text behind it, is no quote: that line is
/// read again with its quotes as plain characters, so a stray quote spoils one line and swallows none.
class CsvReader {
 public:
  /// Keeps views into `text`, which must outlive the reader.
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// Goes to the next record; false at the end.
  bool next();
  /// Of the current record; valid until the next call.
  [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
  /// Line of the file, from 1, where the current record begins.
  [[nodiscard]] std::size_t line() const { return line_; }
  /// The current record held a stray quote.
  [[nodiscard]] bool has_stray_quote() const { return stray_quote_; }
  /// Bytes consumed so far.
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  enum class Quotes { Meaningful, Plain };
  bool read_record(Quotes quotes);
  bool read_quoted();
  void read_plain();
  bool end_of_cell();

  std::string_view text_;
  char delimiter_;
  std::size_t position_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  std::size_t lines_in_cells_ = 0;
  bool stray_quote_ = false;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unescaped_;
  std::size_t unescaped_used_ = 0;
};

/// Of comma, semicolon and tab the one that splits the first records most evenly into more than one cell; a comma
/// when none does.
char detect_delimiter(std::string_view text);

}  // namespace lastmeter
