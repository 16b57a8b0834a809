// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "compare/compared_result.h"
#include "geometry/crs.h"
#include "model/issue_ledger.h"
#include "study/read_result.h"

namespace lastmeter {

/// The system in metres to compare two results in: that of the second, else of the first, else one fit for where their
/// tables are. Nothing where no table has one (studies in local metres).
std::optional<Crs> common_crs(const ResultFolder& before, const ResultFolder& after);

/// What is compared of a folder, its places brought into `crs`. In the ledger: layers without a column of codes.
ComparedResult compared_result_of(ResultFolder folder, const std::optional<Crs>& crs, IssueLedger& ledger);

}  // namespace lastmeter
