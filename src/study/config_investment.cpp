// SPDX-License-Identifier: Apache-2.0
#include "study/config_investment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "study/choices.h"
#include "study/config.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostYears = 20;

bool is_amount(double value) { return value >= 0.0 && value <= 1e12; }
constexpr std::string_view kAmount = "a number from 0 to 1,000,000,000,000";

std::optional<double> amount(const Section& section, std::string_view key) {
  return section.has(key) ? std::optional(section.number(key, 0.0, is_amount, kAmount)) : std::nullopt;
}

void read_money(const Section& section, InvestmentConfig& config) {
  if (section.has("budgets")) {
    config.budgets = section.numbers("budgets", is_amount, "a list of numbers from 0 to 1,000,000,000,000");
  }
  config.total = amount(section, "budget");
  if (config.budgets.empty() && config.total) {
    config.budgets = {*config.total};
  }
  const bool is_told = section.has("budgets") && config.budgets.empty();
  if (is_told || config.budgets.empty() || config.budgets.size() > kMostYears) {
    if (is_told) {
      config.budgets = {0.0};
      return;
    }
    section.fault("budgets", fmt::format("[investment] has {} years", config.budgets.size()),
                  "give each year its money, as in budgets = [20_000_000, 15_000_000, 15_000_000], or one budget");
    config.budgets = {0.0};
  }
  config.left = section.flag("carry_over", true) ? MoneyLeft::Carried : MoneyLeft::Lost;
}

void read_source(const Section& section, const std::filesystem::path& folder, const RuleSet& rules,
                 InvestmentConfig& config) {
  const std::string premises = section.text("premises", "candidates");
  if (premises != "candidates") {
    config.source.table = (folder / premises).lexically_normal();
  }
  config.source.options = section.texts("options");
  if (!config.source.options.empty() && config.source.table.empty()) {
    section.fault("options", "options are told apart by their codes, which candidates do not share",
                  "name a table of options in premises, or remove it");
  }
  config.source.unit_cost = amount(section, "unit_cost");
  config.source.radius = Metres(section.number(
      "radius_m", default_coverage(rules).nominal.value(), [](double m) { return m > 0.0 && m <= 100000.0; },
      "a number above 0, up to 100,000"));
  if (const auto floor = amount(section, "floor_area_now")) {
    config.floor_before = SquareMetres(*floor);
  }
}

void read_aim(const Section& section, InvestmentConfig& config) {
  static constexpr std::array<std::string_view, 3> kBenefits{"people", "floor_area", "capacity"};
  config.benefit = choice<InvestmentBenefit>(section, "benefit", section.text("benefit", "people"), kBenefits)
                       .value_or(config.benefit);
  static constexpr std::array<std::string_view, 4> kWeights{"population", "households", "buildings", "events"};
  config.weigh =
      choice<Measure>(section, "weigh", section.text("weigh", "population"), kWeights).value_or(config.weigh);
  static constexpr std::array<std::string_view, 2> kServices{"open", "home"};
  config.service =
      choice<ServiceRule>(section, "service", section.text("service", "open"), kServices).value_or(config.service);
  static constexpr std::array<std::string_view, 2> kModes{"straight", "walking"};
  config.mode = choice<TravelMode>(section, "mode", section.text("mode", "straight"), kModes).value_or(config.mode);
  enum class Posts { Keep, Ignore };
  static constexpr std::array<std::string_view, 2> kPosts{"keep", "ignore"};
  config.with_posts = choice<Posts>(section, "existing", section.text("existing", "keep"), kPosts) != Posts::Ignore;
  static constexpr std::array<std::string_view, 2> kAims{"end", "every_year"};
  config.aim = choice<InvestmentAim>(section, "aim", section.text("aim", "end"), kAims).value_or(config.aim);
  static constexpr std::array<std::string_view, 3> kEfforts{"fast", "default", "thorough"};
  config.effort =
      choice<Effort>(section, "effort", section.text("effort", "default"), kEfforts).value_or(config.effort);
}

InvestmentConfig investment_config(const toml::table& table, const std::string& path,
                                   const std::filesystem::path& folder, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(&table, "investment", path, faults);
  section.refuse_unknown_keys();
  InvestmentConfig config;
  config.name = section.text("name");
  if (!config.name.empty() && !is_key(config.name)) {
    section.fault("name", fmt::format("a plan has the name '{}'", config.name),
                  "write small letters, digits and _, as in name = \"dearer\"");
  }
  read_source(section, folder, rules, config);
  read_money(section, config);
  read_aim(section, config);
  return config;
}

}  // namespace

std::vector<InvestmentConfig> investment_configs(const toml::table& file, const std::filesystem::path& folder,
                                                 const RuleSet& rules, ConfigFaults& faults) {
  std::vector<InvestmentConfig> configs;
  each_table(file, "investment", [&](const toml::table& table, const std::string& path) {
    configs.push_back(investment_config(table, path, folder, rules, faults));
  });
  std::set<std::string> names;
  for (const InvestmentConfig& config : configs) {
    if (!names.insert(config.name).second) {
      faults.add(file.get("investment")->source(),
                 fmt::format("two plans of [[investment]] have the name '{}'", config.name),
                 "give one of them another name");
    }
  }
  return configs;
}

}  // namespace lastmeter
