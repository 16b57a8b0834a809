// SPDX-License-Identifier: Apache-2.0
// p-median, published instances: the OR-Library's pmed files and TSPLIB points (distances cut to whole numbers). Each
// in a process of its own: value beside the published optimum, proof, CPU seconds, peak memory. Arguments: names of
// instances (none: all). Exit code 1 where a value differs or a proof is missing.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "placement/p_median.h"
#include "support/shared_data.h"

namespace lastmeter::testing {
namespace {

constexpr double kMostSeconds = 300.0;

struct Instance {
  std::filesystem::path file;
  std::size_t sites;
  std::string optimum;
};

std::vector<std::vector<std::string>> read_table(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> table;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream words(line);
    table.emplace_back();
    for (std::string word; std::getline(words, word, '\t');) {
      table.back().push_back(word);
    }
  }
  return table;
}

std::vector<Instance> list_instances(const std::filesystem::path& folder) {
  std::vector<Instance> instances;
  for (const auto& line : read_table(folder / "pmed" / "optima.tsv")) {
    instances.push_back({folder / "pmed" / (line[0] + ".txt"), std::stoul(line[2]), line[3]});
  }
  for (const auto& line : read_table(folder / "tsplib" / "pmedian_optima.tsv")) {
    instances.push_back({folder / "tsplib" / (line[0] + ".tsp"), std::stoul(line[2]), line[4]});
  }
  return instances;
}

/// All shortest paths of a graph; an edge given twice has its last cost.
std::vector<double> graph_distances(std::istream& in, std::size_t& count) {
  std::size_t edges = 0;
  std::size_t sites = 0;
  in >> count >> edges >> sites;
  std::vector<double> distances(count * count, 1e9);
  for (std::size_t i = 0; i < count; ++i) {
    distances[i * count + i] = 0.0;
  }
  std::size_t from = 0;
  std::size_t to = 0;
  for (double cost = 0.0; in >> from >> to >> cost;) {
    distances[(from - 1) * count + to - 1] = distances[(to - 1) * count + from - 1] = cost;
  }
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        distances[i * count + j] =
            std::min(distances[i * count + j], distances[i * count + k] + distances[k * count + j]);
      }
    }
  }
  return distances;
}

std::vector<double> point_distances(std::istream& in, std::size_t& count) {
  std::vector<std::pair<double, double>> points;
  for (std::string line; std::getline(in, line);) {
    std::istringstream numbers(line);
    double id = 0.0;
    double x = 0.0;
    double y = 0.0;
    if (numbers >> id >> x >> y) {
      points.emplace_back(x, y);
    }
  }
  count = points.size();
  std::vector<double> distances;
  distances.reserve(count * count);
  for (const auto& a : points) {
    for (const auto& b : points) {
      distances.push_back(std::trunc(std::hypot(a.first - b.first, a.second - b.second)));
    }
  }
  return distances;
}

PlacementProblem read_instance(const Instance& instance) {
  std::ifstream in(instance.file);
  std::size_t count = 0;
  PlacementParts parts;
  parts.goal = PlacementGoal::PMedian;
  parts.sites = instance.sites;
  parts.rows.values = instance.file.extension() == ".tsp" ? point_distances(in, count) : graph_distances(in, count);
  parts.rows.weights.assign(count, 1.0);
  parts.rows.starts.push_back(0);
  parts.rows.candidates.reserve(count * count);
  for (std::size_t i = 0; i < count; ++i) {
    parts.candidates.push_back({.code = std::to_string(i + 1), .cost = 1.0, .capacity = {}, .standing = Standing::New});
    for (std::size_t j = 0; j < count; ++j) {
      parts.rows.candidates.emplace_back(j);
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return PlacementProblem(std::move(parts));
}

bool solve(const Instance& instance) {
  const PlacementProblem problem = read_instance(instance);
  SilentProgress progress;
  const StopRule stop{.gap = 0.0, .iterations = {}, .seconds = kMostSeconds};
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  const SitePlan plan = solve_p_median(problem, {.method = PlacementMethod::Exact, .stop = stop}, progress);
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  const bool is_good = plan.proved && fmt::format("{}", plan.objective) == instance.optimum;
  fmt::print("{:8} {:4} {:9} published {:10} bound {:12.3f} {} {:7.2f} s {:4.0f} MB\n", instance.file.stem().string(),
             instance.sites, plan.objective, instance.optimum, plan.bound.value_or(0.0), is_good ? "proved" : "MISSED",
             seconds(after.ru_utime) - seconds(before.ru_utime), static_cast<double>(after.ru_maxrss) / 1024.0);
  return is_good;
}

bool solve_apart(const Instance& instance) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const bool is_good = solve(instance);
    std::fflush(stdout);
    _exit(is_good ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0;
}

int run(const std::vector<std::string>& names) {
  const auto data = shared_data();
  if (!data) {
    fmt::print("no folder of instances: set LASTMETER_SHARED\n");
    return 1;
  }
  int missed = 0;
  for (const Instance& instance : list_instances(data->parent_path() / "benchmarks" / "facility-location")) {
    if (names.empty() || std::find(names.begin(), names.end(), instance.file.stem().string()) != names.end()) {
      missed += solve_apart(instance) ? 0 : 1;
    }
  }
  return missed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace lastmeter::testing

int main(int argc, char** argv) { return lastmeter::testing::run({argv + 1, argv + argc}); }
