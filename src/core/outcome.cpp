// SPDX-License-Identifier: Apache-2.0
#include "core/outcome.h"

#include <stdexcept>

namespace lastmeter {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Solved:
      return "solved";
    case Outcome::Infeasible:
      return "infeasible";
    case Outcome::Unknown:
      return "unknown";
  }
  throw std::logic_error("Outcome holds no known value");
}

std::string_view name_of(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return "fast";
    case Effort::Default:
      return "default";
    case Effort::Thorough:
      return "thorough";
  }
  throw std::logic_error("Effort holds no known value");
}

}  // namespace lastmeter
