// SPDX-License-Identifier: Apache-2.0
#include "input/personal_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::array<std::string_view, 16> kPersonalHeadings{
    "身份证", "证件号", "手机",   "联系电话", "姓名",         "户主",         "联系人",  "负责人",
    "sfzh",   "sfz",    "idcard", "id_card",  "phone_number", "mobile_phone", "surname", "first_name"};

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_at(std::string_view text, std::size_t first, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(first, count)) {
    value = value * 10 + (c - '0');
  }
  return value;
}

struct Forms {
  std::size_t values = 0;
  std::size_t identity = 0;
  std::size_t mobile = 0;
};

/// Identity numbers do not fit a real; measurements with a fraction are not worth the text.
bool may_be_mobile_number(double value) { return value >= 1.3e10 && value < 2e10 && value == std::floor(value); }

Forms count_forms(const Column& column) {
  Forms forms;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.is_null(row)) {
      continue;
    }
    if (column.type() == ColumnType::Real) {
      ++forms.values;
      forms.mobile += may_be_mobile_number(column.real(row)) ? 1U : 0U;
      continue;
    }
    const std::string text = column.as_text(row);
    const std::string_view value = trimmed(text);
    if (value.empty()) {
      continue;
    }
    ++forms.values;
    forms.identity += is_identity_number(value) ? 1U : 0U;
    forms.mobile += is_mobile_number(value) ? 1U : 0U;
  }
  return forms;
}

std::string evidence(const Column& column) {
  const std::string heading = ascii_lower(column.name());
  for (const std::string_view word : kPersonalHeadings) {
    if (heading.find(word) != std::string::npos) {
      return fmt::format("its heading holds '{}'", word);
    }
  }
  if (column.type() == ColumnType::Date) {
    return "";
  }
  const Forms forms = count_forms(column);
  if (forms.identity > 0 && 2 * forms.identity >= forms.values) {
    return fmt::format("{} of {} values are identity numbers", forms.identity, forms.values);
  }
  if (forms.mobile > 0 && 2 * forms.mobile >= forms.values) {
    return fmt::format("{} of {} values are mobile phone numbers", forms.mobile, forms.values);
  }
  return "";
}

}  // namespace

bool is_identity_number(std::string_view text) {
  if (text.size() != 18 || !all_digits(text.substr(0, 17))) {
    return false;
  }
  const int year = number_at(text, 6, 4);
  const int month = number_at(text, 10, 2);
  const int day = number_at(text, 12, 2);
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    sum += (text[i] - '0') * ((1 << (17 - i)) % 11);
  }
  const char expected = "10X98765432"[sum % 11];
  return text[17] == expected || (expected == 'X' && text[17] == 'x');
}

bool is_mobile_number(std::string_view text) {
  if (text.starts_with("+86")) {
    text = trimmed(text.substr(3));
  }
  return text.size() == 11 && all_digits(text) && text[0] == '1' && text[1] >= '3';
}

void refuse_personal_data(const FeatureTable& table, std::string_view role, IssueLedger& ledger) {
  for (const Column& column : table.columns) {
    const std::string reason = evidence(column);
    if (!reason.empty()) {
      ledger.add(
          finding(Rule::PersonalData, std::string(role), "",
                  fmt::format("{}: column '{}' looks like personal data: {}", table.source.path, column.name(), reason),
                  "remove the column, or list the columns to read: columns = [...]"));
    }
  }
}

}  // namespace lastmeter
