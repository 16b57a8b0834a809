// SPDX-License-Identifier: Apache-2.0
#include "study/share_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "study/share_table.h"

namespace lastmeter {

namespace {

[[noreturn]] void refuse(const ShareConfig& config, const std::string& what, const std::string& fix) {
  throw ConfigError(fmt::format("[[apportion]] {} {}", config.what, what), fix);
}

const ZoneLayer& layer_of(const StudyArea& area, const ShareConfig& config, ZoneLevel level) {
  const ZoneLayer& layer = area.zones(level);
  if (layer.empty()) {
    refuse(config, fmt::format("goes to {}, and the study has none", role_of(level)),
           fmt::format("add [layers.{}]", role_of(level)));
  }
  return layer;
}

void require_counts(const StudyArea& area, const ShareConfig& config) {
  const bool lacks = (config.load == ShareLoad::Households && !area.has_households) ||
                     (config.load == ShareLoad::Population && !area.has_population) ||
                     (config.load == ShareLoad::Buildings && area.basis != DemandBasis::Buildings) ||
                     (config.load == ShareLoad::GridZones && area.zones(ZoneLevel::GridZone).empty());
  if (lacks) {
    refuse(config, fmt::format("follows {}, and the study does not count them", name_of(config.load)),
           "name their column or layer, or write by = \"equal\"");
  }
}

double weight_of(const DemandPoint& point, ShareLoad load) {
  return load == ShareLoad::Households ? point.households : load == ShareLoad::Population ? point.population : 1.0;
}

/// The zone of `level` that a zone below lies in.
std::optional<ZoneId> ancestor(const StudyArea& area, ZoneLevel from, ZoneId zone, ZoneLevel level) {
  while (from != level) {
    const auto& parent = area.zones(from).zones[zone].parent;
    const auto above = area.level_above(from);
    if (!parent || !above) {
      return std::nullopt;
    }
    zone = *parent;
    from = *above;
  }
  return zone;
}

/// The load of every zone of a level, as the study counts it.
std::vector<double> loads_of(const StudyArea& area, ZoneLevel level, ShareLoad load) {
  std::vector<double> loads(area.zones(level).zones.size(), load == ShareLoad::Equal ? 1.0 : 0.0);
  const auto at = static_cast<std::size_t>(level);
  switch (load) {
    case ShareLoad::Equal:
    case ShareLoad::Table:
      break;
    case ShareLoad::Households:
    case ShareLoad::Population:
    case ShareLoad::Buildings:
      for (const DemandPoint& point : area.demand) {
        if (point.zones[at]) {
          loads[point.zones[at]->index()] += weight_of(point, load);
        }
      }
      break;
    case ShareLoad::BuildingGroups: {
      std::set<std::pair<std::size_t, std::string_view>> groups;
      for (const DemandPoint& point : area.demand) {
        if (point.zones[at] && !point.building_group.empty()) {
          groups.emplace(point.zones[at]->index(), point.building_group);
        }
      }
      for (const auto& [zone, group] : groups) {
        loads[zone] += 1.0;
      }
      break;
    }
    case ShareLoad::GridZones:
      for (std::size_t i = 0; i < area.zones(ZoneLevel::GridZone).zones.size(); ++i) {
        if (const auto zone = ancestor(area, ZoneLevel::GridZone, ZoneId(i), level)) {
          loads[zone->index()] += 1.0;
        }
      }
      break;
    case ShareLoad::Facilities:
      for (const Facility& post : area.facilities) {
        if (post.zones[at]) {
          loads[post.zones[at]->index()] += 1.0;
        }
      }
      break;
  }
  return loads;
}

void report(const ShareResult& result, const std::string& code, const Apportionment& shares, IssueLedger& ledger) {
  for (const std::string& reason : shares.reasons) {
    ledger.add(finding(Rule::ShareInfeasible, "apportion", code, fmt::format("{}: {}", result.what, reason),
                       "change the total, the floors or the ceilings"));
  }
  if (shares.without_load > 0 && shares.outcome == Outcome::Solved && code.empty()) {
    ledger.add(finding(Rule::ShareWithoutLoad, "apportion", code,
                       shares.equal_parts
                           ? fmt::format("{}: no {} has any load by {}, so all count the same", result.what,
                                         noun_of(result.to), result.load)
                           : fmt::format("{}: {} of {} {} have no load by {} and get their floor", result.what,
                                         shares.without_load, result.rows.size(), role_of(result.to), result.load),
                       "see whether their counts are missing"));
  }
}

ShareResult empty_result(const ShareConfig& config, ZoneLevel level) {
  ShareResult result;
  result.what = config.what;
  result.to = level;
  result.load = name_of(config.load);
  result.total = config.total;
  result.method = config.method;
  return result;
}

/// The first level: the total among all its zones.
ShareResult share_first(const StudyArea& area, const ShareConfig& config, const ShareTable& table,
                        IssueLedger& ledger) {
  ShareResult result = empty_result(config, config.to.front());
  const ZoneLayer& layer = layer_of(area, config, result.to);
  const std::vector<double> loads = loads_of(area, result.to, config.load);
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    Claim claim{.weight = loads[i], .least = config.floor};
    claim.most = config.ceiling.value_or(claim.most);
    table.apply(layer.zones[ZoneId(i)].code, claim);
    result.rows.push_back({ZoneId(i), claim.weight});
    claims.push_back(claim);
  }
  result.shares = apportion(config.total, claims, config.method, config.floors);
  report(result, "", result.shares, ledger);
  return result;
}

/// A level below: the part of each zone above among its own.
ShareResult share_on(const StudyArea& area, const ShareConfig& config, const ShareTable& table,
                     const ShareResult& above, ZoneLevel level, IssueLedger& ledger) {
  ShareResult result = empty_result(config, level);
  result.from = role_of(above.to);
  const ZoneLayer& layer = layer_of(area, config, level);
  const std::vector<double> loads = loads_of(area, level, config.load);
  std::vector<std::vector<std::size_t>> members(above.rows.size());
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    Claim claim{.weight = loads[i]};
    table.apply(layer.zones[ZoneId(i)].code, claim);
    result.rows.push_back({ZoneId(i), claim.weight});
    if (const auto parent = ancestor(area, level, ZoneId(i), above.to)) {
      members[parent->index()].push_back(i);
    }
  }
  Apportionment& all = result.shares;
  all.outcome = Outcome::Solved;
  all.free = config.total;
  all.parts.assign(layer.zones.size(), 0);
  all.quotas.assign(layer.zones.size(), 0.0);
  for (std::size_t p = 0; p < members.size(); ++p) {
    std::vector<Claim> claims;
    for (const std::size_t i : members[p]) {
      Claim claim{.weight = loads[i]};
      table.apply(layer.zones[ZoneId(i)].code, claim);
      claims.push_back(claim);
    }
    const Apportionment own = apportion(above.shares.parts[p], claims, config.method, FloorRule::Least);
    report(result, area.zones(above.to).zones[ZoneId(p)].code, own, ledger);
    all.outcome = own.outcome == Outcome::Solved ? all.outcome : Outcome::Infeasible;
    all.reasons.insert(all.reasons.end(), own.reasons.begin(), own.reasons.end());
    all.off_quota += own.off_quota;
    all.without_load += own.without_load;
    for (std::size_t m = 0; m < own.parts.size(); ++m) {
      all.parts[members[p][m]] = own.parts[m];
      all.quotas[members[p][m]] = own.quotas[m];
    }
  }
  all.equal_parts = all.without_load == layer.zones.size();
  return result;
}

}  // namespace

