// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "placement/problem.h"

namespace lastmeter {

/// The sites a plan file opens: one code per line, or a JSON object whose `sites` lists codes as texts or whole
/// numbers. In the order of the file, repeats kept. Throws InputError: no JSON, no `sites`, a code that no candidate
/// has (with its line and the nearest code). `file`: its name in messages.
std::vector<CandidateId> parse_site_plan(std::string_view bytes, const std::string& file,
                                         const IdVector<CandidateId, Candidate>& candidates);

}  // namespace lastmeter
