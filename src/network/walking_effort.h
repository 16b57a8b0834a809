// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lastmeter {

/// Length on the flat that takes a walker as long as one metre at `slope` (rise over run, signed), after Tobler (1993):
/// exp(3.5 (|slope + 0.05| - 0.05)). 0.84 at its best, gently downhill. Slopes beyond 1 : 1 count as 1 : 1 (33 up, 23
/// down): steeper ones between two vertices are faults of heights.
double tobler_effort(double slope);

}  // namespace lastmeter
