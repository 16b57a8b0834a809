// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geometry/crs.h"
#include "geometry/geometry_column.h"
#include "input/crs_offset.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// A layer of the study as `find_offsets` sees it.
struct OffsetLayer {
  std::string role;  // as in the study file: "facilities"
  std::string file;
  Crs crs;                                    // its numbers were read in
  const GeometryColumn* shapes;               // by row, in the working system
  std::vector<std::size_t> source_rows = {};  // as in FeatureTable
};

/// Holds every layer of points or polygons against the zones, and point layers also against buildings and estates, with
/// `find_offset`; the zones of a level are held against those of the level above. Own zones are what `area` says
/// of posts (`home`) and demand points. At most one finding a layer: the first. Nothing for local metres.
/// Layers with more than 200,000 shapes are not held against. The finding's place in the list means nothing; the ledger
/// names the layer.
std::vector<OffsetFinding> find_offsets(const StudyArea& area, const std::vector<OffsetLayer>& layers,
                                        IssueLedger& ledger);

}  // namespace lastmeter
