// SPDX-License-Identifier: Apache-2.0
// Set cover (Beasley's scp files, rail507, the generated LSCP of 5,000 clients and 500 sites) and
// p-center (OR-Library pmed, TSPLIB). `bench_set_cover FOLDER [SECONDS]`: FOLDER holds scp/, pmed/ and tsplib/ with
// their optima; SECONDS ends a single instance (60). Every value is compared with the published optimum.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "placement/place_sites.h"

namespace lastmeter::testing {
namespace {

namespace fs = std::filesystem;
using Distances = std::vector<std::vector<double>>;

struct Total {
  std::size_t runs = 0;
  std::size_t proved = 0;
  double seconds = 0.0;
  double worst = 0.0;
};

std::vector<std::vector<std::string>> read_tsv(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    lines.emplace_back();
    for (std::string word; std::getline(words, word, '\t');) {
      lines.back().push_back(word);
    }
  }
  lines.erase(lines.begin(), lines.begin() + std::min<std::ptrdiff_t>(1, std::ssize(lines)));
  return lines;
}

PlacementParts parts_of(PlacementGoal goal, const std::vector<double>& costs) {
  PlacementParts parts;
  parts.goal = goal;
  parts.rows.starts = {0};
  for (const double cost : costs) {
    parts.candidates.push_back({.code = {}, .cost = cost, .capacity = {}});
  }
  return parts;
}

void add_row(PlacementParts& parts, const std::vector<std::size_t>& sites) {
  for (const std::size_t site : sites) {
    parts.rows.candidates.emplace_back(site);
  }
  parts.rows.weights.push_back(1.0);
  parts.rows.starts.push_back(parts.rows.candidates.size());
}

/// OR-Library's layout by rows; rail files by columns.
PlacementParts read_scp(const fs::path& path) {
  std::ifstream in(path);
  std::size_t rows = 0;
  std::size_t columns = 0;
  in >> rows >> columns;
  std::vector<double> costs(columns);
  std::vector<std::vector<std::size_t>> lists(rows);
  const bool by_column = path.filename().string().starts_with("rail");
  for (std::size_t j = 0; j < columns; ++j) {
    in >> costs[j];
    std::size_t count = 0;
    for (by_column ? in >> count : in; count > 0; --count) {
      std::size_t row = 0;
      in >> row;
      lists[row - 1].push_back(j);
    }
  }
  PlacementParts parts = parts_of(PlacementGoal::SetCover, costs);
  for (std::vector<std::size_t>& list : lists) {
    std::size_t count = 0;
    for (by_column ? in : in >> count; count > 0; --count) {
      std::size_t column = 0;
      in >> column;
      list.push_back(column - 1);
    }
    std::sort(list.begin(), list.end());
    add_row(parts, list);
  }
  return parts;
}

/// The generated city of the peers' script: sites first, then clients with a weight.
PlacementParts draw_lscp(std::uint64_t seed) {
  constexpr double kSide = 10000.0;
  constexpr double kRadius = 800.0;
  Random random(seed);
  const auto draw = [&] { return std::round(random.uniform() * kSide * 1000.0) / 1000.0; };
  std::vector<std::pair<double, double>> sites;
  for (int j = 0; j < 500; ++j) {
    const double x = draw();
    sites.emplace_back(x, draw());
  }
  PlacementParts parts = parts_of(PlacementGoal::SetCover, std::vector<double>(sites.size(), 1.0));
  for (int i = 0; i < 5000; ++i) {
    const double x = draw();
    const double y = draw();
    random.next();
    std::vector<std::size_t> reached;
    for (std::size_t j = 0; j < sites.size(); ++j) {
      if (std::hypot(sites[j].first - x, sites[j].second - y) <= kRadius) {
        reached.push_back(j);
      }
    }
    if (!reached.empty()) {
      add_row(parts, reached);
    }
  }
  return parts;
}

/// All shortest paths; the last cost of an edge counts.
Distances read_pmed(const fs::path& path, std::size_t& sites) {
  std::ifstream in(path);
  std::size_t nodes = 0;
  std::size_t edges = 0;
  in >> nodes >> edges >> sites;
  std::map<std::pair<std::size_t, std::size_t>, double> cost;
  for (std::size_t e = 0; e < edges; ++e) {
    std::size_t a = 0;
    std::size_t b = 0;
    in >> a >> b;
    in >> cost[std::minmax({a - 1, b - 1})];
  }
  std::vector<std::vector<std::pair<std::size_t, double>>> next(nodes);
  for (const auto& [ends, length] : cost) {
    next[ends.first].emplace_back(ends.second, length);
    next[ends.second].emplace_back(ends.first, length);
  }
  Distances distances(nodes, std::vector<double>(nodes, 1e18));
  for (std::size_t from = 0; from < nodes; ++from) {
    std::vector<double>& reached = distances[from];
    std::priority_queue<std::pair<double, std::size_t>> open;
    reached[from] = 0.0;
    open.emplace(0.0, from);
    while (!open.empty()) {
      const auto [negative, node] = open.top();
      open.pop();
      for (const auto& [other, length] : next[node]) {
        if (-negative + length < reached[other]) {
          reached[other] = -negative + length;
          open.emplace(negative - length, other);
        }
      }
    }
  }
  return distances;
}

Distances read_tsplib(const fs::path& path) {
  std::ifstream in(path);
  std::string word;
  while (in >> word && word != "NODE_COORD_SECTION") {
  }
  std::vector<std::pair<double, double>> points;
  for (double x = 0.0, y = 0.0; in >> word >> x >> y;) {
    points.emplace_back(x, y);
  }
  Distances distances(points.size(), std::vector<double>(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < points.size(); ++j) {
      distances[i][j] =
          std::floor(std::hypot(points[i].first - points[j].first, points[i].second - points[j].second) + 0.5);
    }
  }
  return distances;
}

PlacementParts p_center(const Distances& distances, std::size_t sites) {
  PlacementParts parts = parts_of(PlacementGoal::PCenter, std::vector<double>(distances.size(), 1.0));
  parts.sites = sites;
  std::vector<std::size_t> all(distances.size());
  for (std::size_t j = 0; j < all.size(); ++j) {
    all[j] = j;
  }
  for (const std::vector<double>& row : distances) {
    add_row(parts, all);
    parts.rows.values.insert(parts.rows.values.end(), row.begin(), row.end());
  }
  return parts;
}

void run(const std::string& name, PlacementParts parts, double known, double limit, Total& total) {
  const PlacementProblem problem(std::move(parts));
  SilentProgress progress;
  const auto begun = std::chrono::steady_clock::now();
  const std::clock_t clock = std::clock();
  const SitePlan plan = place_sites(
      problem, {.method = PlacementMethod::Exact, .stop = {.gap = 0.0, .iterations = {}, .seconds = limit}}, progress);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
  const double worked = static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC;
  const bool right = plan.proved && (known < 0.0 || plan.objective == known);
  fmt::print("{:<14} {:>8} bound {:>8} published {:>6} {:>8.3f} s {:>8.3f} CPU s {:>7} {}\n", name, plan.objective,
             plan.bound.value_or(-1.0), known, spent.count(), worked, plan.iterations,
             right         ? "proved"
             : plan.proved ? "WRONG"
                           : "open");
  ++total.runs;
  total.proved += right ? 1 : 0;
  total.seconds += worked;
  total.worst = std::max(total.worst, worked);
  std::fflush(stdout);
}

void print(const std::string& name, const Total& total) {
  fmt::print("{}: {} of {} proved, {:.2f} CPU s together, worst {:.2f}\n\n", name, total.proved, total.runs,
             total.seconds, total.worst);
}

void run_scp(const fs::path& folder, double limit) {
  std::map<std::string, Total> totals;
  for (const std::vector<std::string>& line : read_tsv(folder / "optima.tsv")) {
    run(line[0], read_scp(folder / (line[0] + ".txt")), std::stod(line[3]), limit, totals[line[0].substr(0, 4)]);
  }
  for (const auto& [name, total] : totals) {
    print(name, total);
  }
}

void run_p_center(const fs::path& folder, double limit) {
  Total pmed;
  for (const std::vector<std::string>& line : read_tsv(folder / "pmed" / "optima.tsv")) {
    std::size_t sites = 0;
    const Distances distances = read_pmed(folder / "pmed" / (line[0] + ".txt"), sites);
    run(line[0], p_center(distances, sites), std::stod(line[4]), limit, pmed);
  }
  print("pmed p-center", pmed);
  Total tsplib;
  for (const std::vector<std::string>& line : read_tsv(folder / "tsplib" / "pcenter_optima.tsv")) {
    const Distances distances = read_tsplib(folder / "tsplib" / (line[0] + ".tsp"));
    run(fmt::format("{} p {}", line[0], line[2]), p_center(distances, std::stoul(line[2])), std::stod(line[4]), limit,
        tsplib);
  }
  print("tsplib p-center", tsplib);
}

}  // namespace

void run_all(const fs::path& folder, double limit) {
  run_p_center(folder, limit);
  run_scp(folder / "scp", limit);
  Total lscp;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    run(fmt::format("lscp seed {}", seed), draw_lscp(seed), -1.0, limit, lscp);
  }
  print("lscp 5,000 x 500", lscp);
}

}  // namespace lastmeter::testing

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_set_cover FOLDER [SECONDS]\n");
    return 2;
  }
  lastmeter::testing::run_all(argv[1], argc > 2 ? std::stod(argv[2]) : 60.0);
  return 0;
}
