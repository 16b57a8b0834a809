// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lastmeter {

/// Compressed with gzip (no file name, no time: same text, same bytes), then base64: what a page can carry as text.
std::string gzip_base64(std::string_view text);

/// "'sha256-...'" of a script or style, as a Content-Security-Policy names what may run.
std::string policy_hash(std::string_view text);

}  // namespace lastmeter
