// SPDX-License-Identifier: Apache-2.0
#include "random_partition.h"

#include <algorithm>
#include <string>
#include <utility>

#include "partition/evaluate_partition.h"

namespace lastmeter::testing {

namespace {

double random_weight(const PartitionSpice& spice, Random& random) {
  const auto whole = static_cast<double>(1 + random.below(6));
  if (!spice.odd_weights) {
    return whole;
  }
  switch (random.below(6)) {
    case 0:
    case 1:
      return 0.0;
    case 2:
      return whole * 1e-9;
    case 3:
      return whole * 1e9;
    case 4:
      return random.uniform(0.0, 6.0);
    default:
      return whole;
  }
}

BasicUnit random_unit(std::size_t i, std::size_t width, const PartitionSpice& spice, Random& random) {
  BasicUnit unit;
  unit.code = "u" + std::to_string(i);
  unit.weight = random_weight(spice, random);
  unit.workload = static_cast<double>(random.below(5));
  unit.at = {10.0 * static_cast<double>(i % width) + random.uniform(0.0, 4.0),
             10.0 * static_cast<double>(i / width) + random.uniform(0.0, 4.0)};
  unit.area = SquareMetres(random.uniform(50.0, 150.0));
  unit.outer = Metres(random.uniform(0.0, 20.0));
  unit.trait = static_cast<double>(random.below(7)) - 3.0;
  return unit;
}

class Borders {
 public:
  Borders(const PartitionSpice& spice, Random& random) : spice_(spice), random_(random) {}

  void add(std::size_t a, std::size_t b) {
    if (spice_.torn && random_.below(5) == 0) {
      return;
    }
    UnitBorder border{.a = UnitId(a), .b = UnitId(b), .length = Metres(static_cast<double>(1 + random_.below(9)))};
    if (spice_.torn && random_.below(4) == 0) {
      border.passage = random_.below(3) == 0 ? Passage::Linked : Passage::Barred;
      border.length = border.passage == Passage::Linked ? Metres(0.0) : border.length;
    }
    border.along = spice_.soft && random_.below(2) == 0 ? random_.uniform() : 0.0;
    border.ties = random_.below(2) == 0 ? 0U : 1U;
    borders.push_back(border);
    if (spice_.torn && random_.below(8) == 0) {  // an open and a barred stretch
      border.passage = border.passage == Passage::Barred ? Passage::Open : Passage::Barred;
      borders.push_back(border);
    }
  }

  IdVector<BorderId, UnitBorder> borders;

