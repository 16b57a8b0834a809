// SPDX-License-Identifier: Apache-2.0
#include "streets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "ground.h"

namespace lastmeter {

namespace {

constexpr double kStep = 45.0;
constexpr double kBeyondCity = 400.0;
constexpr std::array kMainNames{"学府路", "银杏路", "朝阳路", "新安路", "长虹路", "锦绣路", "人民路", "建设路"};
constexpr std::array kFirst{"春", "夏", "秋", "冬", "东", "南", "西", "北", "文", "德", "礼", "信", "明", "光"};
constexpr std::array kSecond{"晖", "荣", "实", "青", "泰", "华", "平", "兴", "和", "康"};

using Edge = std::pair<std::uint32_t, std::uint32_t>;  // lower vertex first

bool is_barrier(EdgeClass edge) { return edge == EdgeClass::River || edge == EdgeClass::Rail; }

/// What runs where, by the plan's edges.
struct EdgeMap {
  std::map<Edge, EdgeClass> streets;
  std::map<Edge, EdgeClass> barriers;
  std::map<Edge, EdgeClass> across_bank;  // from the road on the bank to the barrier itself
};

EdgeMap sort_edges(const CityPlan& plan) {
  std::map<Edge, int> banks;
  EdgeMap edges;
  for (const PlannedBlock& block : plan.blocks) {
    for (std::size_t i = 0; i < block.ring.size(); ++i) {
      const Edge edge = std::minmax({block.ring[i], block.ring[(i + 1) % block.ring.size()]});
      const EdgeClass edge_class = plan.plane.edge_class(edge.first, edge.second);
      (is_barrier(edge_class) ? edges.barriers : edges.streets)[edge] = edge_class;
      banks[edge] += block.kind == PlannedBlock::Kind::Bank ? 1 : 0;
    }
  }
  for (const auto& [edge, count] : banks) {
    const auto street = edges.streets.find(edge);
    if (street != edges.streets.end() && count == (street->second == EdgeClass::Border ? 1 : 2)) {
      edges.across_bank.insert(*street);
      edges.streets.erase(street);
    }
  }
  return edges;
}

/// A street passes where it meets the barrier from both sides: main and secondary roads everywhere, branches only
/// the railway. The other stubs on the banks stay off the map.
void open_crossings(const CityPlan& plan, EdgeMap& edges, City& city) {
  std::map<std::uint32_t, EdgeClass> barrier_at;
  for (const auto& [edge, edge_class] : edges.barriers) {
    barrier_at[edge.first] = edge_class;
    barrier_at[edge.second] = edge_class;
  }
  std::map<std::uint32_t, std::vector<Edge>> stubs;
  for (const auto& [edge, edge_class] : edges.across_bank) {
    if (edge_class != EdgeClass::Border) {
      stubs[edge.first].push_back(edge);
      stubs[edge.second].push_back(edge);
    }
  }
  for (const auto& [vertex, barrier] : barrier_at) {
    const std::vector<Edge>& met = stubs[vertex];
    EdgeClass road = EdgeClass::Arterial;
    for (const Edge& edge : met) {
      road = std::max(road, edges.across_bank.at(edge));
    }
    if (met.size() < 2 || road > (barrier == EdgeClass::Rail ? EdgeClass::Branch : EdgeClass::Secondary)) {
      continue;
    }
    for (const Edge& edge : met) {
      edges.streets[edge] = edges.across_bank.at(edge);
    }
    city.crossings.push_back({barrier, road, snapped(ground_from_plan(plan.plane.vertices()[vertex])),
                              fmt::format("X{:03}", city.crossings.size() + 1)});
  }
}

void draw_barrier(const CityPlan& plan, const EdgeMap& edges, EdgeClass barrier, City& city) {
  std::vector<Point> line;
  for (const auto& [edge, edge_class] : edges.barriers) {
    if (edge_class == barrier) {
      line.push_back(plan.plane.vertices()[edge.first]);
      line.push_back(plan.plane.vertices()[edge.second]);
    }
  }
  const bool river = barrier == EdgeClass::River;
  std::sort(line.begin(), line.end(), [&](Point a, Point b) { return river ? a.x < b.x : a.y < b.y; });
  line.erase(std::unique(line.begin(), line.end()), line.end());
  const auto beyond = [](Point inner, Point end) {
    const double share = kBeyondCity / distance(inner, end).value();
    return Point{end.x + share * (end.x - inner.x), end.y + share * (end.y - inner.y)};
  };
  line.insert(line.begin(), beyond(line[1], line[0]));
  line.push_back(beyond(line[line.size() - 2], line.back()));
  city.barriers.push_back({barrier, river ? "B001" : "B002", river ? "柳溪河" : "城际铁路", bent_line(line, kStep)});
}

/// Whole roads: edges of one class that go straight on at a junction of the plan share a number.
class Roads {
 public:
  Roads(const CityPlan& plan, const std::map<Edge, EdgeClass>& streets) : plan_(plan) {
    for (const auto& [edge, edge_class] : streets) {
      edges_.push_back(edge);
      classes_.push_back(edge_class);
    }
    root_.resize(edges_.size());
    std::iota(root_.begin(), root_.end(), std::size_t{0});
    std::map<std::uint32_t, std::vector<std::size_t>> at_vertex;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      at_vertex[edges_[i].first].push_back(i);
      at_vertex[edges_[i].second].push_back(i);
    }
    for (const auto& [vertex, members] : at_vertex) {
      for (const std::size_t a : members) {
        for (const std::size_t b : members) {
          if (a < b && classes_[a] == classes_[b] && goes_on(vertex, a, b)) {
            root_[std::max(road_of(a), road_of(b))] = std::min(road_of(a), road_of(b));
          }
        }
      }
    }
  }

