// SPDX-License-Identifier: Apache-2.0
#include "core/ids.h"

std::size_t index_of(lastmeter::ZoneId zone) { return zone.index(); }

#ifdef MISUSE
std::size_t index = index_of(7);
#else
std::size_t index = index_of(lastmeter::ZoneId(7));
#endif
