// SPDX-License-Identifier: Apache-2.0
#include "emergency/bottlenecks.h"

#include <algorithm>

namespace lastmeter {

namespace {

bool reaches_room(const EmergencyProblem& problem, std::size_t row) {
  for (std::uint64_t k = problem.first_pair(row); k < problem.first_pair(row + 1); ++k) {
    if (problem.capacities()[problem.post(k)] > 0) {
      return true;
    }
  }
  return false;
}

/// Everything that could give way to one more person of a place: its posts, their people, the posts of these ...
class Spread {
 public:
  Spread(const EmergencyProblem& problem, const EmergencyPlan& plan)
      : problem_(problem), plan_(plan), seen_row_(problem.rows(), 0), seen_post_(problem.posts(), 0) {}

  [[nodiscard]] bool has_seen(std::size_t row) const { return seen_row_[row] != 0; }

  Bottleneck from(std::size_t row) {
    Bottleneck part;
    see_row(row, part);
    for (std::size_t next = 0; next < part.rows.size(); ++next) {
      const std::uint32_t at = part.rows[next];
      for (std::uint64_t k = problem_.first_pair(at); k < problem_.first_pair(at + 1); ++k) {
        see_post(problem_.post(k), part);
      }
    }
    std::sort(part.rows.begin(), part.rows.end());
    std::sort(part.posts.begin(), part.posts.end());
    return part;
  }

 private:
  void see_row(std::size_t row, Bottleneck& part) {
    if (seen_row_[row] == 0) {
      seen_row_[row] = 1;
      part.rows.push_back(static_cast<std::uint32_t>(row));
      part.people += problem_.people(problem_.weights()[row]);
    }
  }

  void see_post(std::uint32_t post, Bottleneck& part) {
    if (seen_post_[post] != 0 || problem_.capacities()[post] == 0) {
      return;
    }
    seen_post_[post] = 1;
    part.posts.push_back(post);
    part.capacity += problem_.people(problem_.capacities()[post]);
    for (const auto& [row, pair] : problem_.pairs_of(post)) {
      if (plan_.flows[pair] > 0 || plan_.unserved[row] > 0) {
        see_row(row, part);
      }
    }
  }

  const EmergencyProblem& problem_;
  const EmergencyPlan& plan_;
  std::vector<char> seen_row_;
  std::vector<char> seen_post_;
};

}  // namespace

std::vector<Bottleneck> bottlenecks(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  std::vector<Bottleneck> parts;
  Spread spread(problem, plan);
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    if (plan.unserved[i] > 0 && !spread.has_seen(i) && reaches_room(problem, i)) {
      parts.push_back(spread.from(i));
    }
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Bottleneck& a, const Bottleneck& b) { return a.missing() > b.missing(); });
  return parts;
}

double beyond_reach(const EmergencyProblem& problem) {
  std::int64_t units = 0;
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    units += reaches_room(problem, i) ? 0 : problem.weights()[i];
  }
  return problem.people(units);
}

}  // namespace lastmeter
