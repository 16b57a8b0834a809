// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/text.h"
#include "report/coverage_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kZonesShown = 12;

const std::variant<std::string, double>* qualifier(const Figure& figure, std::string_view key) {
  for (const Figure::Qualifier& each : figure.qualifiers) {
    if (each.first == key) {
      return &each.second;
    }
  }
  return nullptr;
}

std::string text_of(const Figure& figure, std::string_view key) {
  const auto* value = qualifier(figure, key);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

/// A figure with a whole, told apart by mode, service and radius alone, at the nominal radius.
bool is_main(const Figure& figure, Metres nominal) {
  const auto* radius = qualifier(figure, "radius_m");
  const auto known = [](const Figure::Qualifier& each) {
    return each.first == "mode" || each.first == "service" || each.first == "radius_m" || each.first == "share_min";
  };
  return figure.total && *figure.total > 0.0 && figure.name.starts_with("coverage.") && radius != nullptr &&
         *radius == std::variant<std::string, double>(nominal.value()) &&
         std::all_of(figure.qualifiers.begin(), figure.qualifiers.end(), known);
}

std::string case_text(const ReportSource& source, const std::string& mode, const std::string& service) {
  const Wording& words = source.words;
  std::string text = words.name("mode." + mode, mode);
  return service.empty() ? text : text + words.comma() + words.say("service." + service);
}

DocTable nominal_table(const ReportSource& source, const CoverageResult& coverage) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("figures.nominal", {{"radius", words.radius({coverage.nominal})}});
  table.columns = {{words.say("col.figure"), TextAlign::Left, 3.0}, {words.say("col.name"), TextAlign::Left, 2.9},
                   {words.say("col.case"), TextAlign::Left, 2.7},   {words.say("col.covered"), TextAlign::Right, 1.7},
                   {words.say("col.of"), TextAlign::Right, 2.2},    {words.say("col.share"), TextAlign::Right, 1.5}};
  for (const Figure& figure : coverage.figures) {
    if (is_main(figure, coverage.nominal)) {
      table.rows.push_back({words.name("figure." + figure.name, figure.name), figure.name,
                            case_text(source, text_of(figure, "mode"), text_of(figure, "service")),
                            grouped(figure.value), words.amount(*figure.total, figure.unit),
                            words.percent(*figure.share())});
      table.bars.push_back(figure.share());
    }
  }
  return table;
}

