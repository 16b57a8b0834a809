// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_tree.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "placement/evaluate.h"

namespace lastmeter {

namespace {

constexpr double kWhole = 1e-6;
constexpr int kRootRounds = 400;
constexpr int kNodeRounds = 12;
constexpr std::size_t kProbes = 8;
constexpr std::size_t kReliable = 4;
constexpr int kProbeSteps = 60;
constexpr std::size_t kCloseCalls = 2000;
constexpr std::int8_t kFree = -1;

struct Fixing {
  std::uint32_t site;
  std::int8_t value;
};

struct Node {
  std::int64_t bound;
  std::size_t number;
  std::vector<Fixing> fixings;
};

/// Best bound first, then the younger one.
struct Later {
  bool operator()(const Node& a, const Node& b) const {
    return a.bound != b.bound ? a.bound < b.bound : a.number < b.number;
  }
};

/// What fixing a site has taken off the bound, per unit of change.
struct PseudoCost {
  double sum[2] = {0.0, 0.0};
  std::size_t count[2] = {0, 0};

  void add(int end, double change) {
    sum[end] += change;
    ++count[end];
  }
  [[nodiscard]] double mean(int end, double other) const {
    return count[end] == 0 ? other : sum[end] / static_cast<double>(count[end]);
  }
};

class Tree {
 public:
  Tree(const PlacementProblem& problem, const CoverModel& model, CoverIncumbent& incumbent, CoverClock& clock)
      : problem_(problem),
        model_(model),
        incumbent_(incumbent),
        clock_(clock),
        relaxed_(problem, model),
        search_(problem, model),
        fixed_(model.sites.size(), kFree),
        always_(model.sites.size(), kFree),
        costs_(model.sites.size()) {}

  enum class Until { Proved, FirstPlan };

  CoverProof run(Progress& progress, Until until = Until::Proved) {
    const auto ends = [&] { return clock_.spent() || (until == Until::FirstPlan && incumbent_.value >= 0); };
    progress.stage("prove the cover", 0);
    open_.push({model_.reachable, 0, {}});
    while (!open_.empty() && !ends()) {
      Node node = open_.top();
      open_.pop();
      while (!ends()) {
        clock_.use(1);
        progress.step(clock_.used());
        std::optional<Node> next = work(node);
        if (!next) {
          node.bound = -1;
          break;
        }
        node = std::move(*next);
      }
      if (node.bound >= 0) {
        open_.push(std::move(node));
      }
    }
    return proof();
  }

 private:
  /// Nothing in a node with this bound is worth a look.
  bool closes(std::int64_t bound) {
    if (bound < 0) {
      return true;
    }
    if (incumbent_.value < 0) {
      return false;
    }
    if (bound <= incumbent_.value - 2 * model_.slop) {
      return true;
    }
    const double most = model_.upper(bound);
    const bool near = clock_.gap() > 0.0 && most - incumbent_.objective <= clock_.gap() * most;
    if (!near && (bound > incumbent_.value || ++close_calls_ <= kCloseCalls)) {
      return false;
    }
    left_out_ = std::max(left_out_, bound);
    return true;
  }

  CoverProof proof() {
    for (; !open_.empty(); open_.pop()) {
      if (!closes(open_.top().bound)) {
        left_out_ = std::max(left_out_, open_.top().bound);
      }
    }
    return {std::min(left_out_, model_.reachable), left_out_ < 0};
  }

  void enter(const Node& node) {
    std::vector<std::int8_t> wanted = always_;
    for (const Fixing& fixing : node.fixings) {
      wanted[fixing.site] = fixing.value;
    }
    for (std::uint32_t site = 0; site < wanted.size(); ++site) {
      if (wanted[site] != fixed_[site]) {
        wanted[site] == kFree ? relaxed_.release(site) : relaxed_.fix(site, wanted[site]);
        fixed_[site] = wanted[site];
      }
    }
  }

  void fix(Node& node, std::uint32_t site, std::int8_t value) {
    node.fixings.push_back({site, value});
    fixed_[site] = value;
    relaxed_.fix(site, value);
  }

  /// Closes the node (nothing), or hands back the child to go on with; its sibling waits.
  std::optional<Node> work(Node node) {
    enter(node);
    const bool is_root = node.number == 0;
    while (true) {
      if (!tighten(node, is_root ? kRootRounds : kNodeRounds)) {
        return std::nullopt;
      }
      if (is_root) {
        fix_by_reduced_costs();
      }
      const std::vector<std::uint32_t> fractional = fractional_sites();
      if (fractional.empty()) {
        const std::optional<std::uint32_t> site = settle();
        if (closes(node.bound) || !site) {
          return std::nullopt;
        }
        return branch(std::move(node), *site, {kUnknown, kUnknown});
      }
      if (is_root || nodes_ % 16 == 0) {
        round_up(fractional);
      }
      Choice choice = choose(fractional);
      const bool down = closes(choice.bounds[0]);
      const bool up = closes(choice.bounds[1]);
      if (down && up) {
        return std::nullopt;
      }
      if (!down && !up) {
        return branch(std::move(node), choice.site, choice.bounds);
      }
      fix(node, choice.site, down ? 1 : 0);
      node.bound = std::min(node.bound, choice.bounds[down ? 1 : 0]);
    }
  }

