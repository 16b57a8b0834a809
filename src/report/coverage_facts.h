// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/result_tables.h"

namespace lastmeter {

/// Part of a whole, in one unit.
struct Achieved {
  double value = 0.0;
  double total = 0.0;  // > 0
  std::string unit;    // "persons", "households", "buildings", "points", "m2"

  [[nodiscard]] double share() const { return value / total; }
};

/// The case that a study is judged by: open service at the nominal radius, else the first of open service, else the
/// first. Nothing where nothing was measured.
std::optional<std::size_t> main_case(const CoverageResult& coverage);

/// What a case covers in the study's main measure, else of the area; nothing where there is nothing to cover.
std::optional<Achieved> achieved(const CoverageResult& coverage, std::size_t at);

/// A zone and whom it leaves uncovered.
struct ZoneShortfall {
  const Zone* zone = nullptr;
  Achieved covered;
  [[nodiscard]] double missing() const { return covered.total - covered.value; }
};

/// The zones of a level with the most uncovered demand first; those without demand and those fully covered are left
/// out. Ties: by code.
std::vector<ZoneShortfall> shortfalls(const StudyArea& area, const CoverageResult& coverage, std::size_t at,
                                      ZoneLevel level);

/// The level whose zones have names that people know: communities, else subdistricts, else grid zones.
std::optional<ZoneLevel> named_level(const StudyArea& area);

/// A name people know, else the code.
const std::string& name_or_code(const std::string& name, const std::string& code);

}  // namespace lastmeter
