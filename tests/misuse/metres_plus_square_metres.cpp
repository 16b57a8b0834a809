// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

using lastmeter::Metres;
using lastmeter::SquareMetres;

SquareMetres sum(Metres side, SquareMetres area) {
#ifdef MISUSE
  return side + area;
#else
  return side * side + area;
#endif
}
