// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lastmeter {

/// A commented study file for these files: looks at each, guesses its role, and says what it saw and which columns it
/// will use. A guess that fails is a commented-out section, not an error. Two files of one role: the second is
/// commented out. Throws InputError for files that cannot be read, all in one.
std::string initial_study_file(const std::vector<std::string>& files);

}  // namespace lastmeter
