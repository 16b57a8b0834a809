// SPDX-License-Identifier: Apache-2.0
// Maximal covering: published instances solved to proof, one line each and a summary for each
// set. bench_max_cover [generated:CUSTOMERS | peer | grid | city] ... [seconds for each instance, 60]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "placement/max_cover.h"
#include "support/cover_instances.h"
#include "support/shared_data.h"

namespace lastmeter::testing {
namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct Set {
  std::string name;
  double limit = 60.0;
  std::vector<double> seconds;
  double gathering = 0.0;
  std::size_t proved = 0;
  std::size_t equal = 0;
  std::size_t wrong = 0;

  void solve(const std::string& what, const PlacementProblem& problem, std::optional<double> published) {
    SilentProgress progress;
    const double start = now();
    const SitePlan plan = solve_max_cover(
        problem, {.method = PlacementMethod::Exact, .stop = {.gap = 0.0, .iterations = {}, .seconds = limit}},
        progress);
    seconds.push_back(now() - start);
    proved += plan.proved ? 1 : 0;
    equal += published && plan.objective == *published ? 1 : 0;
    wrong +=
        published && plan.bound && (*plan.bound < *published || (plan.proved && plan.objective < *published)) ? 1 : 0;
    fmt::print("{} rows {} covered {} bound {} published {} {:.3f} s {}\n", what, problem.rows().size(), plan.objective,
               plan.bound.value_or(0.0), published.value_or(0.0), seconds.back(), plan.proved ? "proved" : "open");
    std::fflush(stdout);
  }

  void print() {
    if (seconds.empty()) {
      return;
    }
    std::ranges::sort(seconds);
    fmt::print(
        "{}: {} instances, median {:.2f} s, worst {:.2f} s, gathering at most {:.2f} s, proved {}, equal {}, "
        "wrong {}\n",
        name, seconds.size(), seconds[seconds.size() / 2], seconds.back(), gathering, proved, equal, wrong);
  }
};

void solve_places(Set& set, const std::string& what, const CoverInstance& places, double radius, std::size_t sites,
                  std::optional<double> published) {
  const double start = now();
  CoverSignatures signatures =
      cover_signatures(places.customers, places.weights, places.posts, std::vector<Metres>{Metres(radius)});
  set.gathering = std::max(set.gathering, now() - start);
  set.solve(what, cover_problem(std::move(signatures), places.posts.size(), sites), published);
}

void generated(Set& set, const std::filesystem::path& folder, std::size_t wanted) {
  std::ifstream table(folder / "mclp-generated" / "optima.tsv");
  std::string line;
  std::getline(table, line);
  CoverInstance places;
  std::uint32_t drawn = 0;
  while (std::getline(table, line)) {
    std::istringstream words(line);
    std::size_t posts = 0;
    std::size_t customers = 0;
    std::uint32_t seed = 0;
    double radius = 0.0;
    std::size_t sites = 0;
    double published = 0.0;
    words >> posts >> customers >> seed >> radius >> sites >> published;
    if (customers != wanted) {
      continue;
    }
    if (drawn != seed) {
      places = square_instance(seed, posts, customers);
      drawn = seed;
    }
    solve_places(set, fmt::format("seed {} R {} p {}", seed, radius, sites), places, radius, sites, published);
  }
}

void peer(Set& set) {
  solve_places(set, "5,000 x 200 p 20", peer_instance(1, 5000, 200, 10000.0), 800.0, 20, {});
  solve_places(set, "5,000 x 500 p 30", peer_instance(1, 5000, 500, 10000.0), 800.0, 30, {});
}

void grid(Set& set, const std::filesystem::path& folder) {
  for (const std::size_t size : {1000, 1500, 2000, 2500}) {
    std::ifstream file(folder / "mclp-grid" / fmt::format("n{}s1.dat", size));
    std::size_t count = 0;
    file >> count;
    CoverInstance places;
    for (std::size_t i = 0; i < count; ++i) {
      double id = 0.0;
      Point at{};
      double cost = 0.0;
      double weight = 0.0;
      file >> id >> at.x >> at.y >> cost >> weight;
      places.posts.push_back(at);
      places.weights.push_back(weight);
    }
    places.customers = places.posts;
    for (const std::size_t sites : {15, 20, 25}) {
      for (const double radius : {3.5, 3.75, 4.0}) {
        solve_places(set, fmt::format("n {} R {} p {}", size, radius, sites), places, radius, sites, {});
      }
    }
  }
}

/// Great circles by the law of cosines on degrees, rounded to 32 bits, as the published values have them.
CoverSignatures city_rows(const std::filesystem::path& file, double radius) {
  std::ifstream lines(file);
  std::string word;
  std::vector<std::pair<double, double>> at;
  CoverSignatures rows{.weights = {}, .starts = {0}, .posts = {}};
  bool demand = false;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    double a = 0.0;
    double b = 0.0;
    demand = demand || line.starts_with("DEMAND_SECTION");
    if (!(words >> a)) {
      continue;
    }
    if (demand) {
      rows.weights.push_back(a);
    } else if (words >> b) {
      at.emplace_back(a * std::numbers::pi / 180.0, b * std::numbers::pi / 180.0);
    }
  }
  for (const auto& [lat, lon] : at) {
    for (std::size_t j = 0; j < at.size(); ++j) {
      const double cosine =
          std::sin(lat) * std::sin(at[j].first) + std::cos(lat) * std::cos(at[j].first) * std::cos(lon - at[j].second);
      if (static_cast<double>(static_cast<float>(6378100.0 * std::acos(std::clamp(cosine, -1.0, 1.0)))) <= radius) {
        rows.posts.push_back(static_cast<std::uint32_t>(j));
      }
    }
    rows.starts.push_back(rows.posts.size());
  }
  return rows;
}

void city(Set& set, const std::filesystem::path& folder) {
  std::ifstream table(folder / "mclp-city" / "best_known.tsv");
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream words(line);
    std::string name;
    std::size_t count = 0;
    std::size_t sites = 0;
    double radius = 0.0;
    double published = 0.0;
    words >> name >> count >> sites >> radius >> published;
    CoverSignatures rows = city_rows(folder / "mclp-city" / (name + ".txt"), radius);
    if (rows.weights.size() + 1 != rows.starts.size()) {
      fmt::print("{}: {} weights for {} places\n", name, rows.weights.size(), rows.starts.size() - 1);
      continue;
    }
    const std::size_t posts = rows.weights.size();
    set.solve(fmt::format("{} p {}", name, sites), cover_problem(std::move(rows), posts, sites), published);
  }
}

}  // namespace
}  // namespace lastmeter::testing

int main(int argc, char** argv) {
  using namespace lastmeter::testing;
  const auto data = shared_data();
  if (!data || argc < 2) {
    fmt::print("bench_max_cover generated:CUSTOMERS|peer|grid|city [seconds]; needs LASTMETER_SHARED\n");
    return 2;
  }
  const std::filesystem::path folder = data->parent_path() / "benchmarks" / "facility-location";
  const std::string what = argv[1];
  Set set;
  set.name = what;
  set.limit = argc > 2 ? std::atof(argv[2]) : 60.0;
  if (what.starts_with("generated:")) {
    generated(set, folder, std::stoul(what.substr(10)));
  } else if (what == "peer") {
    peer(set);
  } else if (what == "grid") {
    grid(set, folder);
  } else if (what == "city") {
    city(set, folder);
  }
  set.print();
  return set.wrong == 0 ? 0 : 1;
}
