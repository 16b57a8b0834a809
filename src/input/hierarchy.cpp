// SPDX-License-Identifier: Apache-2.0
#include "input/hierarchy.h"

#include <fmt/format.h>

#include <algorithm>

#include "geometry/overlap_area.h"

namespace lastmeter {

namespace {

constexpr std::size_t kShortestPrefix = 6;

bool is_digits(std::string_view code) {
  return std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<const MultiPolygon*> outlines_of(const ZoneLayer& layer) {
  std::vector<const MultiPolygon*> outlines;
  outlines.reserve(layer.zones.size());
  for (const Zone& zone : layer.zones) {
    outlines.push_back(&zone.outline);
  }
  return outlines;
}

/// The parent that holds most of each child's area.
std::vector<std::optional<ZoneId>> parents_by_place(const ZoneLayer& children, const ZoneLayer& parents) {
  std::vector<std::optional<ZoneId>> best(children.zones.size());
  std::vector<double> most(children.zones.size(), 0.0);
  for (const OverlapPair& pair : overlaps_between(outlines_of(children), outlines_of(parents), SquareMetres(0.0))) {
    if (pair.shared.value() > most[pair.a]) {
      most[pair.a] = pair.shared.value();
      best[pair.a] = ZoneId(pair.b);
    }
  }
  return best;
}

std::optional<ZoneId> parent_by_code(const CodeIndex& index, const std::string& stated, const std::string& own) {
  if (!stated.empty()) {
    return index.exact(stated);
  }
  return index.prefix_of(own);
}

Issue disagreement(const ZoneLayer& layer, const Zone& zone, std::string what) {
  Issue issue = finding(Rule::HierarchyDisagrees, std::string(role_of(layer.level)), zone.code, std::move(what),
                        "correct the code, or move the border");
  issue.name = zone.name;
  issue.row = zone.row;
  issue.at = centroid(zone.outline);
  return issue;
}

void resolve_level(ZoneLayer& children, const ZoneLayer& parents, const std::vector<std::string>& stated,
                   IssueLedger& ledger) {
  const CodeIndex index(parents);
  const auto placed = parents_by_place(children, parents);
  for (std::size_t i = 0; i < children.zones.size(); ++i) {
    Zone& zone = children.zones[ZoneId(i)];
    const auto coded = parent_by_code(index, stated[i], zone.code);
    zone.parent = coded ? coded : placed[i];
    if (!coded && !stated[i].empty()) {
      ledger.add(disagreement(children, zone,
                              fmt::format("names the {} '{}', which is not in the layer {}", noun_of(parents.level),
                                          stated[i], role_of(parents.level))));
    } else if (coded && placed[i] && *coded != *placed[i]) {
      ledger.add(disagreement(children, zone,
                              fmt::format("belongs to {} {} by its code but lies in {}", noun_of(parents.level),
                                          parents.zones[*coded].code, parents.zones[*placed[i]].code)));
    }
  }
}

}  // namespace

CodeIndex::CodeIndex(const ZoneLayer& layer) {
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    const std::string& code = layer.zones[ZoneId(i)].code;
    by_code_.emplace(code, ZoneId(i));
    if (code.size() >= kShortestPrefix && is_digits(code)) {
      lengths_.push_back(code.size());
    }
  }
  std::sort(lengths_.begin(), lengths_.end(), std::greater<>());
  lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
}

std::optional<ZoneId> CodeIndex::exact(const std::string& code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<ZoneId> CodeIndex::prefix_of(const std::string& code) const {
  if (!is_digits(code)) {
    return std::nullopt;
  }
  for (const std::size_t length : lengths_) {
    if (length < code.size()) {
      if (const auto found = exact(code.substr(0, length))) {
        return found;
      }
    }
  }
  return std::nullopt;
}

void resolve_parents(StudyArea& area, const std::array<std::vector<std::string>, 3>& parent_codes,
                     IssueLedger& ledger) {
  for (const ZoneLevel level : kZoneLevels) {
    const auto above = area.level_above(level);
    if (above && !area.zones(level).empty()) {
      resolve_level(area.zones(level), area.zones(*above), parent_codes[static_cast<std::size_t>(level)], ledger);
    }
  }
}

MembershipFinder::MembershipFinder(const StudyArea& area) : area_(&area) {
  for (const ZoneLayer& layer : area.levels) {
    codes_.emplace_back(layer);
    locators_.emplace_back(outlines_of(layer));
  }
}

MembershipFinder::Found MembershipFinder::find(Point at, const ZoneHints& hints) const {
  Found found;
  for (std::size_t i = kZoneLevels.size(); i-- > 0;) {
    const ZoneLevel level = kZoneLevels[i];
    if (!area_->zones(level).empty()) {
      place(level, at, hints, found);
    }
  }
  return found;
}

bool MembershipFinder::inside_any(Point at) const {
  return std::any_of(locators_.begin(), locators_.end(),
                     [&](const ZoneLocator& locator) { return locator.find(at).has_value(); });
}

void MembershipFinder::place(ZoneLevel level, Point at, const ZoneHints& hints, Found& found) const {
  const auto i = static_cast<std::size_t>(level);
  const ZoneLayer& layer = area_->zones(level);
  const auto located = locators_[i].find(at);
  const auto by_place = located ? std::optional(ZoneId(*located)) : std::nullopt;
  const std::string& stated = hints.codes[i];
  const auto by_code = stated.empty() ? codes_[i].prefix_of(hints.own_code) : codes_[i].exact(stated);
  const bool already = found.zones[i].has_value();  // through the parent of a lower level
  if (!already) {
    found.zones[i] = by_code ? by_code : by_place;
  }
  if (found.disagreement.empty()) {
    if (!stated.empty() && !by_code) {
      found.disagreement =
          fmt::format("names the {} '{}', which is not in the layer {}", noun_of(level), stated, role_of(level));
    } else if (by_code && by_place && *by_code != *by_place) {
      found.disagreement = fmt::format("belongs to {} {} by its code but lies in {}", noun_of(level),
                                       layer.zones[*by_code].code, layer.zones[*by_place].code);
    } else if (by_code && *by_code != *found.zones[i]) {
      found.disagreement = fmt::format("belongs to {} {} by its code but to {} by that of a lower zone", noun_of(level),
                                       layer.zones[*by_code].code, layer.zones[*found.zones[i]].code);
    }
  }
  const auto above = area_->level_above(level);
  if (found.zones[i] && above && !found.zones[static_cast<std::size_t>(*above)]) {
    found.zones[static_cast<std::size_t>(*above)] = layer.zones[*found.zones[i]].parent;
  }
}

}  // namespace lastmeter
