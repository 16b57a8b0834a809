// SPDX-License-Identifier: Apache-2.0
#include "io/layer_info.h"

#include <algorithm>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSampleRows = 200;

std::vector<std::string> sample_of(const Column& column) {
  const std::size_t rows = std::min(column.size(), kSampleRows);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < rows; ++i) {
    values.push_back(column.as_text(i * column.size() / rows));
  }
  return values;
}

bool is_year(double number) { return number >= 1900.0 && number <= 2100.0; }

}  // namespace

LayerInfo layer_info(const FeatureTable& table) {
  LayerInfo info{.layer = table.name, .rows = table.rows, .columns = {}};
  info.encoding = table.source.encoding;
  info.crs = table.crs;
  for (const ReadNote& note : table.notes) {
    if (note.kind == ReadNote::Kind::FileDamaged) {
      info.damage.push_back(note.what);
    }
  }
  for (const Column& column : table.columns) {
    info.columns.push_back(column.name());
    info.sample.push_back(sample_of(column));
  }
  for (std::size_t row = 0; table.geometry && row < table.rows && !info.place; ++row) {
    const auto coordinates = table.geometry->coordinates(row);
    if (!coordinates.empty()) {
      info.kind = table.geometry->kind(row);
      info.place = coordinates.front();
    }
  }
  return info;
}

bool looks_like_data(const std::vector<std::string>& names) {
  std::size_t numbers = 0;
  for (const std::string& name : names) {
    const auto number = parse_number(name);
    if (number && name.find('.') != std::string::npos) {
      return true;
    }
    numbers += number && !is_year(*number) ? 1 : 0;
  }
  return numbers > 0 && 2 * numbers >= names.size();
}

}  // namespace lastmeter
