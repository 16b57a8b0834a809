// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "apportion/claim.h"
#include "core/outcome.h"

namespace lastmeter {

/// How whole numbers are found; their headers say what each is good for and which paradoxes it has.
enum class ApportionMethod { LargestRemainder, Webster, HuntingtonHill };
std::string_view name_of(ApportionMethod method);  // "largest_remainder", "webster", "huntington_hill"

/// What a floor is. Least: nobody gets less. Base: everybody gets it, and only the rest follows the load.
enum class FloorRule { Least, Base };

/// Whole numbers that add up, or why there are none.
struct Apportionment {
  Outcome outcome = Outcome::Infeasible;  // never Unknown
  std::vector<std::size_t> parts;         // by claim; empty where infeasible
  std::vector<double> quotas;             // exact shares within the limits, by claim; empty where infeasible
  std::size_t free = 0;                   // of the total, what is left to follow the load after all floors
  std::size_t off_quota = 0;              // parts a whole one or more off their quota; 0 of largest remainders
  std::size_t without_load = 0;           // claims of weight 0
  bool equal_parts = false;               // nobody has any load, so all count the same
  std::vector<std::string> reasons;       // infeasible: what does not fit, by how much, what to do
};

/// Shares `total` out among the claims. Infeasible, with the reason: floors above the total, ceilings below it, a floor
/// above its ceiling. A claim without load gets its floor, and more only where nobody else has room. Throws
/// std::logic_error for a weight that is negative or not finite.
Apportionment apportion(std::size_t total, std::span<const Claim> claims, ApportionMethod method, FloorRule floors);

}  // namespace lastmeter
