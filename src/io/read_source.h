// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lastmeter {

/// What stands behind a path, before it is opened.
enum class SourceKind { Csv, JsonArray, Shapefile, ZippedShapefile, Other };

/// By the ending, and for .json by the first character. The path must be readable.
SourceKind source_kind(const std::string& path);

/// The path is a connection ("PG:...", "https://...") or a GDAL path ("/vsizip/..."), not a file's.
bool is_connection(const std::string& path);

/// Throws InputError, with what to do, unless the path is a readable file with at least one byte (or a folder that is a
/// database: .gdb): for a missing one with the name of the file in its folder that comes nearest. Pipes and devices are
/// refused: they may never end.
void require_readable(const std::string& path);

/// The paths that a pattern with * and ? in its last component stands for, sorted by file name; the path itself when it
/// exists or holds neither. Hidden files fit only a pattern that starts with a dot. Throws InputError when nothing
/// matches.
std::vector<std::string> paths_of(const std::string& pattern);

/// Of a .zip file the shapefiles inside, as GDAL paths, sorted.
std::vector<std::string> shapefiles_in_zip(const std::string& path);

}  // namespace lastmeter
