// SPDX-License-Identifier: Apache-2.0
#include "partition/sample_partitions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/parallel.h"
#include "core/random.h"
#include "core/stopwatch.h"
#include "partition/anneal_search.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"
#include "partition/tree_start.h"

namespace lastmeter {

namespace {

constexpr std::size_t kTreesAtFirst = 10'000;  // what a chain may draw before it stands still for good
constexpr std::size_t kTreesAStep = 200;       // and for every step made
constexpr std::size_t kBisections = 8;         // tried for a start, before annealing
constexpr std::size_t kStepsARound = 1'000;    // of each chain; then an interrupt is heard

std::size_t pick(Random& random, std::size_t count) {
  return static_cast<std::size_t>(((random.next() >> 32) * count) >> 32);
}

/// The same limits, cut borders counted as the only price.
PartitionProblem counted(const PartitionProblem& problem) {
  PartitionParts parts = problem.parts();
  parts.prices = PartitionPrices{.cut_edges = 1.0, .border = 0.0};
  parts.compounds.clear();
  parts.today.clear();
  parts.moved_at_most = 1.0;
  return PartitionProblem(std::move(parts));
}

struct Values {
  std::vector<float> cut_edges;
  std::vector<float> polsby_popper;
  std::vector<float> deviation;
  std::size_t steps = 0;
  std::size_t trees = 0;
};

class RecombinationChain {
 public:
  RecombinationChain(const PartitionProblem& problem, const FlatPartition& flat, const AnnealedPlan& start,
                     std::size_t zones, std::uint64_t seed)
      : problem_(problem),
        flat_(flat),
        state_(flat, start.zone_of, zones),
        tree_(flat),
        random_(seed),
        roundness_(zones, 0.0) {
    for (std::uint32_t z = 0; z < zones; ++z) {
      roundness_[z] = roundness(z);
    }
  }

  /// Steps `from` to `to` of the chain; after the first `left_out` every `stride`-th is kept.
  void run(std::size_t from, std::size_t to, std::size_t left_out, std::size_t stride) {
    for (std::size_t step = from; step < to; ++step) {
      if (recombine()) {
        ++values.steps;
      }
      if (step >= left_out && (step - left_out) % stride == 0) {
        record();
      }
    }
  }

  Values values;

 private:
  /// Draws until a tree has an edge within the bounds.
  bool recombine() {
    while (!state_.boundary().empty() && values.trees < kTreesAtFirst + kTreesAStep * values.steps) {
      const auto [a, b] = cut_border();
      tree_.grow(state_.members(a), state_.members(b), random_);
      ++values.trees;
      const double total = tree_.weight_below(0);
      within_.clear();
      for (std::uint32_t i = 1; i < tree_.size(); ++i) {
        const double below = tree_.weight_below(i);
        if (std::max(below, total - below) <= flat_.most && std::min(below, total - below) >= flat_.least) {
          within_.push_back(i);
        }
      }
      if (!within_.empty()) {
        resplit(within_[pick(random_, within_.size())], a, b);
        roundness_[a] = roundness(a);
        roundness_[b] = roundness(b);
        return true;
      }
    }
    return false;
  }

  /// The half below the edge becomes one of the zones, the one that changes fewer units: they have no names.
  void resplit(std::uint32_t position, std::uint32_t a, std::uint32_t b) {
    const auto below = tree_.below(position);
    const auto& zone_of = state_.zone_of();
    const auto of_a = static_cast<std::size_t>(
        std::count_if(below.begin(), below.end(), [&](std::uint32_t unit) { return zone_of[unit] == a; }));
    // Given to a, those of b below change and those of a above; given to b, all the others.
    const std::size_t changed = below.size() - of_a + state_.members(a).size() - of_a;
    apply_resplit(state_, tree_, {position, 2 * changed <= tree_.size() ? a : b, {}}, a, b);
  }

  /// The zones on both sides of a cut border, all as likely.
  std::pair<std::uint32_t, std::uint32_t> cut_border() {
    for (;;) {
      const auto unit = static_cast<std::uint32_t>(state_.boundary()[pick(random_, state_.boundary().size())]);
      const auto next = flat_.next_to(unit);
      const std::size_t chosen = pick(random_, kManyNeighbours);  // the more ways out, the likelier
      if (next.size() > kManyNeighbours) {
        const std::uint32_t other = next[pick(random_, next.size())];
        if (state_.zone_of()[other] != state_.zone_of()[unit]) {
          return {state_.zone_of()[unit], state_.zone_of()[other]};
        }
      } else if (chosen < next.size() && state_.zone_of()[next[chosen]] != state_.zone_of()[unit]) {
        return {state_.zone_of()[unit], state_.zone_of()[next[chosen]]};
      }
    }
  }

  double roundness(std::uint32_t zone) const {
    double area = 0.0;
    double around = 0.0;
    for (const std::uint32_t unit : state_.members(zone)) {
      const BasicUnit& basic = problem_.graph().units()[UnitId(unit)];
      area += basic.area.value();
      around += basic.outer.value();
      for (std::uint32_t i = flat_.starts[unit]; i < flat_.starts[unit + 1]; ++i) {
        around += state_.zone_of()[flat_.arcs[i].to] != zone ? flat_.lengths[i] : 0.0;
      }
    }
    return around > 0.0 ? 4.0 * std::numbers::pi * area / (around * around) : 0.0;
  }

