// SPDX-License-Identifier: Apache-2.0
#include "network/anchors_near.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/parallel.h"
#include "network/segment_index.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 1024;

/// Length of a link's shape up to each of its vertices.
std::vector<double> lengths_along(const WalkNetwork& network) {
  std::vector<double> along(network.vertices.size(), 0.0);
  for (const Link& link : network.links) {
    const std::span<const Point> shape = network.shape(link);
    for (std::size_t i = 1; i < shape.size(); ++i) {
      along[link.first_vertex + i] = along[link.first_vertex + i - 1] + distance(shape[i - 1], shape[i]).value();
    }
  }
  return along;
}

std::vector<LineSegment> segments_of(const WalkNetwork& network) {
  std::vector<LineSegment> segments;
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const std::span<const Point> shape = network.shape(network.links[i]);
    for (std::size_t v = 0; v + 1 < shape.size(); ++v) {
      segments.push_back({shape[v], shape[v + 1], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(v)});
    }
  }
  return segments;
}

/// The part of a segment within a disc, as shares of the segment.
std::optional<std::pair<double, double>> part_within(const LineSegment& segment, Point centre, double radius) {
  const double dx = segment.b.x - segment.a.x;
  const double dy = segment.b.y - segment.a.y;
  const double squared = dx * dx + dy * dy;
  const double fx = centre.x - segment.a.x;
  const double fy = centre.y - segment.a.y;
  if (squared == 0.0) {
    return fx * fx + fy * fy <= radius * radius ? std::optional(std::pair(0.0, 1.0)) : std::nullopt;
  }
  const double middle = (fx * dx + fy * dy) / squared;
  const double off = (fx * dy - fy * dx) * (fx * dy - fy * dx) / squared;
  if (off > radius * radius) {
    return std::nullopt;
  }
  const double half = std::sqrt((radius * radius - off) / squared);
  const double first = std::max(0.0, middle - half);
  const double last = std::min(1.0, middle + half);
  return first <= last ? std::optional(std::pair(first, last)) : std::nullopt;
}

/// A stretch of one link within the radius, in metres along it.
struct Part {
  std::uint32_t link;
  double first;
  double last;
};

class StreetsNear {
 public:
  explicit StreetsNear(const WalkNetwork& network)
      : network_(network), along_(lengths_along(network)), index_(segments_of(network)) {}

  void append(Point place, double radius, std::vector<Anchor>& anchors) const {
    std::vector<std::uint32_t> near;
    index_.near(place, place, Metres(radius), near);
    std::vector<Part> parts;
    for (const std::uint32_t i : near) {
      const LineSegment& segment = index_[i];
      if (const auto within = part_within(segment, place, radius)) {
        const std::size_t vertex = network_.links[segment.owner].first_vertex + segment.position;
        const double length = along_[vertex + 1] - along_[vertex];
        parts.push_back(
            {segment.owner, along_[vertex] + within->first * length, along_[vertex] + within->second * length});
      }
    }
    append_united(parts, anchors);
  }

 private:
  void append_united(std::vector<Part>& parts, std::vector<Anchor>& anchors) const {
    constexpr double touching = 1e-9;
    std::ranges::sort(
        parts, [](const Part& a, const Part& b) { return std::pair(a.link, a.first) < std::pair(b.link, b.first); });
    for (std::size_t i = 0; i < parts.size();) {
      Part united = parts[i++];
      while (i < parts.size() && parts[i].link == united.link && parts[i].first <= united.last + touching) {
        united.last = std::max(united.last, parts[i++].last);
      }
      append_ends(united, anchors);
    }
  }

  void append_ends(const Part& part, std::vector<Anchor>& anchors) const {
    anchors.push_back(anchor_at(part.link, part.first));
    if (part.last > part.first) {
      anchors.push_back(anchor_at(part.link, part.last));
    }
  }

  [[nodiscard]] Anchor anchor_at(std::uint32_t link_index, double metres) const {
    const Link& link = network_.links[link_index];
    const auto first = along_.begin() + link.first_vertex;
    const auto last = first + link.vertex_count;
    const double whole = *(last - 1);
    const auto next = std::clamp(std::upper_bound(first, last, metres), first + 1, last - 1);
    const auto vertex = static_cast<std::size_t>(next - along_.begin());
    const double length = *next - *(next - 1);
    const double share = length > 0.0 ? std::clamp((metres - *(next - 1)) / length, 0.0, 1.0) : 0.0;
    return {.link = LinkId(link_index),
            .at = place_at(network_.vertices[vertex - 1], network_.vertices[vertex], share),
            .share = whole > 0.0 ? std::clamp(metres / whole, 0.0, 1.0) : 0.0,
            .access = 0};
  }

  const WalkNetwork& network_;
  std::vector<double> along_;
  SegmentIndex index_;
};

}  // namespace

AnchorRows anchor_streets_near(const WalkNetwork& network, std::span<const Point> places, Metres radius) {
  const StreetsNear streets(network);
  std::vector<std::vector<Anchor>> slices((places.size() + kSlice - 1) / kSlice);
  AnchorRows rows;
  rows.starts.assign(places.size() + 1, 0);
  parallel_slices(places.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    std::vector<Anchor>& anchors = slices[begin / kSlice];
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t before = anchors.size();
      streets.append(places[i], radius.value(), anchors);
      rows.starts[i + 1] = static_cast<std::uint32_t>(anchors.size() - before);
    }
  });
  for (std::size_t i = 0; i < places.size(); ++i) {
    rows.starts[i + 1] += rows.starts[i];
  }
  rows.anchors.reserve(rows.starts.back());
  for (const std::vector<Anchor>& anchors : slices) {
    rows.anchors.insert(rows.anchors.end(), anchors.begin(), anchors.end());
  }
  return rows;
}

}  // namespace lastmeter
