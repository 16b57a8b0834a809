// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lastmeter {

/// Text between tags of HTML or in a quoted attribute, which it cannot end, whatever it says. Control characters become
/// spaces.
std::string as_markup(std::string_view text);

}  // namespace lastmeter
