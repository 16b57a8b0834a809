// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "core/text.h"
#include "model/posts_inside.h"
#include "report/coverage_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

std::string radii_of(const ReportSource& source, const CoverageResult& coverage) {
  std::vector<std::string> radii;
  for (const RadiusRule& rule : coverage.radii) {
    radii.push_back(source.words.radius(rule));
  }
  return joined(radii, source.words.comma());
}

void ask_coverage(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  const CoverageResult& coverage = *source.results.coverage.front();
  std::vector<std::string> modes;
  for (const CoverageResult* each : source.results.coverage) {
    modes.push_back(words.mode(each->mode));
  }
  section.lead(words.say("question.coverage", {{"nominal", words.radius({coverage.nominal})}}));
  section.paragraph(words.say("question.coverage.how",
                              {{"radii", radii_of(source, coverage)}, {"modes", joined(modes, words.comma())}}));
  if (const NormFigure* norm = source.norm(norm::service_radius_m)) {
    section.paragraph(words.say("question.norm", {{"radius", words.radius({coverage.nominal})},
                                                  {"source", words.name("norm." + norm->source, norm->source)},
                                                  {"grade", norm->grade}}));
    section.small(words.say("norms.grades"));
  }
}

std::string limits_of(const ReportSource& source, const PlacementQuestion& question) {
  std::vector<std::string> limits;
  if (question.sites) {
    limits.push_back(source.words.say("limit.sites", {{"n", grouped(*question.sites)}}));
  }
  if (question.budget) {
    limits.push_back(source.words.say("limit.budget", {{"money", grouped(*question.budget)}}));
  }
  if (question.close) {
    limits.push_back(source.words.say("limit.close", {{"n", grouped(*question.close)}}));
  }
  if (question.one_plus_n) {
    limits.push_back(source.words.say("limit.one_plus_n"));
  }
  return limits.empty() ? source.words.say("limit.none") : joined(limits, source.words.comma());
}

void ask_placement(const ReportSource& source, SectionWriter& section) {
  const PlacementResult& result = *source.results.placement;
  const Wording& words = source.words;
  section.paragraph(
      words.say("question.placement." + std::string(name_of(result.question.goal)),
                {{"what", words.say("of." + std::string(unit_of(result.question.weigh, source.area().basis)))},
                 {"share", words.percent(result.question.cover_share)},
                 {"limits", limits_of(source, result.question)}}));
}

void ask_partition(const ReportSource& source, const PartitionResult& result, SectionWriter& section) {
  const Wording& words = source.words;
  const bool bounded = result.least > 0.0 || std::isfinite(result.most);
  const std::string bounds =
      bounded ? words.say("limit.bounds", {{"least", grouped(result.least)},
                                           {"most", std::isfinite(result.most) ? grouped(result.most) : "\u221e"},
                                           {"unit", words.say("u." + std::string(unit_of(result.weigh)))}})
              : words.say("bounds.free");
  section.paragraph(words.say(
      "question." + result.name,
      {{"units",
        words.counted(static_cast<double>(result.totals.units), "units." + std::string(name_of(result.source)))},
       {"within", result.within.empty() ? words.say("within.study") : words.say("within." + result.within)},
       {"bounds", bounds}}));
}

std::string contents(const ReportSource& source) {
  const StudyArea& area = source.area();
  std::vector<std::string> parts;
  for (const ZoneLevel level : kZoneLevels) {
    if (!area.zones(level).empty()) {
      parts.push_back(
          source.words.counted(static_cast<double>(area.zones(level).zones.size()), std::string(role_of(level))));
    }
  }
  parts.push_back(source.words.counted(static_cast<double>(area.demand.size()),
                                       area.basis == DemandBasis::Buildings ? "buildings" : "points"));
  parts.push_back(source.words.counted(static_cast<double>(posts_inside(area)), "facilities"));
  double households = 0.0;
  double people = 0.0;
  for (const DemandPoint& point : area.demand) {
    households += point.households;
    people += point.population;
  }
  if (area.has_households) {
    parts.push_back(source.words.amount(households, "households"));
  }
  if (area.has_population) {
    parts.push_back(source.words.amount(people, "persons"));
  }
  return joined(parts, source.words.comma());
}

