// SPDX-License-Identifier: Apache-2.0
#include "io/read_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "io/csv_reader.h"
#include "io/encoding.h"
#include "io/read_bytes.h"
#include "io/read_columns.h"
#include "io/read_notes.h"
#include "io/read_positions.h"

namespace lastmeter {

namespace {

constexpr std::size_t rows_per_step = 65536;

/// Looks at the lines of the first 16 MB.
EncodingGuess examine(std::string_view text) {
  constexpr std::size_t looked_at = std::size_t{16} << 20;
  TextEvidence evidence;
  text = text.substr(0, looked_at);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    evidence.add(text.substr(0, end), TextEnd::Whole);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return evidence.guess("");
}

/// Text of a file with its encoding settled: bytes that ASCII delimiters cut safely.
struct CsvText {
  FileBytes file;
  std::size_t mark_length = 0;
  std::string converted;        // from UTF-16 or UTF-32, else empty
  std::string encoding;         // of `text()`
  std::string source_encoding;  // of the file
  bool is_clean = false;        // strict UTF-8 throughout

  [[nodiscard]] std::string_view text() const {
    return converted.empty() ? file.text().substr(mark_length) : std::string_view(converted);
  }
};

/// UTF-16 and UTF-32 have bytes that only look like delimiters.
void convert_wide(CsvText& loaded, NoteCollector& notes) {
  std::string converted;
  if (TextDecoder(loaded.encoding).append_decoded(loaded.text(), converted) != TextDamage::None) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt, fmt::format("some characters are no {}", loaded.encoding));
  }
  loaded.converted = std::move(converted);
  loaded.encoding = "UTF-8";
  loaded.is_clean = true;
}

CsvText load_text(const ReadOptions& options, NoteCollector& notes) {
  CsvText loaded;
  loaded.file = FileBytes(options.path);
  std::string given = encoding_name(options.encoding);
  if (const auto mark = byte_order_mark(loaded.text())) {
    loaded.mark_length = mark->length;
    given = mark->encoding;
  }
  loaded.is_clean = is_utf8(loaded.text());
  EncodingGuess guess{.name = given.empty() ? "UTF-8" : given, .reason = {}};
  if (given.empty() && !loaded.is_clean) {
    guess = examine(loaded.text());
  }
  loaded.encoding = loaded.source_encoding = guess.name;
  if (given.empty() && guess.name != "UTF-8") {
    notes.add(ReadNote::Kind::Encoding, std::nullopt, fmt::format("text read as {}: {}", guess.name, guess.reason));
  }
  if (guess.name.starts_with("UTF-16") || guess.name.starts_with("UTF-32")) {
    convert_wide(loaded, notes);
  }
  return loaded;
}

/// Takes "sep=;" off the front, as spreadsheets write it.
std::optional<char> take_separator_line(std::string_view& text) {
  if (text.size() < 5 || ascii_lower(text.substr(0, 4)) != "sep=") {
    return std::nullopt;
  }
  const std::size_t end = text.find_first_of("\r\n");
  if (end != 5) {
    return std::nullopt;
  }
  const char separator = text[4];
  text.remove_prefix(end);
  return separator;
}

/// Decodes cells and appends them to columns.
class RowBuilder {
 public:
  RowBuilder(const ColumnChoice& choice, const std::string& encoding, bool is_clean, std::size_t rows)
      : decoder_(encoding), is_clean_(is_clean) {
    for (std::size_t i = 0; i < choice.names().size(); ++i) {
      if (choice.reads(i)) {
        cells_.push_back(i);
        columns.emplace_back(choice.names()[i], ColumnType::Text);
        columns.back().reserve(rows);
      }
    }
  }

  void append(std::span<const std::string_view> cells, std::size_t row, std::size_t line, NoteCollector& notes) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (cells_[c] >= cells.size() || cells[cells_[c]].empty()) {
        columns[c].append_null();
      } else if (is_clean_) {
        columns[c].append_text(cells[cells_[c]]);
      } else {
        append_decoded(columns[c], cells[cells_[c]], row, line, notes);
      }
    }
  }

  std::vector<Column> columns;

 private:
  void append_decoded(Column& column, std::string_view cell, std::size_t row, std::size_t line, NoteCollector& notes) {
    decoded_.clear();
    if (decoder_.append_decoded(cell, decoded_) != TextDamage::None) {
      notes.add(ReadNote::Kind::TextRepaired, row,
                fmt::format("line {}, column '{}': bytes that are no text were replaced, now '{}'", line, column.name(),
                            decoded_));
    }
    column.append_text(decoded_);
  }

  TextDecoder decoder_;
  bool is_clean_;
  std::vector<std::size_t> cells_;
  std::string decoded_;
};

