// SPDX-License-Identifier: Apache-2.0
#include "report/comparison_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/summary.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

Optional part(const std::optional<Figure>& figure, double Figure::*value) {
  return figure ? Optional((*figure).*value) : std::nullopt;
}

std::string case_text(const Figure& figure) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : figure.qualifiers) {
    const auto* text = std::get_if<std::string>(&value);
    parts.push_back(fmt::format("{}={}", key, text != nullptr ? *text : fixed(std::get<double>(value), 6)));
  }
  return joined(parts, " ");
}

std::string state_of(const FigureChange& change) {
  if (!change.before || !change.after) {
    return change.after ? "only after" : "only before";
  }
  return "changed";
}

Figure counted(std::string name, double value, double total, std::string unit) {
  return {.name = std::move(name), .qualifiers = {}, .value = value, .total = total, .unit = std::move(unit)};
}

std::vector<Figure::Qualifier> qualifiers_of(const std::string& name) {
  const CaseWords words = words_of_case(name);
  if (words.mode.empty()) {
    return {{"case", words.radius}};
  }
  std::vector<Figure::Qualifier> qualifiers{{"mode", words.mode}, {"service", words.service}};
  if (words.radius_m) {
    qualifiers.emplace_back("radius_m", *words.radius_m);
  } else {
    qualifiers.emplace_back("radius", words.radius);
  }
  return qualifiers;
}

/// Changed, of those that both have; the others of all.
void add_figure_counts(const Comparison& found, std::vector<Figure>& figures) {
  const auto count = [&](auto is) {
    return static_cast<double>(std::count_if(found.figures.begin(), found.figures.end(), is));
  };
  const double changed = count([](const FigureChange& figure) { return figure.before && figure.after; });
  const double equal = static_cast<double>(found.figures_equal);
  const double all = static_cast<double>(found.figures.size()) + equal;
  figures.push_back(counted("compare.figures_changed", changed, changed + equal, "figures"));
  figures.push_back(counted("compare.figures_only_before",
                            count([](const FigureChange& figure) { return !figure.after; }), all, "figures"));
  figures.push_back(counted("compare.figures_only_after",
                            count([](const FigureChange& figure) { return !figure.before; }), all, "figures"));
}

void add_coverage_figures(const ComparisonReport& report, std::vector<Figure>& figures) {
  const Comparison& found = *report.comparison;
  for (std::size_t k = 0; k < found.cases.size(); ++k) {
    for (const Measure measure : found.measures) {
      const std::string name = fmt::format("compare.{}", name_of(measure, report.after->basis));
      const std::string unit(unit_of(measure, report.after->basis));
      const CoverageTally& tally = found.totals[k];
      figures.push_back(counted(name + "_gained", tally.gained.of(measure), tally.total_after.of(measure), unit));
      figures.back().qualifiers = qualifiers_of(found.cases[k].name);
      figures.push_back(counted(name + "_lost", tally.lost.of(measure), tally.total_before.of(measure), unit));
      figures.back().qualifiers = qualifiers_of(found.cases[k].name);
    }
  }
}

void add_post_figures(const std::string& name, const std::vector<PostChange>& posts, std::vector<Figure>& figures) {
  for (const PostFate fate : {PostFate::Added, PostFate::Removed, PostFate::Moved, PostFate::Changed}) {
    const auto count =
        std::count_if(posts.begin(), posts.end(), [&](const PostChange& post) { return post.fate == fate; });
    figures.push_back(counted(fmt::format("compare.{}_{}", name, name_of(fate)), static_cast<double>(count),
                              static_cast<double>(posts.size()), name));
  }
}

