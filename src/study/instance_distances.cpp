// SPDX-License-Identifier: Apache-2.0
#include "study/instance_distances.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <queue>
#include <span>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

struct PairRow {
  std::vector<CandidateId> sites;
  std::vector<double> distances;
  void add(std::size_t site, double distance) {
    sites.emplace_back(site);
    distances.push_back(distance);
  }
};

/// Appends the pairs of one demand to a row.
using AppendPairs = std::function<void(std::size_t demand, PairRow& row)>;

/// Both directions of every edge, by node.
class Links {
 public:
  struct Link {
    std::uint32_t to;
    double cost;
  };
  Links(const InstanceGraph& graph, std::size_t nodes) : starts_(nodes + 1, 0), links_(2 * graph.edges.size()) {
    for (const auto& edge : graph.edges) {
      ++starts_[edge.from + 1];
      ++starts_[edge.to + 1];
    }
    for (std::size_t i = 0; i < nodes; ++i) {
      starts_[i + 1] += starts_[i];
    }
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (const auto& edge : graph.edges) {
      links_[next[edge.from]++] = {edge.to, edge.cost};
      links_[next[edge.to]++] = {edge.from, edge.cost};
    }
  }
  [[nodiscard]] std::size_t nodes() const { return starts_.size() - 1; }
  [[nodiscard]] std::span<const Link> of(std::size_t node) const {
    return std::span(links_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
  }

 private:
  std::vector<std::size_t> starts_;
  std::vector<Link> links_;
};

/// Dijkstra; ways longer than `limit` are not followed.
std::vector<double> ways_from(const Links& links, std::size_t source, double limit) {
  using Reached = std::pair<double, std::uint32_t>;
  std::vector<double> ways(links.nodes(), kNoWay);
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  ways[source] = 0.0;
  queue.emplace(0.0, static_cast<std::uint32_t>(source));
  while (!queue.empty()) {
    const auto [way, node] = queue.top();
    queue.pop();
    if (way > ways[node]) {
      continue;
    }
    for (const Links::Link& link : links.of(node)) {
      const double longer = way + link.cost;
      if (longer < ways[link.to] && longer <= limit) {
        ways[link.to] = longer;
        queue.emplace(longer, link.to);
      }
    }
  }
  return ways;
}

AppendPairs pairs_in_graph(const InstanceGraph& graph, std::size_t nodes, std::optional<double> radius) {
  const double limit = radius.value_or(std::numeric_limits<double>::max());
  return [links = Links(graph, nodes), limit](std::size_t demand, PairRow& row) {
    const std::vector<double> ways = ways_from(links, demand, limit);
    for (std::size_t site = 0; site < ways.size(); ++site) {
      if (ways[site] <= limit) {
        row.add(site, ways[site]);
      }
    }
  };
}

double rounded(double distance, DistanceRounding rounding) {
  switch (rounding) {
    case DistanceRounding::Nearest:
      return std::floor(distance + 0.5);
    case DistanceRounding::Truncated:
      return std::floor(distance);
    case DistanceRounding::Exact:
      return distance;
  }
  throw std::logic_error("DistanceRounding holds no known value");
}

AppendPairs pairs_in_plane(const InstancePlane& plane, DistanceRounding rounding, std::optional<double> radius) {
  return [&plane, rounding, radius](std::size_t demand, PairRow& row) {
    for (std::size_t site = 0; site < plane.sites.size(); ++site) {
      const double squared = squared_distance(plane.demand[demand], plane.sites[site]);
      if (rounding == DistanceRounding::Exact && radius && squared > *radius * *radius) {
        continue;
      }
      const double distance = rounded(std::sqrt(squared), rounding);
      if (rounding == DistanceRounding::Exact || !radius || distance <= *radius) {
        row.add(site, distance);
      }
    }
  };
}

constexpr float kEarthRadius = 6'378'100.0F;

AppendPairs pairs_on_globe(const InstanceGlobe& globe, std::optional<double> radius) {
  struct Place {
    double longitude;
    double latitude;
    double sine;
    double cosine;
  };
  constexpr double kRadians = std::numbers::pi / 180.0;
  std::vector<Place> places;
  for (const LonLat& place : globe.places) {
    const double latitude = place.lat * kRadians;
    places.push_back({place.lon * kRadians, latitude, std::sin(latitude), std::cos(latitude)});
  }
  // Places whose latitudes alone are farther apart need no cosine; a metre more than rounding can move.
  const double limit = radius ? (*radius * 1.000001 + 1.0) / kEarthRadius : kNoWay;
  return [places = std::move(places), radius, limit](std::size_t demand, PairRow& row) {
    const Place& here = places[demand];
    for (std::size_t site = 0; site < places.size(); ++site) {
      const Place& there = places[site];
      if (std::abs(here.latitude - there.latitude) > limit) {
        continue;
      }
      const double cosine =
          here.cosine * there.cosine * std::cos(there.longitude - here.longitude) + here.sine * there.sine;
      const bool same = here.latitude == there.latitude && here.longitude == there.longitude;
      const auto angle = static_cast<float>(std::acos(std::clamp(cosine, -1.0, 1.0)));
      const double distance = same ? 0.0 : static_cast<double>(angle * kEarthRadius);
      if (!radius || distance <= *radius) {
        row.add(site, distance);
      }
    }
  };
}

AppendPairs pairs_in_table(const InstanceTable& table, std::optional<double> radius) {
  return [&table, radius](std::size_t demand, PairRow& row) {
    for (std::uint64_t k = table.starts[demand]; k < table.starts[demand + 1]; ++k) {
      if (!radius || table.values[k] <= *radius) {
        row.add(table.sites[k], table.values[k]);
      }
    }
  };
}

AppendPairs pairs_of(const FacilityInstance& instance, DistanceRounding rounding, std::optional<double> radius) {
  if (const auto* graph = std::get_if<InstanceGraph>(&instance.service)) {
    return pairs_in_graph(*graph, instance.sites, radius);
  }
  if (const auto* plane = std::get_if<InstancePlane>(&instance.service)) {
    return pairs_in_plane(*plane, rounding, radius);
  }
  if (const auto* globe = std::get_if<InstanceGlobe>(&instance.service)) {
    return pairs_on_globe(*globe, radius);
  }
  return pairs_in_table(std::get<InstanceTable>(instance.service), radius);
}

[[noreturn]] void refuse_size(const FacilityInstance& instance, std::uint64_t pairs) {
  throw ConfigError(fmt::format("{} demand points and {} candidates make {} or more pairs, and {} fit into 2 GB",
                                grouped(instance.demand), grouped(instance.sites), grouped(pairs), grouped(kMostPairs)),
                    "take a smaller instance, or a cover goal with a smaller --radius");
}

ServicePairs joined_rows(std::vector<PairRow>& slices, std::vector<std::uint64_t> counts, bool with_distances) {
  ServicePairs pairs;
  pairs.starts.assign(counts.size() + 1, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    pairs.starts[i + 1] = pairs.starts[i] + counts[i];
  }
  pairs.sites.reserve(pairs.starts.back());
  pairs.distances.reserve(with_distances ? pairs.starts.back() : 0);
  for (PairRow& slice : slices) {
    pairs.sites.insert(pairs.sites.end(), slice.sites.begin(), slice.sites.end());
    if (with_distances) {
      pairs.distances.insert(pairs.distances.end(), slice.distances.begin(), slice.distances.end());
    }
    slice = {};
  }
  return pairs;
}

}  // namespace

