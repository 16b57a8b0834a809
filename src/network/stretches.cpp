// SPDX-License-Identifier: Apache-2.0
#include "network/stretches.h"

#include <cmath>
#include <limits>
#include <optional>

#include "network/junctions.h"

namespace lastmeter {
namespace {

constexpr std::uint32_t kNoNode = std::numeric_limits<std::uint32_t>::max();

/// A vertex of a line without repetitions.
struct Bend {
  std::uint32_t junction = 0;
  bool sealed = false;
};

struct CleanLines {
  std::vector<std::uint32_t> starts{0};
  std::vector<Bend> bends;  // one a vertex of the stretches
};

void drop_repeats(const StreetLines& streets, std::size_t line, const std::vector<std::uint32_t>& junctions,
                  CleanLines& clean, Stretches& out) {
  const std::size_t begin = clean.bends.size();
  for (std::uint32_t v = streets.starts[line]; v < streets.starts[line + 1]; ++v) {
    const bool sealed = !streets.sealed.empty() && streets.sealed[v] != 0;
    const double height = streets.heights.empty() ? 0.0 : streets.heights[v];
    if (clean.bends.size() > begin && out.vertices.back() == streets.vertices[v]) {
      clean.bends.back().sealed |= sealed;
      if (!streets.heights.empty() && !std::isfinite(out.heights.back())) {
        out.heights.back() = height;
      }
      continue;
    }
    clean.bends.push_back({junctions[v], sealed});
    out.vertices.push_back(streets.vertices[v]);
    if (!streets.heights.empty()) {
      out.heights.push_back(height);
    }
  }
  if (!out.heights.empty()) {
    fill_heights(std::span(out.vertices).subspan(begin), std::span(out.heights).subspan(begin));
  }
  clean.starts.push_back(static_cast<std::uint32_t>(clean.bends.size()));
}

/// Numbers nodes as they are met.
class NodeNumbers {
 public:
  NodeNumbers(std::size_t junctions, Stretches& out) : of_junction_(junctions, kNoNode), out_(out) {}

  std::uint32_t at(const Bend& bend, Point place) {
    if (bend.sealed) {
      return add(place, 1);
    }
    std::uint32_t& node = of_junction_[bend.junction];
    if (node == kNoNode) {
      node = add(place, 0);
    }
    return node;
  }

 private:
  std::uint32_t add(Point place, std::uint8_t sealed) {
    out_.nodes.push_back(place);
    out_.sealed.push_back(sealed);
    return static_cast<std::uint32_t>(out_.nodes.size() - 1);
  }

  std::vector<std::uint32_t> of_junction_;
  Stretches& out_;
};

void split_line(std::size_t line, const CleanLines& clean, const std::vector<std::uint32_t>& visits,
                NodeNumbers& numbers, Stretches& out) {
  const std::uint32_t begin = clean.starts[line];
  const std::uint32_t last = clean.starts[line + 1] - 1;
  std::uint32_t from_vertex = begin;
  std::uint32_t from = numbers.at(clean.bends[begin], out.vertices[begin]);
  for (std::uint32_t v = begin + 1; v <= last; ++v) {
    const Bend& bend = clean.bends[v];
    if (v < last && !bend.sealed && visits[bend.junction] < 2) {
      continue;
    }
    const std::uint32_t to = numbers.at(bend, out.vertices[v]);
    out.stretches.push_back({static_cast<std::uint32_t>(line), from, to, from_vertex, v - from_vertex + 1});
    from_vertex = v;
    from = bend.sealed && v < last ? numbers.at(bend, out.vertices[v]) : to;
  }
}

}  // namespace

Stretches split_at_junctions(const StreetLines& streets) {
  const std::vector<std::uint32_t> junctions = find_junctions(streets);
  Stretches out;
  CleanLines clean;
  for (std::size_t line = 0; line < streets.size(); ++line) {
    drop_repeats(streets, line, junctions, clean, out);
  }
  std::vector<std::uint32_t> visits(junctions.size(), 0);
  for (const Bend& bend : clean.bends) {
    ++visits[bend.junction];
  }
  NodeNumbers numbers(junctions.size(), out);
  for (std::size_t line = 0; line < streets.size(); ++line) {
    if (clean.starts[line + 1] - clean.starts[line] < 2) {
      ++out.zero_length;
      continue;
    }
    split_line(line, clean, visits, numbers, out);
  }
  return out;
}

void fill_heights(std::span<const Point> line, std::span<double> heights) {
  std::optional<std::size_t> known;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (!std::isfinite(heights[i])) {
      continue;
    }
    const std::size_t gap_begin = known ? *known + 1 : 0;
    double total = 0.0;
    for (std::size_t k = gap_begin; known && k <= i; ++k) {
      total += distance(line[k - 1], line[k]).value();
    }
    double along = 0.0;
    for (std::size_t k = gap_begin; k < i; ++k) {
      along += known ? distance(line[k - 1], line[k]).value() : 0.0;
      const double share = known && total > 0.0 ? along / total : 1.0;
      heights[k] = known ? heights[*known] + share * (heights[i] - heights[*known]) : heights[i];
    }
    known = i;
  }
  for (std::size_t i = known ? *known + 1 : 0; i < heights.size(); ++i) {
    heights[i] = known ? heights[*known] : 0.0;
  }
}

}  // namespace lastmeter