void add_zone_figures(const ComparisonReport& report, std::vector<Figure>& figures) {
  for (const ZoneComparison& zones : report.comparison->zones) {
    for (const ZoneFate fate : {ZoneFate::Redrawn, ZoneFate::Renamed, ZoneFate::Split, ZoneFate::Merged,
                                ZoneFate::Changed, ZoneFate::Added, ZoneFate::Removed}) {
      figures.push_back(counted(fmt::format("compare.zones_{}", name_of(fate)), static_cast<double>(zones.count(fate)),
                                static_cast<double>(zones.rows.size()), "zones"));
      figures.back().qualifiers = {{"layer", report.after->zones[zones.after].layer}};
    }
  }
}

}  // namespace

CaseWords words_of_case(const std::string& name) {
  const std::size_t first = name.find('_');
  if (first == std::string::npos) {
    return {.mode = "", .service = "", .radius_m = {}, .radius = name};
  }
  const std::size_t second = name.find('_', first + 1);
  const std::string radius = name.substr(0, first);
  const auto metres = radius.ends_with('m') ? parse_number(radius.substr(0, radius.size() - 1)) : std::nullopt;
  return {.mode = second == std::string::npos ? "straight" : name.substr(second + 1),
          .service = name.substr(first + 1, second == std::string::npos ? second : second - first - 1),
          .radius_m = metres,
          .radius = metres ? radius.substr(0, radius.size() - 1) : radius};
}

std::optional<std::size_t> main_case(const ComparisonReport& report) {
  const auto& cases = report.comparison->cases;
  if (cases.empty()) {
    return std::nullopt;
  }
  const auto nominal = std::find_if(cases.begin(), cases.end(), [&](const CommonCase& at) {
    const auto radius = words_of_case(at.name).radius_m;
    return report.nominal && radius && *radius == report.nominal->value();
  });
  return nominal == cases.end() ? 0 : static_cast<std::size_t>(nominal - cases.begin());
}

std::vector<Figure> comparison_figures(const ComparisonReport& report) {
  const Comparison& found = *report.comparison;
  std::vector<Figure> figures;
  add_figure_counts(found, figures);
  add_coverage_figures(report, figures);
  add_zone_figures(report, figures);
  add_post_figures("posts", found.posts, figures);
  if (!found.sites.empty()) {
    add_post_figures("sites", found.sites, figures);
  }
  sort_figures(figures);
  return figures;
}

StyledTable figure_change_table(const ComparisonReport& report) {
  const auto& rows = report.comparison->figures;
  const auto either = [&](std::size_t i) -> const Figure& { return rows[i].after ? *rows[i].after : *rows[i].before; };
  const auto total = [](const std::optional<Figure>& figure) { return figure ? figure->total : std::nullopt; };
  const auto share = [](const std::optional<Figure>& figure) { return figure ? figure->share() : std::nullopt; };
  TableBuilder builder("compare_figures", in_order(rows.size()), report.crs);
  builder.text("figure", [&](std::size_t i) { return either(i).name; })
      .text("case", [&](std::size_t i) { return case_text(either(i)); })
      .text("change", [&](std::size_t i) { return state_of(rows[i]); })
      .real("before", 6, [&](std::size_t i) { return part(rows[i].before, &Figure::value); })
      .real("after", 6, [&](std::size_t i) { return part(rows[i].after, &Figure::value); })
      .real("difference", 6,
            [&](std::size_t i) {
              const FigureChange& change = rows[i];
              return change.before && change.after ? Optional(change.after->value - change.before->value)
                                                   : std::nullopt;
            })
      .real("total_before", 6, [&](std::size_t i) { return total(rows[i].before); })
      .real("total_after", 6, [&](std::size_t i) { return total(rows[i].after); })
      .real("before_share", 6, [&](std::size_t i) { return share(rows[i].before); })
      .real("after_share", 6, [&](std::size_t i) { return share(rows[i].after); })
      .text("unit", [&](std::size_t i) { return either(i).unit; });
  return {builder.take(), LayerStyle{}};
}

