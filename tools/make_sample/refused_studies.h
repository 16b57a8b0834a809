// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lastmeter {

/// Faults that end a run cannot share a study: each has its own small one below `folder`, named refused-<rule>, made
/// of the hand-checkable town. Also warned-crs-offset: the standard city's posts as a map service gives them, in GCJ-02
/// but not declared so.
void write_refused_studies(const std::filesystem::path& folder);

}  // namespace lastmeter
