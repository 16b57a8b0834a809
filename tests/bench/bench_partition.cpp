// SPDX-License-Identifier: Apache-2.0
// Zone design, what needs no polygons. `bench_partition [FOLDER [EFFORT]]`: recombination steps a second on
// 2,500 units, 20,000 units into 200 zones, and, with FOLDER (benchmarks/partition), the tract graphs with the fewest
// cut edges known, three seeds each.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_units.h"
#include "partition/sample_partitions.h"
#include "support/unit_lattice.h"

namespace lastmeter::testing {
namespace {

namespace fs = std::filesystem;

template <class Work>
double seconds_of(const Work& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

std::vector<std::vector<std::string>> read_csv(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) {
      rows.back().push_back(cell);
    }
  }
  return rows;
}

/// unit_id,pop,x,y,area,outer,... and u,v,shared
UnitGraph read_tracts(const fs::path& folder, const std::string& state) {
  IdVector<UnitId, BasicUnit> units;
  std::map<std::string, UnitId> by_code;
  for (const auto& row : read_csv(folder / (state + "_tract_nodes.csv"))) {
    BasicUnit unit;
    unit.code = row[0];
    unit.weight = std::stod(row[1]);
    unit.at = {std::stod(row[2]), std::stod(row[3])};
    unit.area = SquareMetres(std::stod(row[4]));
    unit.outer = Metres(std::stod(row[5]));
    by_code[row[0]] = units.push_back(unit);
  }
  IdVector<BorderId, UnitBorder> borders;
  for (const auto& row : read_csv(folder / (state + "_tract_edges.csv"))) {
    const auto [a, b] = std::minmax(by_code.at(row[0]), by_code.at(row[1]));
    borders.push_back({.a = a, .b = b, .length = Metres(std::stod(row[2]))});
  }
  return {std::move(units), std::move(borders)};
}

PartitionParts within(UnitGraph graph, std::size_t zones, double tolerance) {
  PartitionParts parts;
  parts.graph = std::move(graph);
  parts.zones_least = parts.zones_most = zones;
  const double ideal = parts.graph.total_weight() / static_cast<double>(zones);
  parts.least = ideal * (1.0 - tolerance);
  parts.most = ideal * (1.0 + tolerance);
  return parts;
}

void solve_and_print(const std::string& name, const PartitionParts& parts, const PartitionOptions& options,
                     const std::string& bar) {
  SilentProgress progress;
  const PartitionProblem problem(parts);
  ZonePlan plan;
  const double seconds = seconds_of([&] { plan = partition_units(problem, options, progress); });
  const PartitionScore score = evaluate_partition(problem, plan.zone_of);
  fmt::print("{:24} {:>9} seed {}  cut {:5}  {:8.1f} km  PP {:.3f}  out {}  {:6.2f} s  (bar {})\n", name,
             name_of(options.effort), options.seed, score.cut_edges, score.border.value() / 1000.0,
             score.polsby_popper_mean, score.out_of_bounds, seconds, bar);
}

void recombine() {
  for (const std::size_t zones : {8, 18, 50}) {
    SilentProgress progress;
    const PartitionProblem problem(within(lattice(50, 50), zones, 0.05));
    PartitionSample sample;
    const SampleOptions options{.steps = 100'000, .chains = 4, .left_out = 0.1, .seed = 1};
    const double seconds = seconds_of([&] { sample = sample_partitions(problem, options, progress); });
    fmt::print(
        "2,500 units, {:2} zones: {:6.0f} recombinations/s (bar 20000), {:.2f} trees each, cut edges {:.0f} "
        "({:.0f} - {:.0f}), worth {:.0f} independent\n",
        zones, static_cast<double>(sample.steps) / seconds,
        static_cast<double>(sample.trees) / static_cast<double>(sample.steps), sample.cut_edges.mean,
        sample.cut_edges.percentiles[0], sample.cut_edges.percentiles[4], sample.cut_edges.effective_size);
  }
}

void large(const PartitionOptions& options) {
  Random random(1);
  std::vector<double> weights(20'000);
  for (double& weight : weights) {
    weight = static_cast<double>(5 + random.below(36));
  }
  PartitionParts parts = within(lattice(100, 200, weights), 200, 0.1);
  parts.prices = {.cut_edges = 0.0, .border = 1.0};
  solve_and_print("20,000 units, 200 zones", parts, options, "PP .66, 30 s");
}

void tracts(const fs::path& folder, PartitionOptions options) {
  struct Published {
    std::string state;
    std::size_t zones;
    std::string bar;
  };
  for (const Published& row : {Published{"wv", 3, "43"}, {"nm", 3, "43"}, {"ut", 4, "78"}, {"ar", 4, "69"}}) {
    PartitionParts parts = within(read_tracts(folder, row.state), row.zones, 0.005);
    parts.prices = {.cut_edges = 1.0, .border = 0.0};
    for (options.seed = 1; options.seed <= 3; ++options.seed) {
      solve_and_print(row.state + " tracts", parts, options, row.bar);
    }
  }
}

}  // namespace
}  // namespace lastmeter::testing

int main(int count, char** arguments) {
  using namespace lastmeter;
  using namespace lastmeter::testing;
  PartitionOptions options;
  for (const Effort effort : {Effort::Fast, Effort::Default, Effort::Thorough}) {
    if (count > 2 && name_of(effort) == arguments[2]) {
      options.effort = effort;
    }
  }
  recombine();
  large(options);
  if (count > 1) {
    tracts(arguments[1], options);
  }
  return 0;
}
