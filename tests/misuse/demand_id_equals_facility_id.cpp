// SPDX-License-Identifier: Apache-2.0
#include "core/ids.h"

bool same(lastmeter::DemandId demand, lastmeter::FacilityId post) {
#ifdef MISUSE
  return demand == post;
#else
  return demand.index() == post.index();
#endif
}
