// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/text.h"
#include "io/csv_reader.h"
#include "io/encoding.h"
#include "io/facility_instance_readers.h"

namespace lastmeter {

namespace {

using Numbers = std::vector<std::optional<double>>;

/// Things by their code, numbered in the order they appear.
class Codes {
 public:
  std::uint32_t id_of(std::string_view code) {
    const auto [at, is_new] = ids_.try_emplace(std::string(code), static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      names_.push_back(at->first);
    }
    return at->second;
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<std::string> names_;
};

/// Demand, candidate, distance.
struct Entry {
  std::uint32_t demand;
  std::uint32_t site;
  double value;
};

class Table {
 public:
  Table(std::string_view bytes, const std::string& file)
      : text_(bytes, file), reader_(without_mark(bytes), detect_delimiter(without_mark(bytes))) {}

  FacilityInstance read();

 private:
  static std::string_view without_mark(std::string_view bytes) {
    return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  }
  [[noreturn]] void fail(std::string_view what, const std::string& fix) const {
    text_.fail_at(std::max<std::size_t>(reader_.line(), 1), what, fix);
  }
  bool next();
  [[nodiscard]] std::string_view cell(std::size_t column) const { return trimmed(reader_.cells()[column]); }
  [[nodiscard]] std::optional<double> amount(std::size_t column, std::string_view what) const;
  [[nodiscard]] std::string_view code(std::size_t column, std::string_view what) const;
  void settle(Numbers& numbers, std::uint32_t at, std::optional<double> value, std::string_view what) const;
  [[nodiscard]] std::optional<std::size_t> column_named(std::string_view name) const;
  void read_long();
  void read_matrix();
  void read_site_line(std::string_view name, std::size_t first, Numbers& numbers);
  [[nodiscard]] InstanceTable sorted_table() const;

  InstanceText text_;
  CsvReader reader_;
  std::vector<std::string> header_;
  Codes demand_;
  Codes sites_;
  Numbers weights_;
  Numbers costs_;
  Numbers capacities_;
  std::vector<Entry> entries_;
};

bool Table::next() {
  while (reader_.next()) {
    const auto cells = reader_.cells();
    if (!std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trimmed(cell).empty(); })) {
      if (!header_.empty() && cells.size() != header_.size()) {
        fail(fmt::format("the line has {} cells, the header {}", cells.size(), header_.size()),
             "give every line as many cells as the header");
      }
      return true;
    }
  }
  return false;
}

std::optional<double> Table::amount(std::size_t column, std::string_view what) const {
  const std::string_view word = cell(column);
  if (word.empty()) {
    return std::nullopt;
  }
  const std::optional<double> value = parse_number(word);
  if (!value || !(*value >= 0.0 && *value <= std::numeric_limits<double>::max())) {
    fail(fmt::format("{} is {}, not a number of 0 or more", what, quoted_word(word)), "correct the cell");
  }
  return *value == 0.0 ? 0.0 : *value;
}

std::string_view Table::code(std::size_t column, std::string_view what) const {
  const std::string_view word = cell(column);
  if (word.empty()) {
    fail(fmt::format("{} has no code", what), "give it one");
  }
  if (!is_utf8(word) || std::any_of(word.begin(), word.end(), [](char c) { return c >= 0 && c < ' '; })) {
    fail(fmt::format("the code {} of {} is not one line of UTF-8", quoted_word(word), what),
         "save the file as UTF-8, without line breaks in codes");
  }
  return word;
}

void Table::settle(Numbers& numbers, std::uint32_t at, std::optional<double> value, std::string_view what) const {
  if (numbers.size() <= at) {
    numbers.resize(at + 1);
  }
  if (value && numbers[at] && *numbers[at] != *value) {
    fail(fmt::format("{} is {} here and {} above", what, *value, *numbers[at]), "give it the same value in all lines");
  }
  numbers[at] = value ? value : numbers[at];
}

std::optional<std::size_t> Table::column_named(std::string_view name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  return at == header_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - header_.begin()));
}

void Table::read_long() {
  const std::size_t demand_column = *column_named("demand");
  const std::size_t site_column = *column_named("candidate");
  const std::size_t distance_column = *column_named("distance");
  const auto weight_column = column_named("weight");
  const auto cost_column = column_named("cost");
  const auto capacity_column = column_named("capacity");
  while (next()) {
    const std::uint32_t demand = demand_.id_of(code(demand_column, "a demand"));
    const std::uint32_t site = sites_.id_of(code(site_column, "a candidate"));
    const auto given = [&](std::optional<std::size_t> column, std::string_view what) {
      return column ? amount(*column, what) : std::nullopt;
    };
    settle(weights_, demand, given(weight_column, "the weight"), "the weight of the demand");
    settle(costs_, site, given(cost_column, "the cost"), "the cost of the candidate");
    settle(capacities_, site, given(capacity_column, "the capacity"), "the capacity of the candidate");
    if (const auto distance = amount(distance_column, "the distance")) {
      entries_.push_back({demand, site, *distance});
    }
  }
}

