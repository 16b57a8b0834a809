// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// Role of the layer the demand points came from; nothing where they are not records of a layer.
std::optional<std::string_view> role_of(DemandBasis basis);

/// False for no code and for "#7", which `input` gives to a row whose code is missing or destroyed (and reported).
bool has_code(std::string_view code);

/// How a message names another record: its code, else its name in quotes, else "row 7", counted from 1.
std::string called(std::string_view code, std::string_view name, std::size_t row);
std::string called(const Zone& zone);

/// "a, b, c and 4 more".
std::string listed(const std::vector<std::string>& names, std::size_t most);

/// The record a finding is about.
struct Place {
  std::string_view code;
  std::string_view name;
  std::optional<Point> at;  // of a zone: its centroid
  std::size_t row = 0;
};
Place place_of(const Zone& zone);
Place place_of(const DemandPoint& point);
Place place_of(const Facility& facility);
Place place_of(const CandidateSite& site);

/// The number in a message, with its unit.
struct Measured {
  double value;
  std::string unit;
};

/// A finding about one record, with the rule's own severity.
Issue place_finding(Rule rule, std::string_view layer, const Place& place, std::string what, std::string fix,
                    std::optional<Measured> figure = {});

}  // namespace lastmeter
