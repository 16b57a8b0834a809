// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "core/error.h"
#include "core/moment.h"

namespace lastmeter {

/// The faults found in one file, shown together.
class ConfigFaults {
 public:
  explicit ConfigFaults(std::string file) : file_(std::move(file)) {}
  void add(const toml::source_region& where, const std::string& what, const std::string& fix);
  void add(const std::string& what, const std::string& fix);
  /// Throws ConfigError with all faults, a line each; does nothing when there are none.
  void throw_if_any() const;

 private:
  std::string file_;
  std::vector<std::pair<std::string, std::string>> faults_;
};

/// Small letters, digits and _, at most 40: what may become part of the name of a table or a figure.
bool is_key(std::string_view name);

/// Every table of `[[kind]]`, or the one of `[kind]`, with the path that messages say: "kind 2", "kind".
void each_table(const toml::table& file, std::string_view kind,
                const std::function<void(const toml::table&, const std::string&)>& take);

/// One table of a TOML file with typed getters that note faults and go on. The getters only take keys that
/// `config_keys` declares for `kind` ("layers.*"); `path` is what messages say ("layers.buildings").
class Section {
 public:
  Section(const toml::table* table, std::string kind, std::string path, ConfigFaults& faults);

  /// Faults for every key that is not declared.
  void refuse_unknown_keys() const;
  [[nodiscard]] bool present() const { return table_ != nullptr; }
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key, std::string fallback = "") const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::vector<std::string> fallback = {}) const;
  [[nodiscard]] bool flag(std::string_view key, bool fallback) const;
  /// 0 to `most`.
  [[nodiscard]] std::int64_t whole(std::string_view key, std::int64_t fallback, std::int64_t most) const;
  /// A finite number that `fits`; `wanted` says which would.
  [[nodiscard]] double number(std::string_view key, double fallback, const std::function<bool(double)>& fits,
                              std::string_view wanted) const;
  [[nodiscard]] std::vector<double> numbers(std::string_view key, const std::function<bool(double)>& fits,
                                            std::string_view wanted) const;
  /// A coordinate system that PROJ knows, as written; "" where none is given.
  [[nodiscard]] std::string crs(std::string_view key) const;
  /// A day: 2022-06-01, bare or in quotes.
  [[nodiscard]] std::optional<Moment> day(std::string_view key) const;
  [[nodiscard]] const toml::table* table(std::string_view key) const;
  void fault(std::string_view key, const std::string& what, const std::string& fix) const;

 private:
  [[nodiscard]] const toml::node* find(std::string_view key) const;
  void wrong_type(std::string_view key, std::string_view wanted) const;

  const toml::table* table_;
  std::string kind_;
  std::string path_;
  ConfigFaults* faults_;
};

}  // namespace lastmeter
