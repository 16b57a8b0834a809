// SPDX-License-Identifier: Apache-2.0
// Any bytes can be cut into records: no cell holds more than its record, no record is lost or invented, and what was
// read, written again with every cell in quotes, reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/csv_reader.h"
#include "io/read_dbf.h"
#include "io/read_geometry.h"
#include "io/read_shape_index.h"

namespace {

using Records = std::vector<std::vector<std::string>>;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

Records records_of(std::string_view text, char delimiter) {
  lastmeter::CsvReader reader(text, delimiter);
  Records records;
  std::size_t line = 0;
  std::size_t position = 0;
  while (reader.next()) {
    require(reader.line() > line && reader.position() > position && reader.position() <= text.size());
    line = reader.line();
    std::size_t bytes = 0;
    for (const std::string_view cell : reader.cells()) {
      bytes += cell.size();
    }
    require(bytes <= reader.position() - position);
    position = reader.position();
    records.emplace_back(reader.cells().begin(), reader.cells().end());
  }
  return records;
}

std::string quoted(const Records& records, char delimiter) {
  std::string text;
  for (const auto& record : records) {
    for (std::size_t i = 0; i < record.size(); ++i) {
      text += i == 0 ? "" : std::string(1, delimiter);
      text += '"';
      for (const char c : record[i]) {
        text += c;
        text += c == '"' ? "\"" : "";
      }
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes are bytes
  for (const char delimiter : {',', ';', '\t', lastmeter::detect_delimiter(bytes)}) {
    const Records records = records_of(bytes, delimiter);
    require(records_of(quoted(records, delimiter), delimiter) == records);
  }
  // The other readers of raw bytes, for the same price.
  lastmeter::GeometryColumn geometry;
  const bool readable = lastmeter::append_wkb(bytes, geometry).readable;
  require(geometry.size() == (readable ? 1U : 0U));
  const lastmeter::ShapeIndex index = lastmeter::rebuild_index(bytes);
  require(index.shx.size() < 100 || lastmeter::is_sound_index(index.shx, bytes.size()));
  try {
    lastmeter::read_dbf_layout(bytes, "fuzz.dbf");
  } catch (const lastmeter::InputError&) {
  }
  return 0;
}
