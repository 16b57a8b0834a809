// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audit/norm_result.h"

namespace lastmeter {

/// "is 3,750 households; the norm is 1,000 to 3,000 (source, grade A): 36,000 households too many".
std::string verdict_text(const NormAudit& audit, std::size_t norm);
/// "have 48,000 to 144,000 households or 60 to 180 communities", with the norms that this would break; empty where the
/// norm does not fail.
std::string remedy_text(const NormAudit& audit, std::size_t norm);
/// "450,000 of 540,000 persons (83.33 %) are within 500 m: 90,000 are not".
std::string circle_text(const CircleVerdict& circle);
/// "cannot be met together with households_per_community while the study has 40 communities and ...".
std::string conflict_text(const NormAudit& audit, std::size_t conflict);
/// "they could be with 80 to 400 grid zones or 45 to 225 communities".
std::string conflict_fix(const NormAudit& audit, std::size_t conflict);
/// "300 to 500", "at least 30", "at most 3,000".
std::string bounds_text(const NormFigure& norm);
/// "135,000 to 144,000 households", "at least 40,500 m2 of floor area".
std::string range_text(const NormRange& range);

/// For the terminal: a line a norm, then what counts would let all norms hold, or which norms cannot hold together.
std::string norm_lines(const std::vector<NormScenario>& scenarios);

}  // namespace lastmeter
