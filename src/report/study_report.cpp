// SPDX-License-Identifier: Apache-2.0
#include "report/study_report.h"

#include <algorithm>

#include "core/text.h"
#include "core/version.h"
#include "emergency/emergency_result.h"
#include "report/coverage_facts.h"
#include "report/plan_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kNameCharacters = 60;

void add_coverage_items(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  for (const CoverageResult* coverage : source.results.coverage) {
    const auto at = main_case(*coverage);
    const auto found = at ? achieved(*coverage, *at) : std::nullopt;
    if (!found) {
      continue;
    }
    section.item(words.say("short.coverage", {{"share", words.percent(found->share())},
                                              {"what", words.say("of." + found->unit)},
                                              {"value", grouped(found->value)},
                                              {"total", words.amount(found->total, found->unit)},
                                              {"missing", words.amount(found->total - found->value, found->unit)},
                                              {"radius", words.radius(coverage->radii[coverage->cases[*at].radius])},
                                              {"mode", words.mode(coverage->mode)}}));
    const std::string worst = worst_zones(source, *coverage, *at, 3);
    if (coverage == source.results.coverage.front() && !worst.empty()) {
      section.item(words.say("short.worst", {{"zones", worst}}));
    }
  }
}

/// What the street office asked beside coverage and plans.
void add_office_items(const ReportSource& source, SectionWriter& section) {
  const Wording& words = source.words;
  const Results& results = source.results;
  for (std::size_t i = 0; results.norms != nullptr && i < results.norms->size(); ++i) {
    const NormScenario& scenario = (*results.norms)[i];
    if (scenario.name.empty()) {
      section.item(words.say("short.norms", {{"unmet", grouped(broken_norms(scenario, words).size())},
                                             {"all", grouped(scenario.audit.norms.size())}}));
    }
  }
  if (results.events != nullptr) {
    section.item(event_lead(*results.events, words));
  }
  if (results.emergency != nullptr && results.emergency->total() > 0.0 && !results.emergency->posts.empty()) {
    section.item(emergency_lead(*results.emergency, words));
  }
  for (const InvestmentResult* investment : results.investments) {
    section.item(investment_lead(*investment, words));
  }
}

}  // namespace

const MapPicture* ReportSource::picture(const std::string& name) const {
  const auto found =
      std::find_if(pictures.begin(), pictures.end(), [&](const MapPicture& each) { return each.name == name; });
  return found == pictures.end() ? nullptr : &*found;
}

const NormFigure* ReportSource::norm(std::string_view key) const {
  const auto& norms = provenance.norms;
  const auto found = std::find_if(norms.begin(), norms.end(), [&](const NormFigure& each) { return each.key == key; });
  return found == norms.end() ? nullptr : &*found;
}

std::string label_of(const std::string& name, const std::string& code) {
  return shortened(name_or_code(name, code), kNameCharacters);
}

std::string worst_zones(const ReportSource& source, const CoverageResult& coverage, std::size_t at, std::size_t most) {
  const auto level = named_level(source.area());
  std::vector<std::string> parts;
  if (level && !source.results.suppress_below) {
    for (const ZoneShortfall& each : shortfalls(source.area(), coverage, at, *level)) {
      if (parts.size() == most) {
        break;
      }
      parts.push_back(
          source.words.say("zone.missing", {{"zone", label_of(each.zone->name, each.zone->code)},
                                            {"missing", grouped(each.missing())},
                                            {"total", source.words.amount(each.covered.total, each.covered.unit)}}));
    }
  }
  return joined(parts, source.words.comma());
}

DocSection short_section(const ReportSource& source) {
  const Wording& words = source.words;
  SectionWriter section(words.say("short"));
  add_coverage_items(source, section);
  if (source.results.placement != nullptr) {
    section.item(source.results.placement->plan.outcome == Outcome::Solved
                     ? placement_words(source.area(), *source.results.placement, words).headline +
                           (source.results.placement->question.one_plus_n
                                ? words.say("stop") + words.say("placement.one_plus_n")
                                : "")
                     : words.say("placement.none"));
  }
  for (const PartitionResult* partition : source.results.partitions) {
    section.item(partition_words(*partition, words).headline);
  }
  add_office_items(source, section);
  const auto count = [&](Severity severity, const char* noun) {
    return words.counted(static_cast<double>(source.results.ledger->count(severity)), noun);
  };
  section.item(words.say("short.faults", {{"errors", count(Severity::Error, "errors")},
                                          {"warnings", count(Severity::Warning, "warnings")},
                                          {"notes", count(Severity::Note, "notes")}}));
  if (source.results.coverage.empty()) {
    section.item(words.say("short.no_coverage"));
  }
  return section.take();
}

Document study_report(const Results& results, const Provenance& provenance, const std::vector<MapPicture>& pictures,
                      Language language) {
  const ReportSource source{results, provenance, pictures, Wording(language)};
  const std::string study = shortened(results.study, kNameCharacters);
  Document document;
  document.language = code_of(language);
  document.title =
      source.words.say(results.coverage.empty() ? "report.title.office" : "report.title", {{"study", study}});
  document.subtitle = source.words.say("report.subtitle", {{"version", std::string(kVersion)}});
  document.footer = source.words.say("report.footer", {{"study", study}, {"version", std::string(kVersion)}});
  document.sections = {question_section(source), data_section(source), figures_section(source)};
  auto office = office_section(source);
  if (results.placement != nullptr || !results.partitions.empty() || !office) {
    document.sections.push_back(change_section(source));
  }
  if (office) {
    document.sections.push_back(std::move(*office));
  }
  if (source.results.events != nullptr) {
    document.sections.push_back(event_section(source));
  }
  document.sections.push_back(first_section(source));
  document.sections.push_back(method_section(source));
  document.sections.push_back(provenance_section(source));
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    std::string& heading = document.sections[i].heading;
    heading = source.words.say("heading." + std::to_string(i + 1), {{"title", heading}});
  }
  document.sections.insert(document.sections.begin(), short_section(source));
  return document;
}

}  // namespace lastmeter
