// SPDX-License-Identifier: Apache-2.0
#include "io/read_text.h"

#include <fmt/format.h>

#include <utility>

#include "io/encoding.h"

namespace lastmeter {

namespace {

bool is_clean(const Column& column) {
  if (!is_utf8(column.name())) {
    return false;
  }
  if (column.type() != ColumnType::Text) {
    return true;
  }
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!is_utf8(column.text(row))) {
      return false;
    }
  }
  return true;
}

EncodingGuess guess_encoding(const std::vector<Column>& columns) {
  TextEvidence evidence;
  for (const Column& column : columns) {
    for (std::size_t row = 0; column.type() == ColumnType::Text && row < column.size(); ++row) {
      if (!is_utf8(column.text(row))) {
        evidence.add(column.text(row), TextEnd::MayBeCut);
      }
    }
    if (!is_utf8(column.name())) {
      evidence.add(column.name(), TextEnd::MayBeCut);
    }
  }
  return evidence.guess("");
}

std::string decoded(std::string_view text, TextDecoder& decoder, std::optional<std::size_t> row, NoteCollector& notes) {
  std::string clean;
  if (is_utf8(text)) {
    clean = text;
  } else if (decoder.append_decoded(text, clean) != TextDamage::None) {
    notes.add(ReadNote::Kind::TextRepaired, row, fmt::format("bytes that are no text were replaced: now '{}'", clean));
  }
  return clean;
}

Column decoded_column(const Column& column, TextDecoder& decoder, NoteCollector& notes) {
  Column clean(decoded(column.name(), decoder, std::nullopt, notes), ColumnType::Text);
  clean.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.is_null(row)) {
      clean.append_null();
    } else {
      clean.append_text(decoded(column.text(row), decoder, row, notes));
    }
  }
  return clean;
}

}  // namespace

void decode_texts(FeatureTable& table, const std::string& given, NoteCollector& notes) {
  std::optional<TextDecoder> decoder;
  for (Column& column : table.columns) {
    if (is_clean(column)) {
      continue;
    }
    if (!decoder) {
      EncodingGuess guess{.name = encoding_name(given), .reason = "given"};
      if (guess.name.empty() || guess.name == "UTF-8") {
        guess = guess_encoding(table.columns);
        notes.add(ReadNote::Kind::Encoding, std::nullopt, fmt::format("text read as {}: {}", guess.name, guess.reason));
      }
      table.source.encoding = guess.name;
      decoder.emplace(guess.name);
    }
    if (column.type() == ColumnType::Text) {
      column = decoded_column(column, *decoder, notes);
    }
  }
}

}  // namespace lastmeter
