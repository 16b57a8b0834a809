// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assignment/assignment_result.h"
#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

/// The exact figure coverage.area of open service within a radius; nothing where it was not measured.
const Figure* area_figure(const Results& results, const ServiceShape& shape) {
  const RadiusRule& rule = shape.radius;
  const auto of_mode = std::find_if(results.coverage.begin(), results.coverage.end(),
                                    [&](const CoverageResult* coverage) { return coverage->mode == shape.mode; });
  if (of_mode == results.coverage.end()) {
    return nullptr;
  }
  const Figure::Qualifier radius = rule.radius ? Figure::Qualifier{"radius_m", rule.radius->value()}
                                               : Figure::Qualifier{"radius", std::string("own")};
  const Figure::Qualifier service{"service", std::string(name_of(ServiceRule::Open))};
  for (const Figure& figure : (*of_mode)->figures) {
    const auto has = [&](const Figure::Qualifier& wanted) {
      return std::find(figure.qualifiers.begin(), figure.qualifiers.end(), wanted) != figure.qualifiers.end();
    };
    if (figure.name == "coverage.area" && has(radius) && has(service)) {
      return &figure;
    }
  }
  return nullptr;
}

/// What a kind of shape shows: its outline, and its area inside the zones.
struct ShapeKind {
  std::string name;
  std::string colour;
  MultiPolygon ServiceShape::*shape;
  double (*area)(const Figure& covered);
};

StyledTable shape_table(const Results& results, const ShapeKind& kind) {
  const auto& shapes = *results.shapes;
  TableBuilder builder(kind.name, in_order(shapes.size()), results.area->crs);
  builder.text("mode", [&](std::size_t i) { return std::string(name_of(shapes[i].mode)); })
      .text("service", [](std::size_t) { return std::string(name_of(ServiceRule::Open)); })
      .text("radius",
            [&](std::size_t i) {
              return shapes[i].radius.radius ? fixed(shapes[i].radius.radius->value(), 3) : std::string("own");
            })
      .real("radius_m", 3,
            [&](std::size_t i) {
              const auto& radius = shapes[i].radius.radius;
              return radius ? std::optional(radius->value()) : std::nullopt;
            })
      .real("area_m2", 2,
            [&](std::size_t i) {
              const Figure* covered = area_figure(results, shapes[i]);
              return covered != nullptr && covered->total ? std::optional(kind.area(*covered)) : std::nullopt;
            })
      .whole("pieces",
             [&](std::size_t i) { return std::optional(static_cast<double>((shapes[i].*kind.shape).parts.size())); })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return shapes[i].*kind.shape; });
  LayerStyle style;
  style.colour = kind.colour;
  style.opacity = 0.35;
  return {builder.take(), style};
}

const std::string kHiddenCount = "its count is off the norm, or cannot be right; it is not shown in exports";

/// Sentences about one zone or place with its count in them.
bool tells_a_count(const Issue& issue) {
  return !issue.code.empty() && (issue.unit == "households" || issue.unit == "persons" || issue.unit == "people" ||
                                 issue.unit == "population");
}

std::string context_colour(const std::string& role) {
  if (role == "streets") {
    return "#999999";
  }
  return role == "barriers" ? "#3366cc" : "#ddaa33";
}

}  // namespace

std::vector<StyledTable> shape_tables(const Results& results) {
  return {shape_table(results, {"service_area", "#66c2a5", &ServiceShape::service_area,
                                [](const Figure& covered) { return covered.value; }}),
          shape_table(results, {"gaps", "#8c2d04", &ServiceShape::gap,
                                [](const Figure& covered) { return *covered.total - covered.value; }})};
}

StyledTable issue_table(const Results& results) {
  const auto issues = results.ledger->issues();
  const auto tells = [&](std::size_t i) { return results.suppress_below && tells_a_count(issues[i]); };
  TableBuilder builder("issues", in_order(issues.size()), results.area->crs);
  builder.text("severity", [&](std::size_t i) { return std::string(severity_name(issues[i].severity)); })
      .text("rule", [&](std::size_t i) { return std::string(rule_info(issues[i].rule).code); })
      .text("layer", [&](std::size_t i) { return issues[i].layer; })
      .text("code", [&](std::size_t i) { return issues[i].code; })
      .text("name", [&](std::size_t i) { return issues[i].name; })
      .text("what", [&](std::size_t i) { return tells(i) ? kHiddenCount : issues[i].what; })
      .real("figure", 3, [&](std::size_t i) { return tells(i) ? std::nullopt : issues[i].figure; })
      .text("unit", [&](std::size_t i) { return issues[i].unit; })
      .text("fix", [&](std::size_t i) { return issues[i].fix; })
      .whole("row",
             [&](std::size_t i) {
               return issues[i].row ? std::optional(static_cast<double>(*issues[i].row + 1)) : std::nullopt;
             })
      .points([&](std::size_t i) { return issues[i].at; });
  LayerStyle style;
  style.colour = "#aa3377";
  return {builder.take(), style};
}

