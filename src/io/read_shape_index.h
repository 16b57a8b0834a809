// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lastmeter {

/// Where the records of a .shp file begin, as the bytes of an .shx file.
struct ShapeIndex {
  std::string shx;
  std::size_t records = 0;
  std::size_t highest_number = 0;  // that a record bears; below `records` where edited shapes were rewritten elsewhere
  std::size_t wrong_lengths = 0;   // records whose length does not lead to the next one, which was found by searching
  std::size_t unread_bytes = 0;    // behind the last record that could be found
};

/// True when every entry of an .shx file lies inside the .shp file of `shp_size` bytes.
bool is_sound_index(std::string_view shx, std::size_t shp_size);

/// The length of the whole file in bytes, as the header of a .shp or .shx file of at least 100 bytes states it.
std::size_t promised_bytes(std::string_view file);

/// True when every entry of a sound index states the length its record does, and together they fill the .shp file.
bool fills_file(std::string_view shx, std::string_view shp);

/// Walks the records of a .shp file from the first to the last whole one. Where a record's length does not lead to a
/// record header, the next number with the file's shape type is searched. Never reads outside `shp`; one shorter than
/// its header gives an empty index. O(bytes).
ShapeIndex rebuild_index(std::string_view shp);

}  // namespace lastmeter
