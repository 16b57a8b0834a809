// SPDX-License-Identifier: Apache-2.0
#include "assignment/assignment_result.h"

#include <fmt/format.h>

#include <map>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kReceiversNamed = 10;

/// Limits that all receivers together break, whatever goes where.
class Sums {
 public:
  Sums(const AssignmentProblem& problem, std::vector<std::string>& reasons) : problem_(problem), reasons_(reasons) {}

  void check(ReceiverLimits AssignmentProblem::Receiver::*limits, std::int64_t there, const std::string& what) {
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const AssignmentProblem::Receiver& receiver : problem_.receivers) {
      least += (receiver.*limits).least;
      most += (receiver.*limits).most;
    }
    if (there < least) {
      reasons_.push_back(fmt::format("{} {} are too few: {} communities ask for at least {} in all, so {} are missing",
                                     grouped(there), what, problem_.receivers.size(), grouped(least),
                                     grouped(least - there)));
    } else if (there > most) {
      reasons_.push_back(fmt::format("{} {} are too many: {} communities take at most {} in all, {} less",
                                     grouped(there), what, problem_.receivers.size(), grouped(most),
                                     grouped(there - most)));
    }
  }

 private:
  const AssignmentProblem& problem_;
  std::vector<std::string>& reasons_;
};

void check_duties(const AssignmentProblem& problem, std::vector<std::string>& reasons) {
  const auto receivers = static_cast<std::int64_t>(problem.receivers.size());
  for (std::size_t d = 0; d < problem.duties.size(); ++d) {
    std::int64_t there = 0;
    for (const AssignmentProblem::Unit& unit : problem.units) {
      there += unit.duty == d ? 1 : 0;
    }
    const std::int64_t asked = problem.duties[d].least * receivers;
    if (there < asked) {
      reasons.push_back(fmt::format("{} units of duty {} are too few for {} in each of {} communities: {} are missing",
                                    grouped(there), problem.duties[d].name, grouped(problem.duties[d].least),
                                    grouped(receivers), grouped(asked - there)));
    }
  }
}

}  // namespace

std::vector<std::string> why_broken(const AssignmentProblem& problem, const AssignmentScore& score) {
  std::vector<std::string> reasons;
  if (score.breaches.empty()) {
    return reasons;
  }
  Sums sums(problem, reasons);
  sums.check(&AssignmentProblem::Receiver::units, static_cast<std::int64_t>(problem.units.size()), "units");
  sums.check(&AssignmentProblem::Receiver::members, score.members, "members");
  check_duties(problem, reasons);
  reasons.push_back(
      fmt::format("the plan breaks limits by {} in all, and none breaks them by less", grouped(score.off())));
  for (std::size_t i = 0; i < score.breaches.size() && i < kReceiversNamed; ++i) {
    reasons.push_back(breach_text(problem, score.breaches[i]));
  }
  if (score.breaches.size() > kReceiversNamed) {
    reasons.push_back(fmt::format("and {} limits more", score.breaches.size() - kReceiversNamed));
  }
  return reasons;
}

std::vector<Figure> assignment_figures(const AssignmentResult& result) {
  constexpr std::size_t most_sizes = 4;
  const AssignmentScore& score = result.score;
  std::vector<Figure> figures;
  const auto add = [&](const std::string& name, double value, const std::string& unit) {
    figures.push_back({"assign." + name, {{"what", result.what}}, value, {}, unit});
  };
  const auto units = static_cast<double>(result.problem.units.size());
  add("units", static_cast<double>(result.plan.receiver.size()), "units");
  add("receivers", static_cast<double>(result.problem.receivers.size()), "communities");
  add("members", static_cast<double>(score.members), "members");
  add("without_place", units - static_cast<double>(score.placed), "units");
  add("parted", static_cast<double>(score.parted), "members");
  add("limits_off", static_cast<double>(score.off()), "units and members");
  if (score.placed > 0) {
    add("distance_sum_m", score.distance, "m");
    add("distance_mean_m", score.distance / static_cast<double>(score.placed), "m");
    add("farthest_m", score.farthest, "m");
    if (result.holds()) {
      add("distance_bound_m", score.distance, "m");
    }
  }
  std::map<std::int64_t, double> sizes;
  for (const AssignmentScore::Receiver& receiver : score.receivers) {
    sizes[receiver.units] += 1.0;
  }
  for (const auto& [size, times] : sizes) {
    if (sizes.size() <= most_sizes) {
      add("of_size", times, "communities");
      figures.back().qualifiers.emplace_back("size", static_cast<double>(size));
    }
  }
  return figures;
}

}  // namespace lastmeter
