// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "io/read_table.h"

namespace lastmeter {

/// A shapefile (.shp, or .dbf alone as a table without geometry), also inside an archive ("/vsizip/...").
///
/// The files are mapped and handed to GDAL as they are in memory, so nothing is written beside them; a missing or
/// unsound .shx is rebuilt there. GDAL reads the shapes; attributes are read by read_dbf.h. Shapes and records belong
/// together by position: the longer of the two decides how many rows there are, and the lack is noted. Records marked
/// as deleted become RowUnreadable notes. `options.where` is not applied.
/// Throws InputError when the .shp is no shapefile, or neither part can be read.
FeatureTable read_shapefile(const ReadOptions& options, Progress& progress);

/// The path ends with .shp or .dbf, in any case.
bool is_shapefile_path(const std::string& path);

}  // namespace lastmeter
