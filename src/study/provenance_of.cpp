// SPDX-License-Identifier: Apache-2.0
#include "study/provenance_of.h"

#include <fmt/format.h>

namespace lastmeter {

namespace {

/// The last part of a path; of a database the layer alone, so that no connection is told.
std::string file_of(const TableSource& source) {
  if (source.files.empty()) {
    return source.layer;
  }
  const std::size_t slash = source.path.find_last_of('/');
  return slash == std::string::npos ? source.path : source.path.substr(slash + 1);
}

}  // namespace

Provenance provenance_of(const Config& config, const StudyInput& input) {
  Provenance provenance;
  for (const LayerReading& reading : input.readings) {
    provenance.inputs.push_back({.role = reading.role,
                                 .file = file_of(reading.source),
                                 .encoding = reading.source.encoding,
                                 .crs = reading.crs});
  }
  provenance.norms = config.rules.figures();
  if (input.crs.working) {
    provenance.crs = fmt::format("{} ({})", input.crs.working->id(), input.crs.working->name());
  }
  provenance.error_per_500_m = input.crs.worst_distortion_per_500m.value();
  provenance.seed = config.seed;
  return provenance;
}

}  // namespace lastmeter
