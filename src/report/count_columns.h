// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/write_table.h"

namespace lastmeter {

/// Which columns of a run's tables count persons, households, events or members, so that a small value may be about
/// somebody: "households_300m_open", "population", "events_open", the load of a post in an emergency, the gain of an
/// investment where people are its benefit.
bool is_count_column(const std::vector<StyledTable>& tables, const FeatureTable& table, std::string_view column);

/// Buildings or other demand points, a row each, or what moves between zones: counts there are hidden altogether.
bool is_of_places(const std::vector<StyledTable>& tables, const FeatureTable& table);
/// Whether a column of such a table tells a count.
bool tells_a_count(const std::vector<StyledTable>& tables, const FeatureTable& table, std::string_view column);

/// The columns beside a share, a rate or a rest from which it is computed: it tells them.
std::vector<std::string> counts_told_by(const std::string& column);

const StyledTable* table_named(const std::vector<StyledTable>& tables, std::string_view name);
bool has_code(const StyledTable& styled, const std::string& code);

}  // namespace lastmeter
