// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "io/feature_table.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// The engine sees counts, never people: reports, as Refused, every column that looks like identity numbers, mobile
/// phones or names of persons, by its heading or because at least half of its values have the form (an 18-digit
/// number with the check digit of GB 11643-1999; an 11-digit mainland mobile number). `role` names the layer.
void refuse_personal_data(const FeatureTable& table, std::string_view role, IssueLedger& ledger);

/// 18 characters with a valid date and check digit (GB 11643-1999: sum of digit x 2^(17-i) mod 11).
bool is_identity_number(std::string_view text);
/// Eleven digits 13x .. 19x, with or without +86.
bool is_mobile_number(std::string_view text);

}  // namespace lastmeter
