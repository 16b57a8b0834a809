// SPDX-License-Identifier: Apache-2.0
#include "report/norm_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/text.h"

namespace lastmeter {

namespace {

/// "48 communities", "32,000 m2 of floor area".
std::string counted(const std::string& number, std::string count) {
  const bool is_area = count.ends_with("_m2");
  if (is_area) {
    count.resize(count.size() - 3);
  }
  count = spaced(count);
  if (number == "1" && count.ends_with("ies")) {
    count.replace(count.size() - 3, 3, "y");
  } else if (number == "1" && count.ends_with('s')) {
    count.pop_back();
  }
  return fmt::format("{} {}{}", number, is_area ? "m2 of " : "", count == "population" ? "people" : count);
}

std::string amount(double value) {
  return std::abs(value) < 1000.0 && value != std::floor(value) ? fixed(value, 2) : grouped(value);
}

std::string ratio_text(const NormFigure& norm, double value) {
  const double shown = std::abs(value) >= 1000.0 ? std::floor(value) : value;
  return fmt::format("{} {}", amount(shown), norm.unit);
}

std::string joined_words(const std::vector<std::string>& words, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 < words.size() ? ", " : last;
    text += words[i];
  }
  return text;
}

std::vector<std::string> keys_of(const NormAudit& audit, const std::vector<std::size_t>& norms) {
  std::vector<std::string> keys;
  for (const std::size_t i : norms) {
    keys.push_back(audit.norms[i].key);
  }
  return keys;
}

std::string state_text(const NormAudit& audit, std::size_t i) {
  const NormVerdict& verdict = audit.verdicts[i];
  if (verdict.state == NormState::Unknown) {
    return fmt::format("unknown: {} {}", verdict.missing,
                       audit.counts.contains(verdict.missing) ? "is 0" : "is not stated");
  }
  if (verdict.state == NormState::Met) {
    return "met";
  }
  return fmt::format("{} too {}; {}", counted(amount(verdict.off), audit.norms[i].of),
                     verdict.state == NormState::Below ? "few" : "many", remedy_text(audit, i));
}

std::string norm_line(const NormAudit& audit, std::size_t i) {
  const auto& value = audit.verdicts[i].value;
  const NormFigure& norm = audit.norms[i];
  return fmt::format("  {:<32}{:>10}  {:<16}{:<11}{}\n", norm.key,
                     value ? amount(std::abs(*value) >= 1000.0 ? std::floor(*value) : *value) : "", bounds_text(norm),
                     "grade " + norm.grade, state_text(audit, i));
}

std::string head_line(const NormScenario& scenario) {
  std::size_t met = 0;
  std::size_t failed = 0;
  for (const NormVerdict& verdict : scenario.audit.verdicts) {
    met += verdict.state == NormState::Met ? 1 : 0;
    failed += verdict.remedies.empty() ? 0 : 1;
  }
  std::size_t total = scenario.audit.norms.size();
  for (const CircleVerdict& circle : scenario.circles) {
    ++total;
    met += circle.within && *circle.within >= circle.total ? 1 : 0;
    failed += circle.within && *circle.within < circle.total ? 1 : 0;
  }
  return fmt::format("norms{}: {} of {} met, {} not{}\n", scenario.name.empty() ? "" : " (" + scenario.name + ")", met,
                     total, failed, total > met + failed ? fmt::format(", {} unknown", total - met - failed) : "");
}

std::string held_text(const NormAudit& audit, const std::vector<std::string>& held) {
  std::vector<std::string> words;
  for (const std::string& count : held) {
    if (const auto at = audit.counts.find(count); at != audit.counts.end()) {
      words.push_back(counted(amount(at->second), count));
    }
  }
  return joined_words(words, " and ");
}

/// Ranges with two ends: what all norms together allow.
std::string limit_lines(const NormAudit& audit) {
  std::string text;
  for (const NormLimits& limits : audit.limits) {
    if (!limits.range.lo || !limits.range.hi) {
      continue;
    }
    std::set<std::size_t> norms(limits.lo_norms.begin(), limits.lo_norms.end());
    norms.insert(limits.hi_norms.begin(), limits.hi_norms.end());
    const std::string held = held_text(audit, audit.held);
    text += fmt::format("  together{} they hold only for {} ({})\n", held.empty() ? "" : ", with " + held + ",",
                        range_text(limits.range), joined(keys_of(audit, {norms.begin(), norms.end()}), ", "));
  }
  return text;
}

}  // namespace

