// SPDX-License-Identifier: Apache-2.0
// Any bytes are an instance or a refusal in one line with the place; what is accepted agrees with its own counts, holds
// numbers that can be reckoned with, and takes memory in proportion to the bytes. The first byte chooses the format.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/facility_instance.h"

namespace {

using lastmeter::InstanceFormat;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void require_amounts(const std::vector<double>& numbers, std::size_t expected) {
  require(numbers.empty() || numbers.size() == expected);
  for (const double number : numbers) {
    require(std::isfinite(number) && number >= 0.0 && !std::signbit(number));
  }
}

void check(const lastmeter::InstanceGraph& graph, const lastmeter::FacilityInstance& instance) {
  for (const auto& edge : graph.edges) {
    require(edge.from <= edge.to && edge.to < instance.sites && std::isfinite(edge.cost) && edge.cost >= 0.0);
  }
}

void check(const lastmeter::InstancePlane& plane, const lastmeter::FacilityInstance& instance) {
  require(plane.sites.size() == instance.sites && plane.demand.size() == instance.demand);
}

void check(const lastmeter::InstanceGlobe& globe, const lastmeter::FacilityInstance& instance) {
  require(globe.places.size() == instance.sites && globe.places.size() == instance.demand);
}

void check(const lastmeter::InstanceTable& table, const lastmeter::FacilityInstance& instance) {
  require(table.starts.size() == instance.demand + 1 && table.starts.back() == table.sites.size());
  require_amounts(table.values, table.sites.size());
  for (std::size_t row = 0; row < instance.demand; ++row) {
    for (std::size_t k = table.starts[row]; k < table.starts[row + 1]; ++k) {
      require(table.sites[k] < instance.sites && (k == table.starts[row] || table.sites[k - 1] < table.sites[k]));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array kFormats{InstanceFormat::Pmed, InstanceFormat::Tsplib, InstanceFormat::Scp,
                                InstanceFormat::Cflp, InstanceFormat::Mclp,   InstanceFormat::Csv};
  if (size == 0) {
    return 0;
  }
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);  // NOLINT: bytes are bytes
  try {
    const auto instance = lastmeter::parse_facility_instance(text, "fuzz.txt", kFormats.at(data[0] % kFormats.size()));
    require(instance.sites <= size && instance.demand <= size);
    require(instance.site_codes.empty() || instance.site_codes.size() == instance.sites);
    require_amounts(instance.costs, instance.sites);
    require_amounts(instance.weights, instance.demand);
    std::visit([&](const auto& service) { check(service, instance); }, instance.service);
  } catch (const lastmeter::InputError& error) {
    const std::string_view what = error.what();
    require(what.starts_with("fuzz.txt:") && what.find('\n') == std::string_view::npos && !error.fix().empty());
  }
  return 0;
}
