// SPDX-License-Identifier: Apache-2.0
#include "study/instance_assignment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "io/read_table.h"
#include "partition/evaluate_partition.h"
#include "partition/reading_order.h"
#include "study/instance_fields.h"

namespace lastmeter {

namespace {

/// Weighted centres of zones; plain ones where nothing weighs.
std::vector<Point> centres_of(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of) {
  struct Sum {
    double weight = 0.0;
    double units = 0.0;
    Point weighted;
    Point plain;
  };
  std::vector<Sum> sums;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const BasicUnit& unit = graph.units()[UnitId(i)];
    const std::size_t zone = zone_of[UnitId(i)].index();
    sums.resize(std::max(sums.size(), zone + 1));
    Sum& sum = sums[zone];
    sum.weight += unit.weight;
    sum.units += 1.0;
    sum.weighted = {sum.weighted.x + unit.weight * unit.at.x, sum.weighted.y + unit.weight * unit.at.y};
    sum.plain = {sum.plain.x + unit.at.x, sum.plain.y + unit.at.y};
  }
  std::vector<Point> centres;
  for (const Sum& sum : sums) {
    const double divisor = sum.weight > 0.0 ? sum.weight : std::max(1.0, sum.units);
    const Point& total = sum.weight > 0.0 ? sum.weighted : sum.plain;
    centres.push_back({total.x / divisor, total.y / divisor});
  }
  return centres;
}

std::size_t highest_number(const std::vector<std::string>& labels) {
  std::size_t highest = 0;
  for (const std::string& label : labels) {
    const bool digits = !label.empty() && label.size() < 10 &&
                        std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
    highest = digits ? std::max<std::size_t>(highest, std::stoul(label)) : highest;
  }
  return highest;
}

void append_cell(std::string& out, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

}  // namespace

std::vector<std::string> zone_labels(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of,
                                     const std::vector<std::optional<ZoneId>>& today,
                                     const std::vector<std::string>& labels_today) {
  const std::vector<Point> centres = centres_of(graph, zone_of);
  std::vector<std::string> labels(centres.size());
  if (!today.empty()) {
    const auto partner = match_zones(graph, zone_of, today);
    for (std::size_t zone = 0; zone < labels.size(); ++zone) {
      labels[zone] = partner[zone] ? labels_today[partner[zone]->index()] : "";
    }
  }
  std::size_t number = highest_number(labels_today);
  for (const std::size_t zone : reading_order(centres)) {
    if (labels[zone].empty()) {
      labels[zone] = std::to_string(++number);
    }
  }
  return labels;
}

std::string assignment_csv(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of,
                           const std::vector<std::string>& labels) {
  std::string csv = "unit_id,district\n";
  for (std::size_t i = 0; i < graph.size(); ++i) {
    append_cell(csv, graph.units()[UnitId(i)].code);
    csv += ',';
    append_cell(csv, labels[zone_of[UnitId(i)].index()]);
    csv += '\n';
  }
  return csv;
}

Assignment read_assignment(const std::filesystem::path& file, const UnitGraph& graph, Progress& progress) {
  const FeatureTable table = read_table({.path = file.string()}, progress);
  if (table.columns.size() < 2) {
    throw InputError(fmt::format("assignment {} has no two columns", file.string()), "name them unit_id and district");
  }
  const Column& codes = table.columns[table.find("unit_id").value_or(0)];
  const Column& districts = table.columns[table.find("district").value_or(1)];
  std::unordered_map<std::string_view, std::size_t> by_code;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    by_code.emplace(graph.units()[UnitId(i)].code, i);
  }
  std::vector<std::string> given(graph.size());
  Tally unknown;
  Tally twice;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string code(trimmed(codes.as_text(row)));
    const auto at = by_code.find(code);
    const std::string district(trimmed(districts.as_text(row)));
    if (at == by_code.end()) {
      unknown.add(fmt::format("{}: {}", table.record_text(row), code));
    } else if (!given[at->second].empty() && given[at->second] != district) {
      twice.add(code);
    } else {
      given[at->second] = district;
    }
  }
  Assignment result;
  Tally missing;
  std::map<std::string_view, ZoneId> zones;
  for (std::size_t i = 0; i < given.size(); ++i) {
    zones.emplace(given[i], ZoneId());
    if (given[i].empty()) {
      missing.add(graph.units()[UnitId(i)].code);
    }
  }
  for (auto& [label, zone] : zones) {
    zone = ZoneId(result.labels.size());
    result.labels.emplace_back(label);
  }
  for (const std::string& district : given) {
    result.zone_of.push_back(zones.at(district));
  }
  const auto refuse = [&](const Tally& faults, const char* what) {
    if (faults.count() > 0) {
      result.refusals.push_back(fmt::format("{}: {} {}: {}", file.string(), faults.count(), what, faults.text()));
    }
  };
  refuse(unknown, "lines name units that are not there");
  refuse(twice, "units stand in two districts");
  refuse(missing, "units have no district");
  return result;
}

}  // namespace lastmeter
