// SPDX-License-Identifier: Apache-2.0
#include "io/sql_text.h"

namespace lastmeter {

namespace {

std::string quoted(std::string_view text, char quote) {
  std::string sql(1, quote);
  for (const char c : text) {
    sql.append(c == quote ? 2 : 1, c);
  }
  return sql + quote;
}

}  // namespace

std::string name_sql(std::string_view name) { return quoted(name, '"'); }
std::string text_sql(std::string_view text) { return quoted(text, '\''); }

}  // namespace lastmeter
