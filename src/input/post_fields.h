// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "input/layer.h"
#include "model/study_area.h"

// What layers of posts and of candidates state alike.
namespace lastmeter {

/// The kind that a text names, in Chinese or English; Other where it names none.
FacilityKind kind_named(const std::string& text);

/// A number of 0 or more; none where the layer or the row has none. What cannot be read is reported under its name
/// ("capacity") and counts as missing.
std::optional<double> amount_of(const Layer& layer, Field field, std::size_t row, std::string_view name,
                                IssueLedger& ledger);

/// What a row states for an emergency, each as amount_of.
EmergencyOffer emergency_offer(const Layer& layer, std::size_t row, IssueLedger& ledger);

/// The service radius a row states for itself, above 0; reported as above.
std::optional<Metres> own_radius(const Layer& layer, std::size_t row, IssueLedger& ledger);

/// The level whose borders the rule `home` follows.
std::size_t home_level_of(const StudyArea& area);

}  // namespace lastmeter
