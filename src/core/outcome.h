// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace lastmeter {

/// How a search for a plan ended. Solved: a plan is there, as good as its gap says. Infeasible: proved that none meets
/// the demand. Unknown: the search ended before it found one.
enum class Outcome { Solved, Infeasible, Unknown };
std::string_view name_of(Outcome outcome);  // "solved", "infeasible", "unknown"

/// How long a planner is willing to wait for a plan; what each means, every method says itself.
enum class Effort { Fast, Default, Thorough };
std::string_view name_of(Effort effort);  // "fast", "default", "thorough"

}  // namespace lastmeter
