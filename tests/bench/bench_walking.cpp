// SPDX-License-Identifier: Apache-2.0
// Walking on 1 M nodes, 1.75 M links, 10,000 posts and 1 M demand points on links, 500 m, beside
// Boost.Graph; and what a planner asks: 300,000 buildings, 2,000 posts, 300/500/1000 m, the three nearest. With
// `--answers FOLDER` it writes the network, answers and times instead, for peers/walking_scipy.py.
#include <benchmark/benchmark.h>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "bench/peer_ratio.h"
#include "bench/street_city.h"
#include "core/parallel.h"
#include "network/bounded_search.h"
#include "network/walk_search.h"

namespace lastmeter::testing {
namespace {

constexpr Metres limit(500.0);

struct Scene {
  StreetCity city{1, 1000};
  std::vector<Point> demand_points = city.points(1000000, 20.0);
  AnchorRows demand = snap_to_links(city.network(), demand_points, {}, {});
  AnchorRows posts = snap_to_links(city.network(), city.points(10000, 20.0), {}, {});
  std::vector<Point> buildings = city.points(300000, 30.0);
  std::vector<Point> few_posts = city.points(2000, 30.0);
  std::vector<std::uint32_t> post_nodes;  // for peers that know posts at nodes only; ascending, each once
  AnchorRows posts_at_nodes;

  Scene() {
    Random random(2);
    for (int i = 0; i < 10000; ++i) {
      post_nodes.push_back(static_cast<std::uint32_t>(random.below(city.network().node_count())));
    }
    std::ranges::sort(post_nodes);
    post_nodes.erase(std::unique(post_nodes.begin(), post_nodes.end()), post_nodes.end());
    posts_at_nodes = city.at_nodes(post_nodes);
  }
};

const Scene& scene() {
  static const Scene made;
  return made;
}

void snap_ours(benchmark::State& state) {
  const Scene& s = scene();
  for (auto _ : state) {
    benchmark::DoNotOptimize(snap_to_links(s.city.network(), s.demand_points, {}, {}));
  }
}

std::size_t search_from_posts(const Scene& s) {
  BoundedSearch<std::uint32_t> search(s.city.network(), static_cast<std::uint32_t>(to_cost(limit)));
  std::size_t found = 0;
  for (const std::uint32_t node : s.post_nodes) {
    search.add_source(NodeId(node), 0);
    search.run();
    found += search.found().size();
    search.reset();
  }
  return found;
}

void searches_ours(benchmark::State& state) {
  std::size_t found = 0;
  for (auto _ : state) {
    found = search_from_posts(scene());
  }
  state.counters["nodes"] = static_cast<double>(found);
}

void pairs_ours(benchmark::State& state) {
  const Scene& s = scene();
  std::size_t pairs = 0;
  for (auto _ : state) {
    pairs = walk_pairs(s.city.network(), s.demand, s.posts, limit).posts.size();
  }
  state.counters["pairs"] = static_cast<double>(pairs);
}

void nearest_ours(benchmark::State& state) {
  const Scene& s = scene();
  for (auto _ : state) {
    benchmark::DoNotOptimize(nearest_of_nodes(s.city.network(), s.posts_at_nodes));
  }
}

void nearest_places_ours(benchmark::State& state) {
  const Scene& s = scene();
  for (auto _ : state) {
    benchmark::DoNotOptimize(nearest_of_places(s.city.network(), s.demand, s.posts));
  }
}

std::vector<WalkCost> costs_of(const std::vector<std::optional<NearestWalk>>& nearest) {
  std::vector<WalkCost> costs(nearest.size());
  std::ranges::transform(nearest, costs.begin(),
                         [](const std::optional<NearestWalk>& walk) { return walk ? walk->cost : -1; });
  return costs;
}

using BoostGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, WalkCost>;

BoostGraph boost_graph(const WalkNetwork& network) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<WalkCost> costs;
  for (std::size_t node = 0; node < network.node_count(); ++node) {
    for (const WalkNetwork::Arc& arc : network.arcs_of(node)) {
      ends.emplace_back(node, arc.node);
      costs.push_back(arc.cost);
    }
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), costs.begin(), network.node_count()};
}

std::vector<WalkCost> boost_nearest(const BoostGraph& graph, const std::vector<std::uint32_t>& sources) {
  constexpr WalkCost far = std::numeric_limits<WalkCost>::max();
  std::vector<WalkCost> costs(boost::num_vertices(graph), far);
  std::vector<std::size_t> before(costs.size());
  std::vector<boost::default_color_type> colours(costs.size(), boost::white_color);
  for (const std::uint32_t source : sources) {
    costs[source] = 0;
  }
  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths_no_init(
      graph, sources.begin(), sources.end(), boost::make_iterator_property_map(before.begin(), index),
      boost::make_iterator_property_map(costs.begin(), index), boost::get(boost::edge_bundle, graph), index,
      std::less<>(), std::plus<>(), WalkCost{0}, boost::dijkstra_visitor<>(),
      boost::make_iterator_property_map(colours.begin(), index));
  std::ranges::replace(costs, far, WalkCost{-1});
  return costs;
}

