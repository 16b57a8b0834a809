// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/gdal_wall.h"
#include "io/read_table.h"

class OGRLayer;

namespace lastmeter {

/// Opens a source with GDAL, read-only, such that nothing is written beside it. OpenStreetMap sources offer the tags
/// planners ask for as columns ("building:levels" as building_levels). Throws InputError with GDAL's message.
DatasetPtr open_dataset(const ReadOptions& options);

/// The layer `options.layer` names; without a name the only one, or the only one that holds features. Style tables of
/// GeoPackages do not count. Throws InputError, listing the layers and their rows.
OGRLayer& choose_layer(GDALDataset& dataset, const ReadOptions& options);

/// Names of all layers but style tables.
std::vector<std::string> layer_names(GDALDataset& dataset);

/// The files on disk a dataset consists of.
std::vector<std::string> files_of(GDALDataset& dataset);

}  // namespace lastmeter
