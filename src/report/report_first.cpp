// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/coverage_facts.h"
#include "report/plan_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

/// What is worth doing, most pressing first.
class ToDo {
 public:
  explicit ToDo(const ReportSource& source) : source_(source) {}

  void faults(SectionWriter& section) const {
    const Wording& words = source_.words;
    const auto errors = static_cast<double>(source_.results.ledger->count(Severity::Error));
    const auto warnings = static_cast<double>(source_.results.ledger->count(Severity::Warning));
    if (errors > 0.0) {
      section.numbered(words.say("first.errors", {{"errors", words.counted(errors, "errors")}}));
    } else if (warnings > 0.0) {
      section.numbered(words.say("first.warnings", {{"warnings", words.counted(warnings, "warnings")}}));
    }
  }
  void sites(SectionWriter& section) const {
    const PlacementResult* result = source_.results.placement;
    if (result == nullptr || result->plan.outcome != Outcome::Solved || source_.results.suppress_below) {
      return;
    }
    std::vector<CandidateId> sites = new_sites(*result);
    const std::string unit(unit_of(result->question.weigh, source_.area().basis));
    const auto alone = served_alone(*result);
    sites.resize(std::min<std::size_t>(sites.size(), 5));
    std::vector<std::string> parts;
    for (const CandidateId id : sites) {
      const PlacementSite& site = result->list.sites[id];
      parts.push_back(source_.words.say("site.serves", {{"site", label_of(site.name, site.code)},
                                                        {"value", grouped(worth_of(*result, alone, id))},
                                                        {"total", source_.words.amount(result->total_weight, unit)}}));
    }
    if (!parts.empty()) {
      section.numbered(
          source_.words.say(std::string(result->phasing ? "first.phase" : "first.sites") + (alone ? ".alone" : ""),
                            {{"sites", joined(parts, source_.words.comma())}}));
    }
  }
  void zones(SectionWriter& section) const {
    for (const CoverageResult* coverage : source_.results.coverage) {
      const auto at = main_case(*coverage);
      const std::string worst = at ? worst_zones(source_, *coverage, *at, 5) : "";
      if (!worst.empty()) {
        section.numbered(
            source_.words.say("first.zones", {{"zones", worst}, {"mode", source_.words.mode(coverage->mode)}}));
      }
    }
  }
  void ways(SectionWriter& section) const {
    if (source_.results.walking == nullptr) {
      return;
    }
    const Measure measure = main_measure(source_.area());
    const ReasonSums& total = source_.results.walking->reasons.total;
    double all = 0.0;
    for (const WalkReason reason : kWalkReasons) {
      all += reason == WalkReason::Covered ? 0.0 : total.of(reason).of(measure);
    }
    const double ways = total.of(WalkReason::Detour).of(measure) + total.of(WalkReason::Barrier).of(measure);
    if (ways > 0.0) {
      section.numbered(
          source_.words.say("first.ways", {{"value", grouped(ways)},
                                           {"total", source_.words.amount(all, unit_of(measure, source_.area().basis))},
                                           {"share", source_.words.percent(ways / all)}}));
    }
  }
  void plans(SectionWriter& section) const {
    for (const PartitionResult* result : source_.results.partitions) {
      if (!result->holds()) {
        section.numbered(source_.words.say(
            "first.partition",
            {{"out", grouped(result->totals.out_of_bounds)},
             {"of", source_.words.counted(static_cast<double>(result->totals.ordinary), result->name + ".zones")}}));
      }
    }
  }

  void norms(SectionWriter& section) const {
    if (source_.results.norms == nullptr) {
      return;
    }
    for (const NormScenario& scenario : *source_.results.norms) {
      const std::vector<std::string> broken = broken_norms(scenario, source_.words);
      if (scenario.name.empty() && !broken.empty()) {
        section.numbered(source_.words.say("first.norms", {{"norms", joined(broken, source_.words.comma())}}));
      }
    }
  }
  void emergency(SectionWriter& section) const {
    const EmergencyResult* result = source_.results.emergency;
    if (result != nullptr && result->score.unserved > 0.0) {
      section.numbered(
          source_.words.say("first.emergency", {{"unserved", grouped(result->score.unserved)},
                                                {"total", source_.words.counted(result->total(), "persons")}}));
    }
  }

 private:
  const ReportSource& source_;
};

}  // namespace

DocSection first_section(const ReportSource& source) {
  SectionWriter section(source.words.say("first"));
  const ToDo todo(source);
  todo.faults(section);
  todo.sites(section);
  todo.zones(section);
  todo.ways(section);
  todo.plans(section);
  todo.norms(section);
  todo.emergency(section);
  DocSection written = section.take();
  if (written.blocks.empty()) {
    written.blocks.emplace_back(DocText{DocText::Kind::Paragraph, source.words.say("first.none")});
  }
  return written;
}

}  // namespace lastmeter