  void record() {
    const auto zones = static_cast<double>(state_.zones());
    const double mean = flat_.total_weight / zones;
    double off = 0.0;
    double round = 0.0;
    for (std::uint32_t z = 0; z < state_.zones(); ++z) {
      off = std::max(off, std::abs(state_.weight(z) - mean));
      round += roundness_[z];
    }
    values.cut_edges.push_back(static_cast<float>(state_.objective()));
    values.polsby_popper.push_back(static_cast<float>(round / zones));
    values.deviation.push_back(static_cast<float>(mean > 0.0 ? off / mean : 0.0));
  }

  static constexpr std::size_t kManyNeighbours = 16;

  const PartitionProblem& problem_;
  const FlatPartition& flat_;
  ZoneState state_;
  RegionTree tree_;
  Random random_;
  std::vector<double> roundness_;
  std::vector<std::uint32_t> within_;
};

std::size_t zones_of_sample(const PartitionProblem& problem, const std::optional<PartitionScore>& today) {
  const PartitionParts& parts = problem.parts();
  if (today && today->zones >= parts.zones_least && today->zones <= parts.zones_most) {
    return today->zones;
  }
  return std::clamp(possible_zone_counts(problem).least, parts.zones_least, parts.zones_most);
}

std::optional<PartitionScore> score_of_today(const PartitionProblem& problem) {
  const PartitionParts& parts = problem.parts();
  IdVector<UnitId, ZoneId> zone_of;
  for (const auto& zone : parts.today) {
    if (!zone) {
      return std::nullopt;
    }
    zone_of.push_back(*zone);
  }
  return zone_of.empty() ? std::nullopt : std::optional(evaluate_partition(problem, zone_of));
}

/// A plan within the bounds for each chain; one for all where bisection alone finds none. Empty: none.
std::vector<AnnealedPlan> starts_of(const PartitionProblem& problem, const FlatPartition& flat, std::size_t zones,
                                    const SampleOptions& options, Progress& progress) {
  std::vector<AnnealedPlan> starts(options.chains);
  const PartZones allotted = allot_zones(flat, zones);
  if (allotted.total != zones) {
    return {};
  }
  std::optional<AnnealedPlan> annealed;
  for (std::size_t c = 0; c < options.chains; ++c) {
    Random random(options.seed + 0x632BE59BD9B4E019ULL * (c + 1));
    bool found = false;
    for (std::size_t attempt = 0; attempt < kBisections && !found; ++attempt) {
      starts[c].zone_of = bisect_by_trees(flat, allotted, random);
      found = ZoneState(flat, starts[c].zone_of, zones).holds();
    }
    if (found) {
      continue;
    }
    if (!annealed) {
      const PartitionOptions quick{.effort = Effort::Fast, .seed = options.seed, .seconds = {}};
      annealed = anneal_fixed(problem, zones, quick, 4, Stopwatch(), progress).best;
    }
    if (annealed->excess > 0.0) {
      return {};
    }
    starts[c] = *annealed;
  }
  return starts;
}

/// In rounds, so that progress is told and an interrupt heard.
void run_chains(std::vector<RecombinationChain>& chains, std::size_t steps, const SampleOptions& options,
                Progress& progress) {
  const auto left_out = static_cast<std::size_t>(options.left_out * static_cast<double>(steps));
  const std::size_t kept_most = std::max<std::size_t>(1, options.kept_most / chains.size());
  const std::size_t stride = std::max<std::size_t>(1, (steps - left_out + kept_most - 1) / kept_most);
  progress.stage("recombining", steps);
  for (std::size_t from = 0; from < steps; from += kStepsARound) {
    const std::size_t to = std::min(steps, from + kStepsARound);
    parallel_slices(chains.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t c = begin; c < end; ++c) {
        chains[c].run(from, to, left_out, stride);
      }
    });
    progress.step(to);
  }
}

SampledMeasure joined(const std::vector<RecombinationChain>& chains, std::vector<float> Values::*which,
                      std::optional<double> today) {
  std::vector<float> all;
  for (const RecombinationChain& chain : chains) {
    const std::vector<float>& own = chain.values.*which;
    all.insert(all.end(), own.begin(), own.end());
  }
  return summarized(std::move(all), chains.size(), today);
}

}  // namespace

PartitionSample sample_partitions(const PartitionProblem& problem, const SampleOptions& options, Progress& progress) {
  const PartitionProblem plain = counted(problem);
  const FlatPartition flat(plain);
  const std::optional<PartitionScore> today = score_of_today(problem);
  PartitionSample sample;
  sample.zones = zones_of_sample(problem, today);
  const auto starts = starts_of(plain, flat, sample.zones, options, progress);
  if (starts.empty()) {
    return sample;
  }
  sample.outcome = Outcome::Solved;
  std::vector<RecombinationChain> chains;
  for (std::size_t c = 0; c < options.chains; ++c) {
    chains.emplace_back(plain, flat, starts[c], sample.zones, options.seed + 0x9E3779B97F4A7C15ULL * (c + 1));
  }
  const std::size_t steps = options.steps / options.chains;
  run_chains(chains, steps, options, progress);
  for (const RecombinationChain& chain : chains) {
    sample.steps += chain.values.steps;
    sample.trees += chain.values.trees;
  }
  const auto of_today = [&](double value) { return today ? std::optional(value) : std::nullopt; };
  sample.cut_edges = joined(chains, &Values::cut_edges, of_today(today ? static_cast<double>(today->cut_edges) : 0.0));
  sample.polsby_popper = joined(chains, &Values::polsby_popper, of_today(today ? today->polsby_popper_mean : 0.0));
  sample.deviation = joined(chains, &Values::deviation, of_today(today ? today->deviation_max : 0.0));
  return sample;
}

}  // namespace lastmeter
