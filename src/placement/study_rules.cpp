// SPDX-License-Identifier: Apache-2.0
#include "placement/study_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "coverage/reach.h"

namespace lastmeter {

namespace {

/// Collects the rules of one question.
class RuleWriter {
 public:
  RuleWriter(const StudyArea& area, const SiteList& list, const PlacementQuestion& question)
      : area_(area), list_(list), question_(question) {}

  std::vector<SiteRule> write() {
    add_options();
    add_spacing();
    add_homes();
    add_closing();
    add_budget();
    return std::move(rules_);
  }

 private:
  [[nodiscard]] const PlacementSite& site(std::size_t j) const { return list_.sites.items()[j]; }

  void add_options() {
    std::map<std::string, std::vector<CandidateId>> options;
    for (std::size_t j = 0; j < list_.sites.size(); ++j) {
      if (!site(j).option_of.empty()) {
        options[site(j).option_of].emplace_back(j);
      }
    }
    for (auto& [name, members] : options) {
      if (members.size() > 1) {
        rules_.push_back({.name = fmt::format("site {}: one option at most", name),
                          .candidates = std::move(members),
                          .coefficients = {},
                          .at_least = std::nullopt,
                          .at_most = 1.0});
      }
    }
  }

  /// Pairs nearer than the spacing; posts that stay cannot be told to keep their distance from each other.
  void add_spacing() {
    if (!(question_.spacing > Metres(0.0))) {
      return;
    }
    const std::vector<Point> places = places_of(list_.sites);
    const Reach near = reach_straight(places, places, question_.spacing);
    for (std::size_t a = 0; a < places.size(); ++a) {
      const Reach::Row row = near.row(DemandId(a));
      for (std::size_t k = 0; k < row.facilities.size(); ++k) {
        const std::size_t b = row.facilities[k].index();
        const bool both_stand = site(a).standing != Standing::New && site(b).standing != Standing::New;
        const bool apart = row.distances[k] >= question_.spacing.value();
        const bool options = !site(a).option_of.empty() && site(a).option_of == site(b).option_of;
        if (b > a && !both_stand && !apart && !options) {
          rules_.push_back({.name = fmt::format("{} and {} stand {:.0f} m apart: one at most", site(a).code,
                                                site(b).code, row.distances[k]),
                            .candidates = {CandidateId(a), CandidateId(b)},
                            .coefficients = {},
                            .at_least = std::nullopt,
                            .at_most = 1.0});
        }
      }
    }
  }

  void add_homes() {
    const auto level = home_level(area_);
    if (!level || !(question_.one_plus_n || question_.home_least || question_.home_most)) {
      return;
    }
    const auto& zones = area_.zones(*level).zones;
    std::vector<std::vector<CandidateId>> all(zones.size());
    std::vector<std::vector<CandidateId>> centres(zones.size());
    for (std::size_t j = 0; j < list_.sites.size(); ++j) {
      if (site(j).home) {
        all[site(j).home->index()].emplace_back(j);
        if (site(j).kind == FacilityKind::Centre) {
          centres[site(j).home->index()].emplace_back(j);
        }
      }
    }
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const std::string& code = zones[ZoneId(z)].code;
      if (question_.one_plus_n) {
        add_centre(code, std::move(centres[z]));
      }
      if (question_.home_least || question_.home_most) {
        SiteRule rule{.name = fmt::format("community {}: number of sites", code),
                      .candidates = std::move(all[z]),
                      .coefficients = {},
                      .at_least = std::nullopt,
                      .at_most = std::nullopt};
        rule.at_least = question_.home_least ? std::optional(static_cast<double>(*question_.home_least)) : std::nullopt;
        rule.at_most = question_.home_most ? std::optional(static_cast<double>(*question_.home_most)) : std::nullopt;
        rules_.push_back(std::move(rule));
      }
    }
  }

  /// Exactly one centre; where more stand and must stay, no further one.
  void add_centre(const std::string& code, std::vector<CandidateId> centres) {
    const auto staying = std::count_if(centres.begin(), centres.end(),
                                       [&](CandidateId id) { return list_.sites[id].standing == Standing::Fixed; });
    rules_.push_back({.name = fmt::format("community {}: one centre", code),
                      .candidates = std::move(centres),
                      .coefficients = {},
                      .at_least = 1.0,
                      .at_most = std::max(1.0, static_cast<double>(staying))});
  }

  void add_closing() {
    if (!question_.close) {
      return;
    }
    std::vector<CandidateId> standing;
    for (std::size_t j = 0; j < list_.sites.size(); ++j) {
      if (site(j).standing != Standing::New) {
        standing.emplace_back(j);
      }
    }
    const double left = static_cast<double>(standing.size()) - static_cast<double>(*question_.close);
    rules_.push_back({.name = fmt::format("{} of {} posts are closed", *question_.close, standing.size()),
                      .candidates = std::move(standing),
                      .coefficients = {},
                      .at_least = std::nullopt,
                      .at_most = left});
  }

  void add_budget() {
    if (question_.goal != PlacementGoal::Capacitated || !question_.budget) {
      return;
    }
    SiteRule rule{.name = "budget", .candidates = {}, .coefficients = {}, .at_least = {}, .at_most = question_.budget};
    for (std::size_t j = 0; j < list_.sites.size(); ++j) {
      rule.candidates.emplace_back(j);
      rule.coefficients.push_back(site(j).cost);
    }
    rules_.push_back(std::move(rule));
  }

  const StudyArea& area_;
  const SiteList& list_;
  const PlacementQuestion& question_;
  std::vector<SiteRule> rules_;
};

}  // namespace

std::vector<SiteRule> study_rules(const StudyArea& area, const SiteList& list, const PlacementQuestion& question) {
  return RuleWriter(area, list, question).write();
}

}  // namespace lastmeter
