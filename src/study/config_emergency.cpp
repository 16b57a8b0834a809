// SPDX-License-Identifier: Apache-2.0
#include "study/config_emergency.h"

#include <fmt/format.h>

#include <array>

#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr double kMost = 1e9;
constexpr double kFarthest = 100000.0;  // metres
constexpr std::int64_t kMostBridges = 10000;

bool is_amount(double value) { return value >= 0.0 && value <= kMost; }
bool is_positive(double value) { return value > 0.0 && value <= kMost; }

/// A key, else the figure of a norm: its upper end, else its lower one.
class Terms {
 public:
  Terms(const Section& section, const RuleSet& rules) : section_(section), rules_(rules) {}

  double above_zero(const std::string& key, const std::string& norm) const {
    return section_.has(key) ? section_.number(key, 1.0, is_positive, "a number above 0") : of_norm(key, norm);
  }
  double amount(const std::string& key, const std::string& norm) const {
    return section_.has(key) ? section_.number(key, 0.0, is_amount, "a number of 0 or more") : of_norm(key, norm);
  }
  /// Whom one worker serves: a norm of at least lo workers for each so many people.
  [[nodiscard]] double people_per_staff() const {
    if (section_.has("people_per_staff")) {
      return section_.number("people_per_staff", 1.0, is_positive, "a number above 0");
    }
    const NormFigure* norm = rules_.find("emergency_staff_per_360_people");
    if (norm == nullptr || norm->lo.value_or(0.0) <= 0.0) {
      missing("people_per_staff", "emergency_staff_per_360_people");
      return 1.0;
    }
    return norm->each / *norm->lo;
  }

 private:
  double of_norm(const std::string& key, const std::string& norm) const {
    const NormFigure* figure = rules_.find(norm);
    const double value = figure == nullptr ? 0.0 : figure->hi.value_or(figure->lo.value_or(0.0));
    if (!(value > 0.0)) {
      missing(key, norm);
      return 1.0;
    }
    return value;
  }
  void missing(const std::string& key, const std::string& norm) const {
    section_.fault(key, fmt::format("{} is missing, and no rule file of the study states {}", key, norm),
                   fmt::format("write {} = ..., or add \"china-emergency\" to [study] rules", key));
  }

  const Section& section_;
  const RuleSet& rules_;
};

EmergencyTerms terms_in(const Section& section, const RuleSet& rules) {
  const Terms norms(section, rules);
  EmergencyTerms terms;
  static constexpr std::array<std::string_view, 2> kModes{"straight", "walking"};
  terms.mode = choice<TravelMode>(section, "mode", section.text("mode", "straight"), kModes).value_or(terms.mode);
  if (section.has("walk_limit_m")) {
    terms.walk_limit = Metres(section.number(
        "walk_limit_m", 0.0, [](double value) { return value >= 0.0 && value <= kFarthest; },
        "a number from 0 to 100,000"));
  } else {
    const double metres = norms.amount("walk_minutes", "emergency_walk_minutes") *
                          norms.above_zero("walk_m_per_minute", "emergency_walk_m_per_minute");
    if (metres > kFarthest) {
      section.fault("walk_minutes", fmt::format("{} m are no walk", metres), "give fewer minutes");
    }
    terms.walk_limit = Metres(std::min(metres, kFarthest));
  }
  terms.capacity = norms.amount("capacity", "people_per_emergency_post");
  terms.people_per_staff = norms.people_per_staff();
  terms.hours = norms.above_zero("hours", "emergency_hours");
  terms.people_per_lane_hour = section.has("people_per_lane_hour")
                                   ? section.number("people_per_lane_hour", 1.0, is_positive, "a number above 0")
                                   : terms.people_per_staff / terms.hours;
  terms.arrival_hours = section.number("arrival_hours", terms.hours, is_positive, "a number above 0");
  terms.queue_minutes = norms.amount("queue_minutes", "emergency_queue_minutes");
  return terms;
}

std::optional<double> optional_amount(const Section& section, std::string_view key) {
  return section.has(key) ? std::optional(section.number(key, 0.0, is_amount, "a number of 0 or more")) : std::nullopt;
}

}  // namespace

std::optional<EmergencyConfig> emergency_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults) {
  const Section section(file["emergency"].as_table(), "emergency", "emergency", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  EmergencyConfig config;
  config.terms = terms_in(section, rules);
  config.staff = optional_amount(section, "staff");
  config.lanes = optional_amount(section, "lanes");
  if (section.has("people_per_household")) {
    config.people_per_household = section.number("people_per_household", 1.0, is_positive, "a number above 0");
  }
  if (section.has("kinds")) {
    static constexpr std::array<std::string_view, 4> kKinds{"centre", "station", "micro_station", "other"};
    config.kinds = choices<FacilityKind>(section, "kinds", {}, kKinds);
  }
  config.failures = section.flag("failures", true);
  config.bridges = static_cast<std::size_t>(section.whole("bridges", 50, kMostBridges));
  config.add = section.flag("add", true);
  static constexpr std::array<std::string_view, 3> kEfforts{"fast", "default", "thorough"};
  config.effort =
      choice<Effort>(section, "effort", section.text("effort", "default"), kEfforts).value_or(config.effort);
  return config;
}

}  // namespace lastmeter
