// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/text.h"
#include "geometry/china_datum.h"
#include "input/crs_offset_evidence.h"

namespace lastmeter {

namespace {

constexpr std::size_t kFewestItems = 20;
constexpr double kLeastGain = 0.05;
constexpr double kLeastOddsRatio = 2.0;
constexpr double kDatumChance = 1e-6;
constexpr double kVectorChance = 1e-12;
constexpr int kVectorSteps = 15;  // of the evidence's grain, each way
constexpr std::size_t kVectorItems = 250;
constexpr std::array kShifts{DatumShift::None, DatumShift::Gcj02, DatumShift::Bd09};

std::string name_of(DatumShift shift) {
  switch (shift) {
    case DatumShift::None:
      return "WGS 84";
    case DatumShift::Gcj02:
      return "GCJ-02";
    case DatumShift::Bd09:
      return "BD-09";
  }
  return "";
}

Crs system_of(DatumShift shift) { return shift == DatumShift::None ? Crs::wgs84() : Crs::parse(name_of(shift)); }

std::vector<Coordinate> as_coordinates(const std::vector<Point>& points) {
  std::vector<Coordinate> coordinates;
  for (const Point& p : points) {
    coordinates.push_back({p.x, p.y});
  }
  return coordinates;
}

/// Where the layer would lie against the reference, were the datums others than they were read in.
class DatumMover {
 public:
  DatumMover(const std::vector<Point>& places, const Crs& working, DatumPair now)
      : degrees_(as_coordinates(places)), working_(working), now_(now) {
    transform(working_, Crs::wgs84(), degrees_);
  }

  [[nodiscard]] bool is_in_china() const {
    return std::any_of(degrees_.begin(), degrees_.end(), [](const Coordinate& at) {
      return gcj02_applies({at.x, at.y});
    });
  }

  [[nodiscard]] std::vector<Point> moved(DatumPair truth) const {
    std::vector<Coordinate> places = degrees_;
    transform(Crs::wgs84(), system_of(now_.layer), places);
    transform(system_of(truth.layer), Crs::wgs84(), places);
    transform(Crs::wgs84(), system_of(truth.reference), places);
    transform(system_of(now_.reference), Crs::wgs84(), places);
    transform(Crs::wgs84(), working_, places);
    std::vector<Point> points;
    for (const Coordinate& at : places) {
      points.push_back({at.x, at.y});
    }
    return points;
  }

 private:
  std::vector<Coordinate> degrees_;
  Crs working_;
  DatumPair now_;
};

std::vector<Point> shifted(std::vector<Point> places, Point vector) {
  for (Point& p : places) {
    p = {p.x + vector.x, p.y + vector.y};
  }
  return places;
}

/// As far from `places` as `moved` is, in a direction turned by right angles.
std::vector<Point> turned(const std::vector<Point>& places, std::vector<Point> moved, int right_angles) {
  for (std::size_t i = 0; i < moved.size(); ++i) {
    Point step{moved[i].x - places[i].x, moved[i].y - places[i].y};
    for (int turn = 0; turn < right_angles; ++turn) {
      step = {-step.y, step.x};
    }
    moved[i] = {places[i].x + step.x, places[i].y + step.y};
  }
  return moved;
}

std::size_t count(const Fits& fits) { return static_cast<std::size_t>(std::count(fits.begin(), fits.end(), char{1})); }

/// Chance that a fair coin shows heads at least `gained` times in gained + lost.
double sign_test(std::size_t gained, std::size_t lost) {
  const auto n = static_cast<double>(gained + lost);
  double tail = 0.0;
  for (std::size_t heads = gained; heads <= gained + lost; ++heads) {
    const auto k = static_cast<double>(heads);
    tail += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) - n * std::log(2.0));
  }
  return tail;
}

double odds(const Fits& fits) {
  const auto good = static_cast<double>(count(fits));
  return (good + 0.5) / (static_cast<double>(fits.size()) - good + 0.5);
}

