// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter::testing {

struct DbfFieldBytes {
  std::string name;
  char type;
  int width;
  int decimals = 0;
};

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) {
    text += static_cast<char>(value >> (8 * i) & 0xFF);
  }
  return text;
}

inline std::string big_endian(std::uint32_t value) {
  const std::string reversed = little_endian(value, 4);
  return {reversed.rbegin(), reversed.rend()};
}

/// A dBase table byte by byte: each record is its cells, filled up with spaces; a first cell "*" marks it as deleted.
inline std::string dbf_bytes(const std::vector<DbfFieldBytes>& fields,
                             const std::vector<std::vector<std::string>>& records, unsigned char language = 0,
                             char version = 3) {
  std::size_t record_length = 1;
  std::string descriptors;
  for (const DbfFieldBytes& field : fields) {
    std::string entry = field.name.substr(0, 11);
    entry.resize(11, '\0');
    entry += field.type;
    entry += std::string(4, '\0') + static_cast<char>(field.width) + static_cast<char>(field.decimals);
    entry.resize(32, '\0');
    descriptors += entry;
    record_length += static_cast<std::size_t>(field.width);
  }
  std::string bytes = std::string(1, version) + "\x7A\x01\x01" + little_endian(records.size(), 4) +
                      little_endian(32 + descriptors.size() + 1, 2) + little_endian(record_length, 2);
  bytes.resize(29, '\0');
  bytes += static_cast<char>(language);
  bytes.resize(32, '\0');
  bytes += descriptors + "\r";
  for (const auto& record : records) {
    const bool deleted = record.size() > fields.size();
    bytes += deleted ? '*' : ' ';
    for (std::size_t i = 0; i < fields.size(); ++i) {
      std::string cell = record[i + (deleted ? 1 : 0)];
      cell.resize(static_cast<std::size_t>(fields[i].width), ' ');
      bytes += cell;
    }
  }
  return bytes + "\x1A";
}

inline std::string double_bytes(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return little_endian(bits, 8);
}

/// A .shp file of points; `null_at` names the position of a shape without geometry.
inline std::string shp_bytes(int points, int null_at = -1) {
  std::string records;
  for (int i = 0; i < points; ++i) {
    const std::string content =
        i == null_at ? little_endian(0, 4) : little_endian(1, 4) + double_bytes(i) + double_bytes(10 * i);
    records +=
        big_endian(static_cast<std::uint32_t>(i + 1)) + big_endian(static_cast<std::uint32_t>(content.size() / 2));
    records += content;
  }
  std::string header = big_endian(9994);
  header.resize(24, '\0');
  header +=
      big_endian(static_cast<std::uint32_t>((100 + records.size()) / 2)) + little_endian(1000, 4) + little_endian(1, 4);
  header += double_bytes(0) + double_bytes(0) + double_bytes(points) + double_bytes(10 * points);
  header.resize(100, '\0');
  return header + records;
}

}  // namespace lastmeter::testing
