// SPDX-License-Identifier: Apache-2.0
#include "study/toml_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/text.h"
#include "geometry/crs.h"
#include "io/connection.h"
#include "study/config_keys.h"

namespace lastmeter {

namespace {

std::string text_of(const toml::node& node) {
  if (const auto* list = node.as_array()) {
    std::vector<std::string> items;
    for (const toml::node& item : *list) {
      items.push_back(text_of(item));
    }
    return fmt::format("[{}]", joined(items, ", "));
  }
  if (const auto text = node.value_exact<std::string>()) {
    return fmt::format("\"{}\"", without_password(*text));
  }
  if (const auto flag = node.value_exact<bool>()) {
    return *flag ? "true" : "false";
  }
  if (const auto whole = node.value_exact<std::int64_t>()) {
    return fmt::format("{}", *whole);
  }
  if (const auto number = node.value_exact<double>()) {
    return fmt::format("{}", *number);
  }
  return node.is_table() ? "a table" : "a date or time";
}

/// What stands in the file, cut where it is long; no password.
std::string shown(const toml::node* node) {
  constexpr std::size_t most = 60;
  const std::string all = node == nullptr ? "missing" : printable(text_of(*node));
  return all.size() <= most ? all : all.substr(0, most) + "...";
}

}  // namespace

bool is_key(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void each_table(const toml::table& file, std::string_view kind,
                const std::function<void(const toml::table&, const std::string&)>& take) {
  const toml::node* node = file.get(kind);
  if (node != nullptr && node->is_table()) {
    take(*node->as_table(), std::string(kind));
  } else if (node != nullptr && node->is_array_of_tables()) {
    std::size_t place = 0;
    for (const toml::node& each : *node->as_array()) {
      take(*each.as_table(), fmt::format("{} {}", kind, ++place));
    }
  }
}

void ConfigFaults::add(const toml::source_region& where, const std::string& what, const std::string& fix) {
  faults_.emplace_back(fmt::format("{}:{}: {}", file_, where.begin.line, what), fix);
}

void ConfigFaults::add(const std::string& what, const std::string& fix) {
  faults_.emplace_back(fmt::format("{}: {}", file_, what), fix);
}

void ConfigFaults::throw_if_any() const {
  if (faults_.empty()) {
    return;
  }
  std::string text;
  for (std::size_t i = 0; i + 1 < faults_.size(); ++i) {
    text += fmt::format("{}: {}\n", faults_[i].first, faults_[i].second);
  }
  throw ConfigError(text + faults_.back().first, faults_.back().second);
}

Section::Section(const toml::table* table, std::string kind, std::string path, ConfigFaults& faults)
    : table_(table), kind_(std::move(kind)), path_(std::move(path)), faults_(&faults) {}

void Section::refuse_unknown_keys() const {
  if (table_ == nullptr) {
    return;
  }
  const auto known = keys_of(kind_);
  for (const auto& [key, node] : *table_) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      faults_->add(node.source(), fmt::format("[{}] has no key '{}'", path_, key.str()), suggestion(key.str(), known));
    }
  }
}

const toml::node* Section::find(std::string_view key) const {
  assert([&] {
    const auto known = keys_of(kind_);
    return std::find(known.begin(), known.end(), key) != known.end();
  }());
  return table_ == nullptr ? nullptr : table_->get(key);
}

bool Section::has(std::string_view key) const { return find(key) != nullptr; }

void Section::wrong_type(std::string_view key, std::string_view wanted) const {
  fault(key, fmt::format("{} is {}", key, shown(find(key))), fmt::format("write {}", wanted));
}

void Section::fault(std::string_view key, const std::string& what, const std::string& fix) const {
  const toml::node* node = find(key);
  const std::string text = fmt::format("[{}] {}", path_, what);
  if (node != nullptr) {
    faults_->add(node->source(), text, fix);
  } else {
    faults_->add(text, fix);
  }
}

std::string Section::text(std::string_view key, std::string fallback) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return fallback;
  }
  if (const auto value = node->value_exact<std::string>()) {
    return *value;
  }
  wrong_type(key, "a text in quotes");
  return fallback;
}

std::vector<std::string> Section::texts(std::string_view key, std::vector<std::string> fallback) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return fallback;
  }
  const toml::array* list = node->as_array();
  if (list == nullptr || (!list->empty() && !list->is_homogeneous(toml::node_type::string))) {
    wrong_type(key, "a list of texts in quotes");
    return fallback;
  }
  std::vector<std::string> values;
  for (const toml::node& item : *list) {
    values.push_back(*item.value<std::string>());
  }
  return values;
}

bool Section::flag(std::string_view key, bool fallback) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return fallback;
  }
  if (const auto value = node->value_exact<bool>()) {
    return *value;
  }
  wrong_type(key, "true or false");
  return fallback;
}

std::int64_t Section::whole(std::string_view key, std::int64_t fallback, std::int64_t most) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return fallback;
  }
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= 0 && *value <= most) {
    return *value;
  }
  const bool open = most == std::numeric_limits<std::int64_t>::max();
  wrong_type(key, open ? "a whole number of 0 or more" : fmt::format("a whole number from 0 to {}", grouped(most)));
  return fallback;
}

double Section::number(std::string_view key, double fallback, const std::function<bool(double)>& fits,
                       std::string_view wanted) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return fallback;
  }
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && std::isfinite(*value) && fits(*value)) {
    return *value;
  }
  wrong_type(key, wanted);
  return fallback;
}

std::vector<double> Section::numbers(std::string_view key, const std::function<bool(double)>& fits,
                                     std::string_view wanted) const {
  const toml::node* node = find(key);
  std::vector<double> values;
  if (node == nullptr) {
    return values;
  }
  const toml::array* list = node->as_array();
  if (list == nullptr || list->empty()) {
    wrong_type(key, wanted);
    return values;
  }
  for (const toml::node& item : *list) {
    const auto value = item.is_number() ? item.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value) || !fits(*value)) {
      wrong_type(key, wanted);
      return {};
    }
    values.push_back(*value);
  }
  return values;
}

std::optional<Moment> Section::day(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  std::optional<Moment> moment;
  if (const auto date = node->value_exact<toml::date>()) {
    moment = parse_moment(fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day));
  } else if (const auto text = node->value_exact<std::string>()) {
    moment = parse_moment(*text);
  }
  if (!moment) {
    wrong_type(key, "a day, as in 2022-06-01");
  }
  return moment;
}

std::string Section::crs(std::string_view key) const {
  std::string crs = text(key);
  try {
    if (!crs.empty()) {
      Crs::parse(crs);
    }
  } catch (const InputError& error) {
    fault(key, error.what(), error.fix());
  }
  return crs;
}

const toml::table* Section::table(std::string_view key) const {
  const toml::node* node = find(key);
  if (node != nullptr && !node->is_table()) {
    wrong_type(key, "a table");
  }
  return node == nullptr ? nullptr : node->as_table();
}

}  // namespace lastmeter
