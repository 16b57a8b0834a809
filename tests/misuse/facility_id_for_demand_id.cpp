// SPDX-License-Identifier: Apache-2.0
#include "core/ids.h"

using lastmeter::DemandId;
using lastmeter::FacilityId;

double households_of(const lastmeter::IdVector<DemandId, double>& households, DemandId demand, FacilityId post) {
#ifdef MISUSE
  return households[post];
#else
  return post.index() == 0 ? 0.0 : households[demand];
#endif
}
