// SPDX-License-Identifier: Apache-2.0
#include "network/link_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/error.h"
#include "network/walking_effort.h"

namespace lastmeter {
namespace {

constexpr double kLongestLink = 4294.0;
constexpr double kLongestStreet = 1e8;

/// A stretch between two nodes with heights, before its costs are known.
struct Piece {
  std::vector<Point> vertices;
  std::vector<double> heights;  // empty = flat

  void add(Point at, std::optional<double> height) {
    if (!vertices.empty() && vertices.back() == at) {
      return;
    }
    vertices.push_back(at);
    if (height) {
      heights.push_back(*height);
    }
  }
};

/// How a metre of a line counts.
struct Effort {
  std::optional<double> fixed;

  [[nodiscard]] double of(const Piece& piece, std::size_t i, double length, double direction) const {
    if (fixed || piece.heights.empty() || !(length > 0.0)) {
      return fixed.value_or(1.0);
    }
    return tobler_effort(direction * (piece.heights[i + 1] - piece.heights[i]) / length);
  }
};

Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

class LinkMaker {
 public:
  LinkMaker(const StreetLines& streets, Stretches stretches, const EndJoins& joins, const NetworkOptions& options)
      : streets_(streets), stretches_(std::move(stretches)), joins_(joins), options_(options) {
    parts_.nodes = std::move(stretches_.nodes);
    parts_.sealed = std::move(stretches_.sealed);
    parts_.nodes.insert(parts_.nodes.end(), joins.nodes.begin(), joins.nodes.end());
    parts_.sealed.resize(parts_.nodes.size(), 0);
    parts_.zero_length = stretches_.zero_length;
  }

  LinkParts make() {
    for (std::size_t i = 0; i < stretches_.stretches.size(); ++i) {
      make_stretch(i);
    }
    for (const EndJoin& join : joins_.joins) {
      make_join(join);
    }
    return std::move(parts_);
  }

 private:
  void make_stretch(std::size_t index) {
    const Stretch& stretch = stretches_.stretches[index];
    const std::span<const Point> shape = stretches_.shape(stretch);
    const std::span<const double> heights = stretches_.shape_heights(stretch);
    const auto height = [&](std::size_t i) { return use_heights() ? std::optional(heights[i]) : std::nullopt; };
    const auto found = joins_.splits.find(static_cast<std::uint32_t>(index));
    const std::vector<Split> none;
    const std::vector<Split>& splits = found == joins_.splits.end() ? none : found->second;
    Piece piece;
    std::uint32_t from = stretch.from;
    std::size_t next = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
      piece.add(shape[i], height(i));
      for (; next < splits.size() && splits[next].segment == i; ++next) {
        const double t = splits[next].share;
        piece.add(splits[next].at,
                  use_heights() ? std::optional(std::lerp(heights[i], heights[i + 1], t)) : std::nullopt);
        add_piece(piece, from, splits[next].node, stretch.line);
        from = splits[next].node;
        piece = Piece();
        piece.add(splits[next].at,
                  use_heights() ? std::optional(std::lerp(heights[i], heights[i + 1], t)) : std::nullopt);
      }
    }
    add_piece(piece, from, stretch.to, stretch.line);
  }

  [[nodiscard]] bool use_heights() const { return options_.slopes && !stretches_.heights.empty(); }

  void make_join(const EndJoin& join) {
    if (to_cost(join.end.gap) == 0) {
      parts_.merged.emplace_back(join.node, join.other);
      return;
    }
    Link link;
    link.from = NodeId(join.node);
    link.to = NodeId(join.other);
    link.row = join.end.row;
    link.level = join.level;
    Piece piece{{parts_.nodes[join.node], parts_.nodes[join.other]}, {}};
    add_parts(piece, link, WalkDirection::Both, Effort{1.0});
  }

  void add_piece(const Piece& piece, std::uint32_t from, std::uint32_t to, std::uint32_t line) {
    if (piece.vertices.size() < 2) {
      parts_.merged.emplace_back(from, to);
      ++parts_.zero_length;
      return;
    }
    Link link;
    link.from = NodeId(from);
    link.to = NodeId(to);
    link.row = streets_.rows[line];
    link.level = streets_.levels[line];
    const bool steps = streets_.kinds[line] == StreetKind::Steps && options_.steps_factor;
    add_parts(piece, link, streets_.directions[line], Effort{steps ? options_.steps_factor : std::nullopt});
  }