ServicePairs service_pairs(const FacilityInstance& instance, DistanceRounding rounding, std::optional<double> radius,
                           Progress& progress) {
  const std::uint64_t all = static_cast<std::uint64_t>(instance.sites) * instance.demand;
  if (!radius && !std::holds_alternative<InstanceTable>(instance.service) && all > kMostPairs) {
    refuse_size(instance, all);
  }
  progress.stage("distances", 0);
  constexpr std::size_t kSlice = 64;
  const AppendPairs append = pairs_of(instance, rounding, radius);
  std::vector<PairRow> slices((instance.demand + kSlice - 1) / kSlice);
  std::vector<std::uint64_t> counts(instance.demand, 0);
  std::atomic<std::uint64_t> found = 0;
  parallel_slices(instance.demand, kSlice, [&](std::size_t begin, std::size_t end) {
    PairRow& slice = slices[begin / kSlice];
    for (std::size_t demand = begin; demand < end; ++demand) {
      const std::size_t before = slice.sites.size();
      append(demand, slice);
      counts[demand] = slice.sites.size() - before;
    }
    if (radius) {
      slice.distances = {};
    }
    if (found.fetch_add(slice.sites.size()) + slice.sites.size() > kMostPairs) {
      refuse_size(instance, kMostPairs);
    }
  });
  return joined_rows(slices, std::move(counts), !radius);
}

}  // namespace lastmeter
