// SPDX-License-Identifier: Apache-2.0
#include "assignment/evaluate_assignment.h"

#include <algorithm>

namespace lastmeter {

namespace {

void add_breaches(const AssignmentProblem& problem, std::size_t r, AssignmentScore& score) {
  using Kind = LimitBreach::Kind;
  const AssignmentProblem::Receiver& asked = problem.receivers[r];
  const AssignmentScore::Receiver& found = score.receivers[r];
  const auto check = [&](std::int64_t value, const ReceiverLimits& limits, Kind few, Kind many) {
    if (value < limits.least) {
      score.breaches.push_back({.kind = few, .receiver = r, .duty = 0, .limit = limits.least, .found = value});
    } else if (value > limits.most) {
      score.breaches.push_back({.kind = many, .receiver = r, .duty = 0, .limit = limits.most, .found = value});
    }
  };
  check(found.units, asked.units, Kind::UnitsFew, Kind::UnitsMany);
  for (std::size_t d = 0; d < problem.duties.size(); ++d) {
    if (found.duties[d] < problem.duties[d].least) {
      score.breaches.push_back({.kind = Kind::DutyFew,
                                .receiver = r,
                                .duty = d,
                                .limit = problem.duties[d].least,
                                .found = found.duties[d]});
    }
  }
  check(found.members, asked.members, Kind::MembersFew, Kind::MembersMany);
}

}  // namespace

std::int64_t AssignmentScore::off() const {
  std::int64_t sum = 0;
  for (const LimitBreach& breach : breaches) {
    sum += breach.off();
  }
  return sum;
}

AssignmentScore evaluate_assignment(const AssignmentProblem& problem, const UnitPlan& plan,
                                    std::span<const MemberShare> members) {
  AssignmentScore score;
  score.receivers.resize(problem.receivers.size());
  for (AssignmentScore::Receiver& receiver : score.receivers) {
    receiver.duties.assign(problem.duties.size(), 0);
  }
  for (std::size_t u = 0; u < plan.receiver.size(); ++u) {
    const AssignmentProblem::Unit& unit = problem.units[u];
    AssignmentScore::Receiver& receiver = score.receivers[plan.receiver[u]];
    ++receiver.units;
    ++receiver.duties[unit.duty];
    if (!unit.distances.empty()) {
      const double metres = unit.distances[plan.receiver[u]];
      ++score.placed;
      score.distance += metres;
      score.farthest = std::max(score.farthest, metres);
    }
  }
  for (const MemberShare& share : members) {
    score.receivers[share.receiver].members += share.members;
    score.members += share.members;
    score.parted += plan.receiver[share.unit] == share.receiver ? 0 : share.members;
  }
  for (std::size_t r = 0; r < problem.receivers.size(); ++r) {
    add_breaches(problem, r, score);
  }
  return score;
}

}  // namespace lastmeter
