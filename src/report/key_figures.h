// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "model/figure.h"

namespace lastmeter {

/// Of reports, map and workbook: all texts stand in report/page/words.json.
enum class Language { Chinese, English };
std::string_view code_of(Language language);  // "zh", "en"

/// A text in the language; the key itself where words.json has none.
std::string word(Language language, const std::string& key);

/// Of a figure's unit: "persons", "households" (which heads a layer in capitals, but not a number).
std::string unit_word(Language language, const std::string& unit);

/// What a planner asks for first: coverage at the nominal radius, what placement and partition achieved, faults in the
/// data. By stage, then by what is asked first: people, households, zones, posts, what it takes, how sure it is. Of a
/// comparison no zones or posts that nothing became of.
std::vector<Figure> key_figures(const std::vector<Figure>& figures, std::optional<Metres> nominal);

}  // namespace lastmeter
