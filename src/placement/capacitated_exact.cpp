// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated_exact.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "core/stopwatch.h"
#include "placement/capacitated_master.h"
#include "placement/placement_mip.h"

namespace lastmeter {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRounding = 3e-10;  // relative, of sums of money and distance in doubles
constexpr std::size_t kRootRounds = 400;
constexpr int kMostRows = 700;
constexpr std::size_t kStrong = 8;
constexpr int kStrongSteps = 40;

enum class Fixing : std::int8_t { Free, Closed, Open };

struct Node {
  double bound = 0.0;
  std::size_t number = 0;
  std::vector<Fixing> fixing;
};

/// Best bound first; of equal ones the older.
struct Later {
  bool operator()(const Node& a, const Node& b) const {
    return a.bound != b.bound ? a.bound > b.bound : a.number > b.number;
  }
};

class Search {
 public:
  Search(const PlacementProblem& problem, const CapacitatedRows& rows, const std::optional<CapacitatedTry>& start,
         const StopRule& stop, Progress& progress)
      : problem_(problem),
        rows_(rows),
        stop_(stop),
        progress_(progress),
        master_(problem, rows, cost_scale(problem, rows, start)),
        base_(problem.candidates().size(), Fixing::Free) {
    if (start && start->unserved == 0) {
      offer(*start);
    }
    for (std::size_t j = 0; j < base_.size(); ++j) {
      if (problem.candidates().items()[j].standing == Standing::Fixed) {
        base_[j] = Fixing::Open;
      }
    }
  }

  CapacitatedProof run() {
    double root = solve_root();
    if (root < threshold() && !over()) {
      round_root();
      fix_by_reduced_costs(root);
    }
    push(root, base_);
    while (!open_nodes_.empty() && !over()) {
      Node node = open_nodes_.top();
      open_nodes_.pop();
      dive(std::move(node));
    }
    proof_.bound = std::min(pruned_, open_nodes_.empty() ? kInfinity : open_nodes_.top().bound);
    return std::move(proof_);
  }

 private:
  static double cost_scale(const PlacementProblem& problem, const CapacitatedRows& rows,
                           const std::optional<CapacitatedTry>& start) {
    double size = start && start->unserved == 0 ? start->cost : 0.0;
    if (size <= 0.0) {
      size = static_cast<double>(rows.total_weight) * rows.weight_unit * static_cast<double>(rows.largest_cost) *
             rows.cost_unit;
      for (const Candidate& candidate : problem.candidates()) {
        size = std::max(size, candidate.cost);
      }
    }
    return size > 0.0 ? size / 1000.0 : 1.0;
  }

  void offer(const CapacitatedTry& plan) {
    if (plan.unserved == 0 && (!proof_.best || plan.cost < proof_.best->cost) &&
        keeps_site_limits(problem_, sites_of(plan))) {
      proof_.best = plan;
    }
  }

  /// Nodes from here on need not be looked at.
  [[nodiscard]] double threshold() const {
    if (!proof_.best) {
      return kInfinity;
    }
    const double cost = proof_.best->cost;
    return cost - std::max(kRounding, stop_.gap) * std::abs(cost) - rows_.loss;
  }

  [[nodiscard]] bool over() {
    if (stop_.iterations && proof_.steps >= *stop_.iterations) {
      return true;
    }
    if (stop_.seconds && watch_.seconds() > *stop_.seconds) {
      proof_.stopped_by_time = true;
    }
    return proof_.stopped_by_time;
  }

  void push(double bound, std::vector<Fixing> fixing) {
    if (bound >= threshold()) {
      pruned_ = std::min(pruned_, bound);
    } else {
      open_nodes_.push({bound, numbered_++, std::move(fixing)});
    }
  }

  void apply(const std::vector<Fixing>& fixing) {
    for (std::size_t j = 0; j < fixing.size(); ++j) {
      master_.set_open(j, fixing[j] == Fixing::Open ? 1.0 : 0.0, fixing[j] == Fixing::Closed ? 0.0 : 1.0);
    }
  }

  [[nodiscard]] static bool whole(const std::vector<double>& shares) {
    return std::all_of(shares.begin(), shares.end(), [](double share) { return share == 0.0 || share == 1.0; });
  }

