// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/comparison_tables.h"

namespace lastmeter {

namespace {

std::string percent(double part, double whole) {
  return whole > 0.0 ? fmt::format(" ({:.2f} %)", 100.0 * part / whole) : "";
}

std::string coverage_line(const ComparisonReport& report, std::size_t k, Measure measure) {
  const CoverageTally& tally = report.comparison->totals[k];
  const CaseWords words = words_of_case(report.comparison->cases[k].name);
  const std::string unit(unit_of(measure, report.after->basis));
  const auto count = [&](const DemandSum& sum) { return grouped(sum.of(measure)); };
  const double old_total = tally.total_before.of(measure);
  const double new_total = tally.total_after.of(measure);
  std::string line =
      fmt::format("{:<34}gained {} of {} {}{}, lost {} of {}{}; covered {}{} -> {}{}",
                  joined(std::vector<std::string>{words.mode.empty() ? "placement" : words.mode, words.service,
                                                  words.radius + (words.radius_m ? " m" : "")},
                         " "),
                  count(tally.gained), grouped(new_total), unit, percent(tally.gained.of(measure), new_total),
                  count(tally.lost), grouped(old_total), percent(tally.lost.of(measure), old_total),
                  count(tally.covered_before), percent(tally.covered_before.of(measure), old_total),
                  count(tally.covered_after), percent(tally.covered_after.of(measure), new_total));
  for (const auto& [name, part] :
       {std::pair("recounted", &CoverageTally::recounted), std::pair("arrived", &CoverageTally::arrived),
        std::pair("departed", &CoverageTally::departed)}) {
    if ((tally.*part).of(measure) != 0.0) {
      line += fmt::format(", {} {}", name, count(tally.*part));
    }
  }
  return line + "\n";
}

std::string coverage_lines(const ComparisonReport& report) {
  std::string text;
  const Comparison& found = *report.comparison;
  for (std::size_t k = 0; k < found.cases.size(); ++k) {
    const auto radius = words_of_case(found.cases[k].name).radius_m;
    if (!radius || !report.nominal || *radius == report.nominal->value()) {
      text += coverage_line(report, k, found.measures.front());
    }
  }
  return text;
}

/// What changed is one thing, what only one of the two results was asked for another.
std::string figures_line(const Comparison& found) {
  const auto count = [&](auto is) {
    return static_cast<std::size_t>(std::count_if(found.figures.begin(), found.figures.end(), is));
  };
  const std::size_t only_before = count([](const FigureChange& figure) { return !figure.after; });
  const std::size_t only_after = count([](const FigureChange& figure) { return !figure.before; });
  const std::size_t changed = found.figures.size() - only_before - only_after;
  std::string text =
      fmt::format("figures: {} changed of {} that both have", grouped(changed), grouped(changed + found.figures_equal));
  for (const auto& [side, only] : {std::pair("before", only_before), std::pair("after", only_after)}) {
    text += only > 0 ? fmt::format(", {} only {}", grouped(only), side) : "";
  }
  return text + "\n";
}

std::string demand_line(const ComparisonReport& report) {
  const auto& pairs = report.comparison->demand.pairs;
  const auto count = [&](auto is) { return static_cast<std::size_t>(std::count_if(pairs.begin(), pairs.end(), is)); };
  const auto changed =
      count([&](const RecordPair& point) { return differs(*report.before, *report.after, *report.comparison, point); });
  return fmt::format("{}: {} of {} differ ({} added, {} removed)\n", name_of(Measure::Points, report.after->basis),
                     grouped(changed), grouped(pairs.size()),
                     grouped(count([](const RecordPair& point) { return !point.before; })),
                     grouped(count([](const RecordPair& point) { return !point.after; })));
}

template <class Fate, class Count>
std::string fates_line(const std::string& name, std::size_t all, std::initializer_list<Fate> fates,
                       const Count& count) {
  std::vector<std::string> parts;
  for (const Fate fate : fates) {
    if (const std::size_t of_fate = count(fate); of_fate > 0) {
      parts.push_back(fmt::format("{} {}", grouped(of_fate), name_of(fate)));
    }
  }
  return parts.empty() ? "" : fmt::format("{}: {} of {}\n", name, joined(parts, ", "), grouped(all));
}

std::string posts_line(const std::string& name, const std::vector<PostChange>& posts) {
  return fates_line(
      name, posts.size(), {PostFate::Added, PostFate::Removed, PostFate::Moved, PostFate::Changed}, [&](PostFate fate) {
        return static_cast<std::size_t>(
            std::count_if(posts.begin(), posts.end(), [&](const PostChange& post) { return post.fate == fate; }));
      });
}

}  // namespace

std::string comparison_text(const ComparisonReport& report) {
  const Comparison& found = *report.comparison;
  if (!any_difference(*report.before, *report.after, found)) {
    return "no differences\n";
  }
  std::string text = figures_line(found) + coverage_lines(report) + demand_line(report);
  for (const ZoneComparison& zones : found.zones) {
    text += fates_line(report.after->zones[zones.after].layer, zones.rows.size(),
                       {ZoneFate::Redrawn, ZoneFate::Renamed, ZoneFate::Split, ZoneFate::Merged, ZoneFate::Changed,
                        ZoneFate::Added, ZoneFate::Removed},
                       [&](ZoneFate fate) { return zones.count(fate); });
  }
  return text + posts_line("posts", found.posts) + posts_line("sites of the plan", found.sites);
}

}  // namespace lastmeter