  /// Solves and cuts until it no longer pays. False: the node is closed.
  bool tighten(Node& node, int rounds) {
    std::int64_t before = node.bound;
    int idle = 0;
    for (int round = 0;; ++round) {
      const CutLp::Status status = relaxed_.solve();
      node.bound = std::min(node.bound, relaxed_.bound());
      if (closes(node.bound)) {
        return false;
      }
      if (status != CutLp::Status::Optimal) {
        return true;
      }
      const std::span<const double> y = relaxed_.sites();
      const bool whole = std::ranges::all_of(y, [](double at) { return std::min(at, 1.0 - at) <= kWhole; });
      const double room = static_cast<double>(node.bound - std::max<std::int64_t>(incumbent_.value, 0));
      idle = static_cast<double>(before - node.bound) < 0.01 * room ? idle + 1 : 0;
      before = node.bound;
      const int patience = whole ? 10 : 3;
      if (round >= (whole ? 2 * rounds : rounds) || idle >= patience || (round > 0 && clock_.out_of_time())) {
        return true;
      }
      relaxed_.tidy();
      std::vector<double> at(y.begin(), y.end());
      for (double& degree : at) {
        degree = degree <= kWhole ? 0.0 : degree >= 1.0 - kWhole ? 1.0 : degree;
      }
      if (relaxed_.separate(at) == 0) {
        return true;
      }
    }
  }

  void fix_by_reduced_costs() {
    if (incumbent_.value < 0) {
      return;
    }
    const std::vector<std::int64_t> at_low = relaxed_.bounds_when(0);
    const std::vector<std::int64_t> at_high = relaxed_.bounds_when(1);
    for (std::uint32_t site = 0; site < always_.size(); ++site) {
      if (fixed_[site] != kFree) {
        continue;
      }
      const bool not_low = at_low[site] <= incumbent_.value - 2 * model_.slop;
      if (not_low || at_high[site] <= incumbent_.value - 2 * model_.slop) {
        always_[site] = fixed_[site] = not_low ? 1 : 0;
        relaxed_.fix(site, fixed_[site]);
      }
    }
  }

  std::vector<std::uint32_t> fractional_sites() {
    std::vector<std::uint32_t> fractional;
    const std::span<const double> y = relaxed_.sites();
    for (std::uint32_t site = 0; site < y.size(); ++site) {
      if (fixed_[site] == kFree && std::min(y[site], 1.0 - y[site]) > kWhole) {
        fractional.push_back(site);
      }
    }
    return fractional;
  }

  /// Takes whole degrees as a plan; a site that is still free, if any.
  std::optional<std::uint32_t> settle() {
    std::vector<CandidateId> open;
    std::optional<std::uint32_t> free;
    const std::span<const double> y = relaxed_.sites();
    for (std::uint32_t site = 0; site < y.size(); ++site) {
      const bool is_open = fixed_[site] == kFree ? y[site] > 0.5 : fixed_[site] == 1;
      if (is_open) {
        open.push_back(model_.sites[site]);
      }
      if (fixed_[site] == kFree && (!free || (is_open && y[*free] <= 0.5))) {
        free = site;
      }
    }
    search_.start_from(open);
    offer(problem_, model_, search_, incumbent_);
    return free;
  }

  /// Opens the sites of the largest degrees, as far as the limits let, and improves by exchanges.
  void round_up(std::vector<std::uint32_t> fractional) {
    const std::span<const double> y = relaxed_.sites();
    std::vector<CandidateId> open;
    for (std::uint32_t site = 0; site < y.size(); ++site) {
      if (y[site] >= 1.0 - kWhole) {
        open.push_back(model_.sites[site]);
      }
    }
    std::ranges::stable_sort(fractional, [&](std::uint32_t a, std::uint32_t b) { return y[a] > y[b]; });
    search_.start_from(open);
    for (const std::uint32_t site : fractional) {
      search_.open_if_allowed(site);
    }
    search_.descend(1000);
    offer(problem_, model_, search_, incumbent_);
  }

  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::max();
  struct Choice {
    std::uint32_t site = 0;
    std::int64_t bounds[2] = {kUnknown, kUnknown};
    double score = -1.0;
  };

