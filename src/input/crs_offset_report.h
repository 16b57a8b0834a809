// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "input/crs_offset.h"

namespace lastmeter {

/// The LayerOffset finding: how far, which way (metres), what fits better, and what to write. `what` says how the items
/// fit: "in their own zone".
Issue offset_issue(const OffsetSubject& subject, const OffsetReference& reference, const std::string& what,
                   const OffsetFinding& found);

}  // namespace lastmeter
