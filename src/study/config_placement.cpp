// SPDX-License-Identifier: Apache-2.0
#include "study/config_placement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "study/choices.h"
#include "study/config_coverage.h"

namespace lastmeter {

namespace {

constexpr double kFarthest = 100000.0;  // metres
constexpr std::string_view kLength = "a number above 0, up to 100,000";
constexpr std::int64_t kMostSites = 50000;

bool is_length(double value) { return value > 0.0 && value <= kFarthest; }
bool is_amount(double value) { return value >= 0.0; }

std::optional<Metres> length(const Section& section, std::string_view key) {
  return section.has(key) ? std::optional(Metres(section.number(key, 1.0, is_length, kLength))) : std::nullopt;
}

std::optional<std::size_t> count(const Section& section, std::string_view key) {
  return section.has(key) ? std::optional(static_cast<std::size_t>(section.whole(key, 0, kMostSites))) : std::nullopt;
}

void read_goal(const Section& section, PlacementQuestion& question) {
  static constexpr std::array<std::string_view, 5> kGoals{"set_cover", "max_cover", "p_median", "p_center",
                                                          "capacitated"};
  question.goal =
      choice<PlacementGoal>(section, "goal", section.text("goal", "max_cover"), kGoals).value_or(question.goal);
  static constexpr std::array<std::string_view, 4> kWeights{"population", "households", "buildings", "events"};
  question.weigh =
      choice<Measure>(section, "weigh", section.text("weigh", "population"), kWeights).value_or(question.weigh);
  static constexpr std::array<std::string_view, 2> kServices{"open", "home"};
  question.service =
      choice<ServiceRule>(section, "service", section.text("service", "open"), kServices).value_or(question.service);
}

void read_limits(const Section& section, PlacementQuestion& question) {
  question.sites = count(section, "sites");
  if (section.has("budget")) {
    question.budget = section.number("budget", 0.0, is_amount, "a number of 0 or more");
  }
  question.close = count(section, "close");
  question.one_plus_n = section.flag("one_plus_n", false);
  question.spacing = length(section, "spacing_m").value_or(Metres(0.0));
  question.home_least = count(section, "community_at_least");
  question.home_most = count(section, "community_at_most");
}

void read_cover(const Section& section, PlacementQuestion& question) {
  question.cover_share = section.number(
      "share", 1.0, [](double share) { return share > 0.0 && share <= 1.0; }, "a number in (0, 1]");
  question.cover_times = static_cast<std::size_t>(section.whole("times", 1, 10));
  if (question.cover_times == 0) {
    section.fault("times", "demand is to be covered 0 times", "write 1 or more");
    question.cover_times = 1;
  }
  const auto full = length(section, "full_to_m");
  const auto none = length(section, "none_beyond_m");
  if (full.has_value() != none.has_value() || (full && !(*full < *none))) {
    section.fault(full ? "full_to_m" : "none_beyond_m", "full_to_m and none_beyond_m go together, the smaller first",
                  "give both, as in full_to_m = 300, none_beyond_m = 800");
  } else if (full) {
    question.gradual = GradualService{*full, *none};
  }
}

SiteOptions site_options(const Section& section, const RuleSet& rules) {
  SiteOptions sites;
  static constexpr std::array<std::string_view, 6> kSources{"given",      "buildings",     "compounds",
                                                            "grid_zones", "network_nodes", "hexagons"};
  sites.sources = choices<CandidateSource>(section, "candidates", {"given"}, kSources);
  static constexpr std::array<std::string_view, 3> kExisting{"keep", "may_close", "ignore"};
  sites.existing = choice<ExistingPosts>(section, "existing", section.text("existing", "keep"), kExisting)
                       .value_or(ExistingPosts::Keep);
  sites.radius = length(section, "radius_m").value_or(default_coverage(rules).nominal);
  sites.unit_cost = section.number("unit_cost", sites.unit_cost, is_amount, "a number of 0 or more");
  sites.lattice = length(section, "lattice_m").value_or(Metres(sites.radius.value() / 2.0));
  return sites;
}

PlacementExtras extras(const Section& section) {
  PlacementExtras asked;
  asked.curve = section.flag("curve", false);
  asked.pareto = section.flag("pareto", false);
  if (section.has("phases")) {
    const auto is_step = [](double step) { return step >= 1.0 && step <= 1000.0 && step == std::floor(step); };
    for (const double step : section.numbers("phases", is_step, "a list of whole numbers from 1 to 1,000")) {
      asked.phases.push_back(static_cast<std::size_t>(step));
    }
  }
  if (section.has("robustness")) {
    asked.robustness = section.number(
        "robustness", 0.1, [](double share) { return share > 0.0 && share < 1.0; }, "a number in (0, 1)");
  }
  return asked;
}

/// What a goal must be told, and what contradicts it.
void check_question(const Section& section, const PlacementConfig& config) {
  const PlacementQuestion& question = config.question;
  const bool limited = question.sites || question.budget || question.close || question.home_most;
  if (question.goal != PlacementGoal::SetCover && !limited) {
    section.fault("goal",
                  fmt::format("{} needs a limit: without one, every site would be opened", name_of(question.goal)),
                  "give sites or budget (or close, or community_at_most)");
  }
  if (question.close && config.sites.existing != ExistingPosts::MayClose) {
    section.fault("close", "posts are to be closed, but existing posts are not allowed to",
                  "write existing = \"may_close\"");
  }
  if (question.gradual && question.goal != PlacementGoal::MaxCover) {
    section.fault("full_to_m", fmt::format("{} has no gradual service", name_of(question.goal)),
                  "use goal = \"max_cover\", or remove full_to_m and none_beyond_m");
  }
  if (question.gradual && question.cover_times > 1) {
    section.fault("times", "gradual service and times > 1 cannot be had together", "remove one of them");
  }
  if (config.extras.curve && !question.sites) {
    section.fault("curve", "a curve runs over the number of sites, and sites is missing", "give sites");
  }
  const std::size_t phased = std::accumulate(config.extras.phases.begin(), config.extras.phases.end(), std::size_t{0});
  if (question.sites && phased > *question.sites) {
    section.fault("phases", fmt::format("the phases open {} sites, and sites is {}", phased, *question.sites),
                  "let them add up to no more than sites");
  }
  if (config.extras.pareto && !is_cover(question.goal)) {
    section.fault("pareto", fmt::format("the front of cost and people served is asked of {}", name_of(question.goal)),
                  "use goal = \"max_cover\", or remove pareto");
  }
  if (question.home_least && question.home_most && *question.home_least > *question.home_most) {
    section.fault(
        "community_at_least",
        fmt::format("at least {} and at most {} sites in a community", *question.home_least, *question.home_most),
        "exchange them");
  }
}

}  // namespace

std::optional<PlacementConfig> placement_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["placement"].as_table(), "placement", "placement", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  PlacementConfig config;
  read_goal(section, config.question);
  read_limits(section, config.question);
  read_cover(section, config.question);
  config.sites = site_options(section, rules);
  config.sites.spacing = config.question.spacing;
  static constexpr std::array<std::string_view, 2> kModes{"straight", "walking"};
  config.mode = choice<TravelMode>(section, "mode", section.text("mode", "straight"), kModes).value_or(config.mode);
  config.farthest = length(section, "farthest_m");
  static constexpr std::array<std::string_view, 3> kEfforts{"fast", "default", "thorough"};
  config.effort =
      choice<Effort>(section, "effort", section.text("effort", "default"), kEfforts).value_or(config.effort);
  config.extras = extras(section);
  check_question(section, config);
  return config;
}

}  // namespace lastmeter
