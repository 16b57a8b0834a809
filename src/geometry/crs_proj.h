// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geometry/crs.h"

struct PJconsts;  // PROJ's own names for PJ and PJ_CONTEXT
struct pj_ctx;

namespace lastmeter {

/// For the crs_*.cpp files of this folder only: PROJ behind its wall.

/// This thread's PROJ context: no network, no messages. Made on first use, lives as long as the thread.
pj_ctx* proj_context();

struct ProjDestroy {
  void operator()(PJconsts* object) const;
};
/// Belongs to the thread that made it.
using ProjObject = std::unique_ptr<PJconsts, ProjDestroy>;

/// Null when PROJ does not understand the definition.
ProjObject proj_object(const std::string& definition);

/// Equal up to names and to the order of the axes.
bool is_equivalent(PJconsts* a, PJconsts* b);

/// The EPSG code the definition claims, if the database agrees; else the one PROJ identifies it as with confidence of
/// at least 90 %, or equal parameters under another name; else nothing.
std::optional<int> epsg_code_of(PJconsts* crs);

struct Crs::Data {
  std::string definition;  // what PROJ builds it from: "EPSG:4548" or WKT; of WGS 84 for GCJ-02 and BD-09
  std::string id;
  std::string name;
  std::string wkt;
  std::optional<int> epsg;
  std::string geographic_definition;  // of the longitude/latitude system below it
  std::optional<LonLatBox> area_of_use;
  DatumShift shift = DatumShift::None;
  bool geographic = false;
  bool projected_metres = false;  // whatever the projection
  bool mercator = false;
};

/// What PROJ makes of a definition; `shift` stays None. Throws InputError as Crs::parse does. 1 to 100 ms.
Crs::Data read_definition(std::string_view text);

}  // namespace lastmeter
