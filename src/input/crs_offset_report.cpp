// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset_report.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/text.h"
#include "input/crs_offset_moves.h"

namespace lastmeter {

namespace {

std::string advice(const std::string& role, const Crs& crs, DatumShift truth) {
  if (!crs.is_geographic()) {
    return fmt::format("make {} anew: it seems to have been converted to {} from {}", role, crs.id(),
                       datum_name(truth));
  }
  return fmt::format("set crs = \"{}\" in [layers.{}]", truth == DatumShift::None ? "EPSG:4326" : datum_name(truth),
                     role);
}

std::string advice(const OffsetSubject& subject, const OffsetReference& reference, const OffsetFinding& found) {
  if (!found.truth) {
    return fmt::format("compare {} with {} on a map; convert it again if it comes from another datum", subject.file,
                       reference.file);
  }
  std::vector<std::string> steps;
  if (found.truth->layer != subject.crs.shift()) {
    steps.push_back(advice(subject.role, subject.crs, found.truth->layer));
  }
  if (found.truth->reference != reference.crs.shift()) {
    steps.push_back(advice(reference.role, reference.crs, found.truth->reference));
  }
  return joined(steps, " and ");
}

}  // namespace

Issue offset_issue(const OffsetSubject& subject, const OffsetReference& reference, const std::string& what,
                   const OffsetFinding& found) {
  const std::string move =
      fmt::format("{} m {} and {} m {}", grouped(std::abs(found.east)), found.east < 0.0 ? "west" : "east",
                  grouped(std::abs(found.north)), found.north < 0.0 ? "south" : "north");
  std::string theory("moved so");
  if (found.truth) {
    theory = fmt::format("read as {}, with {} as {}", datum_name(found.truth->layer), reference.role,
                         datum_name(found.truth->reference));
  }
  Issue issue = finding(Rule::LayerOffset, subject.role, {},
                        fmt::format("{} lies about {} m off {} ({}) and would have to move {}: {}, {} of {} are {}, "
                                    "now {}",
                                    subject.file, grouped(found.distance().value()), reference.role, reference.file,
                                    move, theory, found.fitting_moved, found.items, what, found.fitting),
                        advice(subject, reference, found));
  issue.figure = found.distance().value();
  issue.unit = "m";
  return issue;
}

}  // namespace lastmeter
