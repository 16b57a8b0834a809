// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/text.h"
#include "report/coverage_facts.h"
#include "report/plan_facts.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSitesShown = 40;
constexpr std::size_t kReasonsShown = 10;

std::map<CandidateId, std::size_t> phases_of(const PlacementResult& result) {
  std::map<CandidateId, std::size_t> phases;
  if (result.phasing) {
    for (std::size_t step = 0; step < result.phasing->steps.size(); ++step) {
      for (const CandidateId site : result.phasing->steps[step].opened) {
        phases[site] = step + 1;
      }
    }
  }
  return phases;
}

/// Demand that would go unserved without each site; nothing where the plan does not say, or distance is what counts.
std::optional<std::vector<double>> served_alone(const PlacementResult& result) {
  const bool covers =
      result.question.goal == PlacementGoal::MaxCover || result.question.goal == PlacementGoal::SetCover;
  if (!result.changes || !covers) {
    return std::nullopt;
  }
  std::vector<double> alone(result.list.sites.size(), 0.0);
  for (const SiteChange& change : result.changes->closing) {
    alone[change.site.index()] = std::max(0.0, -change.served_weight);
  }
  return alone;
}

/// What a new site is worth: what it alone serves, else those for whom it is nearest.
double worth_of(const PlacementResult& result, const std::optional<std::vector<double>>& alone, CandidateId site) {
  return alone ? (*alone)[site.index()] : result.allocation.catchments[site.index()].weight;
}

/// New sites in the order they open, then those that are worth most.
std::vector<CandidateId> new_sites(const PlacementResult& result) {
  std::vector<CandidateId> sites;
  for (const CandidateId id : result.plan.open) {
    if (result.list.sites[id].standing == Standing::New) {
      sites.push_back(id);
    }
  }
  const auto phases = phases_of(result);
  const auto alone = served_alone(result);
  const auto key = [&](CandidateId id) {
    const auto phase = phases.find(id);
    return std::pair(phase == phases.end() ? std::size_t{0} : phase->second, -worth_of(result, alone, id));
  };
  std::stable_sort(sites.begin(), sites.end(), [&](CandidateId a, CandidateId b) { return key(a) < key(b); });
  return sites;
}

DocTable site_table(const ReportSource& source, const PlacementResult& result) {
  const Wording& words = source.words;
  const auto phases = phases_of(result);
  const std::vector<CandidateId> sites = new_sites(result);
  const auto alone = served_alone(result);
  const std::string unit(unit_of(result.question.weigh, source.area().basis));
  DocTable table;
  table.caption = words.say(result.phasing ? "sites.phased" : "sites",
                            {{"shown", grouped(static_cast<double>(std::min(sites.size(), kSitesShown)))},
                             {"of", grouped(static_cast<double>(sites.size()))}});
  table.columns = {{words.say("col.phase"), TextAlign::Right, 0.8},
                   {words.say("col.site"), TextAlign::Left, 3.4},
                   {words.say("col.code"), TextAlign::Left, 1.6},
                   {words.say("col.cost"), TextAlign::Right, 1.6},
                   {words.say("col.nearest", {{"what", words.say("of." + unit)}}), TextAlign::Right, 2.0},
                   {words.say("col.of_all"), TextAlign::Right, 1.4}};
  if (alone) {
    table.columns.push_back({words.say("col.alone"), TextAlign::Right, 1.8});
  }
  const auto shown = [&](const std::string& count) {
    return source.results.suppress_below ? std::string("\u2013") : count;
  };
  for (std::size_t i = 0; i < std::min(sites.size(), kSitesShown); ++i) {
    const PlacementSite& site = result.list.sites[sites[i]];
    const auto phase = phases.find(sites[i]);
    const double served = result.allocation.catchments[sites[i].index()].weight;
    const double share = result.total_weight > 0.0 ? served / result.total_weight : 0.0;
    table.rows.push_back({phase == phases.end() ? "\u2013" : grouped(static_cast<double>(phase->second)),
                          label_of(site.name, site.code), shortened(site.code, 24), grouped(site.cost),
                          shown(grouped(served)), shown(words.percent(share))});
    if (alone) {
      table.rows.back().push_back(shown(grouped((*alone)[sites[i].index()])));
    }
  }
  return table;
}

void list_reasons(const ReportSource& source, const std::vector<std::string>& reasons, SectionWriter& section) {
  if (reasons.empty()) {
    return;
  }
  section.paragraph(source.words.say("reasons"));
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    section.item(shortened(reasons[i], 400));
  }
  if (reasons.size() > kReasonsShown) {
    section.small(source.words.say("more", {{"n", grouped(static_cast<double>(reasons.size() - kReasonsShown))}}));
  }
}

