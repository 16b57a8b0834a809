// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/layer_spec.h"

namespace lastmeter {

/// A layer that `init` has looked at.
struct SeenLayer {
  std::string file;
  LayerInfo info;
  std::optional<Role> role;
  std::size_t files = 1;  // of a pattern
  bool sure = true;       // false: a role for want of a better one
};

/// A text as TOML, in double quotes.
std::string toml_text(std::string_view text);

/// A comment of one line, whatever stands in the text: headings of spreadsheets have line ends.
std::string comment(std::string text);

/// "code, name, lon ... and 13 more"; of a table without header with the values of the first row: "field_1 = 370481".
std::string columns_line(const LayerInfo& layer);

/// Lines for the layer's section, guessed from its values and each with its reason: `header`, `x` and `y`, `crs` where
/// the file has none (of metres: the system of the first of `all` that declares one in metres), `skip_rows`, and as
/// comments `encoding` and, for zones, `dissolve`. A line of a guess that the user should confirm begins with "# ".
std::vector<std::string> key_lines(const SeenLayer& layer, const std::vector<SeenLayer>& all);

/// Whether two columns of a table hold longitudes and latitudes, by their values.
bool holds_positions(const LayerInfo& layer);

/// The column of a layer of small areas that names the larger ones they make up.
std::optional<std::size_t> parent_column(const LayerInfo& layer);

/// The table of counts to be joined to a layer, and the column both have: most values in common.
struct Join {
  const SeenLayer* table = nullptr;
  std::string key;
};
/// Nothing where no table without positions states counts for the layer's records.
std::optional<Join> counts_for(const SeenLayer& layer, const std::vector<SeenLayer>& all);

/// [layers.<role>.join] for such a table.
std::string counts_section(const SeenLayer& layer, const Join& join);

/// A commented [layers.<role>.join] for a table without positions: below the layer that shares a column with it, the
/// one with most different, then the longest last value; without such a layer it has blanks to fill in.
std::string join_section(const SeenLayer& table, const std::vector<SeenLayer>& all);

}  // namespace lastmeter