std::string bounds_text(const NormFigure& norm) {
  if (norm.lo && norm.hi) {
    return fmt::format("{} to {}", amount(*norm.lo), amount(*norm.hi));
  }
  return norm.lo ? fmt::format("at least {}", amount(*norm.lo)) : fmt::format("at most {}", amount(*norm.hi));
}

std::string range_text(const NormRange& range) {
  if (range.empty()) {
    return "no whole number of " + counted("", range.count).substr(1);
  }
  if (range.lo && range.hi) {
    return counted(
        *range.lo == *range.hi ? amount(*range.lo) : fmt::format("{} to {}", amount(*range.lo), amount(*range.hi)),
        range.count);
  }
  if (!range.lo && !range.hi) {
    return counted("any number of", range.count);
  }
  return counted(range.lo ? "at least " + amount(*range.lo) : "at most " + amount(*range.hi), range.count);
}

std::string verdict_text(const NormAudit& audit, std::size_t norm) {
  const NormFigure& figure = audit.norms[norm];
  const NormVerdict& verdict = audit.verdicts[norm];
  return fmt::format("is {}; the norm is {} ({}, grade {}): {} too {}", ratio_text(figure, verdict.value.value_or(0.0)),
                     bounds_text(figure), figure.source, figure.grade, counted(amount(verdict.off), figure.of),
                     verdict.state == NormState::Below ? "few" : "many");
}

std::string remedy_text(const NormAudit& audit, std::size_t norm) {
  std::vector<std::string> ways;
  for (const NormRemedy& remedy : audit.verdicts[norm].remedies) {
    std::string way = range_text(remedy.range);
    if (!remedy.breaks.empty()) {
      way += fmt::format(" (which breaks {})", joined_words(keys_of(audit, remedy.breaks), " and "));
    }
    ways.push_back(way);
  }
  return ways.empty() ? "" : "needs " + joined_words(ways, " or ");
}

std::string circle_text(const CircleVerdict& circle) {
  const double within = circle.within.value_or(0.0);
  const double share = circle.total > 0.0 ? 100.0 * within / circle.total : 0.0;
  return fmt::format("{} of {} {} ({:.2f} %) are within {} m: {} are not", grouped(within), grouped(circle.total),
                     circle.unit, share, amount(circle.norm.hi.value_or(0.0)), grouped(circle.total - within));
}

std::string conflict_text(const NormAudit& audit, std::size_t conflict) {
  const NormConflict& each = audit.conflicts[conflict];
  const std::vector<std::string> keys = keys_of(audit, each.norms);
  const std::string held = held_text(audit, each.held);
  const std::string others = joined_words({keys.begin() + 1, keys.end()}, " and ");
  return fmt::format("cannot be met{}{}", others.empty() ? "" : " together with " + others,
                     held.empty() ? "" : " while the study has " + held);
}

std::string conflict_fix(const NormAudit& audit, std::size_t conflict) {
  std::vector<std::string> ways;
  for (const NormRange& range : audit.conflicts[conflict].ranges) {
    ways.push_back(range_text(range));
  }
  return ways.empty() ? "no change of one count helps: choose between the norms"
                      : "they can be with " + joined_words(ways, " or ");
}

std::string norm_lines(const std::vector<NormScenario>& scenarios) {
  std::string text;
  for (const NormScenario& scenario : scenarios) {
    const NormAudit& audit = scenario.audit;
    text += head_line(scenario);
    for (std::size_t i = 0; i < audit.norms.size(); ++i) {
      if (scenario.name.empty() || audit.verdicts[i].state != scenarios.front().audit.verdicts[i].state ||
          audit.verdicts[i].value != scenarios.front().audit.verdicts[i].value) {
        text += norm_line(audit, i);
      }
    }
    for (const CircleVerdict& circle : scenario.circles) {
      text += fmt::format(
          "  {:<32}{:>10}  {}\n", circle.norm.key, "",
          circle.within ? circle_text(circle) : "unknown: not measured (walking: add its radius to [coverage])");
    }
    for (std::size_t i = 0; i < audit.conflicts.size(); ++i) {
      text += fmt::format("  {} {}; {}\n", audit.norms[audit.conflicts[i].norms.front()].key, conflict_text(audit, i),
                          conflict_fix(audit, i));
    }
    text += limit_lines(audit);
  }
  return text;
}

}  // namespace lastmeter