void Table::read_site_line(std::string_view name, std::size_t first, Numbers& numbers) {
  for (std::size_t column = first; column < header_.size(); ++column) {
    settle(numbers, static_cast<std::uint32_t>(column - first), amount(column, name), name);
  }
}

void Table::read_matrix() {
  const std::size_t first = header_.size() > 1 && header_[1] == "weight" ? 2 : 1;
  if (std::find(header_.begin() + static_cast<std::ptrdiff_t>(std::min(first, header_.size())), header_.end(),
                "weight") != header_.end()) {
    fail("the column weight stands among the candidates", "make it the second column");
  }
  for (std::size_t column = first; column < header_.size(); ++column) {
    if (sites_.id_of(code(column, "a candidate")) != column - first) {
      fail(fmt::format("the candidate {} has two columns", quoted_word(cell(column))),
           "give every one a code of its own");
    }
  }
  while (next()) {
    const std::string_view name = code(0, "a demand");
    if (name == "cost" || name == "capacity") {
      read_site_line(name, first, name == "cost" ? costs_ : capacities_);
      continue;
    }
    const std::size_t known = demand_.size();
    const std::uint32_t demand = demand_.id_of(name);
    if (demand != known) {
      fail(fmt::format("the demand {} has two lines", quoted_word(name)), "give every one a code of its own");
    }
    settle(weights_, demand, first == 2 ? amount(1, "the weight") : std::nullopt, "the weight");
    for (std::size_t column = first; column < header_.size(); ++column) {
      if (const auto distance = amount(column, "a distance")) {
        entries_.push_back({demand, static_cast<std::uint32_t>(column - first), *distance});
      }
    }
  }
}

InstanceTable Table::sorted_table() const {
  std::vector<Entry> entries = entries_;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return std::pair(a.demand, a.site) < std::pair(b.demand, b.site); });
  InstanceTable table;
  table.starts.assign(demand_.size() + 1, 0);
  for (std::size_t k = 0; k < entries.size(); ++k) {
    const Entry& entry = entries[k];
    if (k > 0 && entries[k - 1].demand == entry.demand && entries[k - 1].site == entry.site) {
      fail(fmt::format("demand {} and candidate {} have two distances", quoted_word(demand_.names()[entry.demand]),
                       quoted_word(sites_.names()[entry.site])),
           "keep one of the lines");
    }
    ++table.starts[entry.demand + 1];
    table.sites.push_back(entry.site);
    table.values.push_back(entry.value);
  }
  std::partial_sum(table.starts.begin(), table.starts.end(), table.starts.begin());
  return table;
}

bool any_given(const Numbers& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](const auto& number) { return number.has_value(); });
}

/// The numbers where at least one is given; 1 for the others.
std::vector<double> filled(const Numbers& numbers, std::size_t size) {
  std::vector<double> all;
  if (any_given(numbers)) {
    all.assign(size, 1.0);
    std::transform(numbers.begin(), numbers.end(), all.begin(),
                   [](const auto& number) { return number.value_or(1.0); });
  }
  return all;
}

FacilityInstance Table::read() {
  if (!next()) {
    fail("the file holds no header", "begin with a line such as demand,candidate,distance");
  }
  for (const std::string_view name : reader_.cells()) {
    header_.push_back(ascii_lower(trimmed(name)));
  }
  if (column_named("demand") && column_named("candidate") && column_named("distance")) {
    read_long();
  } else if (header_.size() >= 2) {
    read_matrix();
  } else {
    fail(fmt::format("the header {} is one cell", quoted_word(cell(0))),
         "name columns demand, candidate and distance, or one column per candidate");
  }
  FacilityInstance instance;
  instance.sites = sites_.size();
  instance.demand = demand_.size();
  instance.site_codes = sites_.names();
  instance.weights = filled(weights_, demand_.size());
  instance.costs = filled(costs_, sites_.size());
  if (any_given(capacities_)) {
    instance.capacities = capacities_;
    instance.capacities.resize(sites_.size());
  }
  instance.service = sorted_table();
  return instance;
}

}  // namespace

FacilityInstance parse_instance_csv(std::string_view bytes, const std::string& file) {
  return Table(bytes, file).read();
}

}  // namespace lastmeter
