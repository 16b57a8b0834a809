// SPDX-License-Identifier: Apache-2.0
#include "io/facility_instance.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "io/facility_instance_readers.h"
#include "io/read_bytes.h"

namespace lastmeter {

std::string_view name_of(InstanceFormat format) {
  switch (format) {
    case InstanceFormat::Pmed:
      return "pmed";
    case InstanceFormat::Tsplib:
      return "tsplib";
    case InstanceFormat::Scp:
      return "scp";
    case InstanceFormat::Cflp:
      return "cflp";
    case InstanceFormat::Mclp:
      return "mclp";
    case InstanceFormat::Csv:
      return "csv";
  }
  throw std::logic_error("InstanceFormat holds no known value");
}

std::string_view name_of(DistanceRounding rounding) {
  switch (rounding) {
    case DistanceRounding::Nearest:
      return "nint";
    case DistanceRounding::Truncated:
      return "trunc";
    case DistanceRounding::Exact:
      return "exact";
  }
  throw std::logic_error("DistanceRounding holds no known value");
}

FacilityInstance parse_facility_instance(std::string_view bytes, const std::string& file, InstanceFormat format) {
  InstanceText text(bytes, file);
  switch (format) {
    case InstanceFormat::Pmed:
      return parse_pmed(text);
    case InstanceFormat::Tsplib:
      return parse_tsplib(text);
    case InstanceFormat::Scp:
      return parse_scp(text);
    case InstanceFormat::Cflp:
      return parse_cflp(text);
    case InstanceFormat::Mclp:
      return parse_mclp(text);
    case InstanceFormat::Csv:
      return parse_instance_csv(bytes, file);
  }
  throw std::logic_error("InstanceFormat holds no known value");
}

FacilityInstance read_facility_instance(const std::filesystem::path& file, InstanceFormat format) {
  const FileBytes bytes(file.string());
  return parse_facility_instance(bytes.text(), file.string(), format);
}

std::vector<std::string> codes_of(const std::vector<std::uint64_t>& ids, const InstanceText& text) {
  std::vector<std::uint64_t> sorted = ids;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) {
    text.fail(fmt::format("the id {} is used twice above", *twice), "give every place an id of its own");
  }
  bool counted = true;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    counted = counted && ids[i] == i + 1;
  }
  std::vector<std::string> codes;
  if (!counted) {
    codes.reserve(ids.size());
    std::transform(ids.begin(), ids.end(), std::back_inserter(codes),
                   [](std::uint64_t id) { return fmt::format("{}", id); });
  }
  return codes;
}

}  // namespace lastmeter
