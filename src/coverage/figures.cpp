// SPDX-License-Identifier: Apache-2.0
#include "coverage/figures.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace lastmeter {

namespace {

using Qualifiers = std::vector<Figure::Qualifier>;

Qualifiers mode_qualifier(const CoverageResult& result) { return {{"mode", std::string(name_of(result.mode))}}; }

void add_radius(Qualifiers& qualifiers, const RadiusRule& rule) {
  if (rule.radius) {
    qualifiers.emplace_back("radius_m", rule.radius->value());
  } else {
    qualifiers.emplace_back("radius", std::string("own"));
  }
}

Qualifiers case_qualifiers(const CoverageResult& result, const CoverageCase& at) {
  Qualifiers qualifiers = mode_qualifier(result);
  qualifiers.emplace_back("service", std::string(name_of(at.service)));
  add_radius(qualifiers, result.radii[at.radius]);
  return qualifiers;
}

Qualifiers with(Qualifiers qualifiers, std::string key, std::variant<std::string, double> value) {
  qualifiers.emplace_back(std::move(key), std::move(value));
  return qualifiers;
}

class FigureList {
 public:
  FigureList(const StudyArea& area, const FlatDemand& demand, const CoverageResult& result)
      : area_(area), demand_(demand), result_(result) {}

  std::vector<Figure> build() && {
    for (std::size_t c = 0; c < result_.cases.size(); ++c) {
      const Qualifiers qualifiers = case_qualifiers(result_, result_.cases[c]);
      add_demand(qualifiers, result_.totals[c]);
      add_area_share(qualifiers, result_.area_share[c]);
      add_grid_zones(qualifiers, c);
      add_areas(qualifiers, c);
    }
    add_nearest();
    add_one_plus_n();
    return std::move(figures_);
  }

 private:
  void add_sum(Measure measure, const DemandSum& sum, Qualifiers qualifiers) {
    figures_.push_back({"coverage." + std::string(name_of(measure, result_.basis)), std::move(qualifiers),
                        sum.of(measure), result_.total.of(measure), std::string(unit_of(measure, result_.basis))});
  }

  void add_demand(const Qualifiers& qualifiers, const CaseTotals& totals) {
    for (const Measure measure : result_.measures) {
      add_sum(measure, totals.at_least[0], qualifiers);
      for (std::size_t depth = 2; depth <= totals.at_least.size(); ++depth) {
        add_sum(measure, totals.at_least[depth - 1], with(qualifiers, "depth_min", static_cast<double>(depth)));
      }
      if (const std::optional<double> mean = share_of(totals.depth.of(measure), result_.total.of(measure))) {
        figures_.push_back({"coverage.overlap_depth_mean",
                            with(qualifiers, "weight", std::string(name_of(measure, result_.basis))), *mean,
                            std::nullopt, "posts"});
      }
    }
  }

  void add_area_share(const Qualifiers& qualifiers, const std::optional<DemandSum>& covered) {
    for (const Measure measure : result_.measures) {
      if (covered && measure != Measure::Points) {
        add_sum(measure, *covered, with(qualifiers, "demand", std::string("area_share")));
      }
    }
  }

  void add_grid_zones(const Qualifiers& qualifiers, std::size_t c) {
    const auto table = std::find_if(result_.zones.begin(), result_.zones.end(),
                                    [](const ZoneTable& zones) { return zones.level == ZoneLevel::GridZone; });
    if (table == result_.zones.end() || result_.measures.empty()) {
      return;
    }
    const Measure measure = result_.measures.front();
    double covered = 0.0;
    double inhabited = 0.0;
    for (const ZoneRow& row : table->rows) {
      const double total = row.total.of(measure);
      if (row.zone && total > 0.0) {
        inhabited += 1.0;
        covered += reaches_share(row.cases[c].covered.of(measure), total, result_.grid_zone_share) ? 1.0 : 0.0;
      }
    }
    figures_.push_back({"coverage.grid_zones", with(qualifiers, "share_min", result_.grid_zone_share), covered,
                        inhabited, "grid_zones"});
  }

  void add_areas(const Qualifiers& qualifiers, std::size_t c) {
    if (result_.mode == TravelMode::Straight && !result_.zones.empty()) {
      const ZoneTable& top = result_.zones.front();
      double covered = 0.0;
      double whole = 0.0;
      for (const ZoneRow& row : top.rows) {
        if (row.zone) {
          covered += row.cases[c].area.value_or(SquareMetres(0.0)).value();
          whole += area_.zones(top.level).zones[*row.zone].area.value();
        }
      }
      figures_.push_back({"coverage.area", qualifiers, covered, whole, "m2"});
    }
    if (result_.residential[c]) {
      double whole = 0.0;
      for (const MultiPolygon& outline : area_.residential) {
        whole += lastmeter::area(outline).value();
      }
      figures_.push_back({"coverage.residential", qualifiers, result_.residential[c]->value(), whole, "m2"});
    }
  }

  void add_nearest() {
    for (const Measure measure : result_.measures) {
      const NearestStatistics statistics = nearest_statistics(demand_, result_.demand, measure);
      const std::array<std::pair<const char*, std::optional<double>>, 3> values{
          {{"mean", statistics.mean}, {"median", statistics.median}, {"max", statistics.max}}};
      for (const auto& [stat, value] : values) {
        if (value) {
          const Qualifiers qualifiers = with(mode_qualifier(result_), "stat", std::string(stat));
          figures_.push_back({"coverage.nearest_m",
                              with(qualifiers, "weight", std::string(name_of(measure, result_.basis))), *value,
                              std::nullopt, "m"});
        }
      }
    }
  }

  void add_one_plus_n() {
    if (result_.communities.empty()) {
      return;
    }
    const auto complete = std::count_if(result_.communities.begin(), result_.communities.end(),
                                        [](const CommunityPosts& posts) { return posts.complete(); });
    figures_.push_back({"coverage.one_plus_n",
                        {},
                        static_cast<double>(complete),
                        static_cast<double>(result_.communities.size()),
                        "communities"});
    for (std::size_t k = 0; k < result_.one_plus_n_served.size(); ++k) {
      Qualifiers qualifiers = mode_qualifier(result_);
      add_radius(qualifiers, result_.radii[k]);
      for (const Measure measure : result_.measures) {
        add_sum(measure, result_.one_plus_n_served[k], with(qualifiers, "rule", std::string("1+N")));
      }
    }
  }

  const StudyArea& area_;
  const FlatDemand& demand_;
  const CoverageResult& result_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> coverage_figures(const StudyArea& area, const FlatDemand& demand, const CoverageResult& result) {
  return FigureList(area, demand, result).build();
}

}  // namespace lastmeter
