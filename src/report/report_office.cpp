// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/text.h"
#include "report/report_sections.h"
#include "report/share_text.h"

namespace lastmeter {

namespace {

std::string rounded(double value) {
  return std::abs(value) < 1000.0 && value != std::floor(value) ? fixed(value, 2) : grouped(std::floor(value));
}

/// "1,000–3,000", "≥ 30"; of a range whose ends exclude each other "none".
std::string between(const std::optional<double>& lo, const std::optional<double>& hi, const Wording& words) {
  if (lo && hi) {
    return *lo > *hi ? words.say("office.none") : fmt::format("{}\u2013{}", rounded(*lo), rounded(*hi));
  }
  return lo ? "\u2265 " + rounded(*lo) : hi ? "\u2264 " + rounded(*hi) : words.say("office.any");
}

std::string range_words(const NormRange& range, const Wording& words) {
  return words.say("office.of", {{"n", between(range.lo, range.hi, words)},
                                 {"what", words.name("count." + range.count, range.count)}});
}

std::string norm_name(const NormFigure& norm, const Wording& words) { return words.name("norm." + norm.key, norm.key); }

std::string need_words(const NormVerdict& verdict, const Wording& words) {
  std::vector<std::string> ways;
  for (const NormRemedy& remedy : verdict.remedies) {
    ways.push_back(range_words(remedy.range, words));
  }
  return joined(ways, words.say("office.or"));
}

std::string verdict_words(const NormAudit& audit, std::size_t norm, const Wording& words) {
  const NormVerdict& verdict = audit.verdicts[norm];
  const auto missing = [&](const char* key) {
    return words.say(key, {{"n", rounded(verdict.off)},
                           {"what", words.name("count." + audit.norms[norm].of, audit.norms[norm].of)}});
  };
  switch (verdict.state) {
    case NormState::Met:
      return words.say("office.met");
    case NormState::Below:
      return missing("office.below");
    case NormState::Above:
      return missing("office.above");
    case NormState::Unknown:
      return words.say("office.unknown", {{"what", words.name("count." + verdict.missing, verdict.missing)}});
  }
  return "";
}

DocTable verdict_table(const ReportSource& source, const NormScenario& scenario) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("office.verdicts");
  table.columns = {{words.say("col.norm"), TextAlign::Left, 2.6},    {words.say("col.now"), TextAlign::Right, 1.3},
                   {words.say("col.bounds"), TextAlign::Right, 1.5}, {words.say("col.verdict"), TextAlign::Left, 2.4},
                   {words.say("col.needs"), TextAlign::Left, 2.6},   {words.say("col.source"), TextAlign::Left, 3.0}};
  const auto from = [&](const NormFigure& norm) {
    return fmt::format("{} ({})", words.name("norm." + norm.source, norm.source), norm.grade);
  };
  for (std::size_t i = 0; i < scenario.audit.norms.size(); ++i) {
    const NormFigure& norm = scenario.audit.norms[i];
    const NormVerdict& verdict = scenario.audit.verdicts[i];
    table.rows.push_back({norm_name(norm, words), verdict.value ? rounded(*verdict.value) : "\u2013",
                          between(norm.lo, norm.hi, words), verdict_words(scenario.audit, i, words),
                          need_words(verdict, words), from(norm)});
  }
  for (const CircleVerdict& circle : scenario.circles) {
    const bool known = circle.within && circle.total > 0.0;
    table.rows.push_back(
        {norm_name(circle.norm, words), known ? words.percent(*circle.within / circle.total) : "\u2013",
         words.radius({Metres(circle.norm.hi.value_or(0.0))}),
         !known ? words.say("office.not_measured")
         : *circle.within >= circle.total
             ? words.say("office.met")
             : words.say("office.beyond", {{"n", words.amount(circle.total - *circle.within, circle.unit)},
                                           {"total", words.amount(circle.total, circle.unit)}}),
         "", from(circle.norm)});
  }
  return table;
}

/// What the norms of one list of counts allow together.
void add_together(const NormScenario& scenario, const Wording& words, SectionWriter& section) {
  const NormAudit& audit = scenario.audit;
  const auto item = [&](const std::string& text) {
    section.item(scenario.name.empty()
                     ? text
                     : words.say("office.in_scenario", {{"name", spaced(scenario.name)}, {"what", text}}));
  };
  for (const NormConflict& conflict : audit.conflicts) {
    std::vector<std::string> norms;
    for (const std::size_t i : conflict.norms) {
      norms.push_back(norm_name(audit.norms[i], words));
    }
    std::vector<std::string> ways;
    for (const NormRange& range : conflict.ranges) {
      ways.push_back(range_words(range, words));
    }
    item(words.say(ways.empty() ? "office.conflict" : "office.conflict_but",
                   {{"norms", joined(norms, words.comma())}, {"ways", joined(ways, words.say("office.or"))}}));
  }
  for (const NormLimits& limits : audit.limits) {
    if (limits.range.lo && limits.range.hi) {
      item(words.say("office.together", {{"range", range_words(limits.range, words)}}));
    }
  }
}

void add_norms(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  section.heading(words.say("office.norms"));
  for (const NormScenario& scenario : *source.results.norms) {
    if (scenario.name.empty()) {
      section.table(verdict_table(source, scenario));
      section.small(words.say("norms.grades"));
      add_together(scenario, words, section);
      continue;
    }
    const std::vector<std::string> broken = broken_norms(scenario, words);
    const std::string name = spaced(scenario.name);
    section.item(broken.empty()
                     ? words.say("office.scenario_met", {{"name", name}})
                     : words.say("office.scenario", {{"name", name}, {"norms", joined(broken, words.comma())}}));
    add_together(scenario, words, section);
  }
}

void add_shares(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("office.shares");
  table.columns = {{words.say("col.what"), TextAlign::Left, 2.4},   {words.say("col.total"), TextAlign::Right, 1.2},
                   {words.say("col.to"), TextAlign::Left, 2.2},     {words.say("col.by"), TextAlign::Left, 1.6},
                   {words.say("col.method"), TextAlign::Left, 2.0}, {words.say("col.parts"), TextAlign::Left, 2.6}};
  for (const ShareResult* share : source.results.shares) {
    table.rows.push_back({words.name("share." + share->what, spaced(share->what)), grouped(share->total),
                          words.counted(static_cast<double>(share->rows.size()), std::string(role_of(share->to))),
                          words.name("load." + share->load, share->load),
                          words.say("apportion." + std::string(name_of(share->method))), sizes_text(share->shares)});
  }
  section.heading(words.say("office.shared"));
  section.table(std::move(table));
}

void add_branches(const ReportSource& source, SectionWriter& section) {
  const BranchResult& result = *source.results.branches;
  const Wording& words = source.words;
  std::size_t pairs = 0;
  for (const Branch& branch : result.branches) {
    pairs += branch.members.size() == 2 ? 1 : 0;
  }
  section.heading(words.say("office.branches"));
  section.paragraph(words.say(result.holds() ? "office.branches_are" : "office.branches_not",
                              {{"n", grouped(result.branches.size())},
                               {"asked", grouped(result.asked.value_or(result.fewest))},
                               {"zones", grouped(result.branches.size() + pairs)},
                               {"single", grouped(result.branches.size() - pairs)},
                               {"pairs", grouped(pairs)},
                               {"fewest", grouped(result.fewest)},
                               {"most", grouped(result.most)}}));
}

}  // namespace

std::vector<std::string> broken_norms(const NormScenario& scenario, const Wording& words) {
  std::vector<std::string> broken;
  for (std::size_t i = 0; i < scenario.audit.norms.size(); ++i) {
    if (!scenario.audit.verdicts[i].remedies.empty()) {
      broken.push_back(
          fmt::format("{} ({})", norm_name(scenario.audit.norms[i], words), verdict_words(scenario.audit, i, words)));
    }
  }
  return broken;
}

std::optional<DocSection> office_section(const ReportSource& source) {
  SectionWriter section(source.words.say("office"));
  const Results& results = source.results;
  if (results.norms != nullptr) {
    add_norms(source, section);
  }
  if (!results.shares.empty()) {
    add_shares(source, section);
  }
  if (results.branches != nullptr) {
    add_branches(source, section);
  }
  for (const AssignmentResult* assignment : results.assignments) {
    write_assignment(source, *assignment, section);
  }
  if (results.emergency != nullptr) {
    write_emergency(source, *results.emergency, section);
  }
  add_office_plans(source, section);
  DocSection written = section.take();
  return written.blocks.empty() ? std::nullopt : std::optional(std::move(written));
}

}  // namespace lastmeter
