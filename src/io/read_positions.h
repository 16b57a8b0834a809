// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/read_columns.h"

namespace lastmeter {

/// Gives a table its geometry column from the columns that hold positions (as indices into table.columns). A row
/// without a position, or with one that cannot be read, gets GeometryKind::Null; the latter is noted. A geometry column
/// that was only found by its name, and whose first value is no geometry, is left as it is. The coordinate system is
/// set when EWKB or EWKT names one.
void add_positions(FeatureTable& table, const PositionColumns& positions, NoteCollector& notes);

}  // namespace lastmeter