  void offer_shares(const std::vector<double>& shares, const CapacitatedFlow& flow) {
    CapacitatedTry plan{.open = shares, .unserved = 0, .cost = flow.cost};
    for (std::size_t j = 0; j < shares.size(); ++j) {
      plan.cost += shares[j] > 0.0 ? problem_.candidates().items()[j].cost : 0.0;
    }
    offer(plan);
  }

  double solve_root() {
    apply(base_);
    double bound = -kInfinity;
    std::vector<double> inner(base_.size(), 1.0);
    std::size_t stalled = 0;
    for (std::size_t round = 0; round < kRootRounds && !over(); ++round) {
      ++proof_.steps;
      progress_.step(proof_.steps);
      if (master_.solve() != CutLp::Status::Optimal) {
        return std::max(bound, master_.bound());
      }
      stalled = master_.bound() > bound + 1e-5 * std::abs(bound) ? 0 : stalled + 1;
      bound = std::max(bound, master_.bound());
      if (bound >= threshold()) {
        return bound;
      }
      if (master_.add_reach_cuts()) {
        continue;
      }
      const std::vector<double> outer = master_.open();
      bool added = false;
      if (stalled < 6) {
        std::vector<double> between = inner;
        for (std::size_t j = 0; j < between.size(); ++j) {
          between[j] = std::min(1.0, 0.4 * outer[j] + 0.6 * inner[j]);
        }
        master_.separate(between, 1e-7, added);
        inner = std::move(between);
      }
      if (!added) {
        const std::optional<CapacitatedFlow> flow = master_.separate(outer, 1e-7, added);
        if (flow && whole(outer)) {
          offer_shares(outer, *flow);
        }
        if (!added || stalled > 25) {
          break;
        }
      }
    }
    master_.drop_slack_cuts();
    return bound;
  }

  /// Plans near the relaxation: what is mostly open, mended and improved.
  void round_root() {
    if (master_.solve() != CutLp::Status::Optimal) {
      return;
    }
    const std::vector<double> shares = master_.open();
    for (const double least : {0.5, 0.25, 0.05}) {
      CapacitatedTry plan;
      for (std::size_t j = 0; j < shares.size(); ++j) {
        plan.open.push_back(shares[j] >= least || base_[j] == Fixing::Open ? 1.0 : 0.0);
      }
      if (keeps_site_limits(problem_, sites_of(plan))) {
        offer(capacitated_interchange(problem_, rows_, std::move(plan), {.gap = 0.0, .iterations = 50, .seconds = {}},
                                      progress_));
      }
    }
  }

  void fix_by_reduced_costs(double bound) {
    if (!proof_.best || master_.solve() != CutLp::Status::Optimal) {
      return;
    }
    const double room = threshold() - bound + 1e-6 * std::abs(proof_.best->cost);
    const std::vector<double> shares = master_.open();
    for (std::size_t j = 0; j < base_.size(); ++j) {
      if (base_[j] == Fixing::Free && std::abs(master_.reduced_cost(j)) > room) {
        if (shares[j] == 0.0 && master_.reduced_cost(j) > 0.0) {
          base_[j] = Fixing::Closed;
          pruned_ = std::min(pruned_, threshold());
        } else if (shares[j] == 1.0 && master_.reduced_cost(j) < 0.0) {
          base_[j] = Fixing::Open;
          pruned_ = std::min(pruned_, threshold());
        }
      }
    }
  }

  /// Follows one child after the other down; the siblings wait.
  void dive(Node node) {
    while (node.bound < threshold()) {
      if (over()) {
        open_nodes_.push(std::move(node));
        return;
      }
      ++proof_.steps;
      progress_.step(proof_.steps);
      const std::optional<std::size_t> site = bound_node(node);
      if (!site) {
        break;
      }
      const bool open_first = branch_share_ >= 0.5;
      std::vector<Fixing> other = node.fixing;
      other[*site] = open_first ? Fixing::Closed : Fixing::Open;
      push(node.bound, std::move(other));
      node.fixing[*site] = open_first ? Fixing::Open : Fixing::Closed;
    }
    pruned_ = std::min(pruned_, node.bound);
  }

