// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// Faults or remarks of one kind: the first few are named, the others counted.
class Tally {
 public:
  void add(std::string place);
  [[nodiscard]] std::size_t count() const { return count_; }
  /// "'a', 'b', 'c' and 4 more".
  [[nodiscard]] std::string text() const;

 private:
  std::size_t count_ = 0;
  std::vector<std::string> first_;
};

/// The column of that name. Throws ConfigError, with the nearest name, where `option` names one that is not there.
const Column& field_of(const FeatureTable& table, const std::string& option, const std::string& name);

/// Trimmed texts of a column, "" where there is no value.
std::vector<std::string> texts_of(const Column& column, const std::vector<std::size_t>& rows);

/// Codes of rows; what is missing, stands twice or cannot be printed in one line goes to `refusals`.
std::vector<std::string> codes_of(const FeatureTable& table, const Column& column, const std::vector<std::size_t>& rows,
                                  std::vector<std::string>& refusals);

/// Larger numbers are refused: beyond it whole numbers are no longer exact, and sums may overflow.
inline constexpr double kMostOfAnAmount = 1e15;

/// Rows of a table with the codes of the units they make.
struct CodedRows {
  const FeatureTable& table;
  const std::vector<std::size_t>& rows;
  const std::vector<std::string>& codes;
  /// "row 4 (370481001)"
  [[nodiscard]] std::string place(std::size_t i) const;
};

/// What reading has to say. `missing` is also said where results alone are shown: figures were made up.
struct FieldRemarks {
  std::vector<std::string>& notes;
  std::vector<std::string>& missing;
  std::vector<std::string>& refusals;
};

struct NumbersWanted {
  std::string_view what;  // "weight"
  double least;
};
/// Numbers of rows; missing ones (no value, NaN) count as 0 and are remarked on, texts, numbers below the least and
/// above kMostOfAnAmount refused.
std::vector<double> numbers_of(const CodedRows& rows, const Column& column, const NumbersWanted& wanted,
                               const FieldRemarks& remarks);
/// Weights of rows; missing ones count as 0 and are remarked on, negative ones, texts and excessive ones refused.
std::vector<double> weights_of(const CodedRows& rows, const Column& column, const FieldRemarks& remarks);

}  // namespace lastmeter
