// SPDX-License-Identifier: Apache-2.0
#include "samples.h"

#include "build_city.h"
#include "check_city.h"
#include "city_tables.h"
#include "office_units.h"
#include "premises.h"
#include "table_builder.h"

namespace lastmeter {

void write_standard_sample(const std::filesystem::path& folder) {
  const City city = build_city(kStandardCounts);
  check_city(city, kStandardCounts);
  std::filesystem::create_directories(folder);
  write_city(city, folder, LayerChoice::All);
}

void write_norms_sample(const std::filesystem::path& folder) {
  constexpr std::uint64_t seed = 154;
  Random random(seed);
  std::filesystem::create_directories(folder);
  const City city = build_city(kStandardCounts);
  write_text_table(office_units_table(city, random), folder);
  write_text_table(premises_table(city), folder);
}

void write_tight_sample(const std::filesystem::path& folder) {
  const City city = build_city(kTightCounts);
  check_city(city, kTightCounts);
  std::filesystem::create_directories(folder);
  write_city(city, folder, LayerChoice::ForCoverage);
}

}  // namespace lastmeter
