// SPDX-License-Identifier: Apache-2.0
#include "partition/cell_fragments.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "geometry/box_index.h"
#include "geometry/segment_runs.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct FaceEdge {
  Point low;
  Point high;
  std::uint32_t face;
  [[nodiscard]] auto key() const { return std::tie(low.x, low.y, high.x, high.y); }
};

void add_edges(const Ring& ring, std::uint32_t face, std::vector<FaceEdge>& edges) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[i + 1 < ring.size() ? i + 1 : 0];
    const bool ascends = std::tie(a.x, a.y) < std::tie(b.x, b.y);
    edges.push_back({ascends ? a : b, ascends ? b : a, face});
  }
}

std::vector<FaceEdge> sorted_edges(std::span<const Face> faces) {
  std::vector<FaceEdge> edges;
  for (std::size_t f = 0; f < faces.size(); ++f) {
    for (const Polygon& part : faces[f].shape.parts) {
      add_edges(part.outer, static_cast<std::uint32_t>(f), edges);
      for (const Ring& hole : part.holes) {
        add_edges(hole, static_cast<std::uint32_t>(f), edges);
      }
    }
  }
  std::sort(edges.begin(), edges.end(), [](const FaceEdge& a, const FaceEdge& b) {
    return a.key() == b.key() ? a.face < b.face : a.key() < b.key();
  });
  return edges;
}

/// Tells the edges that run along a barrier.
class Barred {
 public:
  explicit Barred(std::span<const std::vector<Point>> barriers) : index_({}) {
    std::vector<Box> boxes;
    for (const std::vector<Point>& barrier : barriers) {
      for (std::size_t i = 1; i < barrier.size(); ++i) {
        stretches_.push_back({barrier[i - 1], barrier[i]});
        boxes.push_back(bounds(stretches_.back()));
      }
    }
    index_ = BoxIndex(boxes);
  }

  bool operator()(Point a, Point b) {
    if (stretches_.empty()) {
      return false;
    }
    const Point middle{(a.x + b.x) / 2.0, (a.y + b.y) / 2.0};
    Box place;
    place.add(middle);
    index_.query(place.grown(Metres(kOff)), near_);
    return std::any_of(near_.begin(), near_.end(),
                       [&](std::uint32_t i) { return distance_from(stretches_[i], middle) <= kOff; });
  }

 private:
  static constexpr double kOff = 8.0 * kCutLattice;

  std::vector<Segment> stretches_;
  BoxIndex index_;
  std::vector<std::uint32_t> near_;
};

/// Connected parts of equal owner.
struct Fragments {
  std::vector<std::uint32_t> of_face;
  std::vector<double> areas;
  std::vector<std::uint32_t> owners;
};

Fragments fragments_of(std::span<const Face> faces, std::span<const FaceClaim> claims,
                       std::span<const FaceContact> contacts) {
  std::vector<std::vector<std::uint32_t>> joined(faces.size());
  for (const FaceContact& contact : contacts) {
    if (!contact.barred && claims[contact.a].owner == claims[contact.b].owner) {
      joined[contact.a].push_back(contact.b);
      joined[contact.b].push_back(contact.a);
    }
  }
  Fragments fragments;
  fragments.of_face.assign(faces.size(), kNone);
  std::vector<std::uint32_t> open;
  for (std::size_t f = 0; f < faces.size(); ++f) {
    if (fragments.of_face[f] != kNone) {
      continue;
    }
    const auto fragment = static_cast<std::uint32_t>(fragments.areas.size());
    fragments.areas.push_back(0.0);
    fragments.owners.push_back(claims[f].owner);
    fragments.of_face[f] = fragment;
    open.assign(1, static_cast<std::uint32_t>(f));
    while (!open.empty()) {
      const std::uint32_t face = open.back();
      open.pop_back();
      fragments.areas[fragment] += area(faces[face].shape).value();
      for (const std::uint32_t next : joined[face]) {
        if (fragments.of_face[next] == kNone) {
          fragments.of_face[next] = fragment;
          open.push_back(next);
        }
      }
    }
  }
  return fragments;
}

/// The fragment each owner keeps: where its place is, else the largest.
std::vector<std::uint32_t> homes(std::span<const Face> faces, const Fragments& fragments,
                                 std::span<const Point> places) {
  std::vector<std::uint32_t> home(places.size(), kNone);
  for (std::uint32_t fragment = 0; fragment < fragments.areas.size(); ++fragment) {
    std::uint32_t& kept = home[fragments.owners[fragment]];
    if (kept == kNone || fragments.areas[fragment] > fragments.areas[kept]) {
      kept = fragment;
    }
  }
  std::vector<bool> found(places.size(), false);
  for (std::size_t f = 0; f < faces.size(); ++f) {
    const std::uint32_t owner = fragments.owners[fragments.of_face[f]];
    if (!found[owner] && contains(faces[f].shape, places[owner])) {
      found[owner] = true;
      home[owner] = fragments.of_face[f];
    }
  }
  return home;
}

