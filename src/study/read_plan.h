// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/progress.h"
#include "placement/site_list.h"

namespace lastmeter {

/// The codes of the open sites in a plan made by hand or by any program: a table with a column of codes (as candidates
/// have them; with a column `open`, only its rows that are not 0, so that placement_sites.csv is a plan), or a .txt
/// file with a code a line. Throws InputError for a file that cannot be read or opens no site, ConfigError for a table
/// without a column of codes.
std::vector<std::string> read_plan(const std::filesystem::path& file, Progress& progress);

/// The sites with these codes, ascending, Fixed ones added. Throws ConfigError naming every code that no site has, and
/// every code that several sites have.
std::vector<CandidateId> find_sites(const SiteList& list, const std::vector<std::string>& codes);

}  // namespace lastmeter
