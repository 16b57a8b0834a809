// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "apportion/claim.h"
#include "core/progress.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// Loads, floors and ceilings of zones by their code.
class ShareTable {
 public:
  struct Row {
    std::optional<double> load;
    std::optional<std::size_t> floor;
    std::optional<std::size_t> ceiling;
  };
  explicit ShareTable(std::map<std::string, Row, std::less<>> rows) : rows_(std::move(rows)) {}
  /// What the table states takes the place of what the claim has.
  void apply(std::string_view code, Claim& claim) const;

 private:
  std::map<std::string, Row, std::less<>> rows_;
};

/// Reads any table with a column `code` and one or more of `load`, `floor`, `ceiling`; an empty path is an empty table.
/// Codes that are not among `codes`, rows of a code that has one, and values that are no number of 0 or more (no whole
/// one, of floors and ceilings) are reported and left out. Throws InputError and ConfigError, with the file.
ShareTable read_share_table(const std::filesystem::path& file, const std::string& what,
                            std::span<const std::string_view> codes, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
