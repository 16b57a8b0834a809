// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emergency/emergency_result.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// Puts into the ledger: posts that serve nobody, people without a place and why, posts that are too small together,
/// posts that take longer or queue longer than the norms, people whom no candidate helps.
void report_emergency(const StudyArea& area, const EmergencyResult& result, IssueLedger& ledger);

}  // namespace lastmeter
