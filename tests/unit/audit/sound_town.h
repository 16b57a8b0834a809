// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "audit/audit.h"
#include "support/draw_zones.h"

namespace lastmeter::testing {

/// Two subdistricts, three communities, six grid zones of 6 cells of 100 m, one building of 400 households in each,
/// two posts: nothing to find.
inline StudyArea sound_town() {
  StudyArea town = draw_study({.subdistricts = R"(
                                   N N N N N N
                                   N N N N N N
                                   S S S S S S
                                   S S S S S S
                                   S S S S S S
                                   S S S S S S )",
                               .communities = R"(
                                   A A A A A A
                                   A A A A A A
                                   B B B C C C
                                   B B B C C C
                                   B B B C C C
                                   B B B C C C )",
                               .grid_zones = R"(
                                   a a a d d d
                                   a a a d d d
                                   b b b c c c
                                   b b b c c c
                                   e e e f f f
                                   e e e f f f )"});
  std::size_t number = 1;
  for (const double y : {100.0, 300.0, 500.0}) {
    for (const double x : {150.0, 450.0}) {
      add_building(town, "house " + std::to_string(number++), {x, y}, 400.0);
    }
  }
  add_facility(town, "post 1", {150.0, 150.0});
  add_facility(town, "post 2", {450.0, 450.0});
  return town;
}

/// Norms that the sound town meets: 300 to 500 households per grid zone, 700 to 900 per community.
inline RuleSet town_norms() {
  RuleSet rules;
  const auto add = [&](std::string_view key, double lo, double hi) {
    rules.add({.key = std::string(key),
               .lo = lo,
               .hi = hi,
               .unit = "households",
               .source = "town rules, art. 3",
               .grade = "A",
               .rule_file = "town"});
  };
  add(norm::households_per_grid_zone, 300.0, 500.0);
  add(norm::households_per_community, 700.0, 900.0);
  return rules;
}

inline std::vector<Issue> audit(const StudyArea& area, const AuditOptions& options = {}, const RuleSet& rules = {}) {
  IssueLedger ledger;
  SilentProgress progress;
  audit_study_area(area, rules, options, ledger, progress);
  return {ledger.issues().begin(), ledger.issues().end()};
}

inline std::vector<Rule> rules_of(const std::vector<Issue>& issues) {
  std::vector<Rule> rules;
  for (const Issue& issue : issues) {
    rules.push_back(issue.rule);
  }
  return rules;
}

}  // namespace lastmeter::testing
