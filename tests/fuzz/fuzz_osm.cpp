// SPDX-License-Identifier: Apache-2.0
// Any bytes are an extract or a refusal: rows, geometries and gates agree, and no stretch has fewer than two places.
// The first byte chooses the format.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/error.h"
#include "core/progress.h"
#include "io/read_osm_streets.h"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

std::filesystem::path file_for(std::uint8_t choice) {
  constexpr std::array<const char*, 2> names{"fuzz_streets.osm", "fuzz_streets.osm.pbf"};
  return std::filesystem::temp_directory_path() / names.at(choice % names.size());
}

void check(const lastmeter::FeatureTable& table) {
  require(table.geometry.has_value() && table.geometry->size() == table.rows);
  for (const lastmeter::Column& column : table.columns) {
    require(column.size() == table.rows);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::filesystem::path path = file_for(data[0]);
  const auto* bytes = reinterpret_cast<const char*>(data + 1);  // NOLINT: bytes are bytes
  std::ofstream(path, std::ios::binary).write(bytes, static_cast<std::streamsize>(size - 1));
  lastmeter::SilentProgress silent;
  try {
    const lastmeter::OsmStreets streets = lastmeter::read_osm_streets(path.string(), silent);
    check(streets.ways);
    check(streets.gates);
    for (std::size_t row = 0; row < streets.ways.rows; ++row) {
      for (std::size_t part = 0; part < streets.ways.geometry->part_count(row); ++part) {
        require(streets.ways.geometry->ring(row, part, 0).size() >= 2);
      }
    }
  } catch (const lastmeter::InputError&) {
  }
  return 0;
}
