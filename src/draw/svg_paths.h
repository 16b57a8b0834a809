// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lastmeter {

/// Path data of SVG 1.1 with relative commands and two decimals, less than half as long; the shape stays within half a
/// hundredth at every point, because differences are taken between rounded positions. Takes the absolute commands M, L,
/// H, V, C and Z; anything else comes back as it was. O(length).
std::string short_path(std::string_view data);

/// Every path of a drawing so shortened.
std::string with_short_paths(const std::string& svg);

}  // namespace lastmeter
