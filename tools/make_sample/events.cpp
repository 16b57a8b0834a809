// SPDX-License-Identifier: Apache-2.0
#include "events.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "counts.h"

namespace lastmeter {

namespace {

constexpr int kEvents = 15000;
constexpr std::size_t kOpen = 150;
constexpr int kDays = 365;

std::string day_of_2022(int day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{2022} / 1 / 1} +
                                         std::chrono::days{day}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

void report_events(City& city, Random& random) {
  std::vector<double> weights;
  for (const CityZone& grid : city.grids) {
    weights.push_back(grid.population * random.uniform(0.7, 1.3));
  }
  const std::vector<int> of_grid = apportioned(weights, kEvents, 1);
  std::vector<std::pair<int, std::size_t>> reported;  // day, grid
  for (std::size_t g = 0; g < of_grid.size(); ++g) {
    for (int k = 0; k < of_grid[g]; ++k) {
      reported.emplace_back(static_cast<int>(random.below(kDays)), g);
    }
  }
  std::sort(reported.begin(), reported.end());
  for (const auto& [day, grid] : reported) {
    const std::size_t category = std::min(random.below(kEventCategories.size()), random.below(kEventCategories.size()));
    const int settled = day + 1 + static_cast<int>(random.below(5) * random.below(6));
    city.events.push_back(
        {grid, category, fmt::format("S2022{:05}", city.events.size() + 1), day_of_2022(day), day_of_2022(settled)});
  }
  // Most open matters are recent.
  for (std::size_t open = 0; open < kOpen;) {
    const std::size_t late = std::max(random.below(city.events.size()), random.below(city.events.size()));
    open += city.events[late].closed.empty() ? 0 : 1;
    city.events[late].closed.clear();
  }
}

}  // namespace lastmeter
