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

DocTable site_table(const ReportSource& source, const PlacementResult& result) {
  const Wording& words = source.words;
  const auto phases = phases_of(result);
  const std::vector<CandidateId> sites = new_sites(result);
  const auto alone = served_alone(result);
  const std::string unit(unit_of(result.question.weigh, source.area().basis));
  DocTable table;
  table.caption = words.say(result.phasing ? "sites.phased" : "sites",
                            {{"shown", grouped(std::min(sites.size(), kSitesShown))}, {"of", grouped(sites.size())}});
  table.columns = {{words.say("col.site"), TextAlign::Left, 3.4},
                   {words.say("col.code"), TextAlign::Left, 1.6},
                   {words.say("col.cost"), TextAlign::Right, 1.6},
                   {words.say("col.nearest", {{"what", words.say("of." + unit)}}), TextAlign::Right, 2.0},
                   {words.say("col.of_all"), TextAlign::Right, 1.4}};
  if (result.phasing) {
    table.columns.insert(table.columns.begin(), {words.say("col.phase"), TextAlign::Right, 0.8});
  }
  if (alone) {
    table.columns.push_back({words.say("col.alone"), TextAlign::Right, 1.8});
  }
  const auto shown = [&](const std::string& count) {
    return source.results.suppress_below ? std::string("\u2013") : count;
  };
  for (std::size_t i = 0; i < std::min(sites.size(), kSitesShown); ++i) {
    const PlacementSite& site = result.list.sites[sites[i]];
    const double served = result.allocation.catchments[sites[i].index()].weight;
    const double share = result.total_weight > 0.0 ? served / result.total_weight : 0.0;
    table.rows.push_back({label_of(site.name, site.code), shortened(site.code, 24), grouped(site.cost),
                          shown(grouped(served)), shown(words.percent(share))});
    if (result.phasing) {
      const auto phase = phases.find(sites[i]);
      table.rows.back().insert(table.rows.back().begin(), phase == phases.end() ? "\u2013" : grouped(phase->second));
    }
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
    section.small(source.words.say("more", {{"n", grouped(reasons.size() - kReasonsShown)}}));
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
  add("out_of_bounds", grouped(totals.out_of_bounds), ordinary);
  add("weight_least", words.amount(totals.weight_least, unit_of(result.weigh)),
      words.amount(totals.weight, unit_of(result.weigh)));
  add("weight_most", words.amount(totals.weight_most, unit_of(result.weigh)),
      words.amount(totals.weight, unit_of(result.weigh)));
  add("extra_pieces", grouped(totals.extra_pieces), ordinary);
  if (totals.compounds > 0) {
    add("compounds_split", grouped(totals.compounds_split),
        words.counted(static_cast<double>(totals.compounds), "units.compounds"));
  }
  if (result.has_today) {
    add("units_moved", grouped(totals.units_moved),
        words.counted(static_cast<double>(totals.units), "units." + std::string(name_of(result.source))));
  }
  if (result.posts) {
    add("stations_ok", grouped(totals.stations_ok), ordinary);
  }
  add("parents_proved", grouped(totals.proved), words.counted(static_cast<double>(totals.parents), "parents"));
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

}  // namespace lastmeter