std::vector<StyledTable> context_tables(const Results& results) {
  std::vector<StyledTable> tables;
  for (const ContextLayer& layer : results.area->context) {
    TableBuilder builder(layer.role, in_order(layer.codes.size()), results.area->crs);
    builder.text("code", [&](std::size_t i) { return layer.codes[i]; })
        .text("name", [&](std::size_t i) { return layer.names[i]; })
        .text("kind", [&](std::size_t i) { return layer.kinds[i]; });
    FeatureTable table = builder.take();
    table.geometry = layer.shapes;
    LayerStyle style;
    style.colour = context_colour(layer.role);
    tables.push_back({std::move(table), style});
  }
  return tables;
}

StyledTable reached_streets_table(const Results& results) {
  struct Reached {
    Metres radius;
    const ReachedStreet* street;
  };
  std::vector<Reached> rows;
  for (const ReachedStreets& reached : results.walking->streets) {
    for (const ReachedStreet& street : reached.streets) {
      rows.push_back({reached.radius, &street});
    }
  }
  const ContextLayer* layer = results.area->context_of("streets");
  const auto named = [&](const std::vector<std::string> ContextLayer::*texts) {
    return [&rows, layer, texts](std::size_t i) { return (layer->*texts)[rows[i].street->row]; };
  };
  TableBuilder builder("streets_reached", in_order(rows.size()), results.area->crs);
  builder.text("code", named(&ContextLayer::codes))
      .text("name", named(&ContextLayer::names))
      .real("radius_m", 3, [&](std::size_t i) { return std::optional(rows[i].radius.value()); })
      .real("length_m", 2, [&](std::size_t i) { return std::optional(rows[i].street->length.value()); })
      .lines([&](std::size_t i) -> const std::vector<std::vector<Point>>& { return rows[i].street->parts; });
  LayerStyle style;
  style.colour = "#1b7837";
  return {builder.take(), style};
}

std::vector<StyledTable> all_tables(const Results& results) {
  std::vector<StyledTable> tables = zone_tables(results);
  const auto append = [&](std::vector<StyledTable> more) {
    std::move(more.begin(), more.end(), std::back_inserter(tables));
  };
  if (results.shapes != nullptr) {
    append(shape_tables(results));
  }
  append(context_tables(results));
  if (results.walking != nullptr && !results.walking->streets.empty()) {
    tables.push_back(reached_streets_table(results));
  }
  if (!results.area->demand.empty()) {
    tables.push_back(demand_table(results));
  }
  for (const CoverageResult* coverage : results.coverage) {
    tables.push_back(uncovered_table(results, *coverage));
  }
  if (!results.area->candidates.empty()) {
    tables.push_back(candidate_table(results));
  }
  if (!results.area->facilities.empty()) {
    tables.push_back(facility_table(results));
  }
  if (results.placement != nullptr) {
    append(placement_tables(results));
  }
  for (const PartitionResult* partition : results.partitions) {
    append(partition_tables(results, *partition));
  }
  for (const ShareResult* share : results.shares) {
    tables.push_back(share_table(results, *share));
  }
  if (results.branches != nullptr) {
    tables.push_back(branch_table(results));
    tables.push_back(branch_parent_table(results));
  }
  if (results.events != nullptr) {
    append(event_tables(results));
  }
  for (const AssignmentResult* assignment : results.assignments) {
    tables.push_back(assign_receiver_table(results, *assignment));
    tables.push_back(assign_table(results, *assignment));
    if (assignment->members_bound) {
      tables.push_back(assign_member_table(results, *assignment));
    }
  }
  if (results.emergency != nullptr) {
    append(emergency_tables(results));
  }
  if (results.history != nullptr) {
    append(history_tables(results));
  }
  if (results.groups != nullptr) {
    append(group_tables(results));
  }
  for (const InvestmentResult* investment : results.investments) {
    append(investment_tables(results, *investment));
  }
  if (results.norms != nullptr) {
    tables.push_back(norm_table(results));
    tables.push_back(norm_limit_table(results));
  }
  tables.push_back(issue_table(results));
  return tables;
}

}  // namespace lastmeter