  /// The site whose two fixings take most off the bound: probed where little is known of it.
  Choice choose(std::vector<std::uint32_t> fractional) {
    const std::vector<double> y(relaxed_.sites().begin(), relaxed_.sites().end());
    const std::int64_t here = relaxed_.bound();
    const auto guess = [&](std::uint32_t site) {
      const double down = costs_[site].mean(0, overall_.mean(0, 1.0)) * y[site];
      const double up = costs_[site].mean(1, overall_.mean(1, 1.0)) * (1.0 - y[site]);
      return score_of(down, up);
    };
    std::ranges::stable_sort(fractional, std::greater<>(), guess);
    Choice best;
    std::size_t probes = 0;
    for (const std::uint32_t site : fractional) {
      Choice choice{site, {kUnknown, kUnknown}, guess(site)};
      if (probes < kProbes && std::min(costs_[site].count[0], costs_[site].count[1]) < kReliable) {
        ++probes;
        probe(choice, y[site], here);
        if (choice.bounds[0] <= incumbent_.value - 2 * model_.slop ||
            choice.bounds[1] <= incumbent_.value - 2 * model_.slop) {
          return choice;
        }
      }
      if (choice.score > best.score) {
        best = choice;
      }
    }
    return best;
  }

  void probe(Choice& choice, double y, std::int64_t here) {
    double change[2];
    relaxed_.lp().set_iteration_limit(kProbeSteps);
    for (int end = 0; end < 2; ++end) {
      relaxed_.fix(choice.site, end);
      relaxed_.solve();
      choice.bounds[end] = relaxed_.bound();
      change[end] = static_cast<double>(std::max<std::int64_t>(here - choice.bounds[end], 0));
      const double step = end == 0 ? y : 1.0 - y;
      costs_[choice.site].add(end, change[end] / step);
      overall_.add(end, change[end] / step);
    }
    relaxed_.lp().set_iteration_limit(std::numeric_limits<int>::max());
    relaxed_.release(choice.site);
    choice.score = score_of(change[0], change[1]);
  }

  static double score_of(double down, double up) { return std::max(down, 0.5) * std::max(up, 0.5); }

  std::optional<Node> branch(Node node, std::uint32_t site, const std::int64_t (&bounds)[2]) {
    const int first = bounds[1] >= bounds[0] ? 1 : 0;
    Node sibling{std::min(node.bound, bounds[1 - first]), ++nodes_, node.fixings};
    sibling.fixings.push_back({site, static_cast<std::int8_t>(1 - first)});
    node.bound = std::min(node.bound, bounds[first]);
    node.number = ++nodes_;
    node.fixings.push_back({site, static_cast<std::int8_t>(first)});
    open_.push(std::move(sibling));
    return node;
  }

  const PlacementProblem& problem_;
  const CoverModel& model_;
  CoverIncumbent& incumbent_;
  CoverClock& clock_;
  CoverLp relaxed_;
  CoverSearch search_;
  std::vector<std::int8_t> fixed_;   // in the program now
  std::vector<std::int8_t> always_;  // proved at the root
  std::vector<PseudoCost> costs_;
  PseudoCost overall_;
  std::priority_queue<Node, std::vector<Node>, Later> open_;
  std::size_t nodes_ = 0;
  std::int64_t left_out_ = -1;  // largest bound of what was closed without proof that it is worse
  std::size_t close_calls_ = 0;
};

}  // namespace

bool CoverClock::out_of_time() {
  late_ = late_ || (stop_.seconds && watch_.seconds() >= *stop_.seconds);
  return late_;
}

std::size_t CoverClock::left() const {
  return stop_.iterations ? *stop_.iterations - std::min(used_, *stop_.iterations)
                          : std::numeric_limits<std::size_t>::max();
}

bool offer(const PlacementProblem& problem, const CoverModel& model, const CoverSearch& found,
           CoverIncumbent& incumbent) {
  if (found.value() < incumbent.value - 2 * model.slop || (found.value() <= incumbent.value && model.slop == 0) ||
      !found.limits().satisfied()) {
    return false;
  }
  std::vector<CandidateId> open = found.open_sites();
  const PlanScore score = evaluate_plan(problem, open);
  if (!score.breaches.empty() || (incumbent.value >= 0 && model.slop > 0 && score.objective <= incumbent.objective)) {
    return false;
  }
  incumbent = {std::move(open), found.value(), score.objective};
  return true;
}

CoverProof find_cover_plan(const PlacementProblem& problem, const CoverModel& model, CoverIncumbent& incumbent,
                           CoverClock& clock, Progress& progress) {
  return Tree(problem, model, incumbent, clock).run(progress, Tree::Until::FirstPlan);
}

CoverProof prove_cover(const PlacementProblem& problem, const CoverModel& model, CoverIncumbent& incumbent,
                       CoverClock& clock, Progress& progress) {
  return Tree(problem, model, incumbent, clock).run(progress);
}

}  // namespace lastmeter
