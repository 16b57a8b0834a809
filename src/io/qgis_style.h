// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/write_table.h"

namespace lastmeter {

/// The style of a layer as QGIS (3.18 and later) stores it: a QML document with one symbol, or a graduated renderer
/// with one symbol per class. A value on the border of two classes has the lower one. The first class reaches down to
/// the lowest value of the column and the last one up to the highest, because QGIS does not draw what no class
/// holds; rows without a value stay undrawn. Empty for a table whose rows are not all of one kind: QGIS then chooses.
/// Throws InputError when the column is missing or not a number, classes do not ascend, or a colour is not "#rrggbb".
std::string qgis_style(const FeatureTable& table, const LayerStyle& style);

}  // namespace lastmeter
