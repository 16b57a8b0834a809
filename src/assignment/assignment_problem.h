// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace lastmeter {

/// From least to most, both included.
struct ReceiverLimits {
  static constexpr std::int64_t kAny = std::numeric_limits<std::int32_t>::max();
  std::int64_t least = 0;
  std::int64_t most = kAny;
};

/// Units to be assigned to receivers (communities): each unit to one, its members to one or more.
struct AssignmentProblem {
  struct Unit {
    std::int64_t members = 0;
    std::size_t duty = 0;                // position in `duties`
    std::vector<double> distances = {};  // metres to each receiver; empty: no place, so all are the same to it
  };
  struct Duty {
    std::string name;
    std::int64_t least = 0;  // units of it that each receiver must have
  };
  struct Receiver {
    std::string code;
    ReceiverLimits units;
    ReceiverLimits members;
  };
  std::vector<Unit> units;
  std::vector<Duty> duties;  // at least one
  std::vector<Receiver> receivers;

  /// Throws ConfigError for what is no problem: numbers that are negative or not finite, a duty that is not there,
  /// distances that are not one a receiver, a least above its most.
  void check() const;
};

/// A limit that a plan breaks, and by how much.
struct LimitBreach {
  enum class Kind { UnitsFew, UnitsMany, MembersFew, MembersMany, DutyFew };
  Kind kind = Kind::UnitsFew;
  std::size_t receiver = 0;
  std::size_t duty = 0;  // DutyFew
  std::int64_t limit = 0;
  std::int64_t found = 0;
  [[nodiscard]] std::int64_t off() const { return found < limit ? limit - found : found - limit; }
};

/// "community C012: 2 units, and at least 3 are asked for"
std::string breach_text(const AssignmentProblem& problem, const LimitBreach& breach);

}  // namespace lastmeter
