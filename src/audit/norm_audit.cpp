// SPDX-License-Identifier: Apache-2.0
#include "audit/norm_audit.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "audit/ratio_graph.h"

namespace lastmeter {

namespace {

constexpr double kSlack = 1e-9;

std::optional<double> count_of(const NormCounts& counts, const std::string& name) {
  const auto at = counts.find(name);
  return at == counts.end() ? std::nullopt : std::optional(at->second);
}

/// Whole numbers inside; areas stay as they are.
NormRange range_of(std::string count, std::optional<double> lo, std::optional<double> hi) {
  const bool is_area = count.ends_with("_m2");
  const auto rounded = [&](double value, double (*round)(double), double slack) {
    return is_area ? value : round(value + slack * std::max(1.0, std::abs(value)));
  };
  NormRange range{.count = std::move(count), .lo = {}, .hi = {}};
  if (lo) {
    range.lo = rounded(*lo, std::ceil, -kSlack);
  }
  if (hi && std::isfinite(*hi)) {
    range.hi = rounded(*hi, std::floor, kSlack);
  }
  return range;
}

/// The values of one count of a norm with which it is met, the other as it is; nothing where that one is unknown.
std::optional<NormRange> meeting_range(const NormFigure& norm, const std::string& count, const NormCounts& counts) {
  const bool is_of = count == norm.of;
  const auto other = count_of(counts, is_of ? norm.per : norm.of);
  if (!other) {
    return std::nullopt;
  }
  const auto scaled = [&](const std::optional<double>& bound) {
    return bound ? std::optional(*bound * *other / norm.each) : std::nullopt;
  };
  const auto divided = [&](const std::optional<double>& bound) {
    return bound && *bound > 0.0 ? std::optional(*other * norm.each / *bound) : std::nullopt;
  };
  return is_of ? range_of(count, scaled(norm.lo), scaled(norm.hi))
               : range_of(count, divided(norm.hi), divided(norm.lo));
}

bool no_value_in_both(const NormRange& a, const NormRange& b) {
  return (a.hi && b.lo && *a.hi < *b.lo) || (b.hi && a.lo && *b.hi < *a.lo);
}

NormVerdict verdict_of(const NormFigure& norm, const NormCounts& counts) {
  NormVerdict verdict;
  const auto of = count_of(counts, norm.of);
  const auto per = count_of(counts, norm.per);
  if (!of || !per || !(*per > 0.0)) {
    verdict.missing = of ? norm.per : norm.of;
    return verdict;
  }
  verdict.value = *of * norm.each / *per;
  verdict.state = NormState::Met;
  if (norm.lo && *verdict.value < *norm.lo * (1.0 - kSlack)) {
    verdict.state = NormState::Below;
    verdict.off = *norm.lo * *per / norm.each - *of;
  } else if (norm.hi && *verdict.value > *norm.hi * (1.0 + kSlack)) {
    verdict.state = NormState::Above;
    verdict.off = *of - *norm.hi * *per / norm.each;
  }
  if (!norm.of.ends_with("_m2")) {
    verdict.off = std::ceil(verdict.off - kSlack * std::max(1.0, verdict.off));
  }
  return verdict;
}

bool fails(const NormVerdict& verdict) {
  return verdict.state == NormState::Below || verdict.state == NormState::Above;
}

/// Ways to meet norms that fail, and what each would cost among those that are met.
void add_remedies(NormAudit& audit) {
  for (std::size_t i = 0; i < audit.norms.size(); ++i) {
    if (!fails(audit.verdicts[i])) {
      continue;
    }
    for (const std::string& count : {audit.norms[i].of, audit.norms[i].per}) {
      NormRemedy remedy{.range = meeting_range(audit.norms[i], count, audit.counts).value(), .breaks = {}};
      for (std::size_t j = 0; j < audit.norms.size(); ++j) {
        const NormFigure& other = audit.norms[j];
        const bool met = audit.verdicts[j].state == NormState::Met && (other.of == count || other.per == count);
        if (met && no_value_in_both(remedy.range, meeting_range(other, count, audit.counts).value())) {
          remedy.breaks.push_back(j);
        }
      }
      audit.verdicts[i].remedies.push_back(std::move(remedy));
    }
  }
}

NormLimits limits_of(const RatioGraph& graph, std::size_t node, const std::optional<RatioGraph::Bound>& upper,
                     const std::optional<RatioGraph::Bound>& lower) {
  NormLimits limits;
  limits.range = range_of(graph.names()[node], lower ? std::optional(1.0 / lower->factor) : std::nullopt,
                          upper ? std::optional(upper->factor) : std::nullopt);
  const auto norms = [](const std::optional<RatioGraph::Bound>& bound) {
    std::vector<std::size_t> sorted = bound ? bound->norms : std::vector<std::size_t>{};
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
  };
  limits.lo_norms = norms(lower);
  limits.hi_norms = norms(upper);
  return limits;
}

/// Where each held count of a conflict would have to be for its norms to hold; nothing where that cannot be.
std::vector<NormRange> ranges_of(const NormAudit& audit, const NormConflict& conflict, const NormCounts& held) {
  std::vector<NormRange> ranges;
  for (const std::string& count : conflict.held) {
    NormCounts others = held;
    others.erase(count);
    const RatioGraph graph(audit.norms, conflict.norms, others);
    if (graph.in_conflict()) {
      continue;
    }
    const auto at = std::find(graph.names().begin(), graph.names().end(), count);
    const auto node = static_cast<std::size_t>(at - graph.names().begin());
    ranges.push_back(limits_of(graph, node, graph.from_one()[node], graph.to_one()[node]).range);
  }
  return ranges;
}

void add_conflicts(NormAudit& audit) {
  NormCounts held;
  std::set<std::string> unusable;
  for (const std::string& name : audit.held) {
    const auto count = count_of(audit.counts, name);
    if (count && *count > 0.0) {
      held[name] = *count;
    } else {
      unusable.insert(name);
    }
  }
  std::vector<std::size_t> among;
  for (std::size_t i = 0; i < audit.norms.size(); ++i) {
    if (!unusable.contains(audit.norms[i].of) && !unusable.contains(audit.norms[i].per)) {
      among.push_back(i);
    }
  }
  const RatioGraph graph(audit.norms, among, held);
  RatioGraph::Cycles cycles = graph.conflicts();
  audit.all_conflicts = cycles.all;
  for (RatioGraph::Cycle& cycle : cycles.minimal) {
    NormConflict conflict{.norms = std::move(cycle.norms), .held = {}, .ranges = {}};
    for (const std::size_t node : cycle.held) {
      conflict.held.push_back(graph.names()[node]);
    }
    conflict.ranges = ranges_of(audit, conflict, held);
    audit.conflicts.push_back(std::move(conflict));
  }
  if (!audit.conflicts.empty() || graph.in_conflict()) {
    return;
  }
  const auto upper = graph.from_one();
  const auto lower = graph.to_one();
  for (std::size_t node = 1; node < graph.names().size(); ++node) {
    if (!held.contains(graph.names()[node])) {
      audit.limits.push_back(limits_of(graph, node, upper[node], lower[node]));
    }
  }
  std::sort(audit.limits.begin(), audit.limits.end(),
            [](const NormLimits& a, const NormLimits& b) { return a.range.count < b.range.count; });
}

}  // namespace

std::string_view name_of(NormState state) {
  switch (state) {
    case NormState::Met:
      return "met";
    case NormState::Below:
      return "below";
    case NormState::Above:
      return "above";
    case NormState::Unknown:
      return "unknown";
  }
  throw std::logic_error("NormState holds no known value");
}

NormAudit audit_norms(const std::vector<NormFigure>& norms, const NormCounts& counts,
                      const std::vector<std::string>& held) {
  NormAudit audit;
  std::copy_if(norms.begin(), norms.end(), std::back_inserter(audit.norms),
               [](const NormFigure& norm) { return !norm.of.empty(); });
  audit.counts = counts;
  audit.held = held;
  for (const NormFigure& norm : audit.norms) {
    audit.verdicts.push_back(verdict_of(norm, counts));
  }
  add_remedies(audit);
  add_conflicts(audit);
  return audit;
}

}  // namespace lastmeter
