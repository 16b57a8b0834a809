// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>
#include <utility>

#include "compare/history_result.h"

namespace lastmeter {

namespace {

constexpr double kRounding = 1e-9;  // of the area of a zone

std::size_t count(const std::vector<DatedZone>& zones, ZoneChangeKind kind) {
  return static_cast<std::size_t>(
      std::count_if(zones.begin(), zones.end(), [&](const DatedZone& zone) { return zone.kind == kind; }));
}

double area(const DatedZone& zone) { return zone.area.value(); }
double common_area(const DatedZone& zone) { return zone.area_common.value(); }
double households(const DatedZone& zone) { return zone.carried; }
double common_households(const DatedZone& zone) { return zone.households_common; }

using Amount = double (*)(const DatedZone&);

double sum(const std::vector<DatedZone>& zones, Amount amount) {
  return std::accumulate(zones.begin(), zones.end(), 0.0,
                         [&](double sum, const DatedZone& zone) { return sum + amount(zone); });
}

double sum_apart(const std::vector<DatedZone>& zones, Amount amount, Amount common) {
  double sum = 0.0;
  for (const DatedZone& zone : zones) {
    const double apart = amount(zone) - common(zone);
    sum += apart > kRounding * amount(zone) ? apart : 0.0;
  }
  return sum;
}

}  // namespace

std::size_t HistoryResult::count_before(ZoneChangeKind kind) const { return count(before, kind); }
std::size_t HistoryResult::count_after(ZoneChangeKind kind) const { return count(after, kind); }

std::size_t HistoryResult::unions() const {
  std::size_t number = 0;
  for (const DatedZone& zone : after) {
    number += zone.kind == ZoneChangeKind::Merged ? zone.relatives.size() - 1 : 0;
  }
  return number;
}

SquareMetres HistoryResult::area_lost() const { return SquareMetres(sum_apart(before, area, common_area)); }
SquareMetres HistoryResult::area_gained() const { return SquareMetres(sum_apart(after, area, common_area)); }
double HistoryResult::households_lost() const { return sum_apart(before, households, common_households); }
double HistoryResult::households_gained() const { return sum_apart(after, households, common_households); }

std::vector<Figure> history_figures(const HistoryResult& result) {
  std::vector<Figure> figures;
  const std::vector<Figure::Qualifier> which{{"zones", std::string(role_of(result.level))}};
  const auto add = [&](const std::string& name, double value, const std::string& unit,
                       std::optional<double> total = {}) {
    figures.push_back({"history." + name, which, value, total, unit});
  };
  const auto add_kind = [&](ZoneChangeKind kind, std::size_t number, std::size_t of) {
    add(std::string(name_of(kind)), static_cast<double>(number), "zones", static_cast<double>(of));
  };
  add("before", static_cast<double>(result.before.size()), "zones");
  add("after", static_cast<double>(result.after.size()), "zones");
  for (const ZoneChangeKind kind : {ZoneChangeKind::Kept, ZoneChangeKind::Renamed, ZoneChangeKind::Merged,
                                    ZoneChangeKind::Split, ZoneChangeKind::Reshaped, ZoneChangeKind::New}) {
    add_kind(kind, result.count_after(kind), result.after.size());
  }
  add_kind(ZoneChangeKind::Gone, result.count_before(ZoneChangeKind::Gone), result.before.size());
  add("unions", static_cast<double>(result.unions()), "unions");
  add("area_before_m2", sum(result.before, area), "m2");
  add("area_after_m2", sum(result.after, area), "m2");
  add("area_lost_m2", result.area_lost().value(), "m2", sum(result.before, area));
  add("area_gained_m2", result.area_gained().value(), "m2", sum(result.after, area));
  add("households_before", sum(result.before, households), "households");
  add("households_after", sum(result.after, households), "households");
  add("households_lost", result.households_lost(), "households", sum(result.before, households));
  add("households_gained", result.households_gained(), "households", sum(result.after, households));
  return figures;
}

}  // namespace lastmeter