  /// Adds the piece as one link, or as several of equal length where its cost could exceed what a link holds.
  void add_parts(const Piece& piece, Link link, WalkDirection direction, const Effort& effort) {
    double length = 0.0;
    double hardest = 0.0;
    for (std::size_t i = 0; i + 1 < piece.vertices.size(); ++i) {
      const double step = distance(piece.vertices[i], piece.vertices[i + 1]).value();
      length += step;
      hardest = std::max({hardest, effort.of(piece, i, step, 1.0), effort.of(piece, i, step, -1.0)});
    }
    check_length(length * hardest, link.row);
    const double count = std::max(1.0, std::ceil(length * hardest / kLongestLink));
    if (count == 1.0) {
      add_link(piece, link, direction, effort);
      return;
    }
    const auto last = static_cast<std::uint32_t>(link.to.index());
    Piece part;
    double along = 0.0;
    double cut = 1.0;
    for (std::size_t i = 0; i + 1 < piece.vertices.size(); ++i) {
      add_vertex(part, piece, i, 0.0);
      const double step = distance(piece.vertices[i], piece.vertices[i + 1]).value();
      for (; cut < count && length * (cut / count) <= along + step; cut += 1.0) {
        const double t = std::clamp((length * (cut / count) - along) / step, 0.0, 1.0);
        add_vertex(part, piece, i, t);
        link.to = add_node(part.vertices.back());
        add_link(part, link, direction, effort);
        link.from = link.to;
        part = Piece();
        add_vertex(part, piece, i, t);
      }
      along += step;
    }
    add_vertex(part, piece, piece.vertices.size() - 1, 0.0);
    link.to = NodeId(last);
    add_link(part, link, direction, effort);
  }

  static void add_vertex(Piece& part, const Piece& piece, std::size_t i, double t) {
    const std::size_t next = t > 0.0 ? i + 1 : i;
    const auto height =
        piece.heights.empty() ? std::nullopt : std::optional(std::lerp(piece.heights[i], piece.heights[next], t));
    part.add(t == 1.0 ? piece.vertices[next] : between(piece.vertices[i], piece.vertices[next], t), height);
  }

  static void check_length(double length, std::uint32_t row) {
    if (!(length <= kLongestStreet)) {
      throw InputError(fmt::format("the street in row {} would be {:.3g} m long on the flat", row, length),
                       "check the coordinate system of the street layer, its heights and the steps factor");
    }
  }

  NodeId add_node(Point at) {
    parts_.nodes.push_back(at);
    parts_.sealed.push_back(0);
    return NodeId(parts_.nodes.size() - 1);
  }

  void add_link(const Piece& piece, Link link, WalkDirection direction, const Effort& effort) {
    if (piece.vertices.size() < 2) {
      parts_.merged.emplace_back(link.from.index(), link.to.index());
      return;
    }
    double forward = 0.0;
    double backward = 0.0;
    for (std::size_t i = 0; i + 1 < piece.vertices.size(); ++i) {
      const double step = distance(piece.vertices[i], piece.vertices[i + 1]).value();
      forward += step * effort.of(piece, i, step, 1.0);
      backward += step * effort.of(piece, i, step, -1.0);
    }
    link.cost = direction == WalkDirection::Backward ? kNoWay : static_cast<std::uint32_t>(to_cost(Metres(forward)));
    link.cost_back =
        direction == WalkDirection::Forward ? kNoWay : static_cast<std::uint32_t>(to_cost(Metres(backward)));
    link.first_vertex = static_cast<std::uint32_t>(parts_.vertices.size());
    link.vertex_count = static_cast<std::uint32_t>(piece.vertices.size());
    parts_.vertices.insert(parts_.vertices.end(), piece.vertices.begin(), piece.vertices.end());
    parts_.links.push_back(link);
  }

  const StreetLines& streets_;
  Stretches stretches_;
  const EndJoins& joins_;
  const NetworkOptions& options_;
  LinkParts parts_;
};

}  // namespace

LinkParts make_links(const StreetLines& streets, Stretches stretches, const EndJoins& joins,
                     const NetworkOptions& options) {
  return LinkMaker(streets, std::move(stretches), joins, options).make();
}

}  // namespace lastmeter
