// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "io/feature_table.h"

namespace lastmeter {

/// Appends one value of a column to another: null stays null, a whole number may become Real, anything may become text
/// as a person reads it. Precondition: no text goes into a column of numbers, and no Real into one of whole numbers.
void append_cell(const Column& from, std::size_t row, Column& to);

}  // namespace lastmeter
