// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "city.h"
#include "io/feature_table.h"

namespace lastmeter {

/// The city's layers as tables, rows by code, with the Chinese field names of planners' files.
FeatureTable subdistricts_table(const City& city);
FeatureTable communities_table(const City& city);
FeatureTable base_units_table(const City& city);
FeatureTable grid_zones_table(const City& city);
FeatureTable compounds_table(const City& city);
FeatureTable buildings_table(const City& city);
FeatureTable posts_table(const City& city);
FeatureTable candidates_table(const City& city);
FeatureTable streets_table(const City& city);
FeatureTable barriers_table(const City& city);
FeatureTable crossings_table(const City& city);
FeatureTable events_table(const City& city);

/// Which layers a sample holds.
enum class LayerChoice { All, ForCoverage };

/// Writes them into `folder`: polygons and lines as GBK shapefiles, points and events as CSV.
void write_city(const City& city, const std::filesystem::path& folder, LayerChoice choice);

}  // namespace lastmeter
