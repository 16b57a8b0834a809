// SPDX-License-Identifier: Apache-2.0
#include "io/read_dbf.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

constexpr std::size_t file_header = 32;
constexpr std::size_t field_header = 32;
constexpr std::size_t name_length = 11;

std::size_t little_endian(std::string_view bytes, std::size_t at, std::size_t length) {
  std::size_t value = 0;
  for (std::size_t i = length; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

[[noreturn]] void refuse(const std::string& path, const std::string& reason) {
  throw InputError(fmt::format("{} is no dBase table: {}", path, reason), "export the layer again");
}

bool is_foxpro(unsigned char version) { return version >= 0x30 && version <= 0x32; }

bool is_memo(char type, std::size_t width, unsigned char version) {
  const bool binary_number = type == 'B' && is_foxpro(version) && width == 8;
  return !binary_number && std::string_view("MGPWB").find(type) != std::string_view::npos;
}

void read_fields(std::string_view dbf, DbfLayout& layout, const std::string& path) {
  std::size_t offset = 1;
  for (std::size_t at = file_header; at + field_header <= layout.header_length && dbf[at] != '\r'; at += field_header) {
    const std::string_view entry = dbf.substr(at, field_header);
    DbfField field;
    field.name = entry.substr(0, std::min(entry.find('\0'), name_length));
    field.type = entry[name_length];
    field.offset = offset;
    field.width = little_endian(entry, 16, field.type == 'C' ? 2 : 1);
    field.decimals = field.type == 'C' ? 0 : static_cast<unsigned char>(entry[17]);
    offset += field.width;
    if (offset > layout.record_length) {
      refuse(path, fmt::format("its fields need more than the {} bytes of a record", layout.record_length));
    }
    if (is_memo(field.type, field.width, layout.version)) {
      layout.memos.push_back(std::move(field.name));
    } else if (field.type != '0') {
      layout.fields.push_back(std::move(field));
    }
  }
}

/// The bytes of a field in a record, without padding.
std::string_view cell_at(std::string_view dbf, const DbfLayout& layout, std::size_t record, const DbfField& field) {
  std::string_view cell = dbf.substr(layout.header_length + record * layout.record_length + field.offset, field.width);
  cell = cell.substr(0, cell.find('\0'));
  const std::size_t last = cell.find_last_not_of(' ');
  return cell.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

TextEvidence gather_evidence(std::string_view dbf, const DbfLayout& layout) {
  constexpr std::size_t looked_at = 20000;
  TextEvidence evidence;
  for (const DbfField& field : layout.fields) {
    evidence.add(field.name, TextEnd::MayBeCut);
  }
  for (const std::string& name : layout.memos) {
    evidence.add(name, TextEnd::MayBeCut);
  }
  const std::size_t stride = layout.records / looked_at + 1;
  for (std::size_t record = 0; record < layout.records; record += stride) {
    for (const DbfField& field : layout.fields) {
      if (field.type == 'C') {
        evidence.add(cell_at(dbf, layout, record, field), TextEnd::MayBeCut);
      }
    }
  }
  return evidence;
}

}  // namespace

DbfLayout read_dbf_layout(std::string_view dbf, const std::string& path) {
  if (dbf.size() < file_header + 1) {
    refuse(path, fmt::format("it has only {} bytes", dbf.size()));
  }
  DbfLayout layout;
  layout.version = static_cast<unsigned char>(dbf[0]);
  layout.language = static_cast<unsigned char>(dbf[29]);
  layout.promised_records = little_endian(dbf, 4, 4);
  layout.header_length = little_endian(dbf, 8, 2);
  layout.record_length = little_endian(dbf, 10, 2);
  if (layout.header_length < file_header || layout.header_length > dbf.size() || layout.record_length == 0) {
    refuse(path, fmt::format("header of {} and records of {} bytes in a file of {}", layout.header_length,
                             layout.record_length, dbf.size()));
  }
  read_fields(dbf, layout, path);
  layout.held_records = (dbf.size() - layout.header_length) / layout.record_length;
  layout.records = std::min(layout.promised_records, layout.held_records);
  return layout;
}

std::string settle_dbf_encoding(std::string_view dbf, const DbfLayout& layout, std::string_view given,
                                std::string_view cpg, NoteCollector& notes) {
  if (std::string chosen = encoding_name(given); !chosen.empty()) {
    return chosen;
  }
  const TextEvidence evidence = gather_evidence(dbf, layout);
  const std::string from_cpg = encoding_name(cpg);
  const std::string from_language = encoding_of_language_byte(layout.language);
  EncodingGuess guess = evidence.guess(from_cpg.empty() ? from_language : from_cpg);
  if (!guess.as_declared && !from_cpg.empty() && !from_language.empty()) {
    const EncodingGuess second = evidence.guess(from_language);
    if (second.as_declared) {
      guess = {.name = second.name,
               .reason = fmt::format("the .cpg file says {}, but the bytes fit the language byte", from_cpg),
               .as_declared = false};
    }
  }
  const bool undeclared = from_cpg.empty() && from_language.empty();
  if (!guess.as_declared || (undeclared && !evidence.is_ascii())) {
    notes.add(ReadNote::Kind::Encoding, std::nullopt, fmt::format("text read as {}: {}", guess.name, guess.reason));
  }
  return guess.name;
}

std::vector<std::string> dbf_names(const DbfLayout& layout, const std::string& encoding, NoteCollector& notes) {
  TextDecoder decoder(encoding);
  std::vector<std::string> names;
  for (const DbfField& field : layout.fields) {
    if (decoder.append_decoded(field.name, names.emplace_back()) != TextDamage::None) {
      notes.add(ReadNote::Kind::TextRepaired, std::nullopt,
                fmt::format("a field name was cut inside a character: now '{}'", names.back()));
    }
  }
  for (const std::string& memo : layout.memos) {
    std::string name;
    decoder.append_decoded(memo, name);
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("memo field '{}' lies in another file and is not read", name));
  }
  return usable_names(std::move(names), notes);
}

}  // namespace lastmeter
