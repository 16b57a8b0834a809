// SPDX-License-Identifier: Apache-2.0
// Capacitated warehouse location of the OR-Library (Beasley 1988), demand may be split: every instance of the folder
// proved, beside its published value. bench_capacitated FOLDER [SECONDS]: FOLDER holds cap*.txt and optima.tsv.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "placement/place_sites.h"

namespace lastmeter {
namespace {

/// `capacity`: instead of the one in the file, where it is above 0.
PlacementProblem read_cflp(const std::filesystem::path& file, double capacity) {
  std::ifstream in(file);
  std::size_t sites = 0;
  std::size_t customers = 0;
  in >> sites >> customers;
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  for (std::size_t j = 0; j < sites; ++j) {
    double own = 0.0;
    double cost = 0.0;
    in >> own >> cost;
    parts.candidates.push_back(
        {.code = fmt::format("{}", j + 1), .cost = cost, .capacity = capacity > 0.0 ? capacity : own});
  }
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < customers; ++i) {
    double weight = 0.0;
    in >> weight;
    parts.rows.weights.push_back(weight);
    for (std::size_t j = 0; j < sites; ++j) {
      double cost = 0.0;
      in >> cost;
      parts.rows.candidates.emplace_back(j);
      parts.rows.values.push_back(weight > 0.0 ? cost / weight : 0.0);
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return PlacementProblem(std::move(parts));
}

void run(const std::filesystem::path& folder, const std::string& line, double seconds) {
  std::istringstream fields(line);
  std::string name;
  std::string capacity;
  double published = 0.0;
  fields >> name >> capacity >> published;
  const bool given = capacity.rfind("capacity=", 0) == 0;
  const PlacementProblem problem =
      read_cflp(folder / (name + ".txt"), given ? std::strtod(capacity.c_str() + 9, nullptr) : 0.0);
  SilentProgress progress;
  const auto begin = std::chrono::steady_clock::now();
  const SitePlan plan = place_sites(
      problem, {.method = PlacementMethod::Exact, .stop = {.gap = 0.0, .iterations = {}, .seconds = seconds}},
      progress);
  const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{:8} {:15} {:16.4f} {:16.4f} {:16.4f} {:10.2e} {:6} {:6} {:8.2f}\n", name, capacity, published,
             plan.objective, plan.bound.value_or(0.0), (plan.objective - published) / published,
             plan.proved ? "yes" : "no", plan.iterations, taken);
}

}  // namespace
}  // namespace lastmeter

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_capacitated FOLDER [SECONDS]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::ifstream optima(folder / "optima.tsv");
  std::string line;
  std::getline(optima, line);
  fmt::print("{:8} {:15} {:>16} {:>16} {:>16} {:>10} {:6} {:6} {:>8}\n", "instance", "capacity", "published", "found",
             "bound", "difference", "proved", "steps", "seconds");
  while (std::getline(optima, line)) {
    lastmeter::run(folder, line, argc > 2 ? std::strtod(argv[2], nullptr) : 60.0);
  }
  return 0;
}