  [[nodiscard]] std::size_t road_of(std::size_t edge) const {
    return root_[edge] == edge ? edge : road_of(root_[edge]);
  }

 private:
  [[nodiscard]] Point direction_from(std::uint32_t vertex, std::size_t edge) const {
    const Point a = plan_.plane.vertices()[vertex];
    const Point b = plan_.plane.vertices()[edges_[edge].first == vertex ? edges_[edge].second : edges_[edge].first];
    const double length = distance(a, b).value();
    return {(b.x - a.x) / length, (b.y - a.y) / length};
  }

  [[nodiscard]] bool goes_on(std::uint32_t vertex, std::size_t a, std::size_t b) const {
    const Point one = direction_from(vertex, a);
    const Point two = direction_from(vertex, b);
    return one.x * two.x + one.y * two.y < -0.97;
  }

  const CityPlan& plan_;
  std::vector<Edge> edges_;
  std::vector<EdgeClass> classes_;
  std::vector<std::size_t> root_;
};

}  // namespace

void draw_streets(const CityPlan& plan, City& city) {
  EdgeMap edges = sort_edges(plan);
  open_crossings(plan, edges, city);
  draw_barrier(plan, edges, EdgeClass::River, city);
  draw_barrier(plan, edges, EdgeClass::Rail, city);
  const Roads roads(plan, edges.streets);
  std::map<std::size_t, std::string> names;
  std::size_t main_roads = 0;
  std::size_t secondary_roads = 0;
  std::size_t number = 0;
  for (const auto& [edge, edge_class] : edges.streets) {
    std::string& name = names[roads.road_of(number++)];
    if (name.empty() && edge_class == EdgeClass::Arterial) {
      name = kMainNames.at(main_roads++);
    } else if (name.empty() && edge_class == EdgeClass::Secondary) {
      name = fmt::format("{}{}街", kFirst.at(secondary_roads % kFirst.size()),
                         kSecond.at(secondary_roads / kFirst.size()));
      ++secondary_roads;
    }
    city.streets.push_back({edge_class, fmt::format("R{:05}", number), name,
                            bent_line({plan.plane.vertices()[edge.first], plan.plane.vertices()[edge.second]}, kStep)});
  }
}

}  // namespace lastmeter
