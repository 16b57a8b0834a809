// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/norm_text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

/// A row of the table: a norm between counts of a scenario, or a radius norm.
struct Row {
  const NormScenario* scenario;
  std::optional<std::size_t> norm;
  const CircleVerdict* circle;
  [[nodiscard]] const NormFigure& figure() const { return norm ? scenario->audit.norms[*norm] : circle->norm; }
  [[nodiscard]] const NormVerdict* verdict() const { return norm ? &scenario->audit.verdicts[*norm] : nullptr; }
};

std::vector<Row> rows_of(const std::vector<NormScenario>& scenarios) {
  std::vector<Row> rows;
  for (const NormScenario& scenario : scenarios) {
    for (std::size_t i = 0; i < scenario.audit.norms.size(); ++i) {
      rows.push_back({&scenario, i, nullptr});
    }
    for (const CircleVerdict& circle : scenario.circles) {
      rows.push_back({&scenario, std::nullopt, &circle});
    }
  }
  return rows;
}

std::string state_of(const Row& row) {
  if (const NormVerdict* verdict = row.verdict()) {
    return std::string(name_of(verdict->state));
  }
  const CircleVerdict& circle = *row.circle;
  return circle.within ? std::string(name_of(*circle.within >= circle.total ? NormState::Met : NormState::Below))
                       : std::string(name_of(NormState::Unknown));
}

Optional value_of(const Row& row) {
  if (const NormVerdict* verdict = row.verdict()) {
    return verdict->value;
  }
  return row.circle->within && row.circle->total > 0.0 ? Optional(*row.circle->within / row.circle->total)
                                                       : std::nullopt;
}

Optional off_of(const Row& row) {
  if (const NormVerdict* verdict = row.verdict()) {
    return verdict->value ? Optional(verdict->off) : std::nullopt;
  }
  return row.circle->within ? Optional(row.circle->total - *row.circle->within) : std::nullopt;
}

std::string off_unit(const Row& row) { return row.norm ? unit_of_count(row.figure().of) : row.circle->unit; }

std::string ratio_of(const NormFigure& norm) {
  if (norm.of.empty()) {
    return "share within the radius";
  }
  return norm.each == 1.0
             ? norm.of + " / " + norm.per
             : norm.of + " / (" + norm.per + " / " + std::to_string(static_cast<long long>(norm.each)) + ")";
}

/// Norms of conflicts this norm is in.
std::string conflicts_of(const Row& row) {
  std::string text;
  const NormAudit& audit = row.scenario->audit;
  for (const NormConflict& conflict : audit.conflicts) {
    if (!row.norm || std::find(conflict.norms.begin(), conflict.norms.end(), *row.norm) == conflict.norms.end()) {
      continue;
    }
    for (const std::size_t other : conflict.norms) {
      if (other != *row.norm || conflict.norms.size() == 1) {
        text += (text.empty() ? "" : ", ") + audit.norms[other].key;
      }
    }
  }
  return text;
}

}  // namespace

StyledTable norm_table(const Results& results) {
  const std::vector<Row> rows = rows_of(*results.norms);
  TableBuilder builder("norms", in_order(rows.size()), results.area->crs);
  builder.text("scenario", [&](std::size_t i) { return rows[i].scenario->name; })
      .text("norm", [&](std::size_t i) { return rows[i].figure().key; })
      .text("ratio", [&](std::size_t i) { return ratio_of(rows[i].figure()); })
      .real("value", 4, [&](std::size_t i) { return value_of(rows[i]); })
      .real("at_least", 4, [&](std::size_t i) { return rows[i].figure().lo; })
      .real("at_most", 4, [&](std::size_t i) { return rows[i].figure().hi; })
      .text("unit", [&](std::size_t i) { return rows[i].figure().unit; })
      .text("verdict", [&](std::size_t i) { return state_of(rows[i]); })
      .real("off", 3, [&](std::size_t i) { return off_of(rows[i]); })
      .text("off_unit", [&](std::size_t i) { return off_unit(rows[i]); })
      .text("missing", [&](std::size_t i) { return rows[i].norm ? rows[i].verdict()->missing : std::string(); })
      .text("needs",
            [&](std::size_t i) {
              return rows[i].norm ? remedy_text(rows[i].scenario->audit, *rows[i].norm) : std::string();
            })
      .text("conflicts_with", [&](std::size_t i) { return conflicts_of(rows[i]); })
      .text("source", [&](std::size_t i) { return rows[i].figure().source; })
      .text("grade", [&](std::size_t i) { return rows[i].figure().grade; })
      .text("rule_file", [&](std::size_t i) { return rows[i].figure().rule_file; });
  return {builder.take(), LayerStyle{}};
}

StyledTable norm_limit_table(const Results& results) {
  struct Limit {
    const NormScenario* scenario;
    const NormLimits* limits;
  };
  std::vector<Limit> rows;
  for (const NormScenario& scenario : *results.norms) {
    for (const NormLimits& limits : scenario.audit.limits) {
      rows.push_back({&scenario, &limits});
    }
  }
  const auto keys = [&](std::size_t i, const std::vector<std::size_t>& norms) {
    std::string text;
    for (const std::size_t norm : norms) {
      text += (text.empty() ? "" : ", ") + rows[i].scenario->audit.norms[norm].key;
    }
    return text;
  };
  TableBuilder builder("norm_limits", in_order(rows.size()), results.area->crs);
  builder.text("scenario", [&](std::size_t i) { return rows[i].scenario->name; })
      .text("count", [&](std::size_t i) { return rows[i].limits->range.count; })
      .real("today", 3,
            [&](std::size_t i) {
              const NormCounts& counts = rows[i].scenario->audit.counts;
              const auto at = counts.find(rows[i].limits->range.count);
              return at == counts.end() ? std::nullopt : Optional(at->second);
            })
      .real("at_least", 3, [&](std::size_t i) { return rows[i].limits->range.lo; })
      .real("at_most", 3, [&](std::size_t i) { return rows[i].limits->range.hi; })
      .text("at_least_by", [&](std::size_t i) { return keys(i, rows[i].limits->lo_norms); })
      .text("at_most_by", [&](std::size_t i) { return keys(i, rows[i].limits->hi_norms); });
  return {builder.take(), LayerStyle{}};
}

}  // namespace lastmeter
