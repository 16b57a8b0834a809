// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lastmeter {

/// A name as it stands in SQL, whatever is in it: "a ""b""".
std::string name_sql(std::string_view name);

/// A text as it stands in SQL, whatever is in it: 'it''s'. PostgreSQL's standard_conforming_strings must be on, its
/// default.
std::string text_sql(std::string_view text);

}  // namespace lastmeter
