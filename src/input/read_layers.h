// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/progress.h"
#include "input/layer.h"

namespace lastmeter {

/// Reads every layer of a study, joins tables, and reports what the readers had to repair, columns that look like
/// personal data and field names too long for a shapefile. The specs must outlive the layers.
/// Throws InputError / ConfigError with every layer that cannot be read, one line each.
std::vector<Layer> read_layers(const InputSpec& spec, IssueLedger& ledger, Progress& progress);

/// Adds the columns of `other` to `table` where `table[key] == other[on]` (as trimmed text). Rows of `table` without
/// a partner get nulls and a JoinUnmatched finding; rows of `other` that no row asked for are reported once, with
/// their number; a key that stands twice in `other` is an InputError. Empty keys fit nothing. Returns which rows of
/// `table` have a partner.
std::vector<bool> join_tables(FeatureTable& table, const std::string& key, const FeatureTable& other,
                              const std::string& on, std::string_view role, IssueLedger& ledger);

}  // namespace lastmeter
