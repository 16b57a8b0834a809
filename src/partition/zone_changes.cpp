// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_changes.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "geometry/overlay.h"
#include "partition/evaluate_partition.h"

namespace lastmeter {

namespace {

using ZonePair = std::pair<std::optional<ZoneId>, ZoneId>;

std::map<ZonePair, LineageRow> common_units(const PlanPair& plans) {
  std::map<ZonePair, LineageRow> pairs;
  for (std::size_t i = 0; i < plans.before.size(); ++i) {
    const ZonePair key{plans.before[i], plans.after[UnitId(i)]};
    LineageRow& row = pairs[key];
    row.before = key.first;
    row.after = key.second;
    ++row.units;
    row.weight += plans.graph.units()[UnitId(i)].weight;
  }
  return pairs;
}

/// How many partners each zone has, and whether all of them have no other.
class Partners {
 public:
  explicit Partners(const std::map<ZonePair, LineageRow>& pairs) {
    for (const auto& [pair, row] : pairs) {
      ++of_before_[pair.first];
      ++of_after_[pair.second];
    }
    for (const auto& [pair, row] : pairs) {
      torn_before_[pair.first] |= of_after_.at(pair.second) > 1;
      torn_after_[pair.second] |= !pair.first || of_before_.at(pair.first) > 1;
    }
  }
  [[nodiscard]] bool same(const ZonePair& pair) const {
    return pair.first && of_before_.at(pair.first) == 1 && of_after_.at(pair.second) == 1;
  }
  [[nodiscard]] bool split(const ZonePair& pair) const { return pair.first && !torn_before_.at(pair.first); }
  [[nodiscard]] bool merged(const ZonePair& pair) const { return !torn_after_.at(pair.second); }

 private:
  std::map<std::optional<ZoneId>, std::size_t> of_before_;
  std::map<ZoneId, std::size_t> of_after_;
  std::map<std::optional<ZoneId>, bool> torn_before_;
  std::map<ZoneId, bool> torn_after_;
};

}  // namespace

std::string_view name_of(LineageKind kind) {
  switch (kind) {
    case LineageKind::Unchanged:
      return "unchanged";
    case LineageKind::Renamed:
      return "kept, new code";
    case LineageKind::Split:
      return "split";
    case LineageKind::Merged:
      return "merged";
    case LineageKind::Changed:
      return "changed";
  }
  throw std::logic_error("LineageKind holds no known value");
}

ZoneChanges zone_changes(const PlanPair& plans, std::span<const MultiPolygon> shapes) {
  const std::vector<std::optional<ZoneId>> goes_on = match_zones(plans.graph, plans.after, plans.before);
  ZoneChanges found{std::vector<bool>(plans.before.size(), false), {}};
  std::map<ZonePair, ZoneChange> changes;
  for (std::size_t i = 0; i < plans.before.size(); ++i) {
    const ZonePair key{plans.before[i], plans.after[UnitId(i)]};
    if (key.first && goes_on[key.second.index()] == key.first) {
      continue;
    }
    found.moved[i] = true;
    ZoneChange& change = changes[key];
    change.before = key.first;
    change.after = key.second;
    change.units.emplace_back(i);
    change.weight += plans.graph.units()[UnitId(i)].weight;
  }
  for (auto& [key, change] : changes) {
    std::vector<MultiPolygon> pieces;
    for (const UnitId unit : change.units) {
      if (!shapes.empty() && !shapes[unit.index()].empty()) {
        pieces.push_back(shapes[unit.index()]);
      }
    }
    change.shape = dissolved(pieces);
    found.changes.push_back(std::move(change));
  }
  return found;
}

std::vector<LineageRow> lineage(const PlanPair& plans, const IdVector<ZoneId, std::string>& codes_before,
                                const IdVector<ZoneId, std::string>& codes_after) {
  std::map<ZonePair, LineageRow> pairs = common_units(plans);
  const Partners partners(pairs);
  std::vector<LineageRow> rows;
  for (auto& [pair, row] : pairs) {
    if (partners.same(pair)) {
      row.kind = codes_before[*pair.first] == codes_after[pair.second] ? LineageKind::Unchanged : LineageKind::Renamed;
    } else if (partners.split(pair)) {
      row.kind = LineageKind::Split;
    } else if (partners.merged(pair)) {
      row.kind = LineageKind::Merged;
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace lastmeter
