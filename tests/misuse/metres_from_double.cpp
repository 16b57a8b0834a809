// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

double length(lastmeter::Metres radius) { return radius.value(); }

#ifdef MISUSE
double of_plain_number = length(500.0);
#else
double of_metres = length(lastmeter::Metres(500.0));
#endif
