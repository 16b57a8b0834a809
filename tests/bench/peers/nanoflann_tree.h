// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanoflann.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter::testing {

/// nanoflann's kd-tree over posts, built in the constructor.
class NanoflannTree {
 public:
  explicit NanoflannTree(const std::vector<Point>& posts) : cloud_{posts}, tree_(2, cloud_, {10}) {}

  [[nodiscard]] std::vector<std::uint32_t> count_within(std::span<const Point> demand, double radius) const {
    std::vector<std::uint32_t> counts;
    counts.reserve(demand.size());
    std::vector<std::pair<std::size_t, double>> found;
    const nanoflann::SearchParams unsorted(32, 0, false);
    for (const Point& p : demand) {
      counts.push_back(static_cast<std::uint32_t>(tree_.radiusSearch(&p.x, radius * radius, found, unsorted)));
    }
    return counts;
  }

  /// Distances to the k nearest, row after row.
  [[nodiscard]] std::vector<double> nearest(std::span<const Point> demand, std::size_t k) const {
    std::vector<double> distances(demand.size() * k);
    std::vector<std::size_t> posts(k);
    for (std::size_t i = 0; i < demand.size(); ++i) {
      tree_.knnSearch(&demand[i].x, k, posts.data(), distances.data() + i * k);
    }
    for (double& d : distances) {
      d = std::sqrt(d);
    }
    return distances;
  }

 private:
  struct Cloud {
    const std::vector<Point>& posts;
    [[nodiscard]] std::size_t kdtree_get_point_count() const { return posts.size(); }
    [[nodiscard]] double kdtree_get_pt(std::size_t i, std::size_t axis) const {
      return axis == 0 ? posts[i].x : posts[i].y;
    }
    template <class Box>
    bool kdtree_get_bbox(Box&) const {
      return false;
    }
  };

  Cloud cloud_;
  nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Cloud>, Cloud, 2, std::size_t> tree_;
};

}  // namespace lastmeter::testing
