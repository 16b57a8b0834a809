// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// Several tables under each other: the union of their columns in order of first appearance, null where a table lacks
/// one. Columns that differ in type become Real where all are numbers, else Text. Notes about a
/// row have it moved, others get their file's name in front; source rows are counted through all files, and `parts`
/// says where each begins. Throws InputError when the tables' coordinate systems differ.
FeatureTable joined_tables(std::vector<FeatureTable> tables, const std::string& pattern);

}  // namespace lastmeter
