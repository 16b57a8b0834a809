// SPDX-License-Identifier: Apache-2.0
#include "io/append_cell.h"

namespace lastmeter {

namespace {

bool is_text(const Column& column) { return column.type() == ColumnType::Text || column.type() == ColumnType::Date; }

}  // namespace

void append_cell(const Column& from, std::size_t row, Column& to) {
  if (from.is_null(row)) {
    to.append_null();
    return;
  }
  switch (to.type()) {
    case ColumnType::Integer:
      to.append_integer(from.integer(row));
      return;
    case ColumnType::Real:
      to.append_real(from.type() == ColumnType::Real ? from.real(row) : static_cast<double>(from.integer(row)));
      return;
    case ColumnType::Text:
    case ColumnType::Date:
      if (is_text(from)) {
        to.append_text(from.text(row));
      } else {
        to.append_text(from.as_text(row));
      }
      return;
  }
}

}  // namespace lastmeter
