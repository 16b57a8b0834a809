// SPDX-License-Identifier: Apache-2.0
#include "core/outcome.h"

#include <stdexcept>

namespace lastmeter {

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
