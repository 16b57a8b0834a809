// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/study_area.h"
#include "placement/problem.h"

namespace lastmeter {

/// A site of a placement study: a post that stands, or a place where one may be opened.
struct PlacementSite {
  std::string code;
  std::string name;
  FacilityKind kind = FacilityKind::Other;
  Point at;
  Metres radius;      // how far it would serve
  double cost = 0.0;  // of opening it; 0 for a post that stands
  std::optional<double> capacity;
  std::optional<SquareMetres> floor_area;
  std::string option_of;           // sites with the same text, not empty, exclude each other
  std::optional<ZoneId> home;      // in the home level
  std::optional<FacilityId> post;  // the post that stands there
  Standing standing = Standing::New;
};

/// A place that was offered and cannot be used.
struct DroppedSite {
  std::string code;
  std::string name;
  Point at;
  std::string why;        // "lies in water (barrier R1)"
  bool is_given = false;  // by the layer of candidates; else made by the program
};

struct SiteList {
  IdVector<CandidateId, PlacementSite> sites;  // posts that stand first, then new places, as their layer has them
  std::vector<DroppedSite> dropped;
};

}  // namespace lastmeter
