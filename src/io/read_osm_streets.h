// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/progress.h"
#include "io/feature_table.h"

namespace lastmeter {

/// Tags kept as text columns of the same name, null where a way or node lacks them.
inline constexpr std::array<std::string_view, 17> kStreetTags{
    "name",      "highway",  "foot",    "access",   "oneway:foot",      "layer",  "bridge",  "tunnel", "area",
    "motorroad", "sidewalk", "railway", "man_made", "public_transport", "indoor", "covered", "surface"};
inline constexpr std::array<std::string_view, 5> kGateTags{"barrier", "foot", "access", "locked", "highway"};

/// The streets of an OpenStreetMap extract and the barriers that stand on their nodes.
struct OsmStreets {
  FeatureTable ways;  // column osm_id, then kStreetTags; lines in WGS 84, a part for each stretch whose nodes are there
  FeatureTable gates;  // column osm_id, then kGateTags; points: nodes with `barrier` on one of the ways
};

/// Whether the name of a file is that of an OpenStreetMap extract: .osm, .osm.xml, .osm.gz, .osm.bz2, .pbf, .o5m.
bool is_osm_file(const std::string& path);

/// Reads every way with `highway`, and platforms and piers, in the order of the file; which of them can be walked is
/// not judged here. A node that the extract lacks ends the stretch: no line ever jumps over a gap. Ways without two
/// consecutive nodes are rows without geometry (RowUnreadable). The file is read twice; memory holds the nodes of the
/// ways alone. Throws InputError: missing, truncated or damaged file (nothing of it is used).
OsmStreets read_osm_streets(const std::string& path, Progress& progress);

}  // namespace lastmeter
