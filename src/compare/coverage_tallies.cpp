// SPDX-License-Identifier: Apache-2.0
#include "compare/coverage_tallies.h"

#include <string_view>
#include <unordered_map>

namespace lastmeter {

namespace {

/// Where the two sides of a demand point are counted; null: nowhere.
struct Places {
  CoverageTally* before = nullptr;
  CoverageTally* after = nullptr;
};

void count_before(CoverageTally* tally, const DemandSum& weight, bool covered) {
  if (tally != nullptr) {
    tally->total_before += weight;
    tally->covered_before += covered ? weight : DemandSum{};
  }
}

void count_after(CoverageTally* tally, const DemandSum& weight, bool covered) {
  if (tally != nullptr) {
    tally->total_after += weight;
    tally->covered_after += covered ? weight : DemandSum{};
  }
}

void add(CoverageTally* tally, DemandSum CoverageTally::*part, const DemandSum& weight) {
  if (tally != nullptr) {
    tally->*part += weight;
  }
}

void count(const ComparedResult& before, const ComparedResult& after, const CommonCase& at, const RecordPair& point,
           const Places& places) {
  const bool was = point.before && before.demand.covered[at.before][*point.before] != 0;
  const bool is = point.after && after.demand.covered[at.after][*point.after] != 0;
  const DemandSum old_weight = point.before ? before.demand.weights[*point.before] : DemandSum{};
  const DemandSum new_weight = point.after ? after.demand.weights[*point.after] : DemandSum{};
  count_before(places.before, old_weight, was);
  count_after(places.after, new_weight, is);
  if (point.before && point.after && was != is) {
    add(is ? places.after : places.before, is ? &CoverageTally::gained : &CoverageTally::lost,
        is ? new_weight : old_weight);
  } else if (was && is && places.before == places.after) {
    add(places.after, &CoverageTally::recounted, new_weight);
    add(places.after, &CoverageTally::recounted, old_weight * -1.0);
  } else {
    add(is ? places.after : nullptr, &CoverageTally::arrived, new_weight);
    add(was ? places.before : nullptr, &CoverageTally::departed, old_weight);
  }
}

using RowOfCode = std::unordered_map<std::string_view, std::size_t>;

const std::size_t* row_of(const RowOfCode& rows, std::string_view code) {
  const auto row = rows.find(code);
  return row == rows.end() ? nullptr : &row->second;
}

}  // namespace

std::vector<CoverageTally> tally_all(const ComparedResult& before, const ComparedResult& after,
                                     const Comparison& comparison) {
  std::vector<CoverageTally> tallies(comparison.cases.size());
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    for (const RecordPair& point : comparison.demand.pairs) {
      count(before, after, comparison.cases[k], point, {&tallies[k], &tallies[k]});
    }
  }
  return tallies;
}

void tally_zones(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison,
                 std::size_t level, ZoneComparison& zones) {
  RowOfCode old_rows;
  RowOfCode new_rows;
  for (std::size_t row = 0; row < zones.rows.size(); ++row) {
    ZoneChangeRow& each = zones.rows[row];
    each.tallies.assign(comparison.cases.size(), {});
    if (each.zone.before) {
      old_rows.try_emplace(before.zones[zones.before].records[*each.zone.before].code, row);
    }
    if (each.zone.after) {
      new_rows.try_emplace(after.zones[zones.after].records[*each.zone.after].code, row);
    }
  }
  for (const RecordPair& point : comparison.demand.pairs) {
    const std::size_t* old_row = point.before ? row_of(old_rows, before.demand.zones[*point.before][level]) : nullptr;
    const std::size_t* new_row = point.after ? row_of(new_rows, after.demand.zones[*point.after][level]) : nullptr;
    for (std::size_t k = 0; k < comparison.cases.size(); ++k) {
      count(before, after, comparison.cases[k], point,
            {old_row == nullptr ? nullptr : &zones.rows[*old_row].tallies[k],
             new_row == nullptr ? nullptr : &zones.rows[*new_row].tallies[k]});
    }
  }
}

}  // namespace lastmeter
