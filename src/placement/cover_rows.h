// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coverage/cover_signatures.h"
#include "placement/problem.h"

namespace lastmeter {

/// Signatures as rows of a cover problem, posts being candidates. What no post covers is one more row, the last,
/// without candidates, so that it counts in the whole.
ServiceRows cover_rows(CoverSignatures signatures);

}  // namespace lastmeter