/// A border of a loose fragment with a settled one.
enum class Claim : std::size_t { SameCompound, Open, Barred };
constexpr std::size_t kClaims = 3;
using Borders = std::array<std::map<std::uint32_t, double>, kClaims>;  // length by owner

std::optional<std::uint32_t> longest(const std::map<std::uint32_t, double>& borders) {
  const auto most = std::max_element(borders.begin(), borders.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == borders.end() ? std::nullopt : std::optional(most->first);
}

class LooseEnds {
 public:
  LooseEnds(std::span<const FaceClaim> claims, std::span<const FaceContact> contacts, const Fragments& fragments,
            const std::vector<std::uint32_t>& home)
      : claims_(claims), contacts_(contacts), fragments_(fragments), owners_(fragments.owners.size(), kNone) {
    for (std::uint32_t fragment = 0; fragment < owners_.size(); ++fragment) {
      if (home[fragments.owners[fragment]] == fragment) {
        owners_[fragment] = fragments.owners[fragment];
      }
    }
  }

  std::vector<std::uint32_t> tied() {
    while (round(Claim::Open) || round(Claim::Barred)) {
    }
    for (std::size_t fragment = 0; fragment < owners_.size(); ++fragment) {
      owners_[fragment] = owners_[fragment] == kNone ? fragments_.owners[fragment] : owners_[fragment];
    }
    return owners_;
  }

 private:
  /// Ties what has a claim up to `last`, all by the state before the round; whether anything was.
  bool round(Claim last) {
    const std::map<std::uint32_t, Borders> loose = loose_borders();
    bool any = false;
    for (const auto& [fragment, borders] : loose) {
      for (std::size_t claim = 0; claim <= static_cast<std::size_t>(last) && owners_[fragment] == kNone; ++claim) {
        if (const auto owner = longest(borders[claim])) {
          owners_[fragment] = *owner;
          any = true;
        }
      }
    }
    return any;
  }

  [[nodiscard]] std::map<std::uint32_t, Borders> loose_borders() const {
    std::map<std::uint32_t, Borders> loose;
    const auto claim_of = [&](const FaceContact& contact) {
      const bool same =
          claims_[contact.a].ground == claims_[contact.b].ground && claims_[contact.a].ground != kOpenGround;
      return contact.barred ? Claim::Barred : same ? Claim::SameCompound : Claim::Open;
    };
    const auto add = [&](const FaceContact& contact, std::uint32_t from, std::uint32_t to) {
      if (owners_[from] == kNone && owners_[to] != kNone) {
        loose[from][static_cast<std::size_t>(claim_of(contact))][owners_[to]] += contact.length;
      }
    };
    for (const FaceContact& contact : contacts_) {
      const std::uint32_t a = fragments_.of_face[contact.a];
      const std::uint32_t b = fragments_.of_face[contact.b];
      add(contact, a, b);
      add(contact, b, a);
    }
    return loose;
  }

  std::span<const FaceClaim> claims_;
  std::span<const FaceContact> contacts_;
  const Fragments& fragments_;
  std::vector<std::uint32_t> owners_;
};

}  // namespace

std::vector<FaceContact> face_contacts(std::span<const Face> faces, std::span<const std::vector<Point>> barriers) {
  const std::vector<FaceEdge> edges = sorted_edges(faces);
  Barred barred(barriers);
  std::vector<FaceContact> contacts;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    const FaceEdge& edge = edges[i];
    if (edges[i - 1].key() == edge.key() && edges[i - 1].face != edge.face) {
      contacts.push_back(
          {edges[i - 1].face, edge.face, distance(edge.low, edge.high).value(), barred(edge.low, edge.high)});
    }
  }
  return contacts;
}

std::vector<std::uint32_t> settled_owners(std::span<const Face> faces, std::span<const FaceClaim> claims,
                                          std::span<const FaceContact> contacts, std::span<const Point> places) {
  const Fragments fragments = fragments_of(faces, claims, contacts);
  const std::vector<std::uint32_t> by_fragment =
      LooseEnds(claims, contacts, fragments, homes(faces, fragments, places)).tied();
  std::vector<std::uint32_t> owners;
  owners.reserve(faces.size());
  for (const std::uint32_t fragment : fragments.of_face) {
    owners.push_back(by_fragment[fragment]);
  }
  return owners;
}

}  // namespace lastmeter
