// SPDX-License-Identifier: Apache-2.0
#include "study/history_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "compare/trace_zones.h"
#include "core/error.h"
#include "core/text.h"
#include "input/build_study_area.h"
#include "study/partition_parents.h"

namespace lastmeter {

namespace {

Role role_at(ZoneLevel level) {
  switch (level) {
    case ZoneLevel::Subdistrict:
      return Role::Subdistricts;
    case ZoneLevel::Community:
      return Role::Communities;
    case ZoneLevel::GridZone:
      return Role::GridZones;
  }
  throw std::logic_error("ZoneLevel holds no known value");
}

std::vector<DatedZone> dated(const ZoneLayer& layer) {
  std::vector<DatedZone> zones;
  for (const Zone& zone : layer.zones) {
    DatedZone each;
    each.code = zone.code;
    each.name = zone.name;
    each.outline = zone.outline;
    each.area = zone.area;
    each.households = zone.households;
    zones.push_back(std::move(each));
  }
  return zones;
}

/// A layer that is carried along, as zones; rows that are no polygon were reported when they were read.
std::vector<DatedZone> dated(const ContextLayer& layer) {
  std::vector<DatedZone> zones;
  for (std::size_t i = 0; i < layer.codes.size(); ++i) {
    if (auto shape = sound_shape(layer.shapes, i)) {
      DatedZone each;
      each.code = layer.codes[i];
      each.name = layer.names[i];
      each.area = lastmeter::area(*shape);
      each.outline = std::move(*shape);
      each.households = layer.households.empty() ? std::nullopt : layer.households[i];
      zones.push_back(std::move(each));
    }
  }
  return zones;
}

/// One state of a layer, read by itself. Of another file all findings count; of the study's own those about dates.
std::vector<DatedZone> read_state(const StudyArea& area, const InputSpec& input, const LayerSpec& layer,
                                  ZoneLevel level, const std::optional<Moment>& as_of, bool is_own, IssueLedger& ledger,
                                  Progress& progress) {
  InputSpec spec;
  spec.name = input.name;
  spec.crs = area.crs ? area.crs->id() : "local";
  spec.as_of = as_of;
  spec.layers = {layer};
  spec.layers.front().role = role_at(level);
  spec.aliases = input.aliases;
  IssueLedger found;
  const StudyInput state = build_study_area(spec, found, progress);
  for (Issue issue : found.issues()) {
    if (!is_own || issue.severity == Severity::Refused) {
      issue.layer = "history";
      issue.severity = issue.severity == Severity::Refused ? Severity::Error : issue.severity;
      ledger.add(std::move(issue));
    }
  }
  if (!state.area) {
    const auto all = found.issues();
    const auto why = std::find_if(all.begin(), all.end(), [](const Issue& issue) {
      return issue.severity == Severity::Refused || issue.rule == Rule::DateOther;
    });
    throw InputError(fmt::format("[history] cannot use {}{}{}", layer.shown_path, as_of ? " on " + text_of(*as_of) : "",
                                 why == all.end() ? "" : ": " + why->what),
                     why == all.end() ? "see `lastmeter check` for its faults" : why->fix);
  }
  return dated(state.area->zones(level));
}

const LayerSpec& spec_of(const InputSpec& input, ZoneLevel level) {
  const auto at = std::find_if(input.layers.begin(), input.layers.end(),
                               [&](const LayerSpec& layer) { return layer.role == role_at(level); });
  if (at == input.layers.end()) {
    throw ConfigError(fmt::format("[history] asks about {}, and the study has none", role_of(level)),
                      fmt::format("add [layers.{}]", role_of(level)));
  }
  return *at;
}

std::vector<DatedZone> zones_before(const StudyArea& area, const InputSpec& input, const HistoryConfig& config,
                                    IssueLedger& ledger, Progress& progress) {
  if (config.older) {
    return read_state(area, input, *config.older, config.level, std::nullopt, false, ledger, progress);
  }
  if (config.from) {
    return read_state(area, input, spec_of(input, config.level), config.level, config.from, true, ledger, progress);
  }
  const ContextLayer* layer = area.context_of(config.role);
  if (layer == nullptr) {
    throw ConfigError(fmt::format("[history] before = \"{}\", and the study has no such layer", config.role),
                      fmt::format("add [layers.{}], or name a file", config.role));
  }
  return dated(*layer);
}

std::string words_before(const HistoryConfig& config) {
  if (config.older) {
    return config.older->shown_path;
  }
  return config.from ? fmt::format("{} on {}", role_of(config.level), text_of(*config.from)) : config.role;
}

/// Ground and households of a zone that the other state does not have.
void report_apart(const DatedZone& zone, const std::string& layer, std::string_view tail, double sliver,
                  IssueLedger& ledger) {
  const double ground = zone.area.value() - zone.area_common.value();
  const double households = zone.carried - zone.households_common;
  if (ground <= sliver && households <= 0.0) {
    return;
  }
  Issue issue = finding(Rule::HistoryLost, layer, zone.code,
                        fmt::format("{}{} of it {} in no zone {}", text_of(SquareMetres(std::max(0.0, ground))),
                                    households > 0.0 ? fmt::format(" and {} households", grouped(households)) : "",
                                    households > 0.0 ? "lie" : "lies", tail),
                        "see whether the border was moved on purpose, or a zone is missing");
  issue.name = zone.name;
  issue.figure = std::max(0.0, ground);
  issue.unit = "m2";
  if (!zone.outline.empty()) {
    issue.at = centroid(zone.outline);
  }
  ledger.add(std::move(issue));
}

/// What layers state: a zone that is whole old ones has their households.
void report_counts(const HistoryResult& result, IssueLedger& ledger) {
  std::map<std::string_view, const DatedZone*> before;
  for (const DatedZone& zone : result.before) {
    before.emplace(zone.code, &zone);
  }
  for (const DatedZone& zone : result.after) {
    const bool is_whole = zone.kind == ZoneChangeKind::Kept || zone.kind == ZoneChangeKind::Renamed ||
                          zone.kind == ZoneChangeKind::Merged;
    double sum = 0.0;
    bool stated = zone.households.has_value() && is_whole;
    for (const std::string& code : zone.relatives) {
      const auto& households = before.at(code)->households;
      stated = stated && households;
      sum += households.value_or(0.0);
    }
    if (stated && std::abs(sum - *zone.households) >= 0.5) {
      Issue issue = finding(Rule::HistoryCounts, std::string(role_of(result.level)), zone.code,
                            fmt::format("states {} households, and {} state {}", grouped(*zone.households),
                                        joined(zone.relatives, ", "), grouped(sum)),
                            "see which count is of which day");
      issue.name = zone.name;
      issue.figure = *zone.households - sum;
      issue.unit = "households";
      ledger.add(std::move(issue));
    }
  }
}

}  // namespace

HistoryResult history_study(const StudyArea& area, const InputSpec& input, const HistoryConfig& config,
                            IssueLedger& ledger, Progress& progress) {
  progress.stage("tracing zones", 0);
  if (area.zones(config.level).empty()) {
    spec_of(input, config.level);
  }
  TraceQuestion question;
  question.before = zones_before(area, input, config, ledger, progress);
  question.after =
      config.to ? read_state(area, input, spec_of(input, config.level), config.level, config.to, true, ledger, progress)
                : dated(area.zones(config.level));
  question.sliver = SquareMetres(config.sliver_m2);
  HistoryResult result = trace_zones(std::move(question), area);
  result.level = config.level;
  result.before_words = words_before(config);
  result.before_day = config.older ? std::nullopt : config.from;
  for (const DatedZone& zone : result.before) {
    report_apart(zone, config.role.empty() ? std::string(role_of(config.level)) : config.role, "after the change",
                 config.sliver_m2, ledger);
  }
  for (const DatedZone& zone : result.after) {
    report_apart(zone, std::string(role_of(config.level)), "before the change", config.sliver_m2, ledger);
  }
  report_counts(result, ledger);
  return result;
}

}  // namespace lastmeter
