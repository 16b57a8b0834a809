// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/progress.h"
#include "io/read_table.h"

namespace lastmeter {

/// One layer of anything GDAL opens, as a table. Only the wanted fields are fetched. Booleans are Integer; lists, times
/// of day and nested values Text; dates and times Date in ISO 8601 with the offset where known; a real that is not
/// finite is null. Text that is not UTF-8 is decoded as `options.encoding` or by its bytes, and noted. Tables without
/// geometry get one from their position columns. GDAL's messages while reading become FileDamaged notes, as do rows
/// that the layer promises and does not deliver. `options.where` is not applied.
FeatureTable read_ogr(const ReadOptions& options, Progress& progress);

/// The layers of a source that GDAL opens.
std::vector<LayerInfo> list_ogr_layers(const std::string& path);

}  // namespace lastmeter
