// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/key_figures.h"

namespace lastmeter {

/// What stands over a column for people: "population_share_500m_open_walking" reads "People share · 500 m · open ·
/// walking". The word of the whole name where words.json has one, else the words of its parts, else the name with
/// spaces. `table`: where the column means something of its own ("load" is people in tables emergency_*, but not in
/// shares_*: words "shares.load"). O(length of the name).
std::string column_head(Language language, const std::string& column, const std::string& table = "");

/// What a table is called for people, also where the study file gave it part of its name: "shares_workers_communities"
/// reads "Workers by community", "investment_plan_dearer" reads "Investments by year (dearer)".
std::string table_title(Language language, const std::string& table);

/// True of columns whose texts are words of the program ("kept", "too_far"), which people read in their language; all
/// other texts are the study's own.
bool holds_words(std::string_view column);

}  // namespace lastmeter
