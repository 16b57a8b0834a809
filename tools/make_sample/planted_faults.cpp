// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "build_city.h"
#include "check_city.h"
#include "faulty_town.h"
#include "refused_studies.h"
#include "samples.h"
#include "table_builder.h"

namespace lastmeter {

namespace {

struct RefusedFault {
  std::string_view study;
  Rule rule;
  std::string_view layer;
  std::string_view what;
};
constexpr auto kRefused = std::to_array<RefusedFault>({
    {"refused-personal-data", Rule::PersonalData, "buildings", "a column for the head of the household"},
    {"refused-layer-empty", Rule::LayerEmpty, "facilities", "posts.csv holds a header only"},
    {"refused-crs-missing", Rule::CrsMissing, "communities", "no .prj"},
    {"refused-crs-missing", Rule::CrsMissing, "buildings", "no .prj"},
    {"refused-crs-missing", Rule::CrsMissing, "facilities", "no crs in the study file"},
    {"refused-crs-suspicious", Rule::CrsSuspicious, "communities", "degrees under a .prj in metres"},
    {"refused-crs-swapped", Rule::CoordinatesSwapped, "facilities", "x names the northing, y the easting"},
    {"refused-crs-apart", Rule::LayersApart, "buildings", "1,000 km south of the other layers"},
    {"warned-crs-offset", Rule::LayerOffset, "facilities", "GCJ-02 coordinates declared as EPSG:4490"},
});

/// One line a fault: the study it is in ("." for the main one), and rule, layer and code as issues.csv shows them.
FeatureTable faults_table(std::vector<PlantedFault> faults) {
  TableBuilder out("faults", {{"study", ColumnType::Text},
                              {"rule", ColumnType::Text},
                              {"layer", ColumnType::Text},
                              {"code", ColumnType::Text},
                              {"what", ColumnType::Text}});
  std::stable_sort(faults.begin(), faults.end(), [](const PlantedFault& a, const PlantedFault& b) {
    return std::tie(a.rule, a.layer, a.code) < std::tie(b.rule, b.layer, b.code);
  });
  for (const PlantedFault& fault : faults) {
    out.text(".").text(rule_info(fault.rule).code).text(fault.layer).text_or_null(fault.code).text(fault.what);
  }
  for (const RefusedFault& fault : kRefused) {
    out.text(fault.study).text(rule_info(fault.rule).code).text(fault.layer).text_or_null("").text(fault.what);
  }
  return std::move(out).table();
}

}  // namespace

void write_planted_faults(const std::filesystem::path& folder) {
  const City city = build_city(kStandardCounts);
  check_city(city, kStandardCounts);
  FaultyTown town = first_subdistrict(city);
  SpareGrids spare(town);
  plant_in_records(town, spare);
  plant_in_shapes(town, spare);
  write_faulty_town(town, spare, folder);
  write_text_table(faults_table(town.faults), folder);
  write_refused_studies(folder);
}

}  // namespace lastmeter
