// SPDX-License-Identifier: Apache-2.0
#include "io/read_ogr_crs.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

std::string wkt_of(const OGRSpatialReference& system) {
  const std::array<const char*, 2> options = {"FORMAT=WKT2_2019", nullptr};
  char* text = nullptr;
  system.exportToWkt(&text, options.data());
  const std::unique_ptr<char, decltype(&VSIFree)> owned(text, VSIFree);
  return text == nullptr ? "" : text;
}

}  // namespace

std::optional<Crs> crs_of(const OGRSpatialReference* system, NoteCollector& notes) {
  if (system == nullptr || system->IsEmpty() || system->IsLocal() != FALSE) {
    return std::nullopt;
  }
  const char* name = system->GetName();
  if (name != nullptr && ascii_lower(name).starts_with("undefined")) {
    return std::nullopt;
  }
  try {
    return Crs::parse(wkt_of(*system));
  } catch (const InputError& error) {
    notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
              fmt::format("its coordinate system cannot be used: {}", error.what()));
    return std::nullopt;
  }
}

bool is_north_east(const OGRSpatialReference* system) {
  if (system == nullptr || system->GetDataAxisToSRSAxisMapping() != std::vector<int>{1, 2}) {
    return false;
  }
  return system->EPSGTreatsAsLatLong() != FALSE || system->EPSGTreatsAsNorthingEasting() != FALSE;
}

}  // namespace lastmeter
