// SPDX-License-Identifier: Apache-2.0
// Points: covered or not, number of posts, nearest posts and all pairs within 500 m for 1 M
// demand points and 10,000 posts, beside nanoflann and Boost's rtree; building every index is in the clock. With
// `--answers FOLDER` it writes points, answers and times instead, for peers/coverage_scipy.py.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/coverage_city.h"
#include "bench/peer_ratio.h"
#include "bench/peers/boost_rtree.h"
#include "bench/peers/nanoflann_tree.h"
#include "core/parallel.h"
#include "coverage/covered_test.h"
#include "coverage/nearest_post.h"
#include "coverage/reach.h"

namespace lastmeter::testing {
namespace {

constexpr Metres radius(500.0);
constexpr std::size_t few = 5;

struct Scene {
  std::vector<Point> posts;
  std::vector<Point> demand;
};

const Scene& scene(std::size_t demand_count) {
  const auto make = [](std::size_t count) {
    CoverageCity city(1);
    Scene made;
    made.posts = city.points(10000);
    made.demand = city.points(count);
    return made;
  };
  if (demand_count == 1000000) {
    static const Scene usual = make(1000000);
    return usual;
  }
  static const Scene large = make(10000000);
  return large;
}

void any_ours(benchmark::State& state) {
  const Scene& s = scene(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(covered_any(s.demand, s.posts, radius));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void count_ours(benchmark::State& state) {
  const Scene& s = scene(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(count_within(s.demand, s.posts, radius));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void nearest_ours(benchmark::State& state) {
  const Scene& s = scene(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(nearest_posts(s.demand, s.posts));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void five_ours(benchmark::State& state) {
  const Scene& s = scene(1000000);
  for (auto _ : state) {
    benchmark::DoNotOptimize(k_nearest_posts(s.demand, s.posts, few));
  }
}

void reach_ours(benchmark::State& state) {
  const Scene& s = scene(1000000);
  std::size_t pairs = 0;
  for (auto _ : state) {
    pairs = reach_straight(s.demand, s.posts, radius).pair_count();
  }
  state.counters["pairs"] = static_cast<double>(pairs);
}

/// Runs a peer and refuses its time when its answers differ from ours.
template <class Answers, class Ask>
void beside(benchmark::State& state, const Answers& ours, const Ask& ask) {
  Answers answers;
  for (auto _ : state) {
    benchmark::DoNotOptimize(answers = ask());
  }
  if (answers != ours) {
    state.SkipWithError("the peer answers otherwise");
  }
}

const std::vector<std::uint32_t>& our_counts() {
  static const std::vector<std::uint32_t> counts = count_within(scene(1000000).demand, scene(1000000).posts, radius);
  return counts;
}

std::vector<double> distances_of(std::span<const NearestPost> nearest) {
  std::vector<double> distances;
  for (const NearestPost& one : nearest) {
    distances.push_back(one.distance);
  }
  return distances;
}

const std::vector<double>& our_distances(std::size_t k) {
  const Scene& s = scene(1000000);
  static const std::vector<double> one = distances_of(nearest_posts(s.demand, s.posts));
  static const std::vector<double> several = distances_of(k_nearest_posts(s.demand, s.posts, few).entries);
  return k == 1 ? one : several;
}

void count_nanoflann(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_counts(), [&] { return NanoflannTree(s.posts).count_within(s.demand, radius.value()); });
}

void nearest_nanoflann(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_distances(1), [&] { return NanoflannTree(s.posts).nearest(s.demand, 1); });
}

void five_nanoflann(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_distances(few), [&] { return NanoflannTree(s.posts).nearest(s.demand, few); });
}

void any_boost(benchmark::State& state) {
  const Scene& s = scene(1000000);
  const std::vector<std::uint8_t> ours = covered_any(s.demand, s.posts, radius);
  beside(state, ours, [&] { return BoostTree(s.posts).covered_any(s.demand, radius.value()); });
}

void count_boost(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_counts(), [&] { return BoostTree(s.posts).count_within(s.demand, radius.value()); });
}

void nearest_boost(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_distances(1), [&] { return BoostTree(s.posts).nearest(s.demand, 1); });
}

void five_boost(benchmark::State& state) {
  const Scene& s = scene(1000000);
  beside(state, our_distances(few), [&] { return BoostTree(s.posts).nearest(s.demand, few); });
}

BENCHMARK(any_ours)->Arg(1000000)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(any_boost)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(count_ours)->Arg(1000000)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(count_nanoflann)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(count_boost)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(nearest_ours)->Arg(1000000)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(nearest_nanoflann)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(nearest_boost)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(five_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(five_nanoflann)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(five_boost)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(reach_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
// Ten times the points: the time of each should grow tenfold.
BENCHMARK(any_ours)->Name("any_10m")->Arg(10000000)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(count_ours)->Name("count_10m")->Arg(10000000)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);
BENCHMARK(nearest_ours)
    ->Name("nearest_10m")
    ->Arg(10000000)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(3);

template <class T>
void write(const std::string& folder, std::string_view name, const std::vector<T>& values) {
  std::ofstream file(fmt::format("{}/{}", folder, name), std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

/// Median CPU seconds of seven runs.
template <class Run>
double seconds_of(const Run& run) {
  std::vector<double> seconds;
  for (int i = 0; i < 7; ++i) {
    const std::clock_t start = std::clock();
    benchmark::DoNotOptimize(run());
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(seconds);
  return seconds[seconds.size() / 2];
}

int write_answers(const std::string& folder) {
  const Scene& s = scene(1000000);
  write(folder, "demand.f64", s.demand);
  write(folder, "posts.f64", s.posts);
  write(folder, "any.u8", covered_any(s.demand, s.posts, radius));
  write(folder, "count.u32", our_counts());
  write(folder, "nearest.f64", our_distances(1));
  write(folder, "five.f64", our_distances(few));
  write(folder, "seconds.f64",
        std::vector<double>{seconds_of([&] { return covered_any(s.demand, s.posts, radius); }),
                            seconds_of([&] { return count_within(s.demand, s.posts, radius); }),
                            seconds_of([&] { return nearest_posts(s.demand, s.posts); }),
                            seconds_of([&] { return k_nearest_posts(s.demand, s.posts, few); })});
  return 0;
}

}  // namespace
}  // namespace lastmeter::testing

int main(int argc, char** argv) {
  lastmeter::set_thread_limit(1);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--answers") {
    return lastmeter::testing::write_answers(arguments[1]);
  }
  return lastmeter::testing::run_beside_peers(argc, argv,
                                              {{"covered or not (Boost rtree)", "any_ours", "any_boost", 20.0},
                                               {"number of posts (nanoflann)", "count_ours", "count_nanoflann", 8.0},
                                               {"number of posts (Boost rtree)", "count_ours", "count_boost", 8.0},
                                               {"nearest (nanoflann)", "nearest_ours", "nearest_nanoflann", 3.0},
                                               {"nearest (Boost rtree)", "nearest_ours", "nearest_boost", 6.0},
                                               {"5 nearest (nanoflann)", "five_ours", "five_nanoflann", 1.5},
                                               {"5 nearest (Boost rtree)", "five_ours", "five_boost", 3.0}});
}
