// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "audit/norm_result.h"

namespace lastmeter {

namespace {

/// Adds figures of one scenario.
class Gather {
 public:
  Gather(std::string scenario, std::vector<Figure>& figures) : scenario_(std::move(scenario)), figures_(&figures) {}

  void add(const std::string& name, std::vector<Figure::Qualifier> qualifiers, double value, const std::string& unit,
           std::optional<double> total = {}) {
    if (!scenario_.empty()) {
      qualifiers.emplace_back("scenario", scenario_);
    }
    figures_->push_back({name, std::move(qualifiers), value, total, unit});
  }

 private:
  std::string scenario_;
  std::vector<Figure>* figures_;
};

void add_norm(const NormAudit& audit, std::size_t i, Gather& gather) {
  const NormFigure& norm = audit.norms[i];
  const NormVerdict& verdict = audit.verdicts[i];
  if (verdict.value) {
    gather.add("norms.value", {{"norm", norm.key}}, *verdict.value, norm.unit);
  }
  for (const NormRemedy& remedy : verdict.remedies) {
    const std::string& count = remedy.range.count;
    if (const auto needed = nearest_end(remedy.range, audit.counts.at(count))) {
      gather.add("norms.needed", {{"norm", norm.key}, {"count", count}}, *needed, unit_of_count(count));
    }
  }
  if (!verdict.remedies.empty()) {
    gather.add("norms.off", {{"norm", norm.key}}, verdict.off, unit_of_count(norm.of));
  }
}

void add_limits(const NormAudit& audit, Gather& gather) {
  for (const NormLimits& limits : audit.limits) {
    const std::string& count = limits.range.count;
    if (limits.range.lo) {
      gather.add("norms.at_least", {{"count", count}}, *limits.range.lo, unit_of_count(count));
    }
    if (limits.range.hi) {
      gather.add("norms.at_most", {{"count", count}}, *limits.range.hi, unit_of_count(count));
    }
  }
}

void add_scenario(const NormScenario& scenario, Gather& gather) {
  const NormAudit& audit = scenario.audit;
  double met = 0.0;
  double unknown = 0.0;
  for (std::size_t i = 0; i < audit.norms.size(); ++i) {
    met += audit.verdicts[i].state == NormState::Met ? 1.0 : 0.0;
    unknown += audit.verdicts[i].state == NormState::Unknown ? 1.0 : 0.0;
    add_norm(audit, i, gather);
  }
  double total = static_cast<double>(audit.norms.size());
  for (const CircleVerdict& circle : scenario.circles) {
    total += 1.0;
    unknown += circle.within ? 0.0 : 1.0;
    if (circle.within) {
      met += *circle.within >= circle.total ? 1.0 : 0.0;
      gather.add("norms.within", {{"norm", circle.norm.key}}, *circle.within, circle.unit, circle.total);
    }
  }
  gather.add("norms.met", {}, met, "norms", total);
  gather.add("norms.unknown", {}, unknown, "norms", total);
  gather.add("norms.failed", {}, total - met - unknown, "norms", total);
  gather.add("norms.conflicts", {}, static_cast<double>(audit.conflicts.size()), "conflicts");
  add_limits(audit, gather);
}

}  // namespace

std::string unit_of_count(const std::string& count) {
  if (count == "population") {
    return "persons";
  }
  return count.ends_with("_m2") ? "m2" : count;
}

std::optional<double> nearest_end(const NormRange& range, double value) {
  if (range.empty()) {
    return std::nullopt;
  }
  return range.lo && value < *range.lo ? range.lo : range.hi && value > *range.hi ? range.hi : std::optional(value);
}

std::vector<Figure> norm_figures(const std::vector<NormScenario>& scenarios) {
  std::vector<Figure> figures;
  for (const NormScenario& scenario : scenarios) {
    Gather gather(scenario.name, figures);
    add_scenario(scenario, gather);
  }
  return figures;
}

}  // namespace lastmeter
