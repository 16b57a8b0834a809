// SPDX-License-Identifier: Apache-2.0
#include "emergency/emergency_result.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace lastmeter {

std::string_view name_of(UnservedReason reason) {
  switch (reason) {
    case UnservedReason::TooFar:
      return "too_far";
    case UnservedReason::OffStreet:
      return "off_street";
    case UnservedReason::NoRoom:
      return "no_room";
  }
  throw std::logic_error("UnservedReason holds no known value");
}

double EmergencyResult::unserved(UnservedReason reason) const {
  double sum = 0.0;
  for (const EmergencyPlace& place : places) {
    sum += place.reason == reason ? place.unserved : 0.0;
  }
  return sum;
}

double EmergencyResult::capacity() const {
  double sum = 0.0;
  for (const EmergencyPost& post : posts) {
    sum += post.capacity;
  }
  return sum;
}

double EmergencyResult::staff_for(double people) const { return std::ceil(people / terms.people_per_staff - 1e-9); }

namespace {

/// Collects figures that share their qualifiers.
class Figures {
 public:
  explicit Figures(TravelMode mode) : mode_(name_of(mode)) {}

  void add(const std::string& name, double value, const std::string& unit, std::optional<double> total = {},
           std::optional<Figure::Qualifier> more = {}) {
    std::vector<Figure::Qualifier> which{{"mode", mode_}};
    if (more) {
      which.push_back(*more);
    }
    figures_.push_back({"emergency." + name, std::move(which), value, total, unit});
  }
  std::vector<Figure> take() { return std::move(figures_); }

 private:
  std::string mode_;
  std::vector<Figure> figures_;
};

void add_people(const EmergencyResult& result, Figures& figures) {
  static constexpr std::array kReasons{UnservedReason::TooFar, UnservedReason::OffStreet, UnservedReason::NoRoom};
  const double total = result.total();
  figures.add("served", result.score.served, "persons", total);
  figures.add("unserved", result.score.unserved, "persons", total);
  for (const UnservedReason reason : kReasons) {
    figures.add("unserved", result.unserved(reason), "persons", total,
                Figure::Qualifier{"reason", std::string(name_of(reason))});
  }
  double moved = 0.0;
  for (const EmergencyPlace& place : result.places) {
    moved += place.moved;
  }
  figures.add("moved", moved, "persons", total);
  if (result.score.served > 0.0) {
    figures.add("walk_mean_m", result.score.walk_sum / result.score.served, "m");
    figures.add("walk_farthest_m", result.score.farthest, "m");
  }
  double missing = 0.0;
  for (const Bottleneck& part : result.shortages) {
    missing += part.missing();
  }
  figures.add("shortages", static_cast<double>(result.shortages.size()), "parts");
  figures.add("capacity_missing", missing, "persons");
}

void add_posts(const EmergencyResult& result, Figures& figures) {
  double serving = 0.0;
  double staff = 0.0;
  double overload = 0.0;
  double overloaded = 0.0;
  double late = 0.0;
  double queues = 0.0;
  double last = 0.0;
  double longest = 0.0;
  for (std::size_t j = 0; j < result.posts.size(); ++j) {
    const EmergencyPost& post = result.posts[j];
    serving += post.capacity > 0.0 ? 1.0 : 0.0;
    staff += post.staff;
    const double over = result.nearest.posts[j].load - post.capacity;
    overload += std::max(0.0, over);
    overloaded += over > 0.0 ? 1.0 : 0.0;
    if (result.done[j]) {
      late += result.done[j]->done_hours > result.terms.hours + 1e-9 ? 1.0 : 0.0;
      queues += result.done[j]->peak_wait > result.terms.queue_minutes + 1e-9 ? 1.0 : 0.0;
      last = std::max(last, result.done[j]->done_hours);
      longest = std::max(longest, result.done[j]->peak_wait);
    }
  }
  const auto all = static_cast<double>(result.posts.size());
  figures.add("posts", serving, "posts", all);
  figures.add("capacity", result.capacity(), "persons");
  if (result.terms.capacity > 0.0) {
    figures.add("posts_needed", std::ceil(result.total() / result.terms.capacity - 1e-9), "posts");
  }
  figures.add("staff", staff, "staff");
  figures.add("staff_needed", result.staff_for(result.total()), "staff");
  figures.add("overload", overload, "persons", result.total());
  figures.add("posts_overloaded", overloaded, "posts", all);
  figures.add("hours", last, "h");
  figures.add("queue_minutes", longest, "min");
  figures.add("posts_late", late, "posts", all);
  figures.add("posts_queue", queues, "posts", all);
}

void add_failures(const std::string& what, const std::vector<FailureCost>& costs, Figures& figures) {
  double harmful = 0.0;
  double unserved = 0.0;
  double walk = 0.0;
  for (const FailureCost& cost : costs) {
    harmful += cost.unserved > 0.0 ? 1.0 : 0.0;
    unserved = std::max(unserved, cost.unserved);
    walk = std::max(walk, cost.extra_walk);
  }
  const Figure::Qualifier which{"failure", what};
  figures.add("failures", static_cast<double>(costs.size()), what, {}, which);
  figures.add("failures_harmful", harmful, what, static_cast<double>(costs.size()), which);
  figures.add("failure_unserved_most", unserved, "persons", {}, which);
  figures.add("failure_walk_most", walk, "person-m", {}, which);
}

}  // namespace

std::vector<Figure> emergency_figures(const EmergencyResult& result) {
  Figures figures(result.terms.mode);
  add_people(result, figures);
  add_posts(result, figures);
  if (result.post_failures) {
    add_failures("posts", *result.post_failures, figures);
  }
  if (result.bridge_failures) {
    std::vector<FailureCost> costs;
    for (const BridgeFailure& bridge : *result.bridge_failures) {
      costs.push_back(bridge.cost);
    }
    add_failures("bridges", costs, figures);
  }
  if (result.extra) {
    figures.add("added", static_cast<double>(result.extra->posts.size()), "posts");
    if (result.extra->least) {
      figures.add("added_bound", static_cast<double>(*result.extra->least), "posts");
    }
    figures.add("added_unserved", result.extra->unserved_after, "persons");
  }
  return figures.take();
}

}  // namespace lastmeter