bool is_clearly_better(const Fits& moved, const Fits& now, double chance) {
  std::size_t gained = 0;
  std::size_t lost = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    gained += moved[i] > now[i] ? 1 : 0;
    lost += moved[i] < now[i] ? 1 : 0;
  }
  return gained > lost && static_cast<double>(gained - lost) >= kLeastGain * static_cast<double>(now.size()) &&
         odds(moved) >= kLeastOddsRatio * odds(now) && sign_test(gained, lost) < chance;
}

struct Move {
  std::optional<DatumPair> truth;
  std::vector<Point> places;
};

/// Believed only when it beats staying and going elsewhere.
std::optional<OffsetFinding> proven(const OffsetEvidence& evidence, const Fits& now, const Move& move, double chance) {
  const Fits fits = evidence.judge(move.places, 1);
  if (!is_clearly_better(fits, now, chance)) {
    return std::nullopt;
  }
  for (const int right_angles : {1, 2, 3}) {
    if (!is_clearly_better(fits, evidence.judge(turned(evidence.places, move.places, right_angles), 1), chance)) {
      return std::nullopt;
    }
  }
  OffsetFinding found{move.truth, 0.0, 0.0, now.size(), count(now), count(fits)};
  for (std::size_t i = 0; i < move.places.size(); ++i) {
    found.east += (move.places[i].x - evidence.places[i].x) / static_cast<double>(move.places.size());
    found.north += (move.places[i].y - evidence.places[i].y) / static_cast<double>(move.places.size());
  }
  return found;
}

std::optional<Move> best_datum(const OffsetEvidence& evidence, const Crs& working, DatumPair now) {
  const DatumMover mover(evidence.places, working, now);
  if (!mover.is_in_china()) {
    return std::nullopt;
  }
  std::optional<Move> best;
  std::size_t most = 0;
  for (const DatumShift layer : kShifts) {
    for (const DatumShift reference : kShifts) {
      std::vector<Point> places = mover.moved({layer, reference});
      const std::size_t fitting = count(evidence.judge(places, 1));
      if (fitting > most) {
        best = Move{DatumPair{layer, reference}, std::move(places)};
        most = fitting;
      }
    }
  }
  return best;
}

/// Of the vectors of a lattice around `middle` under which most items fit, the one nearest their mean.
Point best_of_lattice(const OffsetEvidence& evidence, Point middle, double step, int steps) {
  const std::size_t stride = evidence.places.size() / kVectorItems + 1;
  std::vector<Point> best;
  std::size_t most = 0;
  for (int i = -steps; i <= steps; ++i) {
    for (int j = -steps; j <= steps; ++j) {
      const Point vector{middle.x + i * step, middle.y + j * step};
      const std::size_t fitting = count(evidence.judge(shifted(evidence.places, vector), stride));
      if (fitting > most) {
        best.clear();
        most = fitting;
      }
      if (fitting == most) {
        best.push_back(vector);
      }
    }
  }
  Point mean;
  for (const Point& vector : best) {
    mean = {mean.x + vector.x / static_cast<double>(best.size()), mean.y + vector.y / static_cast<double>(best.size())};
  }
  return *std::min_element(best.begin(), best.end(),
                           [&](Point a, Point b) { return squared_distance(a, mean) < squared_distance(b, mean); });
}

Move best_vector(const OffsetEvidence& evidence) {
  const Point coarse = best_of_lattice(evidence, {0.0, 0.0}, evidence.grain, kVectorSteps);
  const Point fine = best_of_lattice(evidence, coarse, evidence.grain / 5.0, 5);
  return {std::nullopt, shifted(evidence.places, fine)};
}

