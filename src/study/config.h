// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "core/units.h"
#include "coverage/access_study.h"
#include "coverage/coverage.h"
#include "events/event_result.h"
#include "input/layer_spec.h"
#include "model/rules.h"
#include "report/key_figures.h"
#include "study/assign_study.h"
#include "study/branch_study.h"
#include "study/emergency_study.h"
#include "study/group_study.h"
#include "study/history_study.h"
#include "study/investment_study.h"
#include "study/norms_study.h"
#include "study/partition_study.h"
#include "study/place_study.h"
#include "study/share_study.h"
#include "study/walking.h"

namespace lastmeter {

enum class Format { GeoJson, GeoPackage, Csv, FlatGeobuf, Map, Workbook, Pictures, Report };

/// A study file, checked: what `run` needs, with every relative path made absolute.
struct Config {
  std::filesystem::path file;
  InputSpec input;
  std::vector<std::string> rule_names;
  RuleSet rules;
  std::uint64_t seed = 1;
  AuditOptions audit;
  std::optional<CoverageOptions> coverage;              // present = asked for
  std::vector<TravelMode> modes{TravelMode::Straight};  // of coverage, in the order of the enum
  WalkingOptions walking;
  std::optional<AccessOptions> access;        // present = asked for
  std::optional<PlacementConfig> placement;   // present = asked for
  std::optional<PartitionConfig> partition;   // present = asked for
  std::optional<PartitionConfig> merge;       // present = asked for
  std::optional<NormsConfig> norms;           // present = asked for
  std::vector<ShareConfig> shares;            // in the order of the file
  std::optional<BranchConfig> branches;       // present = asked for
  std::optional<EventOptions> events;         // present = asked for
  std::optional<EmergencyConfig> emergency;   // present = asked for
  std::vector<AssignConfig> assignments;      // in the order of the file
  std::vector<InvestmentConfig> investments;  // in the order of the file
  std::optional<HistoryConfig> history;       // present = asked for
  std::optional<GroupConfig> groups;          // present = asked for
  std::filesystem::path output_folder;
  std::string postgis;                   // connection; empty: no database
  std::optional<double> suppress_below;  // counts of zones and places below it are not shown in exports
  std::vector<Format> formats;
  Language language = Language::English;  // of map, workbook, pictures and report
};

/// Reads and checks a study file. Throws ConfigError with every fault in it, one line each (what, where, what to do);
/// unknown keys are faults, with the nearest known name. Opens no data file.
Config read_config(const std::filesystem::path& file);

/// The same from text; `file` is where relative paths start and what messages name.
Config parse_config(std::string_view text, const std::filesystem::path& file);

/// The coverage options of a study that has no [coverage] section: the norm radius, straight, open.
CoverageOptions default_coverage(const RuleSet& rules);

}  // namespace lastmeter
