// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/write_xlsx.h"
#include "report/key_figures.h"
#include "report/result_tables.h"

namespace lastmeter {

/// tables.xlsx: key figures on the cover, then zones, posts, uncovered demand, plans and issues, a sheet each; whole
/// lists of demand, streets and other layers carried along stay in tables/*.csv,
/// and so do tables of more than 100,000 rows, which the cover names. `tables` must outlive the workbook.
Workbook workbook_of(const Results& results, const std::vector<StyledTable>& tables, Language language);

}  // namespace lastmeter
