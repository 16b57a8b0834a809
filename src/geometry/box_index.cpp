// SPDX-License-Identifier: Apache-2.0
#include "geometry/box_index.h"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include <algorithm>
#include <utility>

namespace lastmeter {

namespace {

namespace bg = boost::geometry;
using Corner = bg::model::d2::point_xy<double>;
using Frame = bg::model::box<Corner>;
using Entry = std::pair<Frame, std::uint32_t>;
constexpr std::size_t node_size = 16;

Frame frame(const Box& box) { return {Corner(box.min_x, box.min_y), Corner(box.max_x, box.max_y)}; }

std::vector<Entry> entries(const std::vector<Box>& boxes) {
  std::vector<Entry> result;
  result.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].empty()) {
      result.emplace_back(frame(boxes[i]), static_cast<std::uint32_t>(i));
    }
  }
  return result;
}

}  // namespace

struct BoxIndex::Tree {
  explicit Tree(const std::vector<Entry>& of) : entries(of.begin(), of.end()) {}
  bg::index::rtree<Entry, bg::index::quadratic<node_size>> entries;
};

BoxIndex::BoxIndex(const std::vector<Box>& boxes) : tree_(std::make_unique<const Tree>(entries(boxes))) {}
BoxIndex::~BoxIndex() = default;
BoxIndex::BoxIndex(BoxIndex&& other) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&& other) noexcept = default;

void BoxIndex::query(const Box& window, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (window.empty()) {
    return;
  }
  tree_->entries.query(bg::index::intersects(frame(window)),
                       boost::make_function_output_iterator([&](const Entry& entry) { out.push_back(entry.second); }));
  std::ranges::sort(out);
}

}  // namespace lastmeter
