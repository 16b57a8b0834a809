// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/encoding.h"
#include "io/read_columns.h"

namespace lastmeter {

struct DbfField {
  std::string name;  // bytes as they stand in the file
  char type = 'C';
  std::size_t offset = 0;  // in the record
  std::size_t width = 0;
  int decimals = 0;
};

/// What the header of a dBase table says, beside what the file really holds: the header may promise more.
struct DbfLayout {
  unsigned char version = 0;
  unsigned char language = 0;
  std::size_t promised_records = 0;
  std::size_t held_records = 0;  // whole ones in the file
  std::size_t records = 0;       // the smaller of the two
  std::size_t header_length = 0;
  std::size_t record_length = 0;
  std::vector<DbfField> fields;
  std::vector<std::string> memos;  // names of fields whose text lies in another file: not read
};

/// Never reads outside `dbf`. Throws InputError, naming `path`, when it is no dBase table.
DbfLayout read_dbf_layout(std::string_view dbf, const std::string& path);

/// The encoding of a table's texts and field names: `given` if not empty, else what `cpg` (text of the .cpg file) or
/// the language byte declare, when the bytes of up to 20,000 records agree, else what the bytes say. Decisions against,
/// or without, a declaration are noted.
std::string settle_dbf_encoding(std::string_view dbf, const DbfLayout& layout, std::string_view given,
                                std::string_view cpg, NoteCollector& notes);

/// Field names in UTF-8, fit for use; names cut inside a character are repaired and noted, as are memo fields.
std::vector<std::string> dbf_names(const DbfLayout& layout, const std::string& encoding, NoteCollector& notes);

/// The chosen columns of the given records. Numbers without decimals are Integer, or Text when one has more digits than
/// a double can hold (20-digit codes); others Real, where stars mean "no value"; dates Date; logical 0/1. A text that
/// was cut inside a character loses the half one, and is noted with its row, the position in `records`; a record number
/// beyond the table gives nulls.
std::vector<Column> read_dbf_columns(std::string_view dbf, const DbfLayout& layout, const ColumnChoice& choice,
                                     const std::string& encoding, const std::vector<std::size_t>& records,
                                     NoteCollector& notes);

/// True when the record is marked as deleted.
inline bool is_deleted(std::string_view dbf, const DbfLayout& layout, std::size_t record) {
  return dbf[layout.header_length + record * layout.record_length] == '*';
}

}  // namespace lastmeter
