// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "core/text.h"
#include "core/version.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

std::string bounds_text(const NormFigure& norm, const Wording& words) {
  const std::string unit = words.name("u." + norm.unit, norm.unit);
  const auto shown = [](double value) { return value == std::floor(value) ? grouped(value) : fixed(value, 2); };
  if (norm.lo && norm.hi) {
    return fmt::format("{}\u2013{} {}", shown(*norm.lo), shown(*norm.hi), unit);
  }
  return norm.lo ? fmt::format("\u2265 {} {}", shown(*norm.lo), unit)
                 : fmt::format("\u2264 {} {}", shown(norm.hi.value_or(0.0)), unit);
}

DocTable norm_table(const ReportSource& source) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("norms");
  table.columns = {{words.say("col.norm"), TextAlign::Left, 2.4},
                   {words.say("col.value"), TextAlign::Left, 2.0},
                   {words.say("col.source"), TextAlign::Left, 4.4},
                   {words.say("col.grade"), TextAlign::Left, 0.8},
                   {words.say("col.file"), TextAlign::Left, 1.8}};
  for (const NormFigure& norm : source.provenance.norms) {
    table.rows.push_back({words.name("norm." + norm.key, norm.key), bounds_text(norm, words),
                          words.name("norm." + norm.source, norm.source), norm.grade, norm.rule_file});
  }
  return table;
}

DocTable input_table(const ReportSource& source) {
  const Wording& words = source.words;
  DocTable table;
  table.caption = words.say("inputs");
  table.columns = {{words.say("col.layer"), TextAlign::Left, 2.0},
                   {words.say("col.file"), TextAlign::Left, 3.0},
                   {words.say("col.encoding"), TextAlign::Left, 1.2},
                   {words.say("col.crs"), TextAlign::Left, 2.0}};
  for (const InputLine& input : source.provenance.inputs) {
    table.rows.push_back({word(words.language(), input.role), shortened(input.file, 60), input.encoding, input.crs});
  }
  return table;
}

}  // namespace

DocSection method_section(const ReportSource& source) {
  const Wording& words = source.words;
  SectionWriter section(words.say("method"));
  for (const CoverageResult* coverage : source.results.coverage) {
    section.item(words.say("method." + std::string(name_of(coverage->mode))));
  }
  if (!source.results.coverage.empty()) {
    section.item(words.say("method.services"));
    section.item(words.say("method.area"));
  }
  if (source.area().basis == DemandBasis::ZoneTotals) {
    section.item(words.say("method.zone_totals"));
  }
  if (source.results.placement != nullptr) {
    section.item(words.say("method.placement"));
  }
  if (!source.results.partitions.empty()) {
    section.item(words.say("method.partition"));
  }
  if (const HiddenCounts* hidden = source.results.hidden) {
    section.item(words.say("method.hidden", {{"below", fixed(hidden->below, 3)},
                                             {"small", grouped(hidden->small)},
                                             {"companions", grouped(hidden->companions)}}));
  }
  section.item(words.say("method.data"));
  section.item(words.say("method.plane", {{"error", fmt::format("{:.3f}", source.provenance.error_per_500_m)}}));
  return section.take();
}

DocSection provenance_section(const ReportSource& source) {
  const Wording& words = source.words;
  SectionWriter section(words.say("provenance"));
  const std::string& crs = source.provenance.crs;
  section.paragraph(words.say("provenance.how", {{"version", std::string(kVersion)},
                                                 {"seed", std::to_string(source.provenance.seed)},
                                                 {"crs", crs.empty() ? words.say("crs.local") : crs}}));
  if (!source.provenance.norms.empty()) {
    section.table(norm_table(source));
    section.small(words.say("norms.grades"));
  }
  if (!source.provenance.inputs.empty()) {
    section.table(input_table(source));
  }
  return section.take();
}

}  // namespace lastmeter
