// SPDX-License-Identifier: Apache-2.0
#include "study/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "core/error.h"
#include "core/text.h"
#include "study/parse_toml.h"

namespace lastmeter {

namespace {

std::optional<double> bound(const toml::table& entry, std::string_view key) {
  const toml::node* node = entry.get(key);
  return node != nullptr && node->is_number() ? node->value<double>() : std::nullopt;
}

std::string text_of(const toml::table& entry, std::string_view key) { return entry[key].value_or(std::string()); }

/// A norm between counts names both, and bounds a ratio above 0.
void check_counts(const NormFigure& figure) {
  const bool crooked = figure.of.empty() != figure.per.empty() || !(figure.each > 0.0 && std::isfinite(figure.each));
  const bool no_ratio = !figure.of.empty() && (figure.of == figure.per || figure.lo.value_or(0.0) < 0.0 ||
                                               (figure.hi && !(*figure.hi > 0.0)));
  if (crooked || no_ratio) {
    throw ConfigError(
        fmt::format("rule file {}: figure '{}' bounds no ratio of two counts", figure.rule_file, figure.key),
        "give of and per, two counts, lo of 0 or more, hi and each above 0");
  }
}

void add_figures(const std::string& text, const std::string& name, RuleSet& rules) {
  const toml::table file = parse_toml(text, name);
  const toml::array* figures = file["figure"].as_array();
  if (figures == nullptr || figures->empty()) {
    throw ConfigError(fmt::format("rule file {} has no [[figure]]", name), "give key, lo or hi, unit, source, grade");
  }
  for (const toml::node& node : *figures) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr) {
      throw ConfigError(fmt::format("rule file {}: figure is not a table", name), "write [[figure]]");
    }
    NormFigure figure{.key = text_of(*entry, "key"),
                      .lo = bound(*entry, "lo"),
                      .hi = bound(*entry, "hi"),
                      .unit = text_of(*entry, "unit"),
                      .source = text_of(*entry, "source"),
                      .grade = text_of(*entry, "grade"),
                      .rule_file = name,
                      .of = text_of(*entry, "of"),
                      .per = text_of(*entry, "per"),
                      .each = bound(*entry, "each").value_or(1.0),
                      .mode = text_of(*entry, "mode")};
    if (figure.key.empty() || figure.source.empty() || (!figure.lo && !figure.hi) ||
        (figure.lo && figure.hi && *figure.lo > *figure.hi)) {
      throw ConfigError(fmt::format("rule file {}: figure '{}' is incomplete", name, figure.key),
                        "give key, source, and lo or hi, lo not above hi");
    }
    check_counts(figure);
    rules.add(std::move(figure));
  }
}

std::string rule_text(const std::string& name, const std::filesystem::path& folder) {
  const auto builtin = builtin_rule_files();
  const auto found =
      std::find_if(builtin.begin(), builtin.end(), [&](const BuiltinRuleFile& file) { return file.name == name; });
  if (found != builtin.end()) {
    return std::string(found->text);
  }
  std::ifstream file(folder / name, std::ios::binary);
  if (!file) {
    std::vector<std::string_view> names;
    for (const BuiltinRuleFile& known : builtin) {
      names.push_back(known.name);
    }
    throw ConfigError(fmt::format("rules: '{}' is neither a built-in rule file nor a file that can be read", name),
                      suggestion(name, names));
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

RuleSet load_rules(const std::vector<std::string>& names, const std::filesystem::path& folder) {
  RuleSet rules;
  for (const std::string& name : names) {
    add_figures(rule_text(name, folder), name, rules);
  }
  return rules;
}

}  // namespace lastmeter
