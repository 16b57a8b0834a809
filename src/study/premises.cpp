// SPDX-License-Identifier: Apache-2.0
#include "study/premises.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "coverage/coverage_options.h"
#include "io/read_table.h"

namespace lastmeter {

namespace {

constexpr double kMost = 1e12;  // of money, square metres, people

/// Takes in options and turns away those that cannot be used.
class PremiseGate {
 public:
  PremiseGate(const PremiseSource& source, IssueLedger& ledger) : source_(source), ledger_(ledger) {}

  void report(const std::string& code, const std::string& what, const std::string& fix,
              std::optional<std::size_t> row) {
    Issue issue = finding(Rule::InvestmentRow, "investment", code, what, fix);
    issue.row = row;
    ledger_.add(std::move(issue));
  }

  [[nodiscard]] bool wanted(const std::string& option) const {
    return source_.options.empty() ||
           std::find(source_.options.begin(), source_.options.end(), option) != source_.options.end();
  }

  void offer(const Premise& premise, PremiseOption option, std::optional<double> cost, std::size_t row) {
    const std::string shown = option.code.empty() ? premise.code : premise.code + " " + option.code;
    cost = cost ? cost : source_.unit_cost;
    if (!cost) {
      if (!states_costs_) {
        return;  // told once
      }
      return report(shown, "has no cost and is left out", "enter it, or set unit_cost", row);
    }
    if (!premise.at && source_.needs_place) {
      return report(shown, "has no position, so nobody can be said to be near it, and is left out",
                    "give the premise the code of a post or a candidate", row);
    }
    if (!taken_.emplace(premise.code, option.code).second) {
      return report(shown, "stands twice among the options; the first one counts", "remove one, or rename the option",
                    row);
    }
    if (*cost == 0.0) {
      report(shown, "costs nothing and is taken as free", "enter its cost, if it has one", row);
    }
    option.cost = *cost;
    const auto [at, is_new] = place_.try_emplace(premise.code, options_.size());
    if (is_new) {
      premises_.push_back(premise);
      options_.emplace_back();
    }
    Premise& known = premises_[at->second];
    known.floor_before = known.floor_before ? known.floor_before : premise.floor_before;
    options_[at->second].push_back(std::move(option));
  }

  /// Without a column of costs no option can have one.
  void expect_no_costs() { states_costs_ = false; }
  /// Floor area that a premise has, also where none of its options can be used.
  void has_floor(const Premise& premise) {
    if (premise.floor_before) {
      floor_before_.try_emplace(premise.code, premise);
    }
  }

  PremiseList take() {
    PremiseList list{.premises = std::move(premises_), .options = {}};
    for (auto& [code, premise] : floor_before_) {
      list.floor_before.push_back(std::move(premise));
    }
    for (std::size_t p = 0; p < options_.size(); ++p) {
      for (PremiseOption& option : options_[p]) {
        option.premise = p;
        list.options.push_back(std::move(option));
      }
    }
    return list;
  }

 private:
  const PremiseSource& source_;
  IssueLedger& ledger_;
  bool states_costs_ = true;
  std::map<std::string, Premise> floor_before_;  // by code
  std::set<std::pair<std::string, std::string>> taken_;
  std::map<std::string, std::size_t> place_;
  std::vector<Premise> premises_;
  std::vector<std::vector<PremiseOption>> options_;
};

/// The cells of a table of options.
class OptionTable {
 public:
  OptionTable(const FeatureTable& table, const PremiseSource& source, PremiseGate& gate)
      : table_(table), gate_(gate), aliases_(source.aliases), premise_(named({"premise", "阵地编码", "阵地"})) {
    premise_ = premise_ ? premise_ : field(Field::Site);
    premise_ = premise_ ? premise_ : field(Field::Code);
    if (!premise_) {
      throw ConfigError(fmt::format("table {} of [[investment]] has no column of premises", source.table.string()),
                        "name it premise, and beside it option, cost, floor_area, capacity");
    }
    option_ = named({"option", "方案"});
    floor_now_ = named({"floor_area_now", "现有面积"});
    name_ = field(Field::Name);
    cost_ = field(Field::Cost);
    floor_ = field(Field::FloorArea);
    capacity_ = field(Field::Capacity);
    radius_ = field(Field::Radius);
    if (!cost_ && !source.unit_cost) {
      gate.expect_no_costs();
      gate.report("", fmt::format("table {} has no column of costs, so no option can be chosen", source.table.string()),
                  "name it cost (造价), or set unit_cost", std::nullopt);
    }
  }

  [[nodiscard]] std::string premise(std::size_t row) const { return text(premise_, row); }
  [[nodiscard]] std::string option(std::size_t row) const { return text(option_, row); }
  [[nodiscard]] std::string name(std::size_t row) const { return text(name_, row); }

  /// None where it is not stated, or cannot be read, which `numbers` tells.
  [[nodiscard]] std::optional<SquareMetres> floor_now(std::size_t row) const {
    const auto value = parse_number(text(floor_now_, row));
    return value && *value >= 0.0 && *value <= kMost ? std::optional(SquareMetres(*value)) : std::nullopt;
  }