DocTable account_table(const ReportSource& source) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("layers");
  table.columns = {{words.say("col.layer"), TextAlign::Left, 3.0},
                   {words.say("col.file"), TextAlign::Left, 4.0},
                   {words.say("col.read"), TextAlign::Right, 1.5},
                   {words.say("col.used"), TextAlign::Right, 1.5},
                   {words.say("col.aside"), TextAlign::Right, 1.5}};
  for (const LayerAccount& each : source.area().accounts) {
    const std::size_t slash = each.file.find_last_of('/');
    const std::string file = slash == std::string::npos ? each.file : each.file.substr(slash + 1);
    table.rows.push_back({word(words.language(), each.layer), shortened(file, 60), grouped(each.read),
                          grouped(each.used), grouped(each.set_aside)});
  }
  return table;
}

/// "communities 370481001 Maple, 312 m2": the finding with the largest figure.
std::string example_of(const ReportSource& source, const Issue& issue) {
  std::vector<std::string> parts;
  for (const std::string& part : {issue.code, issue.name}) {
    if (!part.empty()) {
      parts.push_back(shortened(part, 40));
    }
  }
  std::string text = joined(parts, " ");
  if (issue.figure) {
    const double figure = *issue.figure;
    const bool is_small = std::abs(figure) < 10.0 && figure != std::round(figure);
    text += (text.empty() ? "" : source.words.comma()) +
            (is_small ? fixed(figure, 2) + " " + issue.unit : source.words.amount(figure, issue.unit));
  }
  return text;
}

DocTable fault_table(const ReportSource& source) {
  const Wording& words = source.words;
  std::map<std::pair<Severity, Rule>, std::map<std::string, std::vector<const Issue*>>> groups;
  for (const Issue& issue : source.results.ledger->issues()) {
    groups[{issue.severity, issue.rule}][issue.layer].push_back(&issue);
  }
  DocTable table;
  table.caption = words.say("faults");
  table.columns = {{words.say("col.severity"), TextAlign::Left, 1.4},
                   {words.say("col.fault"), TextAlign::Left, 4.0},
                   {words.say("col.layer"), TextAlign::Left, 2.0},
                   {words.say("col.count"), TextAlign::Right, 1.0},
                   {words.say("col.example"), TextAlign::Left, 3.6}};
  for (const auto& [key, layers] : groups) {
    for (const auto& [layer, issues] : layers) {
      const RuleInfo& rule = rule_info(key.second);
      const Issue* largest = *std::max_element(issues.begin(), issues.end(), [](const Issue* a, const Issue* b) {
        return std::abs(a->figure.value_or(0.0)) < std::abs(b->figure.value_or(0.0));
      });
      table.rows.push_back({words.say("severity." + std::string(severity_name(key.first))),
                            words.name("rule." + std::string(rule.code), std::string(rule.title)),
                            word(words.language(), layer), grouped(issues.size()), example_of(source, *largest)});
    }
  }
  return table;
}

}  // namespace

DocSection question_section(const ReportSource& source) {
  SectionWriter section(source.words.say("question"));
  const bool asked = !source.results.coverage.empty();
  if (asked) {
    ask_coverage(source, section);
  } else {
    section.lead(source.words.say("question.check"));
  }
  if (source.results.placement != nullptr) {
    ask_placement(source, section);
  }
  for (const PartitionResult* partition : source.results.partitions) {
    ask_partition(source, *partition, section);
  }
  return section.take();
}

DocSection data_section(const ReportSource& source) {
  const Wording& words = source.words;
  SectionWriter section(words.say("data"));
  section.paragraph(words.say("data.contents", {{"contents", contents(source)}}));
  section.paragraph(words.say("basis." + std::string(name_of(source.area().basis))));
  if (!source.area().accounts.empty()) {
    section.table(account_table(source));
  }
  if (source.results.ledger->issues().empty()) {
    section.paragraph(words.say("faults.none"));
  } else {
    section.table(fault_table(source));
    section.small(words.say("faults.where"));
  }
  section.picture(source.picture("overview"));
  return section.take();
}

}  // namespace lastmeter
