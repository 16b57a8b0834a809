// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "io/read_table.h"

namespace lastmeter {

/// The file's first character that is not space is '['.
bool is_json_array(const std::string& path);

/// A JSON array of objects as a table: one row per object, one column per key in order of appearance. Text stays text;
/// a column of whole numbers or booleans is Integer, of numbers Real, anything mixed or nested Text (as JSON writes
/// it). An element that is no object becomes a RowUnreadable note. Positions as for text formats.
/// Throws InputError with line and column when it is not JSON.
FeatureTable read_json_array(const ReadOptions& options, Progress& progress);

}  // namespace lastmeter