std::string_view name_of(ShareLoad load) {
  switch (load) {
    case ShareLoad::Equal:
      return "equal";
    case ShareLoad::Households:
      return "households";
    case ShareLoad::Population:
      return "population";
    case ShareLoad::Buildings:
      return "buildings";
    case ShareLoad::BuildingGroups:
      return "building_groups";
    case ShareLoad::GridZones:
      return "grid_zones";
    case ShareLoad::Facilities:
      return "facilities";
    case ShareLoad::Table:
      return "table";
  }
  throw std::logic_error("ShareLoad holds no known value");
}

std::vector<ShareResult> share_study(const StudyArea& area, const ShareConfig& config, IssueLedger& ledger,
                                     Progress& progress) {
  require_counts(area, config);
  std::vector<std::string_view> codes;
  for (const ZoneLevel level : config.to) {
    for (const Zone& zone : layer_of(area, config, level).zones) {
      codes.push_back(zone.code);
    }
  }
  const ShareTable table = read_share_table(config.table, config.what, codes, ledger, progress);
  std::vector<ShareResult> results{share_first(area, config, table, ledger)};
  for (std::size_t i = 1; i < config.to.size() && results.back().shares.outcome == Outcome::Solved; ++i) {
    results.push_back(share_on(area, config, table, results.back(), config.to[i], ledger));
  }
  return results;
}

std::vector<Figure> share_figures(const ShareResult& result) {
  constexpr std::size_t most_sizes = 4;
  const Apportionment& shares = result.shares;
  const std::vector<Figure::Qualifier> which{{"what", result.what}, {"to", std::string(role_of(result.to))}};
  std::vector<Figure> figures;
  const auto add = [&](const std::string& name, std::size_t value, const std::string& unit) {
    figures.push_back({"apportion." + name, which, static_cast<double>(value), {}, unit});
  };
  std::map<std::size_t, std::size_t> sizes;
  std::size_t given = 0;
  for (const std::size_t part : shares.parts) {
    ++sizes[part];
    given += part;
  }
  add("total", given, result.what);
  add("receivers", result.rows.size(), std::string(role_of(result.to)));
  if (sizes.empty()) {
    return figures;
  }
  add("free", shares.free, result.what);
  add("least", sizes.begin()->first, result.what);
  add("most", sizes.rbegin()->first, result.what);
  add("off_quota", shares.off_quota, std::string(role_of(result.to)));
  if (sizes.size() <= most_sizes) {
    for (const auto& [size, times] : sizes) {
      add("of_size", times, std::string(role_of(result.to)));
      figures.back().qualifiers.emplace_back("size", static_cast<double>(size));
    }
  }
  return figures;
}

}  // namespace lastmeter
