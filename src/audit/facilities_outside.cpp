// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/wording.h"
#include "audit/zone_index.h"
#include "core/text.h"
#include "model/posts_inside.h"

namespace lastmeter {

namespace {

constexpr Metres kSameCity(100'000.0);  // no city has its posts this far from its own districts
constexpr double kSameCitySpans = 5.0;  // of the study's own extent, for studies of whole regions
constexpr std::size_t kShown = 3;

/// A facility outside the zones.
struct Outsider {
  const Facility* post = nullptr;
  NearestZone nearest{};
  bool serves = false;  // somebody inside may be within reach of it
};

Metres city_of(const ZoneLayer& layer) {
  Box extent;
  for (const Zone& zone : layer.zones) {
    extent.add(bounds(zone.outline));
  }
  return std::max(kSameCity,
                  Metres(kSameCitySpans * std::hypot(extent.max_x - extent.min_x, extent.max_y - extent.min_y)));
}

Issue neighbour(const ZoneLayer& layer, const Outsider& at) {
  return place_finding(
      Rule::FacilityOutside, "facilities", place_of(*at.post),
      fmt::format("stands {} outside the study area, nearest to {} {}: a neighbour, which serves "
                  "people inside but is not counted among the posts of the study",
                  text_of(at.nearest.distance), noun_of(layer.level), called(layer.zones[at.nearest.zone])),
      "nothing to do", Measured{at.nearest.distance.value(), "m"});
}

Issue misplaced(const ZoneLayer& layer, const ZoneIndex& index, const Outsider& at) {
  const auto turned = index.nearest({at.post->at.y, at.post->at.x});
  const bool swapped = turned && turned->distance == Metres(0.0);
  Issue issue = place_finding(
      Rule::FacilityOutside, "facilities", place_of(*at.post),
      fmt::format("stands {} outside the study area, farther than any city reaches: a wrong coordinate or coordinate "
                  "system{}",
                  text_of(at.nearest.distance),
                  swapped ? fmt::format("; with x and y swapped it would stand in {} {}", noun_of(layer.level),
                                        called(layer.zones[turned->zone]))
                          : ""),
      swapped ? "swap its x and y" : "correct its coordinates, set `crs` for the layer, or leave it out with `where`",
      Measured{at.nearest.distance.value(), "m"});
  issue.severity = Severity::Warning;
  return issue;
}

Issue far_one(const ZoneLayer& layer, const Outsider& at, Metres radius) {
  Issue issue = place_finding(Rule::FacilityOutside, "facilities", place_of(*at.post),
                              fmt::format("stands {} outside the study area, nearest to {} {}, beyond {}, the largest "
                                          "radius: nobody inside is within reach of it, and it is not counted",
                                          text_of(at.nearest.distance), noun_of(layer.level),
                                          called(layer.zones[at.nearest.zone]), text_of(radius)),
                              "leave it out with `where`, or add the zones it stands in",
                              Measured{at.nearest.distance.value(), "m"});
  issue.severity = Severity::Warning;
  return issue;
}

/// All posts of a kind that stand too far to serve anybody inside, in one line.
Issue far_ones(FacilityKind kind, const std::vector<const Outsider*>& posts, Metres radius) {
  const auto [nearest, farthest] = std::minmax_element(
      posts.begin(), posts.end(),
      [](const Outsider* a, const Outsider* b) { return a->nearest.distance < b->nearest.distance; });
  std::vector<std::string> names;
  for (const Outsider* each : posts) {
    names.push_back(called(each->post->code, each->post->name, each->post->row));
  }
  Issue issue = finding(
      Rule::FacilityOutside, "facilities", "",
      fmt::format("{} posts{} stand {} to {} outside the study area, beyond {}, the largest radius: nobody inside is "
                  "within reach of them, and they are not counted ({})",
                  grouped(posts.size()), kind == FacilityKind::Other ? "" : fmt::format(" of kind {}", name_of(kind)),
                  text_of((*nearest)->nearest.distance), text_of((*farthest)->nearest.distance), text_of(radius),
                  listed(names, kShown)),
      "leave them out with `where`, or add the zones they stand in");
  issue.severity = Severity::Warning;
  issue.figure = static_cast<double>(posts.size());
  issue.unit = "posts";
  return issue;
}

/// A few far posts each by itself, with its place; many of a kind together.
Findings far_findings(const ZoneLayer& layer, const std::vector<std::optional<Outsider>>& outsiders, Metres radius) {
  std::map<FacilityKind, std::vector<const Outsider*>> far;
  for (const std::optional<Outsider>& at : outsiders) {
    if (at && !at->serves) {
      far[at->post->kind].push_back(&*at);
    }
  }
  Findings findings;
  for (const auto& [kind, posts] : far) {
    if (posts.size() > kShown) {
      findings.push_back(far_ones(kind, posts, radius));
      continue;
    }
    for (const Outsider* each : posts) {
      findings.push_back(far_one(layer, *each, radius));
    }
  }
  return findings;
}

}  // namespace

Findings find_facilities_outside(const StudyArea& area, const AuditOptions& options) {
  const auto top = area.top_level();
  if (!top) {
    return {};
  }
  const ZoneLayer& layer = area.zones(*top);
  const ZoneIndex index(layer);
  const Metres city = city_of(layer);
  std::vector<std::optional<Outsider>> outsiders(area.facilities.size());
  Findings findings = gather(area.facilities.size(), [&](std::size_t i) {
    const Facility& post = area.facilities[FacilityId(i)];
    if (!is_outside(area, post)) {
      return Findings{};
    }
    const Metres radius = std::max(options.largest_radius, post.own_radius.value_or(Metres(0.0)));
    const NearestZone nearest = *index.nearest(post.at);
    const Outsider at{&post, nearest, nearest.distance <= radius};
    if (nearest.distance > city) {
      return Findings{misplaced(layer, index, at)};
    }
    outsiders[i] = at;
    return at.serves ? Findings{neighbour(layer, at)} : Findings{};
  });
  append(findings, far_findings(layer, outsiders, options.largest_radius));
  return findings;
}

}  // namespace lastmeter
