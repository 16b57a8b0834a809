// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/read_notes.h"

namespace lastmeter {

/// Makes strict UTF-8 of the Text columns and names of a table whose reader did not look at the encoding. A table that
/// is UTF-8 throughout is left alone; else all texts that are not are read as `given` if not empty, else as their bytes
/// say, and the choice is noted.
void decode_texts(FeatureTable& table, const std::string& given, NoteCollector& notes);

}  // namespace lastmeter
