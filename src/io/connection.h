// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lastmeter {

/// A path or connection as messages and outputs may show it: "PG:host=x password=***".
std::string without_password(const std::string& path);

}  // namespace lastmeter
