// SPDX-License-Identifier: Apache-2.0
#include "assignment/assignment_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/error.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kMostMembers = 1'000'000'000;
constexpr double kFarthest = 1e6;  // metres

bool sound(const ReceiverLimits& limits) {
  return limits.least >= 0 && limits.least <= limits.most && limits.most <= ReceiverLimits::kAny;
}

std::string shown(const ReceiverLimits& limits) {
  return limits.most == ReceiverLimits::kAny ? fmt::format("{} or more", limits.least)
                                             : fmt::format("{} to {}", limits.least, limits.most);
}

}  // namespace

void AssignmentProblem::check() const {
  for (const Receiver& receiver : receivers) {
    if (!sound(receiver.units) || !sound(receiver.members)) {
      throw ConfigError(fmt::format("community {}: the limits are {} units and {} members", receiver.code,
                                    shown(receiver.units), shown(receiver.members)),
                        "give least and most, the smaller first");
    }
  }
  for (const Duty& duty : duties) {
    if (duty.least < 0 || duty.least > ReceiverLimits::kAny) {
      throw ConfigError(fmt::format("at least {} units of {} are asked for", duty.least, duty.name),
                        "give a whole number of 0 or more");
    }
  }
  for (std::size_t u = 0; u < units.size(); ++u) {
    const Unit& unit = units[u];
    const bool far = std::any_of(unit.distances.begin(), unit.distances.end(), [](double metres) {
      return !std::isfinite(metres) || metres < 0.0 || metres > kFarthest;
    });
    if (far || unit.members < 0 || unit.members > kMostMembers || unit.duty >= duties.size() ||
        (!unit.distances.empty() && unit.distances.size() != receivers.size())) {
      throw ConfigError(fmt::format("unit {} has {} members, duty {} of {} and {} distances to {} communities", u,
                                    unit.members, unit.duty, duties.size(), unit.distances.size(), receivers.size()),
                        "correct it");
    }
  }
}

std::string breach_text(const AssignmentProblem& problem, const LimitBreach& breach) {
  const std::string& code = problem.receivers[breach.receiver].code;
  switch (breach.kind) {
    case LimitBreach::Kind::UnitsFew:
      return fmt::format("community {}: {} units, and at least {} are asked for", code, breach.found, breach.limit);
    case LimitBreach::Kind::UnitsMany:
      return fmt::format("community {}: {} units, and at most {} are allowed", code, breach.found, breach.limit);
    case LimitBreach::Kind::MembersFew:
      return fmt::format("community {}: {} members, and at least {} are asked for", code, breach.found, breach.limit);
    case LimitBreach::Kind::MembersMany:
      return fmt::format("community {}: {} members, and at most {} are allowed", code, breach.found, breach.limit);
    case LimitBreach::Kind::DutyFew:
      return fmt::format("community {}: {} units of duty {}, and at least {} are asked for", code, breach.found,
                         problem.duties[breach.duty].name, breach.limit);
  }
  throw std::logic_error("LimitBreach::Kind holds no known value");
}

}  // namespace lastmeter