/// The main measure at every radius: a row a service.
DocTable radius_table(const ReportSource& source, const CoverageResult& coverage) {
  const Wording& words = source.words;
  const Measure measure = coverage.measures.front();
  const double total = coverage.total.of(measure);
  DocTable table;
  table.caption = words.say("figures.radii", {{"mode", words.mode(coverage.mode)},
                                              {"total", words.amount(total, unit_of(measure, coverage.basis))}});
  table.columns.push_back({words.say("col.service"), TextAlign::Left, 2.0});
  std::map<ServiceRule, std::vector<std::string>> rows;
  for (const RadiusRule& rule : coverage.radii) {
    table.columns.push_back({words.radius(rule), TextAlign::Right, 1.5});
  }
  for (std::size_t k = 0; k < coverage.cases.size(); ++k) {
    auto& row = rows[coverage.cases[k].service];
    row.resize(1 + coverage.radii.size());
    row[0] = words.say("service." + std::string(name_of(coverage.cases[k].service)));
    const double covered = coverage.totals[k].at_least[0].of(measure);
    row[1 + coverage.cases[k].radius] = fmt::format("{} ({})", grouped(covered), words.percent(covered / total));
  }
  for (auto& [service, row] : rows) {
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_worst(const ReportSource& source, const CoverageResult& coverage, std::size_t at, SectionWriter& section) {
  const Wording& words = source.words;
  const auto level = named_level(source.area());
  if (!level || source.results.suppress_below) {
    return;
  }
  const auto all = shortfalls(source.area(), coverage, at, *level);
  DocTable table;
  table.caption = words.say("figures.worst", {{"level", word(words.language(), std::string(role_of(*level)))},
                                              {"shown", grouped(std::min(all.size(), kZonesShown))},
                                              {"of", grouped(all.size())},
                                              {"mode", words.mode(coverage.mode)}});
  table.columns = {{words.say("col.zone"), TextAlign::Left, 3.0},
                   {words.say("col.code"), TextAlign::Left, 2.0},
                   {words.say("col.uncovered"), TextAlign::Right, 1.6},
                   {words.say("col.of"), TextAlign::Right, 2.2},
                   {words.say("col.share_covered"), TextAlign::Right, 1.8}};
  for (std::size_t i = 0; i < std::min(all.size(), kZonesShown); ++i) {
    const ZoneShortfall& each = all[i];
    table.rows.push_back({label_of(each.zone->name, each.zone->code), shortened(each.zone->code, 24),
                          grouped(each.missing()), words.amount(each.covered.total, each.covered.unit),
                          words.percent(each.covered.share())});
    table.bars.push_back(each.covered.share());
  }
  if (!table.rows.empty()) {
    section.table(std::move(table));
  }
}

void add_reasons(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  const WalkingReasons& reasons = source.results.walking->reasons;
  const Measure measure = main_measure(source.area());
  const std::string unit(unit_of(measure, source.area().basis));
  double total = 0.0;
  for (const WalkReason reason : kWalkReasons) {
    total += reasons.total.of(reason).of(measure);
  }
  DocTable table;
  table.caption = words.say("figures.reasons", {{"radius", words.radius({reasons.radius})}});
  table.columns = {{words.say("col.reason"), TextAlign::Left, 5.0},
                   {words.say("col.count"), TextAlign::Right, 1.6},
                   {words.say("col.of"), TextAlign::Right, 2.0},
                   {words.say("col.share"), TextAlign::Right, 1.4}};
  for (const WalkReason reason : kWalkReasons) {
    const double weight = reasons.total.of(reason).of(measure);
    if (weight > 0.0) {
      table.rows.push_back({words.say("reason." + std::string(name_of(reason))), grouped(weight),
                            words.amount(total, unit), words.percent(weight / total)});
      table.bars.emplace_back(weight / total);
    }
  }
  if (!table.rows.empty()) {
    section.table(std::move(table));
  }
}

void add_mode(const ReportSource& source, const CoverageResult& coverage, SectionWriter& section) {
  section.heading(source.words.say("figures.mode." + std::string(name_of(coverage.mode))));
  section.table(nominal_table(source, coverage));
  if (!coverage.measures.empty() && coverage.total.of(coverage.measures.front()) > 0.0) {
    section.table(radius_table(source, coverage));
  }
  if (coverage.mode != TravelMode::Straight && source.results.walking != nullptr) {
    add_reasons(source, section);
  }
  if (const auto at = main_case(coverage)) {
    add_worst(source, coverage, *at, section);
  }
  section.picture(source.picture("coverage" + mode_suffix(coverage)));
  section.picture(source.picture("gaps" + mode_suffix(coverage)));
}

}  // namespace

DocSection figures_section(const ReportSource& source) {
  const Wording& words = source.words;
  SectionWriter section(words.say("figures"));
  if (source.results.coverage.empty()) {
    section.paragraph(words.say("figures.none"));
    return section.take();
  }
  section.paragraph(words.say("figures.how"));
  if (const NormFigure* norm = source.norm(norm::service_radius_m)) {
    section.paragraph(words.say("figures.rule", {{"radius", words.radius({source.results.coverage.front()->nominal})},
                                                 {"key", norm->key},
                                                 {"file", norm->rule_file},
                                                 {"source", words.name("norm." + norm->source, norm->source)}}));
  }
  for (const CoverageResult* coverage : source.results.coverage) {
    add_mode(source, *coverage, section);
  }
  return section.take();
}

}  // namespace lastmeter
