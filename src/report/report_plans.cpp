// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/text.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kYearsShown = 20;
constexpr std::size_t kPremisesShown = 20;

std::string benefit_text(const InvestmentResult& result, const Wording& words, double value) {
  return result.benefit == InvestmentBenefit::Capacity ? grouped(value) : words.amount(value, result.unit);
}

DocTable years_of(const InvestmentResult& result, const Wording& words) {
  DocTable table;
  table.caption =
      words.say("investment.years", {{"benefit", words.say("investment." + std::string(name_of(result.benefit)))}});
  table.columns = {
      {words.say("col.year"), TextAlign::Right, 0.8},    {words.say("col.premises"), TextAlign::Right, 1.2},
      {words.say("col.spent"), TextAlign::Right, 2.0},   {words.say("col.left"), TextAlign::Right, 2.0},
      {words.say("col.benefit"), TextAlign::Right, 2.0}, {words.say("col.free"), TextAlign::Right, 2.0}};
  const auto& years = result.plan.score.years;
  for (std::size_t i = 0; i < std::min(years.size(), kYearsShown); ++i) {
    const auto free = free_benefit(result.plan, i);
    table.rows.push_back({grouped(i + 1), grouped(years[i].built), grouped(years[i].spent), grouped(years[i].left),
                          grouped(years[i].benefit), free ? grouped(*free) : "\u2013"});
  }
  return table;
}

/// What is built, in the order of the plan.
DocTable premises_of(const InvestmentResult& result, const Wording& words) {
  const auto& built = result.plan.built;
  DocTable table;
  table.caption = words.say(
      "investment.table", {{"shown", grouped(std::min(built.size(), kPremisesShown))}, {"of", grouped(built.size())}});
  table.columns = {{words.say("col.year"), TextAlign::Right, 0.8},
                   {words.say("col.premise"), TextAlign::Left, 3.6},
                   {words.say("col.code"), TextAlign::Left, 1.6},
                   {words.say("col.option"), TextAlign::Left, 1.0},
                   {words.say("col.cost"), TextAlign::Right, 1.8}};
  for (std::size_t i = 0; i < std::min(built.size(), kPremisesShown); ++i) {
    const PremiseOption& option = result.option(built[i].option);
    const Premise& premise = result.premises[option.premise];
    table.rows.push_back({grouped(built[i].year + 1), label_of(premise.name, premise.code), shortened(premise.code, 24),
                          option.code, grouped(option.cost)});
  }
  return table;
}

void one_plan(const InvestmentResult& result, const Wording& words, SectionWriter& section) {
  const InvestmentPlan& plan = result.plan;
  section.lead(investment_lead(result, words));
  if (plan.proved) {
    section.paragraph(words.say("placement.proved"));
  } else if (const auto gap = gap_of(plan)) {
    section.paragraph(words.say("placement.gap", {{"gap", words.percent(*gap)}}));
  }
  const FloorGap& floor = result.floor;
  if (floor.before && floor.gap_before) {
    section.paragraph(
        words.say("investment.floor", {{"before", grouped(*floor.before)},
                                       {"after", grouped(*floor.before + floor.gained)},
                                       {"norm", fixed(*result.norm->lo, 2)},
                                       {"each", fixed(result.norm->each, 0)},
                                       {"source", words.name("norm." + result.norm->source, result.norm->source)},
                                       {"grade", result.norm->grade},
                                       {"needed", grouped(*floor.needed)},
                                       {"gap_before", grouped(*floor.gap_before)},
                                       {"gap_after", grouped(*floor.gap_after)}}));
  }
  section.table(years_of(result, words));
  if (!result.plan.built.empty()) {
    section.table(premises_of(result, words));
  }
}

void add_investments(const ReportSource& source, SectionWriter& section) {
  for (const InvestmentResult* result : source.results.investments) {
    section.heading(result->name.empty() ? source.words.say("change.investment")
                                         : source.words.say("change.investment.named", {{"name", result->name}}));
    one_plan(*result, source.words, section);
  }
}

