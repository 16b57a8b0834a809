// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "io/facility_instance.h"
#include "io/facility_instance_text.h"

namespace lastmeter {

// One reader per layout of InstanceFormat; `parse_facility_instance` chooses.
FacilityInstance parse_pmed(InstanceText& text);
FacilityInstance parse_tsplib(InstanceText& text);
FacilityInstance parse_scp(InstanceText& text);
FacilityInstance parse_cflp(InstanceText& text);
FacilityInstance parse_mclp(InstanceText& text);
FacilityInstance parse_instance_csv(std::string_view bytes, const std::string& file);

/// The head of a file with keywords, up to and including the line NODE_COORD_SECTION, which is where `text` stands
/// then.
struct KeywordHead {
  std::uint32_t dimension = 0;
  std::string edge_weight_type;  // as written
};
KeywordHead parse_keyword_head(InstanceText& text);

/// Ids of sites in the order of the file, as codes; none when they are 1, 2, 3 ... Fails where one is used twice.
std::vector<std::string> codes_of(const std::vector<std::uint64_t>& ids, const InstanceText& text);

}  // namespace lastmeter
