// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

using namespace lastmeter::literals;

#ifdef MISUSE
double radius = 500_m;
#else
double radius = (500_m).value();
#endif
