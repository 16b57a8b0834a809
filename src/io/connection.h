// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lastmeter {

/// A path or connection as messages and outputs may show it: "PG:host=x password=***".
std::string without_password(const std::string& path);

/// What to do where a database does not open: of an address "postgresql://..." also how its password is to be written.
std::string connection_fix(const std::string& path);

/// A library's message about that path. A library that cannot read a connection quotes the piece it stumbled over,
/// which may be of the password: what it quotes, and `without_password` hides, is "***".
std::string without_secrets(std::string message, const std::string& path);

}  // namespace lastmeter
