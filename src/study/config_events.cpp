// SPDX-License-Identifier: Apache-2.0
#include "study/config_events.h"

#include <fmt/format.h>

#include <array>

#include "study/choices.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kMostPermutations = 1'000'000;

/// A TOML date stands without quotes, a text with them.
std::optional<Moment> as_of_in(const toml::table& table, const Section& section) {
  if (!section.has("as_of")) {
    return std::nullopt;
  }
  if (const auto date = table["as_of"].value<toml::date>()) {
    return parse_moment(fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day));
  }
  const std::string text = section.text("as_of");
  const auto moment = parse_moment(text);
  if (!moment && !text.empty()) {
    section.fault("as_of", fmt::format("as_of is '{}', which is no date", text), "write \"2022-12-31\"");
  }
  return moment;
}

}  // namespace

std::optional<EventOptions> event_options(const toml::table& file, ConfigFaults& faults) {
  const toml::table* table = file["events"].as_table();
  const Section section(table, "events", "events", faults);
  if (!section.present()) {
    return std::nullopt;
  }
  section.refuse_unknown_keys();
  EventOptions options;
  const auto is_share = [](double value) { return value > 0.0 && value < 1.0; };
  options.as_of = as_of_in(*table, section);
  options.confidence = section.number(
      "confidence", options.confidence, [](double value) { return value >= 0.5 && value <= 0.9999; },
      "a number from 0.5 to 0.9999");
  options.false_finds = section.number("false_finds", options.false_finds, is_share, "a number between 0 and 1");
  if (section.has("hot_spots")) {
    static constexpr std::array<std::string_view, 2> kMeasures{"rate", "count"};
    options.spots = choice<SpotMeasure>(section, "hot_spots", section.text("hot_spots"), kMeasures);
  }
  options.permutations = static_cast<std::size_t>(
      section.whole("permutations", static_cast<std::int64_t>(options.permutations), kMostPermutations));
  if (options.permutations == 0) {
    section.fault("permutations", "0 permutations show nothing", "write 999 or more");
  }
  options.border_tolerance = Metres(section.number(
      "border_tolerance_m", options.border_tolerance.value(),
      [](double value) { return value >= 0.0 && value <= 100.0; }, "a number from 0 to 100"));
  return options;
}

}  // namespace lastmeter
