// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "emergency/allocate_people.h"

namespace lastmeter {

namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

/// Sends people of one place on, each chain the cheapest: to a post, whose people make way to another, and so on, until
/// a post has room or somebody stays unserved.
class Chains {
 public:
  Chains(const EmergencyProblem& problem, EmergencyPlan& plan, std::uint32_t closed)
      : problem_(problem),
        plan_(plan),
        closed_(closed),
        loads_(loads_of(problem, plan)),
        posts_(problem.posts()),
        rows_(problem.rows()) {
    plan_.prices[closed] = problem.unserved_price();  // nobody goes there
  }

  /// Chains for people of `row` who are nowhere.
  void place(std::uint32_t row, std::int64_t people) {
    while (people > 0) {
      search(row);
      people -= push(row, people);
      raise_prices();
    }
  }

 private:
  struct PostState {
    std::int64_t far = kFar;     // price of the chain to here, beyond what prices say
    std::uint64_t in = 0;        // pair by which the last of the chain comes
    std::uint32_t from_row = 0;  // and its row
    bool settled = false;
  };
  struct RowState {
    std::uint32_t search = 0;  // the search that last came here
    std::uint64_t out = 0;     // pair that its people leave
  };

  [[nodiscard]] bool has_room(std::uint32_t post) const { return loads_[post] < problem_.capacities()[post]; }

  void search(std::uint32_t source) {
    for (const std::uint32_t post : touched_) {
      posts_[post] = {};
    }
    touched_.clear();
    heap_ = {};
    ++search_;
    best_stay_ = kFar;
    end_post_.reset();
    leave(source, 0, best_price(problem_, plan_, source), 0);
    while (!heap_.empty()) {
      const auto [far, post] = heap_.top();
      heap_.pop();
      if (far >= best_stay_) {
        break;
      }
      if (posts_[post].settled) {
        continue;
      }
      posts_[post].settled = true;
      if (has_room(post)) {
        end_post_ = post;
        break;
      }
      for (const auto& [row, pair] : problem_.pairs_of(post)) {
        if (plan_.flows[pair] > 0 && rows_[row].search != search_) {
          leave(row, far, problem_.walk(pair) + plan_.prices[post], pair);
        }
      }
    }
    end_ = end_post_ ? posts_[*end_post_].far : best_stay_;
  }

  /// People of a row, who now pay `paid`, look for another place.
  void leave(std::uint32_t row, std::int64_t far, std::int64_t paid, std::uint64_t out) {
    rows_[row] = {search_, out};
    if (const std::int64_t stay = far + problem_.unserved_price() - paid; stay < best_stay_) {
      best_stay_ = stay;
      stay_row_ = row;
    }
    for (std::uint64_t k = problem_.first_pair(row); k < problem_.first_pair(row + 1); ++k) {
      const std::uint32_t post = problem_.post(k);
      PostState& state = posts_[post];
      const std::int64_t there = far + problem_.walk(k) + plan_.prices[post] - paid;
      if (problem_.capacities()[post] > 0 && post != closed_ && !state.settled && there < state.far &&
          there < best_stay_) {
        if (state.far == kFar) {
          touched_.push_back(post);
        }
        state = {there, k, row, false};
        heap_.emplace(there, post);
      }
    }
  }

  /// Calls `visit(row, pair in or none)` along the chain, from its end.
  template <class Visit>
  void along(std::uint32_t source, const Visit& visit) const {
    std::uint32_t row = end_post_ ? posts_[*end_post_].from_row : stay_row_;
    std::optional<std::uint64_t> in = end_post_ ? std::optional(posts_[*end_post_].in) : std::nullopt;
    while (true) {
      visit(row, in);
      if (row == source) {
        return;
      }
      const std::uint32_t left = problem_.post(rows_[row].out);
      in = posts_[left].in;
      row = posts_[left].from_row;
    }
  }

  std::int64_t push(std::uint32_t source, std::int64_t people) {
    std::int64_t count = people;
    if (end_post_) {
      count = std::min(count, problem_.capacities()[*end_post_] - loads_[*end_post_]);
    }
    along(source, [&](std::uint32_t row, std::optional<std::uint64_t>) {
      count = row == source ? count : std::min(count, plan_.flows[rows_[row].out]);
    });
    along(source, [&](std::uint32_t row, std::optional<std::uint64_t> in) {
      (in ? plan_.flows[*in] : plan_.unserved[row]) += count;
      if (row != source) {
        plan_.flows[rows_[row].out] -= count;
      }
    });
    if (end_post_) {
      loads_[*end_post_] += count;
    }
    return count;
  }

  void raise_prices() {
    for (const std::uint32_t post : touched_) {
      plan_.prices[post] += std::max<std::int64_t>(0, end_ - posts_[post].far);
    }
  }

  const EmergencyProblem& problem_;
  EmergencyPlan& plan_;
  std::uint32_t closed_;
  std::vector<std::int64_t> loads_;
  std::vector<PostState> posts_;
  std::vector<RowState> rows_;
  std::vector<std::uint32_t> touched_;
  std::priority_queue<std::pair<std::int64_t, std::uint32_t>, std::vector<std::pair<std::int64_t, std::uint32_t>>,
                      std::greater<>>
      heap_;
  std::uint32_t search_ = 0;
  std::int64_t best_stay_ = kFar;
  std::uint32_t stay_row_ = 0;
  std::optional<std::uint32_t> end_post_;  // none: somebody stays unserved
  std::int64_t end_ = 0;
};

}  // namespace

EmergencyPlan close_post(const EmergencyProblem& problem, EmergencyPlan plan, std::uint32_t post) {
  std::vector<std::pair<std::uint32_t, std::int64_t>> freed;
  for (const auto& [row, pair] : problem.pairs_of(post)) {
    if (plan.flows[pair] > 0) {
      freed.emplace_back(row, plan.flows[pair]);
      plan.flows[pair] = 0;
    }
  }
  Chains chains(problem, plan, post);
  for (const auto& [row, people] : freed) {
    chains.place(row, people);
  }
  return plan;
}

}  // namespace lastmeter
