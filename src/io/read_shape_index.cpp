// SPDX-License-Identifier: Apache-2.0
#include "io/read_shape_index.h"

#include <algorithm>

namespace lastmeter {

namespace {

constexpr std::size_t file_header = 100;
constexpr std::size_t record_header = 8;
constexpr std::size_t shx_entry = 8;

std::size_t big_endian(std::string_view bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

void append_big_endian(std::string& bytes, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(value >> shift & 0xFF);
  }
}

std::size_t little_endian(std::string_view bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t i = 4; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

struct RecordHeader {
  std::size_t at;
  std::size_t number;
  std::size_t length;
  [[nodiscard]] std::size_t end() const { return at + record_header + length; }
};

/// The header of a whole record at `at`, holding the file's shape type or none.
std::optional<RecordHeader> header_at(std::string_view shp, std::size_t at) {
  if (at + record_header + 4 > shp.size()) {
    return std::nullopt;
  }
  const RecordHeader header{at, big_endian(shp, at), 2 * big_endian(shp, at + 4)};
  const std::size_t type = little_endian(shp, at + record_header);
  const bool fits = header.length >= 4 && header.end() <= shp.size();
  return fits && (type == 0 || type == little_endian(shp, 32)) ? std::optional(header) : std::nullopt;
}

std::optional<RecordHeader> search_number(std::string_view shp, std::size_t from, std::size_t number) {
  for (std::size_t at = from; at + record_header + 4 <= shp.size(); at += 2) {
    if (const auto header = header_at(shp, at); header && header->number == number) {
      return header;
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_sound_index(std::string_view shx, std::size_t shp_size) {
  if (shx.size() < file_header || (shx.size() - file_header) % shx_entry != 0) {
    return false;
  }
  for (std::size_t at = file_header; at < shx.size(); at += shx_entry) {
    const std::size_t offset = 2 * big_endian(shx, at);
    const std::size_t length = 2 * big_endian(shx, at + 4);
    if (offset < file_header || offset + record_header + length > shp_size) {
      return false;
    }
  }
  return promised_bytes(shx) == shx.size();
}

std::size_t promised_bytes(std::string_view file) { return 2 * big_endian(file, 24); }

bool fills_file(std::string_view shx, std::string_view shp) {
  std::size_t filled = file_header;
  for (std::size_t at = file_header; at < shx.size(); at += shx_entry) {
    const std::size_t length = 2 * big_endian(shx, at + 4);
    if (2 * big_endian(shp, 2 * big_endian(shx, at) + 4) != length) {
      return false;
    }
    filled += record_header + length;
  }
  return filled == shp.size();
}

ShapeIndex rebuild_index(std::string_view shp) {
  ShapeIndex index;
  if (shp.size() < file_header) {
    return index;
  }
  index.shx = shp.substr(0, file_header);
  std::size_t end = file_header;
  for (auto record = header_at(shp, file_header); record;) {
    append_big_endian(index.shx, record->at / 2);
    append_big_endian(index.shx, record->length / 2);
    ++index.records;
    index.highest_number = std::max(index.highest_number, record->number);
    end = record->end();
    auto next = header_at(shp, end);
    if (!next && end < shp.size()) {
      next = search_number(shp, record->at + record_header + 4, record->number + 1);
      index.wrong_lengths += next ? 1 : 0;
    }
    record = next;
  }
  index.unread_bytes = shp.size() - end;
  std::string size;
  append_big_endian(size, index.shx.size() / 2);
  index.shx.replace(24, 4, size);
  return index;
}

}  // namespace lastmeter