std::vector<std::string> column_names(CsvReader& reader, const std::string& encoding, const ReadOptions& options,
                                      NoteCollector& notes) {
  std::vector<std::string> names;
  if (options.header && reader.next()) {
    TextDecoder decoder(encoding);
    for (const std::string_view cell : reader.cells()) {
      decoder.append_decoded(cell, names.emplace_back());
    }
  } else if (CsvReader ahead = reader; !options.header) {
    for (int skipped = 0; skipped < options.skip_rows && ahead.next(); ++skipped) {
    }
    names.resize(ahead.next() ? ahead.cells().size() : 0);
  }
  for (int skipped = 0; skipped < options.skip_rows && reader.next(); ++skipped) {
  }
  return usable_names(std::move(names), notes);
}

/// True when the record has its values where the columns are; else says what is wrong with it.
bool is_in_shape(const CsvReader& reader, std::size_t columns, std::size_t row, NoteCollector& notes) {
  const auto cells = reader.cells();
  if (cells.size() > columns && !std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(columns), cells.end(),
                                             [](std::string_view cell) { return cell.empty(); })) {
    notes.add(ReadNote::Kind::RowUnreadable, std::nullopt,
              fmt::format("line {} has {} for {}: left out", reader.line(), counted(cells.size(), "cell"),
                          counted(columns, "column")));
    return false;
  }
  if (cells.size() < columns) {
    notes.add(ReadNote::Kind::TextRepaired, row,
              fmt::format("line {} has {} for {}: the rest is read as empty", reader.line(),
                          counted(cells.size(), "cell"), counted(columns, "column")));
  }
  if (reader.has_stray_quote()) {
    notes.add(ReadNote::Kind::TextRepaired, row,
              fmt::format("line {} has a quote that is never closed: read as plain text", reader.line()));
  }
  return true;
}

/// `skipped`: records that the reader has left behind, the header not counted.
void read_rows(CsvReader& reader, std::string_view text, std::size_t skipped, std::size_t column_count,
               RowBuilder& builder, FeatureTable& table, NoteCollector& notes, Progress& progress) {
  progress.stage(fmt::format("reading {}", table.source.path), text.size());
  std::vector<std::size_t> source_rows;
  for (std::size_t record = 1; reader.next(); ++record) {
    if (is_in_shape(reader, column_count, table.rows, notes)) {
      builder.append(reader.cells(), table.rows, reader.line(), notes);
      source_rows.push_back(skipped + record - 1);
      ++table.rows;
    }
    if (record % rows_per_step == 0) {
      progress.step(reader.position());
    }
  }
  progress.step(text.size());
  table.set_source_rows(std::move(source_rows));
}

}  // namespace

FeatureTable read_csv(const ReadOptions& options, Progress& progress) {
  NoteCollector notes;
  const CsvText loaded = load_text(options, notes);
  std::string_view text = loaded.text();
  const auto separator = take_separator_line(text);
  CsvReader reader(text, separator.value_or(detect_delimiter(text)));
  const ColumnChoice choice(column_names(reader, loaded.encoding, options, notes), options);
  if (choice.names().empty()) {
    throw InputError(fmt::format("{} is empty", options.path), "give a file with a header row and data");
  }
  FeatureTable table;
  table.name = std::filesystem::path(options.path).stem().string();
  table.source = {
      .path = options.path, .files = {options.path}, .layer = {}, .driver = "CSV", .encoding = loaded.source_encoding};
  const bool is_clean = loaded.is_clean && loaded.encoding == "UTF-8";
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  RowBuilder builder(choice, loaded.encoding, is_clean, lines);
  read_rows(reader, text, static_cast<std::size_t>(options.skip_rows), choice.names().size(), builder, table, notes,
            progress);
  table.columns = std::move(builder.columns);
  add_positions(table, choice.positions(), notes);
  table.notes = notes.take();
  return table;
}

}  // namespace lastmeter
