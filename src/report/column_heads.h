// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/key_figures.h"

namespace lastmeter {

/// What stands over a column for people: "population_share_500m_open_walking" reads "People share · 500 m · open ·
/// walking". The word of the whole name where words.json has one, else the words of its parts, else the name with
/// spaces. O(length of the name).
std::string column_head(Language language, const std::string& column);

/// True of columns whose texts are words of the program ("kept", "too_far"), which people read in their language; all
/// other texts are the study's own.
bool holds_words(std::string_view column);

}  // namespace lastmeter