std::optional<OffsetFinding> weigh(const OffsetEvidence& evidence, const Crs& working, DatumPair now) {
  const Fits fits = evidence.judge(evidence.places, 1);
  const std::size_t misfits = fits.size() - count(fits);
  if (fits.size() < kFewestItems || static_cast<double>(misfits) < kLeastGain * static_cast<double>(fits.size())) {
    return std::nullopt;
  }
  if (const std::optional<Move> datum = best_datum(evidence, working, now)) {
    if (const std::optional<OffsetFinding> found = proven(evidence, fits, *datum, kDatumChance)) {
      return found;
    }
  }
  return proven(evidence, fits, best_vector(evidence), kVectorChance);
}

std::vector<OffsetEvidence> evidence_of(const OffsetSubject& subject, const OffsetReference& reference) {
  switch (reference.kind) {
    case OffsetReference::Kind::Zones:
      break;
    case OffsetReference::Kind::Shapes:
      return {points_inside(subject.points, reference.locator)};
    case OffsetReference::Kind::Places:
      return {points_beside(subject.points, reference.places)};
  }
  if (!subject.shapes.empty()) {
    return {shapes_within_borders(subject.shapes, reference.locator)};
  }
  std::vector<OffsetEvidence> all;
  if (!subject.own_zone.empty()) {
    all.push_back(points_in_own_zone(subject.points, subject.own_zone, reference.locator));
  }
  all.push_back(points_inside(subject.points, reference.locator));
  if (subject.points.size() >= reference.count / 2 && subject.points.size() <= 2 * reference.count) {
    all.push_back(zones_with_a_point(subject.points, reference.locator, reference.count));
  }
  return all;
}

std::string advice(const std::string& role, const Crs& crs, DatumShift truth) {
  if (!crs.is_geographic()) {
    return fmt::format("make {} anew: it seems to have been converted to {} from {}", role, crs.id(), name_of(truth));
  }
  return fmt::format("set crs = \"{}\" in [layers.{}]", truth == DatumShift::None ? "EPSG:4326" : name_of(truth), role);
}

std::string advice(const OffsetSubject& subject, const OffsetReference& reference, const OffsetFinding& found) {
  if (!found.truth) {
    return fmt::format("compare {} with {} on a map; convert it again if it comes from another datum", subject.file,
                       reference.file);
  }
  std::vector<std::string> steps;
  if (found.truth->layer != subject.crs.shift()) {
    steps.push_back(advice(subject.role, subject.crs, found.truth->layer));
  }
  if (found.truth->reference != reference.crs.shift()) {
    steps.push_back(advice(reference.role, reference.crs, found.truth->reference));
  }
  return joined(steps, " and ");
}

void report(const OffsetSubject& subject, const OffsetReference& reference, const std::string& what,
            const OffsetFinding& found, IssueLedger& ledger) {
  const std::string move = fmt::format("{} m east and {} m north", fixed(found.east, 0), fixed(found.north, 0));
  std::string theory("moved so");
  if (found.truth) {
    theory = fmt::format("read as {}, with {} as {}", name_of(found.truth->layer), reference.role,
                         name_of(found.truth->reference));
  }
  Issue issue = finding(Rule::LayerOffset, subject.role, {},
                        fmt::format("{} lies about {} m off {} ({}) and would have to move {}: {}, {} of {} are {}, "
                                    "now {}",
                                    subject.file, fixed(found.distance().value(), 0), reference.role, reference.file,
                                    move, theory, found.fitting_moved, found.items, what, found.fitting),
                        advice(subject, reference, found));
  issue.figure = found.distance().value();
  issue.unit = "m";
  ledger.add(std::move(issue));
}

}  // namespace

Metres OffsetFinding::distance() const { return Metres(std::hypot(east, north)); }

std::optional<OffsetFinding> find_offset(const OffsetSubject& subject, const OffsetReference& reference,
                                         const Crs& working, IssueLedger& ledger) {
  for (const OffsetEvidence& evidence : evidence_of(subject, reference)) {
    if (const auto found = weigh(evidence, working, {subject.crs.shift(), reference.crs.shift()})) {
      report(subject, reference, evidence.what, *found, ledger);
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace lastmeter
