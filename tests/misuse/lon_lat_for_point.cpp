// SPDX-License-Identifier: Apache-2.0
#include "geometry/point.h"

using lastmeter::LonLat;
using lastmeter::Point;

double metres_between(Point a, Point b, LonLat c) {
#ifdef MISUSE
  return distance(a, c).value() + b.x;
#else
  return distance(a, b).value() + c.lon;
#endif
}