  /// Numbers of one row; `sound` says whether all that it states could be read.
  struct Numbers {
    std::optional<double> cost;
    std::optional<double> floor;
    std::optional<double> capacity;
    std::optional<double> radius;
    bool sound = true;
  };
  Numbers numbers(std::size_t row) {
    Numbers all;
    const auto read = [&](std::optional<std::size_t> column, const std::string& what) {
      const std::string cell = text(column, row);
      const auto value = cell.empty() ? std::nullopt : parse_number(cell);
      if (!cell.empty() && (!value || *value < 0.0 || *value > kMost)) {
        gate_.report(premise(row) + (option(row).empty() ? "" : " " + option(row)),
                     fmt::format("has the {} '{}' and is left out", what, printable(cell)),
                     "enter a number from 0 to 1,000,000,000,000", row);
        all.sound = false;
      }
      return value;
    };
    all.cost = read(cost_, "cost");
    all.floor = read(floor_, "floor area");
    read(floor_now_, "floor area now");
    all.capacity = read(capacity_, "capacity");
    all.radius = read(radius_, "service radius");
    return all;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> named(std::initializer_list<std::string_view> names) const {
    for (const std::string_view each : names) {
      if (const auto at = column_folded(table_, each)) {
        return at;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::size_t> field(Field which) const {
    LayerSpec spec;
    spec.role = Role::Candidates;
    return find_field(table_, spec, which, aliases_);
  }
  [[nodiscard]] std::string text(std::optional<std::size_t> column, std::size_t row) const {
    return column ? std::string(trimmed(table_.columns[*column].as_text(row))) : "";
  }

  const FeatureTable& table_;
  PremiseGate& gate_;
  const std::map<Field, std::vector<std::string>>& aliases_;
  std::optional<std::size_t> premise_;
  std::optional<std::size_t> option_;
  std::optional<std::size_t> name_;
  std::optional<std::size_t> cost_;
  std::optional<std::size_t> floor_;
  std::optional<std::size_t> floor_now_;
  std::optional<std::size_t> capacity_;
  std::optional<std::size_t> radius_;
};

/// Posts, then candidates, by code: where a premise of a table stands.
std::map<std::string, Premise> known_places(const StudyArea& area) {
  std::map<std::string, Premise> places;
  const auto add = [&](const auto& sites) {
    for (const auto& site : sites) {
      places.try_emplace(
          site.code,
          Premise{
              .code = site.code, .name = site.name, .at = site.at, .home = site.home, .floor_before = std::nullopt});
    }
  };
  add(area.facilities);
  add(area.candidates);
  return places;
}

void from_table(const StudyArea& area, const PremiseSource& source, PremiseGate& gate, Progress& progress) {
  const FeatureTable table = read_table({.path = source.table.string()}, progress);
  const std::map<std::string, Premise> places = known_places(area);
  OptionTable rows(table, source, gate);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string code = rows.premise(row);
    if (code.empty()) {
      gate.report("", "names no premise and is left out", "enter its code", row);
      continue;
    }
    const auto place = places.find(code);
    Premise premise;
    if (place != places.end()) {
      premise = place->second;
    }
    premise.code = code;
    premise.name = rows.name(row).empty() ? premise.name : rows.name(row);
    premise.floor_before = rows.floor_now(row);
    gate.has_floor(premise);
    if (!gate.wanted(rows.option(row))) {
      continue;
    }
    const OptionTable::Numbers numbers = rows.numbers(row);
    if (!numbers.sound) {
      continue;
    }
    gate.offer(premise,
               {.premise = 0,
                .code = rows.option(row),
                .cost = 0.0,
                .floor_gained = SquareMetres(numbers.floor.value_or(0.0)),
                .capacity = numbers.capacity,
                .radius = numbers.radius && *numbers.radius > 0.0 ? Metres(*numbers.radius) : source.radius},
               numbers.cost, row);
  }
}

void from_candidates(const StudyArea& area, const PremiseSource& source, PremiseGate& gate) {
  if (area.candidates.empty()) {
    throw ConfigError("[[investment]] has nothing to spend money on: the study has no [layers.candidates]",
                      "add it, or name a table of options, as in premises = \"premises.csv\"");
  }
  const bool has_zones = area.top_level().has_value();
  for (const CandidateSite& site : area.candidates) {
    const auto top = static_cast<std::size_t>(area.top_level().value_or(ZoneLevel::Community));
    if (has_zones && !site.zones[top]) {
      gate.report(site.code, "lies outside the study area and is left out", "move it, or remove it", site.row);
      continue;
    }
    const Premise premise{.code = site.site.empty() ? site.code : site.site,
                          .name = site.name,
                          .at = site.at,
                          .home = site.home,
                          .floor_before = std::nullopt};
    gate.offer(premise,
               {.premise = 0,
                .code = site.site.empty() ? "" : site.code,
                .cost = 0.0,
                .floor_gained = site.floor_area.value_or(SquareMetres(0.0)),
                .capacity = site.capacity,
                .radius = site.own_radius.value_or(source.radius)},
               site.cost, site.row);
  }
}

}  // namespace

PremiseList collect_premises(const StudyArea& area, const PremiseSource& source, IssueLedger& ledger,
                             Progress& progress) {
  PremiseGate gate(source, ledger);
  if (source.table.empty()) {
    from_candidates(area, source, gate);
  } else {
    from_table(area, source, gate, progress);
  }
  return gate.take();
}

}  // namespace lastmeter