StyledTable coverage_change_table(const ComparisonReport& report) {
  const Comparison& found = *report.comparison;
  const std::size_t measures = found.measures.size();
  const auto tally = [&](std::size_t i) -> const CoverageTally& { return found.totals[i / measures]; };
  const auto measure = [&](std::size_t i) { return found.measures[i % measures]; };
  const auto words = [&](std::size_t i) { return words_of_case(found.cases[i / measures].name); };
  TableBuilder builder("compare_coverage", in_order(found.cases.size() * measures), report.crs);
  builder.text("mode", [&](std::size_t i) { return words(i).mode; })
      .text("service", [&](std::size_t i) { return words(i).service; })
      .text("radius", [&](std::size_t i) { return words(i).radius; })
      .text("counted", [&](std::size_t i) { return std::string(name_of(measure(i), report.after->basis)); });
  const auto add = [&](const std::string& name, DemandSum CoverageTally::*part) {
    builder.real(name, 3, [&, part](std::size_t i) { return Optional((tally(i).*part).of(measure(i))); });
  };
  const auto add_share = [&](const std::string& name, DemandSum CoverageTally::*part, DemandSum CoverageTally::*of) {
    builder.real(name, 6, [&, part, of](std::size_t i) {
      return share_of((tally(i).*part).of(measure(i)), (tally(i).*of).of(measure(i)));
    });
  };
  add("covered_before", &CoverageTally::covered_before);
  add("total_before", &CoverageTally::total_before);
  add_share("before_share", &CoverageTally::covered_before, &CoverageTally::total_before);
  add("covered_after", &CoverageTally::covered_after);
  add("total_after", &CoverageTally::total_after);
  add_share("after_share", &CoverageTally::covered_after, &CoverageTally::total_after);
  add("gained", &CoverageTally::gained);
  add_share("gained_share", &CoverageTally::gained, &CoverageTally::total_after);
  add("lost", &CoverageTally::lost);
  add_share("lost_share", &CoverageTally::lost, &CoverageTally::total_before);
  add("recounted", &CoverageTally::recounted);
  add("arrived", &CoverageTally::arrived);
  add("departed", &CoverageTally::departed);
  return {builder.take(), LayerStyle{}};
}

StyledTable zone_transfer_table(const ComparisonReport& report) {
  struct Row {
    const std::string* layer;
    const ZoneTransfer* transfer;
  };
  std::vector<Row> rows;
  for (const ZoneComparison& zones : report.comparison->zones) {
    for (const ZoneTransfer& transfer : zones.transfers) {
      rows.push_back({&report.after->zones[zones.after].layer, &transfer});
    }
  }
  TableBuilder builder("compare_transfers", in_order(rows.size()), report.crs);
  builder.text("layer", [&](std::size_t i) { return *rows[i].layer; })
      .text("zone_before", [&](std::size_t i) { return rows[i].transfer->before; })
      .text("zone_after", [&](std::size_t i) { return rows[i].transfer->after; })
      .text("change", [&](std::size_t i) { return std::string(name_of(rows[i].transfer->fate)); })
      .whole("units", [&](std::size_t i) { return Optional(static_cast<double>(rows[i].transfer->units)); })
      .real("people", 3, [&](std::size_t i) { return Optional(rows[i].transfer->weight); });
  return {builder.take(), LayerStyle{}};
}

std::vector<StyledTable> comparison_tables(const ComparisonReport& report) {
  const Comparison& found = *report.comparison;
  std::vector<StyledTable> tables;
  for (const ZoneComparison& zones : found.zones) {
    tables.push_back(zone_side_table(report, zones, Side::Before));
    tables.push_back(zone_side_table(report, zones, Side::After));
  }
  for (const ZoneComparison& zones : found.zones) {
    tables.push_back(zone_change_table(report, zones));
  }
  tables.push_back(demand_change_table(report));
  if (!found.sites.empty()) {
    tables.push_back(post_change_table(report, "compare_sites"));
  }
  tables.push_back(post_change_table(report, "compare_posts"));
  tables.push_back(zone_transfer_table(report));
  tables.push_back(figure_change_table(report));
  tables.push_back(coverage_change_table(report));
  return tables;
}

}  // namespace lastmeter