 private:
  const PartitionSpice& spice_;
  Random& random_;
};

UnitGraph random_graph(const PartitionSpice& spice, std::size_t count, Random& random) {
  const std::size_t width = 1 + random.below(4);
  IdVector<UnitId, BasicUnit> units;
  Borders borders(spice, random);
  for (std::size_t i = 0; i < count; ++i) {
    units.push_back(random_unit(i, width, spice, random));
    if (i % width > 0) {
      borders.add(i - 1, i);
    }
    if (i >= width) {
      borders.add(i - width, i);
    }
    if (i % width > 0 && i > width && random.below(3) == 0) {
      borders.add(i - width - 1, i);
    }
  }
  for (std::size_t i = 0; spice.crossing && i + 2 < count; ++i) {
    if (random.below(2) == 0) {
      borders.add(i, i + 2 + random.below(count - i - 2));
    }
  }
  return {std::move(units), std::move(borders.borders)};
}

void add_limits(PartitionParts& parts, Random& random) {
  const std::size_t count = parts.graph.size();
  parts.zones_least = 1 + random.below(std::min<std::size_t>(count, 4));
  parts.zones_most = parts.zones_least + (random.below(2) == 0 ? 0 : random.below(3));
  if (random.below(12) == 0) {
    parts.zones_least = parts.zones_most = count + 1;  // more than there are units
  }
  const double mean = parts.graph.total_weight() / static_cast<double>(parts.zones_least);
  const double tolerance = random.uniform(0.0, 1.0);
  if (random.below(5) != 0) {
    parts.least = mean * (1.0 - tolerance);
  }
  if (random.below(5) != 0) {
    parts.most = mean * (1.0 + tolerance);
  }
}

void add_prices(PartitionParts& parts, const PartitionSpice& spice, Random& random) {
  constexpr double kPrices[][2] = {{1.0, 0.0}, {0.0, 1.0}, {0.5, 0.5}, {0.0, 0.0}};
  const auto& borders = kPrices[random.below(spice.soft ? 4 : 3)];
  parts.prices.cut_edges = borders[0];
  parts.prices.border = borders[1];
  if (spice.soft) {
    parts.prices.moment = random.below(2) == 0 ? random.uniform(0.0, 4.0) : 0.0;
    parts.prices.deviation = random.below(2) == 0 ? random.uniform(0.0, 2.0) : 0.0;
    parts.prices.workload = random.below(2) == 0 ? random.uniform(0.0, 2.0) : 0.0;
    parts.prices.mixture = random.below(2) == 0 ? random.uniform(0.0, 2.0) : 0.0;
    parts.prices.affinity = random.below(2) == 0 ? random.uniform(0.0, 2.0) : 0.0;
    parts.prices.along_credit = random.below(2) == 0 ? random.uniform() : 0.0;
  }
}

void add_today(PartitionParts& parts, Random& random) {
  const std::size_t zones = 1 + random.below(4);
  for (std::size_t i = 0; i < parts.graph.size(); ++i) {
    parts.today.push_back(random.below(6) == 0 ? std::nullopt : std::optional(ZoneId(random.below(zones))));
  }
  parts.prices.moved = random.below(2) == 0 ? random.uniform(0.0, 3.0) : 0.0;
  parts.moved_at_most = random.below(2) == 0 ? random.uniform() : 1.0;
}

/// Every way to put units into zones, each once: a unit goes to a zone in use or to the next new one.
class Force {
 public:
  explicit Force(const PartitionProblem& problem) : problem_(problem), plan_(problem.graph().size()) {}

  std::optional<double> best() {
    place(0, 0);
    return best_;
  }

 private:
  void place(std::size_t unit, std::size_t zones) {
    if (zones > problem_.parts().zones_most) {
      return;
    }
    if (unit == plan_.size()) {
      const PartitionScore score = evaluate_partition(problem_, plan_);
      if (score.breaches.empty() && (!best_ || score.objective < *best_)) {
        best_ = score.objective;
      }
      return;
    }
    for (std::size_t zone = 0; zone <= zones; ++zone) {
      plan_[UnitId(unit)] = ZoneId(zone);
      place(unit + 1, std::max(zones, zone + 1));
    }
  }

  const PartitionProblem& problem_;
  IdVector<UnitId, ZoneId> plan_;
  std::optional<double> best_;
};

}  // namespace

PartitionParts random_partition(const PartitionSpice& spice, std::size_t units, Random& random) {
  PartitionParts parts;
  parts.name = "the drawn town";
  parts.graph = random_graph(spice, 1 + random.below(units), random);
  add_limits(parts, random);
  add_prices(parts, spice, random);
  if (spice.compounds) {
    for (std::size_t i = 0; i < parts.graph.size(); ++i) {
      parts.compounds.push_back(
          random.below(2) == 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(random.below(1 + units / 2))));
    }
  }
  if (spice.today) {
    add_today(parts, random);
  }
  return parts;
}

std::optional<double> best_by_force(const PartitionProblem& problem) { return Force(problem).best(); }

PartitionParts relabelled(const PartitionParts& parts, const std::vector<std::size_t>& order) {
  PartitionParts other = parts;
  std::vector<std::size_t> place(order.size());
  IdVector<UnitId, BasicUnit> units;
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    units.push_back(parts.graph.units()[UnitId(order[i])]);
    if (!parts.compounds.empty()) {
      other.compounds[i] = parts.compounds[order[i]];
    }
    if (!parts.today.empty()) {
      other.today[i] = parts.today[order[i]];
    }
  }
  auto borders = parts.graph.borders();
  for (UnitBorder& border : borders) {
    const std::size_t a = place[border.a.index()];
    const std::size_t b = place[border.b.index()];
    border.a = UnitId(std::min(a, b));
    border.b = UnitId(std::max(a, b));
  }
  other.graph = UnitGraph(std::move(units), std::move(borders));
  return other;
}

}  // namespace lastmeter::testing
