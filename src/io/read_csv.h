// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.h"
#include "io/read_table.h"

namespace lastmeter {

/// A delimited text file as a table: every column Text, an empty cell null, positions where `options` or the column
/// names say so, no coordinate system. Commas, semicolons or tabs, found by looking, or named by a first line "sep=;".
/// A record with fewer cells than columns is filled with nulls and noted; one with more, where the surplus is not
/// empty, has its values in the wrong columns and becomes a RowUnreadable note. A stray quote is noted with its line.
/// `options.where` is not applied. Throws InputError when the file cannot be read.
FeatureTable read_csv(const ReadOptions& options, Progress& progress);

}  // namespace lastmeter
