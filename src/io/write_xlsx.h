// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// One line of a workbook's cover.
struct CoverLine {
  std::string name;
  std::string cases;
  std::optional<double> value;
  std::optional<double> total;
  std::string unit;
};

struct WorkbookSheet {
  std::string title;  // made fit for a sheet's name: 31 characters, none of []:*?/\, no title twice
  const FeatureTable* table = nullptr;
  std::vector<std::string> heads = {};  // over the columns; empty: their names
  /// By column, what is written in place of a text; short of columns: nothing is.
  std::vector<std::map<std::string, std::string, std::less<>>> words = {};
};

struct Workbook {
  std::string title;
  std::vector<std::string> notes;  // lines under the title
  std::vector<std::string> head;   // of the cover's table: name, cases, value, total, share, unit
  std::vector<CoverLine> lines;
  std::size_t charted = 0;  // so many of the first lines, all with a total, make the chart
  std::string chart_title;
  std::vector<WorkbookSheet> sheets;
  std::vector<std::string> heads_head;  // of the last sheet: its title, then sheet, heading, name; empty: no such sheet
};

/// Writes an Excel workbook: a cover with figures and a chart of shares, then a sheet a table with a frozen bold
/// header, a filter, typed columns and fitted widths; at the end, where asked, what the headings are named in the
/// tables. Text columns (codes) are text cells, so nothing in them is a formula or loses its leading zeros. Columns
/// named *_share* are percentages under a colour scale. Geometry is left out. Same workbook, same bytes. Cells take
/// 32,767 characters and sheets 1,048,575 rows: longer text is cut with
/// "...", and more rows throw InputError, as does a disk that does not take the file or text that is not UTF-8.
void write_xlsx(const Workbook& workbook, const std::filesystem::path& file);

}  // namespace lastmeter