std::string before_words(const HistoryResult& result, const Wording& words) {
  if (result.before_day) {
    return words.say(
        "history.day",
        {{"zones", words.counted(static_cast<double>(result.before.size()), std::string(role_of(result.level)))},
         {"day", text_of(*result.before_day)}});
  }
  return words.name("n.units." + result.before_words, "").empty()
             ? words.say("history.zones", {{"n", grouped(result.before.size())}, {"what", result.before_words}})
             : words.counted(static_cast<double>(result.before.size()), "units." + result.before_words);
}

void add_history(const HistoryResult& result, const Wording& words, SectionWriter& section) {
  section.heading(words.say("history"));
  double households = 0.0;
  double area = 0.0;
  for (const DatedZone& zone : result.before) {
    households += zone.carried;
    area += zone.area.value();
  }
  section.lead(
      words.say(result.unions() > 0 ? "history.lead" : "history.lead.plain",
                {{"before", before_words(result, words)},
                 {"after", words.counted(static_cast<double>(result.after.size()), std::string(role_of(result.level)))},
                 {"unions", grouped(result.unions())}}));
  std::vector<std::string> kinds;
  for (const ZoneChangeKind kind : {ZoneChangeKind::Kept, ZoneChangeKind::Renamed, ZoneChangeKind::Merged,
                                    ZoneChangeKind::Split, ZoneChangeKind::Reshaped, ZoneChangeKind::New}) {
    if (const std::size_t number = result.count_after(kind); number > 0) {
      kinds.push_back(words.say("history." + std::string(name_of(kind)), {{"n", grouped(number)}}));
    }
  }
  if (const std::size_t gone = result.count_before(ZoneChangeKind::Gone); gone > 0) {
    kinds.push_back(words.say("history.gone", {{"n", grouped(gone)}}));
  }
  section.paragraph(words.say("history.kinds", {{"kinds", joined(kinds, words.comma())}}));
  section.paragraph(words.say("history.lost", {{"area", grouped(result.area_lost().value())},
                                               {"of_area", grouped(area)},
                                               {"households", grouped(result.households_lost())},
                                               {"of_households", grouped(households)},
                                               {"gained", grouped(result.area_gained().value())},
                                               {"newcomers", grouped(result.households_gained())}}));
}

void add_groups(const GroupResult& result, const Wording& words, SectionWriter& section) {
  section.heading(words.say("groups"));
  std::size_t mixed = 0;
  std::size_t infeasible = 0;
  double weight = 0.0;
  for (const GroupParent& parent : result.parents) {
    mixed += parent.mixed;
    infeasible += parent.reasons.empty() ? 0 : 1;
    weight += parent.households;
  }
  const auto groups = static_cast<double>(result.groups.size());
  section.lead(
      words.say("groups.lead", {{"groups", grouped(groups)},
                                {"zones", words.counted(static_cast<double>(result.parents.size()), "grid_zones")},
                                {"buildings", words.counted(static_cast<double>(result.buildings.size()), "buildings")},
                                {"mean", groups > 0.0 ? fixed(weight / groups, 1) : "0"}}));
  if (mixed > 0) {
    section.paragraph(words.say("groups.mixed", {{"n", grouped(mixed)}, {"groups", grouped(groups)}}));
  }
  if (infeasible > 0) {
    section.paragraph(
        words.say("groups.infeasible", {{"n", grouped(infeasible)}, {"of", grouped(result.parents.size())}}));
  }
}

}  // namespace

std::string investment_lead(const InvestmentResult& result, const Wording& words) {
  const InvestmentPlan& plan = result.plan;
  return words.say(result.benefit == InvestmentBenefit::People ? "investment.lead.people" : "investment.lead",
                   {{"premises", grouped(plan.built.size())},
                    {"of", grouped(result.premises.size())},
                    {"cost", grouped(plan.score.cost)},
                    {"money", grouped(result.money.back())},
                    {"benefit", benefit_text(result, words, plan.score.benefit)},
                    {"total", benefit_text(result, words, result.total_weight)}});
}

void add_office_plans(const ReportSource& source, SectionWriter& section) {
  if (source.results.history != nullptr) {
    add_history(*source.results.history, source.words, section);
  }
  if (source.results.groups != nullptr) {
    add_groups(*source.results.groups, source.words, section);
  }
  add_investments(source, section);
}

}  // namespace lastmeter