/// The graph is built before the clock starts.
void nearest_boost(benchmark::State& state) {
  const Scene& s = scene();
  const BoostGraph graph = boost_graph(s.city.network());
  std::vector<WalkCost> costs;
  for (auto _ : state) {
    costs = boost_nearest(graph, s.post_nodes);
  }
  std::vector<WalkCost> ours = costs_of(nearest_of_nodes(s.city.network(), s.posts_at_nodes));
  for (std::size_t i = 0; i < s.post_nodes.size(); ++i) {
    if (s.posts_at_nodes.of(i).empty()) {
      ours[s.post_nodes[i]] = 0;  // a node without streets has no anchor
    }
  }
  if (costs != ours) {
    state.SkipWithError("the peer answers otherwise");
  }
}

/// Snapping, three radii from one search, the three nearest posts within the largest, and the nearest at any distance.
void planner_ours(benchmark::State& state) {
  const Scene& s = scene();
  std::array<std::size_t, 3> covered{};
  std::size_t kept = 0;
  for (auto _ : state) {
    const AnchorRows places = snap_to_links(s.city.network(), s.buildings, {}, {});
    const AnchorRows posts = snap_to_links(s.city.network(), s.few_posts, {}, {});
    WalkPairs pairs = walk_pairs(s.city.network(), places, posts, Metres(1000));
    covered = {};
    kept = 0;
    for (std::size_t place = 0; place < s.buildings.size(); ++place) {
      const auto row = pairs.costs.begin() + static_cast<std::ptrdiff_t>(pairs.starts[place]);
      const auto end = pairs.costs.begin() + static_cast<std::ptrdiff_t>(pairs.starts[place + 1]);
      std::partial_sort(row, row + std::min<std::ptrdiff_t>(3, end - row), end);
      kept += static_cast<std::size_t>(std::min<std::ptrdiff_t>(3, end - row));
      for (std::size_t i = 0; i < covered.size() && row != end; ++i) {
        covered[i] += *row <= to_cost(Metres(std::array{300.0, 500.0, 1000.0}[i])) ? 1 : 0;
      }
    }
    benchmark::DoNotOptimize(nearest_of_places(s.city.network(), places, posts));
  }
  state.counters["within_300"] = static_cast<double>(covered[0]);
  state.counters["within_500"] = static_cast<double>(covered[1]);
  state.counters["within_1000"] = static_cast<double>(covered[2]);
  state.counters["kept"] = static_cast<double>(kept);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

BENCHMARK(planner_ours)->Unit(benchmark::kMillisecond)->Repetitions(3);
BENCHMARK(snap_ours)->Unit(benchmark::kMillisecond)->Repetitions(3);
BENCHMARK(searches_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(pairs_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(nearest_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(nearest_places_ours)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(nearest_boost)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);

template <class T>
void write(const std::string& folder, std::string_view name, const std::vector<T>& values) {
  std::ofstream file(fmt::format("{}/{}", folder, name), std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

/// Median CPU seconds of five runs.
template <class Run>
double seconds_of(const Run& run) {
  std::vector<double> seconds;
  for (int i = 0; i < 5; ++i) {
    const std::clock_t start = std::clock();
    benchmark::DoNotOptimize(run());
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(seconds);
  return seconds[seconds.size() / 2];
}

/// Posts stand at nodes; the pairs are those of all nodes, so a peer's catchment has the same rows.
int write_answers(const std::string& folder) {
  const Scene& s = scene();
  const WalkNetwork& network = s.city.network();
  std::vector<std::uint32_t> nodes(network.node_count());
  std::iota(nodes.begin(), nodes.end(), 0U);
  const AnchorRows places = s.city.at_nodes(nodes);
  const WalkPairs pairs = walk_pairs(network, places, s.posts_at_nodes, limit);
  std::vector<std::uint32_t> ends;
  std::vector<double> costs;
  for (const Link& link : network.links) {
    ends.push_back(static_cast<std::uint32_t>(link.from.index()));
    ends.push_back(static_cast<std::uint32_t>(link.to.index()));
    costs.push_back(link.cost);
  }
  write(folder, "ends.u32", ends);
  write(folder, "costs.f64", costs);
  write(folder, "posts.u32", s.post_nodes);
  write(folder, "nearest.i64", costs_of(nearest_of_nodes(network, s.posts_at_nodes)));
  write(folder, "starts.u64", pairs.starts);
  write(folder, "pair_posts.u32", pairs.posts);
  write(folder, "pair_costs.i64", pairs.costs);
  write(folder, "seconds.f64",
        std::vector<double>{seconds_of([&] { return search_from_posts(s); }),
                            seconds_of([&] { return walk_pairs(network, places, s.posts_at_nodes, limit); }),
                            seconds_of([&] { return nearest_of_nodes(network, s.posts_at_nodes); })});
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
  return lastmeter::testing::run_beside_peers(
      argc, argv, {{"nearest post of every node (Boost.Graph)", "nearest_ours", "nearest_boost", 1.0}});
}
