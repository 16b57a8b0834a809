// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset_moves.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geometry/china_datum.h"

namespace lastmeter {

namespace {

constexpr int kVectorSteps = 15;  // of the evidence's grain, each way
constexpr std::size_t kVectorItems = 250;
constexpr std::array kShifts{DatumShift::None, DatumShift::Gcj02, DatumShift::Bd09};

Crs system_of(DatumShift shift) { return shift == DatumShift::None ? Crs::wgs84() : Crs::parse(datum_name(shift)); }

std::vector<Coordinate> as_coordinates(const std::vector<Point>& points) {
  std::vector<Coordinate> coordinates;
  coordinates.reserve(points.size());
  for (const Point& p : points) {
    coordinates.push_back({p.x, p.y});
  }
  return coordinates;
}

/// Where the layer would lie against the reference, were the datums others than they were read in.
class DatumMover {
 public:
  DatumMover(const std::vector<Point>& places, Crs working, DatumPair now)
      : degrees_(as_coordinates(places)), working_(std::move(working)), now_(now) {
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
    points.reserve(places.size());
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

/// Of the vectors of a lattice around `middle` under which most items fit, the one nearest their mean.
Point best_of_lattice(const OffsetEvidence& evidence, Point middle, double step, int steps) {
  const std::size_t stride = evidence.places.size() / kVectorItems + 1;
  std::vector<Point> best;
  std::size_t most = 0;
  for (int i = -steps; i <= steps; ++i) {
    for (int j = -steps; j <= steps; ++j) {
      const Point vector{middle.x + i * step, middle.y + j * step};
      const std::size_t fitting = count_fitting(evidence.judge(shifted(evidence.places, vector), stride));
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

}  // namespace

std::string datum_name(DatumShift shift) {
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

std::size_t count_fitting(const Fits& fits) {
  return static_cast<std::size_t>(std::count(fits.begin(), fits.end(), char{1}));
}

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

std::optional<OffsetMove> best_datum(const OffsetEvidence& evidence, const Crs& working, DatumPair now) {
  const DatumMover mover(evidence.places, working, now);
  if (!mover.is_in_china()) {
    return std::nullopt;
  }
  std::optional<OffsetMove> best;
  std::size_t most = 0;
  for (const DatumShift layer : kShifts) {
    for (const DatumShift reference : kShifts) {
      std::vector<Point> places = mover.moved({layer, reference});
      const std::size_t fitting = count_fitting(evidence.judge(places, 1));
      if (fitting > most) {
        best = OffsetMove{DatumPair{layer, reference}, std::move(places)};
        most = fitting;
      }
    }
  }
  return best;
}

OffsetMove best_vector(const OffsetEvidence& evidence) {
  const Point coarse = best_of_lattice(evidence, {0.0, 0.0}, evidence.grain, kVectorSteps);
  const Point fine = best_of_lattice(evidence, coarse, evidence.grain / 5.0, 5);
  return {std::nullopt, shifted(evidence.places, fine)};
}

}  // namespace lastmeter