  /// Raises the node's bound with cuts; the site to branch on, none when nothing is left to look at.
  std::optional<std::size_t> bound_node(Node& node) {
    if (master_.rows_in_use() > kMostRows) {
      master_.drop_slack_cuts();
    }
    apply(node.fixing);
    for (std::size_t round = 0;; ++round) {
      const CutLp::Status status = master_.solve();
      const double before = node.bound;
      node.bound = std::max(node.bound, master_.bound());
      if (node.bound >= threshold()) {
        return std::nullopt;
      }
      if (status != CutLp::Status::Optimal) {
        return any_free(node);
      }
      if (master_.add_reach_cuts()) {
        continue;
      }
      const std::vector<double> shares = master_.open();
      const bool is_whole = whole(shares);
      const bool slow = round > 0 && node.bound < before + 0.02 * (threshold() - before);
      bool added = false;
      if (is_whole || (!slow && round < 12)) {
        const std::optional<CapacitatedFlow> flow = master_.separate(shares, is_whole ? 2e-10 : 1e-8, added);
        if (is_whole && flow) {
          offer_shares(shares, *flow);
        }
      }
      if (!added || (is_whole && round > 60)) {
        return is_whole ? any_free(node) : fractional_site(node, shares);
      }
    }
  }

  /// A leaf is told by its flow alone.
  std::optional<std::size_t> any_free(Node& node) {
    for (std::size_t j = 0; j < node.fixing.size(); ++j) {
      if (node.fixing[j] == Fixing::Free) {
        branch_share_ = 0.0;
        return j;
      }
    }
    std::vector<double> shares;
    for (const Fixing each : node.fixing) {
      shares.push_back(each == Fixing::Open ? 1.0 : 0.0);
    }
    CapacitatedTry plan = price_try(problem_, rows_, std::move(shares));
    const bool sound = plan.unserved == 0 && keeps_site_limits(problem_, sites_of(plan));
    node.bound = sound ? std::max(node.bound, plan.cost - kRounding * std::abs(plan.cost) - rows_.loss) : kInfinity;
    offer(plan);
    return std::nullopt;
  }

  std::optional<std::size_t> fractional_site(Node& node, const std::vector<double>& shares) {
    std::vector<std::pair<double, std::size_t>> sites;
    for (std::size_t j = 0; j < shares.size(); ++j) {
      if (shares[j] > 0.0 && shares[j] < 1.0 && node.fixing[j] == Fixing::Free) {
        sites.emplace_back(-shares[j] * (1.0 - shares[j]), j);
      }
    }
    std::stable_sort(sites.begin(), sites.end());
    if (sites.empty()) {
      return any_free(node);
    }
    sites.resize(std::min(sites.size(), kStrong));
    std::size_t best = sites.front().second;
    double best_score = -1.0;
    master_.set_iteration_limit(kStrongSteps);
    for (const auto& [_, j] : sites) {
      const double score = gain(node, j, 0.0) * gain(node, j, 1.0);
      if (score > best_score) {
        best_score = score;
        best = j;
      }
    }
    master_.set_iteration_limit(std::numeric_limits<int>::max());
    branch_share_ = shares[best];
    return best;
  }

  double gain(const Node& node, std::size_t site, double value) {
    master_.set_open(site, value, value);
    master_.solve();
    const double won = std::min(master_.bound(), threshold()) - node.bound;
    master_.set_open(site, 0.0, 1.0);
    return std::max(won, 1e-7 * std::abs(node.bound) + 1e-12);
  }

  const PlacementProblem& problem_;
  const CapacitatedRows& rows_;
  StopRule stop_;
  Progress& progress_;
  CapacitatedMaster master_;
  std::vector<Fixing> base_;
  std::priority_queue<Node, std::vector<Node>, Later> open_nodes_;
  CapacitatedProof proof_;
  double pruned_ = kInfinity;  // lowest bound of what was put aside
  double branch_share_ = 0.0;
  std::size_t numbered_ = 0;
  Stopwatch watch_;
};

}  // namespace

CapacitatedProof prove_capacitated(const PlacementProblem& problem, const CapacitatedRows& rows,
                                   const std::optional<CapacitatedTry>& start, const StopRule& stop,
                                   Progress& progress) {
  return Search(problem, rows, start, stop, progress).run();
}

}  // namespace lastmeter
