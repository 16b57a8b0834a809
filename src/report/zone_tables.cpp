// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

const ZoneTable* table_of(const CoverageResult& coverage, ZoneLevel level) {
  for (const ZoneTable& table : coverage.zones) {
    if (table.level == level) {
      return &table;
    }
  }
  return nullptr;
}

void add_case_columns(TableBuilder& builder, const CoverageResult& coverage, const ZoneTable& zones, std::size_t k) {
  const std::string suffix = case_suffix(coverage, coverage.cases[k]);
  for (const Measure measure : coverage.measures) {
    const std::string name(name_of(measure, coverage.basis));
    builder.real(name + suffix, 3,
                 [&, k](std::size_t i) { return Optional(zones.rows[i].cases[k].covered.of(measure)); });
    builder.real(fmt::format("{}_share{}", name, suffix), 6, [&, k](std::size_t i) {
      return share_of(zones.rows[i].cases[k].covered.of(measure), zones.rows[i].total.of(measure));
    });
  }
  if (coverage.mode == TravelMode::Straight) {
    builder.real("area_m2" + suffix, 2, [&, k](std::size_t i) {
      const auto& covered = zones.rows[i].cases[k].area;
      return covered ? Optional(covered->value()) : std::nullopt;
    });
  }
}

/// What does not depend on the mode.
void add_total_columns(TableBuilder& builder, const CoverageResult& coverage, const ZoneTable& zones) {
  for (const Measure measure : coverage.measures) {
    builder.real(std::string(name_of(measure, coverage.basis)), 3,
                 [&](std::size_t i) { return Optional(zones.rows[i].total.of(measure)); });
  }
  builder.whole("facilities", [&](std::size_t i) { return Optional(static_cast<double>(zones.rows[i].posts)); });
}

void add_coverage_columns(TableBuilder& builder, const CoverageResult& coverage, const ZoneTable& zones) {
  builder.real("nearest_mean_m" + mode_suffix(coverage), 2, [&](std::size_t i) {
    const auto& mean = zones.rows[i].mean_nearest;
    return mean ? Optional(mean->value()) : std::nullopt;
  });
  for (std::size_t k = 0; k < coverage.cases.size(); ++k) {
    add_case_columns(builder, coverage, zones, k);
  }
}

LayerStyle style_of(ZoneLevel level, const CoverageResult* coverage) {
  LayerStyle style;
  style.colour = "#cccccc";
  style.opacity = level == ZoneLevel::Subdistrict ? 0.2 : 0.6;
  if (coverage == nullptr || coverage->measures.empty()) {
    return style;
  }
  for (const CoverageCase& at : coverage->cases) {
    const RadiusRule& rule = coverage->radii[at.radius];
    if (rule.radius == coverage->nominal) {
      style.column =
          std::string(name_of(coverage->measures.front(), coverage->basis)) + "_share" + case_suffix(*coverage, at);
      style.classes = share_classes();
      return style;
    }
  }
  return style;
}

}  // namespace

std::optional<Metres> nominal_of(const Results& results) {
  return results.coverage.empty() ? results.nominal : std::optional(results.coverage.front()->nominal);
}

std::string mode_suffix(const CoverageResult& coverage) {
  return coverage.mode == TravelMode::Straight ? "" : fmt::format("_{}", name_of(coverage.mode));
}

std::string case_suffix(const CoverageResult& coverage, const CoverageCase& at) {
  const RadiusRule& rule = coverage.radii[at.radius];
  const std::string radius = rule.radius ? fixed(rule.radius->value(), 3) + "m" : "own";
  return fmt::format("_{}_{}{}", radius, name_of(at.service), mode_suffix(coverage));
}

std::vector<LayerStyle::Class> share_classes() {
  return {{0.25, "#440154", "up to 25 %"},
          {0.50, "#3b528b", "25-50 %"},
          {0.75, "#21918c", "50-75 %"},
          {0.90, "#5ec962", "75-90 %"},
          {1.00, "#fde725", "90-100 %"}};
}

std::vector<StyledTable> zone_tables(const Results& results) {
  std::vector<StyledTable> tables;
  const StudyArea& area = *results.area;
  for (const ZoneLevel level : kZoneLevels) {
    const auto& zones = area.zones(level).zones.items();
    if (zones.empty()) {
      continue;
    }
    const auto above = area.level_above(level);
    TableBuilder builder(
        std::string(role_of(level)),
        order_by_code(zones.size(), [&](std::size_t i) -> const std::string& { return zones[i].code; }), area.crs);
    builder.text("code", [&](std::size_t i) { return zones[i].code; }).text("name", [&](std::size_t i) {
      return zones[i].name;
    });
    if (above) {
      builder.text("parent", [&](std::size_t i) {
        return zones[i].parent ? area.zones(*above).zones[*zones[i].parent].code : std::string();
      });
    }
    builder.real("area_m2", 2, [&](std::size_t i) { return Optional(zones[i].area.value()); });
    for (const CoverageResult* coverage : results.coverage) {
      if (const ZoneTable* covered = table_of(*coverage, level)) {
        if (coverage == results.coverage.front()) {
          add_total_columns(builder, *coverage, *covered);
        }
        add_coverage_columns(builder, *coverage, *covered);
      }
    }
    builder.polygons([&](std::size_t i) -> const MultiPolygon& { return zones[i].outline; });
    tables.push_back({builder.take(), style_of(level, results.coverage.empty() ? nullptr : results.coverage.front())});
  }
  return tables;
}

}  // namespace lastmeter