void change_posts(const ReportSource& source, SectionWriter& section) {
  const PlacementResult& result = *source.results.placement;
  const Wording& words = source.words;
  section.heading(words.say("change.placement"));
  if (result.plan.outcome != Outcome::Solved) {
    section.paragraph(words.say("placement.none"));
    list_reasons(source, result.plan.reasons, section);
    return;
  }
  const PlacementWords said = placement_words(source.area(), result, words);
  const MapPicture* picture = source.picture("placement");
  if (picture == nullptr) {  // whose title and subtitle say the same
    section.lead(said.headline);
    section.paragraph(said.detail);
  }
  if (!said.proof.empty()) {
    section.paragraph(said.proof);
  }
  list_reasons(source, result.score.breaches, section);
  section.picture(picture);
  if (const DocTable table = site_table(source, result); !table.rows.empty()) {
    section.table(table);
  }
}

DocTable zone_figures(const ReportSource& source, const PartitionResult& result) {
  const Wording& words = source.words;
  const PartitionTotals& totals = result.totals;
  const auto count = [](std::size_t value) { return grouped(static_cast<double>(value)); };
  DocTable table;
  table.caption = words.say("figures.partition");
  table.columns = {{words.say("col.figure"), TextAlign::Left, 3.0},
                   {words.say("col.name"), TextAlign::Left, 2.4},
                   {words.say("col.value"), TextAlign::Right, 1.6},
                   {words.say("col.of"), TextAlign::Right, 2.0}};
  const auto add = [&](const std::string& key, const std::string& value, const std::string& of) {
    table.rows.push_back({words.say("zones." + key), result.name + "." + key, value, of});
  };
  const std::string ordinary = words.counted(static_cast<double>(totals.ordinary), result.name + ".zones");
  add("out_of_bounds", count(totals.out_of_bounds), ordinary);
  add("weight_least", words.amount(totals.weight_least, unit_of(result.weigh)),
      words.amount(totals.weight, unit_of(result.weigh)));
  add("weight_most", words.amount(totals.weight_most, unit_of(result.weigh)),
      words.amount(totals.weight, unit_of(result.weigh)));
  add("extra_pieces", count(totals.extra_pieces), ordinary);
  if (totals.compounds > 0) {
    add("compounds_split", count(totals.compounds_split),
        words.counted(static_cast<double>(totals.compounds), "units.compounds"));
  }
  if (result.has_today) {
    add("units_moved", count(totals.units_moved),
        words.counted(static_cast<double>(totals.units), "units." + std::string(name_of(result.source))));
  }
  if (result.posts) {
    add("stations_ok", count(totals.stations_ok), ordinary);
  }
  add("parents_proved", count(totals.proved), words.counted(static_cast<double>(totals.parents), "parents"));
  return table;
}

void change_zones(const ReportSource& source, const PartitionResult& result, SectionWriter& section) {
  const Wording& words = source.words;
  section.heading(words.say("change." + result.name));
  const MapPicture* picture = source.picture(result.name);
  if (picture == nullptr) {
    const PartitionWords said = partition_words(result, words);
    section.lead(said.headline);
    section.paragraph(said.detail);
  }
  std::vector<std::string> reasons = result.reasons;
  for (const PlannedParent& parent : result.parents) {
    if (parent.plan.outcome != Outcome::Solved && !parent.plan.reasons.empty()) {
      const std::string name = label_of(parent.name, parent.code);
      const std::string& why = parent.plan.reasons.front();
      reasons.push_back(name.empty() || why.starts_with(parent.code) ? why : name + ": " + why);
    }
  }
  list_reasons(source, reasons, section);
  section.table(zone_figures(source, result));
  section.picture(picture);
}

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
            {{"out", grouped(static_cast<double>(result->totals.out_of_bounds))},
             {"of", source_.words.counted(static_cast<double>(result->totals.ordinary), result->name + ".zones")}}));
      }
    }
  }

 private:
  const ReportSource& source_;
};

}  // namespace

DocSection change_section(const ReportSource& source) {
  SectionWriter section(source.words.say("change"));
  if (source.results.placement == nullptr && source.results.partitions.empty()) {
    section.paragraph(source.words.say("change.none"));
  }
  if (source.results.placement != nullptr) {
    change_posts(source, section);
  }
  for (const PartitionResult* partition : source.results.partitions) {
    change_zones(source, *partition, section);
  }
  return section.take();
}

DocSection first_section(const ReportSource& source) {
  SectionWriter section(source.words.say("first"));
  const ToDo todo(source);
  todo.faults(section);
  todo.sites(section);
  todo.zones(section);
  todo.ways(section);
  todo.plans(section);
  DocSection written = section.take();
  if (written.blocks.empty()) {
    written.blocks.emplace_back(DocText{DocText::Kind::Paragraph, source.words.say("first.none")});
  }
  return written;
}

}  // namespace lastmeter
