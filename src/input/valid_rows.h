// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/moment.h"
#include "input/layer.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// The rows of a layer of zones that hold on a day, by row; all of them where the layer has no dates. A row holds from
/// `valid_from` to `valid_to`; without one, from or for ever. `valid_to` is the first day on which it holds no more
/// where a row of the layer begins on such a day, or none the day after one; else it is the last on which it does.
/// Without a day the newest state is taken: that of the latest `valid_from`, and a note says so. Reported: dates that
/// cannot be read (taken as none), rows that end before they begin (left out), validities of one code that overlap (on
/// a day in both the later one holds) or leave days between them, and how many rows are of other days.
std::vector<bool> rows_as_of(const Layer& layer, const std::optional<Moment>& as_of, IssueLedger& ledger);

}  // namespace lastmeter
