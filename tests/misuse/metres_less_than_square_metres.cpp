// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

using namespace lastmeter::literals;

#ifdef MISUSE
bool less = 500_m < 500_m2;
#else
bool less = 500_m * 1_m < 500_m2;
#endif
