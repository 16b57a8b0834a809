// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "coverage/reach_walking.h"
#include "network/build_network.h"
#include "small_study.h"

namespace lastmeter::testing {

/// Puts the demand and posts of a study onto streets.
inline WalkAccess access_on(const StudyArea& area, const StreetLines& streets, const SnapOptions& snap = {},
                            const NetworkOptions& options = {}) {
  WalkAccess access;
  access.network = build_network(streets, options).network;
  std::vector<Point> demand;
  for (const DemandPoint& point : area.demand) {
    demand.push_back(point.at);
  }
  std::vector<Point> posts;
  for (const Facility& post : area.facilities) {
    posts.push_back(post.at);
  }
  access.demand = snap_to_links(access.network, demand, {}, snap);
  access.posts = snap_to_links(access.network, posts, {}, snap);
  access.straight_is_floor = snap.access_counts;
  return access;
}

/// Streets of a `side` x `side` square lattice with its south-west corner at the origin, about a third of them left out
/// at random, corners moved by up to a third of the spacing, in one piece or several.
inline StreetLines random_streets(Random& random, std::size_t side, double spacing) {
  std::vector<Point> corners;
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      corners.push_back({spacing * (static_cast<double>(column) + random.uniform(-0.33, 0.33)),
                         spacing * (static_cast<double>(row) + random.uniform(-0.33, 0.33))});
    }
  }
  StreetLines streets;
  const auto add = [&](std::size_t a, std::size_t b) {
    if (random.below(3) != 0) {
      streets.add(std::vector<Point>{corners[a], corners[b]}, static_cast<std::uint32_t>(streets.size()));
    }
  };
  for (std::size_t i = 0; i < corners.size(); ++i) {
    if (i % side + 1 < side) {
      add(i, i + 1);
    }
    if (i + side < corners.size()) {
      add(i, i + side);
    }
  }
  return streets;
}

/// All streets of a square lattice, `side` corners each way, with its south-west corner at the origin.
inline StreetLines square_lattice(std::size_t side, double spacing) {
  StreetLines streets;
  std::vector<Point> along(side);
  std::vector<Point> up(side);
  for (std::size_t i = 0; i < side; ++i) {
    for (std::size_t j = 0; j < side; ++j) {
      along[j] = {spacing * static_cast<double>(j), spacing * static_cast<double>(i)};
      up[j] = {along[j].y, along[j].x};
    }
    streets.add(along, static_cast<std::uint32_t>(streets.size()));
    streets.add(up, static_cast<std::uint32_t>(streets.size()));
  }
  return streets;
}

/// Demand and posts spread over and a little beyond the streets above; weights are whole.
inline StudyArea scattered_study(Random& random, double width, std::size_t demand, std::size_t posts) {
  StudyArea area = empty_study();
  const auto place = [&] { return Point{random.uniform(-60, width + 60), random.uniform(-60, width + 60)}; };
  for (std::size_t i = 0; i < demand; ++i) {
    const auto households = static_cast<double>(random.below(40));
    add_demand(area, place(), households, households * static_cast<double>(random.below(4)));
  }
  for (std::size_t i = 0; i < posts; ++i) {
    add_post(area, place());
  }
  return area;
}

}  // namespace lastmeter::testing
