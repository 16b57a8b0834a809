// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/write_table.h"

namespace lastmeter {

/// One row "none", "there" or "may be made": whether QGIS's table of styles, public.layer_styles, is there for this
/// user.
std::string style_table_query();

/// SQL that makes public.layer_styles as QGIS makes it.
std::string make_style_table();

/// SQL that writes the styles of layers in `schema` there, in the place of those that we wrote before. A style that
/// somebody saved as the default of a layer stays the default.
std::vector<std::string> style_statements(std::string_view schema, const std::vector<StyledTable>& tables);

}  // namespace lastmeter
