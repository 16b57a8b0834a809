// SPDX-License-Identifier: Apache-2.0
#include "report/summary.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/text.h"
#include "core/version.h"
#include "model/posts_inside.h"

namespace lastmeter {

namespace {

constexpr int kDecimals = 6;

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Figure count_figure(std::string name, std::size_t count, std::string unit) {
  return {.name = std::move(name),
          .qualifiers = {},
          .value = static_cast<double>(count),
          .total = {},
          .unit = std::move(unit)};
}

std::string qualifier_text(const Figure::Qualifier& qualifier) {
  if (const auto* text = std::get_if<std::string>(&qualifier.second)) {
    return quoted(*text);
  }
  return fixed(std::get<double>(qualifier.second), kDecimals);
}

std::string figure_line(const Figure& figure) {
  std::string line = fmt::format("{{\"name\": {}", quoted(figure.name));
  for (const Figure::Qualifier& qualifier : figure.qualifiers) {
    line += fmt::format(", {}: {}", quoted(qualifier.first), qualifier_text(qualifier));
  }
  line += fmt::format(", \"value\": {}", fixed(figure.value, kDecimals));
  if (figure.total) {
    line += fmt::format(", \"total\": {}", fixed(*figure.total, kDecimals));
  }
  if (const auto share = figure.share()) {
    line += fmt::format(", \"share\": {}", fixed(*share, kDecimals));
  }
  return line + fmt::format(", \"unit\": {}}}", quoted(figure.unit));
}

std::size_t building_groups(const StudyArea& area) {
  std::set<std::string> groups;
  for (const DemandPoint& point : area.demand) {
    if (!point.building_group.empty()) {
      groups.insert(point.building_group);
    }
  }
  return groups.size();
}

}  // namespace

std::vector<Figure> study_figures(const StudyArea& area, const IssueLedger& ledger) {
  std::vector<Figure> figures;
  for (const ZoneLayer& layer : area.levels) {
    if (!layer.empty()) {
      figures.push_back(count_figure(fmt::format("study.{}", role_of(layer.level)), layer.zones.size(),
                                     std::string(role_of(layer.level))));
    }
  }
  if (const std::size_t groups = building_groups(area); groups > 0) {
    figures.push_back(count_figure("study.building_groups", groups, "building_groups"));
  }
  const std::string demand = area.basis == DemandBasis::Buildings ? "buildings" : "demand_points";
  figures.push_back(count_figure("study." + demand, area.demand.size(), demand));
  const std::size_t inside = posts_inside(area);
  figures.push_back(count_figure("study.facilities", inside, "facilities"));
  if (inside < area.facilities.size()) {
    figures.push_back(count_figure("study.facilities_outside", area.facilities.size() - inside, "facilities"));
  }
  figures.push_back(count_figure("audit.refused", ledger.count(Severity::Refused), "issues"));
  figures.push_back(count_figure("audit.errors", ledger.count(Severity::Error), "issues"));
  figures.push_back(count_figure("audit.warnings", ledger.count(Severity::Warning), "issues"));
  figures.push_back(count_figure("audit.notes", ledger.count(Severity::Note), "issues"));
  for (const LayerAccount& account : area.accounts) {
    Figure rows = count_figure("input.rows_used", account.used, "rows");
    rows.qualifiers = {{"layer", account.layer}};
    rows.total = static_cast<double>(account.read);
    figures.push_back(std::move(rows));
  }
  for (const RuleInfo& rule : all_rules()) {
    if (const std::size_t count = ledger.count(rule.rule); count > 0) {
      Figure figure = count_figure("audit.issues", count, "issues");
      figure.qualifiers = {{"rule", std::string(rule.code)}};
      figures.push_back(std::move(figure));
    }
  }
  return figures;
}

void sort_figures(std::vector<Figure>& figures) {
  std::stable_sort(figures.begin(), figures.end(), [](const Figure& a, const Figure& b) {
    return std::tie(a.name, a.qualifiers) < std::tie(b.name, b.qualifiers);
  });
}

std::string summary_json(const std::string& study, const std::vector<Figure>& figures) {
  std::string text =
      fmt::format("{{\n\"lastmeter\": {},\n\"study\": {},\n\"figures\": [", quoted(kVersion), quoted(study));
  for (std::size_t i = 0; i < figures.size(); ++i) {
    text += (i == 0 ? "\n" : ",\n") + figure_line(figures[i]);
  }
  return text + "\n]\n}\n";
}

}  // namespace lastmeter
