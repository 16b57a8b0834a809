// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "core/text.h"
#include "geometry/china_datum.h"
#include "geometry/zone_locator.h"
#include "input/crs_candidates.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostItems = 5000;
constexpr std::size_t kFewestItems = 20;
constexpr double kLeastGain = 0.05;
constexpr double kGainPerLoss = 3.0;
constexpr double kMisfitsLeft = 0.6;
constexpr double kChance = 1e-6;
constexpr double kShrink = 0.9;  // shapes that touch a border do not cross it

struct Hypothesis {
  DatumShift layer;
  DatumShift reference;
};

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

/// The points that are judged, as they lie now, in degrees.
class Mover {
 public:
  Mover(std::vector<Coordinate> points, const Crs& working, Hypothesis now)
      : points_(std::move(points)), degrees_(points_), working_(working), now_(now) {
    transform(working_, Crs::wgs84(), degrees_);
  }

  /// True when some point lies where the pseudo systems differ from WGS 84.
  [[nodiscard]] bool is_in_china() const {
    return std::any_of(degrees_.begin(), degrees_.end(),
                       [](const Coordinate& at) { return gcj02_applies({at.x, at.y}); });
  }

  [[nodiscard]] std::vector<Coordinate> as_read() const { return points_; }

  [[nodiscard]] std::vector<Coordinate> moved(Hypothesis truth) const {
    std::vector<Coordinate> points = degrees_;
    transform(Crs::wgs84(), system_of(now_.layer), points);
    transform(system_of(truth.layer), Crs::wgs84(), points);
    transform(Crs::wgs84(), system_of(truth.reference), points);
    transform(system_of(now_.reference), Crs::wgs84(), points);
    transform(Crs::wgs84(), working_, points);
    return points;
  }

  /// As far, in a direction turned by `quarters` right angles.
  [[nodiscard]] std::vector<Coordinate> turned(const std::vector<Coordinate>& moved, int quarters) const {
    std::vector<Coordinate> points = moved;
    for (std::size_t i = 0; i < points.size(); ++i) {
      double dx = points[i].x - points_[i].x;
      double dy = points[i].y - points_[i].y;
      for (int turn = 0; turn < quarters; ++turn) {
        dx = std::exchange(dy, dx) * -1.0;
      }
      points[i] = {points_[i].x + dx, points_[i].y + dy};
    }
    return points;
  }

  [[nodiscard]] Metres mean_distance(const std::vector<Coordinate>& moved) const {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      const double far = std::hypot(moved[i].x - points_[i].x, moved[i].y - points_[i].y);
      if (std::isfinite(far)) {
        sum += far;
        ++count;
      }
    }
    return Metres(count == 0 ? 0.0 : sum / static_cast<double>(count));
  }

 private:
  std::vector<Coordinate> points_;
  std::vector<Coordinate> degrees_;
  Crs working_;
  Hypothesis now_;
};

using Fits = std::vector<char>;
using Judge = std::function<Fits(const std::vector<Coordinate>& points)>;

std::size_t count(const Fits& fits) { return static_cast<std::size_t>(std::count(fits.begin(), fits.end(), char{1})); }

/// Chance that a fair coin shows heads at least `gained` times in gained + lost.
double sign_test(std::size_t gained, std::size_t lost) {
  const std::size_t n = gained + lost;
  double tail = 0.0;
  for (std::size_t k = gained; k <= n; ++k) {
    const double log_term = std::lgamma(static_cast<double>(n) + 1.0) - std::lgamma(static_cast<double>(k) + 1.0) -
                            std::lgamma(static_cast<double>(n - k) + 1.0) - static_cast<double>(n) * std::log(2.0);
    tail += std::exp(log_term);
  }
  return tail;
}

bool is_clearly_better(const Fits& moved, const Fits& now) {
  std::size_t gained = 0;
  std::size_t lost = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    gained += moved[i] > now[i] ? 1 : 0;
    lost += moved[i] < now[i] ? 1 : 0;
  }
  const auto items = static_cast<double>(now.size());
  const double misfits = items - static_cast<double>(count(now));
  const double misfits_left = items - static_cast<double>(count(moved));
  return gained > lost && static_cast<double>(gained - lost) >= kLeastGain * items &&
         static_cast<double>(gained) >= kGainPerLoss * static_cast<double>(lost) &&
         misfits_left <= kMisfitsLeft * misfits && sign_test(gained, lost) < kChance;
}

std::vector<std::optional<std::uint32_t>> zones_of(const ZoneLocator& locator, const std::vector<Coordinate>& at) {
  std::vector<Point> points;
  points.reserve(at.size());
  for (const Coordinate& c : at) {
    points.push_back({c.x, c.y});
  }
  return locator.find_all(points);
}

std::vector<std::size_t> evenly(std::size_t count) {
  std::vector<std::size_t> some;
  const std::size_t most = std::min(count, kMostItems);
  for (std::size_t i = 0; i < most; ++i) {
    some.push_back(i * count / most);
  }
  return some;
}

/// Points to move, and what makes them fit.
struct Evidence {
  std::string what;  // "committees in their own zone"
  std::vector<Coordinate> points;
  Judge judge;
};

Evidence points_in_own_zone(const OffsetSubject& subject, const ZoneLocator& locator) {
  Evidence evidence{"in their own zone", {}, {}};
  std::vector<std::uint32_t> own;
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < subject.own_zone.size(); ++i) {
    if (subject.own_zone[i]) {
      known.push_back(i);
    }
  }
  for (const std::size_t k : evenly(known.size())) {
    const Point at = subject.points[known[k]];
    evidence.points.push_back({at.x, at.y});
    own.push_back(*subject.own_zone[known[k]]);
  }
  evidence.judge = [own, &locator](const std::vector<Coordinate>& points) {
    const auto found = zones_of(locator, points);
    Fits fits(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      fits[i] = found[i] == own[i] ? 1 : 0;
    }
    return fits;
  };
  return evidence;
}

Evidence points_in_any_zone(const OffsetSubject& subject, const ZoneLocator& locator) {
  Evidence evidence{"inside a zone", {}, {}};
  for (const std::size_t i : evenly(subject.points.size())) {
    evidence.points.push_back({subject.points[i].x, subject.points[i].y});
  }
  evidence.judge = [&locator](const std::vector<Coordinate>& points) {
    const auto found = zones_of(locator, points);
    Fits fits(points.size());
    std::transform(found.begin(), found.end(), fits.begin(), [](const auto& zone) { return zone ? 1 : 0; });
    return fits;
  };
  return evidence;
}

Evidence zones_with_a_point(const OffsetSubject& subject, const ZoneLocator& locator, std::size_t zone_count) {
  Evidence evidence = points_in_any_zone(subject, locator);
  evidence.what = "zones holding one of them";
  evidence.judge = [&locator, zone_count](const std::vector<Coordinate>& points) {
    Fits fits(zone_count);
    for (const auto& zone : zones_of(locator, points)) {
      if (zone) {
        fits[*zone] = 1;
      }
    }
    return fits;
  };
  return evidence;
}

Evidence shapes_within_borders(const OffsetSubject& subject, const ZoneLocator& locator) {
  Evidence evidence{"across no border", {}, {}};
  std::vector<std::size_t> ends;
  for (const std::size_t i : evenly(subject.shapes.size())) {
    if (subject.shapes[i]->empty()) {
      continue;
    }
    const Point middle = centroid(*subject.shapes[i]);
    for (const Polygon& part : subject.shapes[i]->parts) {
      for (const Point& corner : part.outer) {
        evidence.points.push_back(
            {middle.x + kShrink * (corner.x - middle.x), middle.y + kShrink * (corner.y - middle.y)});
      }
    }
    ends.push_back(evidence.points.size());
  }
  evidence.judge = [ends, &locator](const std::vector<Coordinate>& points) {
    const auto found = zones_of(locator, points);
    Fits fits;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      std::set<std::uint32_t> met;
      for (std::size_t i = begin; i < end; ++i) {
        if (found[i]) {
          met.insert(*found[i]);
        }
      }
      fits.push_back(met.size() < 2 ? 1 : 0);
      begin = end;
    }
    return fits;
  };
  return evidence;
}

std::vector<Evidence> evidence_of(const OffsetSubject& subject, const ZoneLocator& locator, std::size_t zone_count) {
  if (!subject.shapes.empty()) {
    return {shapes_within_borders(subject, locator)};
  }
  if (!subject.own_zone.empty()) {
    return {points_in_own_zone(subject, locator)};
  }
  std::vector<Evidence> all{points_in_any_zone(subject, locator)};
  if (subject.points.size() >= zone_count / 2 && subject.points.size() <= 2 * zone_count) {
    all.push_back(zones_with_a_point(subject, locator, zone_count));
  }
  return all;
}

std::optional<OffsetFinding> weigh(const Evidence& evidence, const Crs& working, Hypothesis now) {
  const Mover mover(evidence.points, working, now);
  const Fits as_read = evidence.judge(mover.as_read());
  if (as_read.size() < kFewestItems || !mover.is_in_china()) {
    return std::nullopt;
  }
  std::optional<Hypothesis> best;
  Fits best_fits = as_read;
  for (const DatumShift layer : kShifts) {
    for (const DatumShift reference : kShifts) {
      if (layer == reference && now.layer == now.reference) {
        continue;
      }
      Fits fits = evidence.judge(mover.moved({layer, reference}));
      if (count(fits) > count(best_fits)) {
        best = Hypothesis{layer, reference};
        best_fits = std::move(fits);
      }
    }
  }
  if (!best || !is_clearly_better(best_fits, as_read)) {
    return std::nullopt;
  }
  const std::vector<Coordinate> moved = mover.moved(*best);
  for (const int quarters : {1, 2, 3}) {
    if (!is_clearly_better(best_fits, evidence.judge(mover.turned(moved, quarters)))) {
      return std::nullopt;
    }
  }
  return OffsetFinding{best->layer,    best->reference, mover.mean_distance(moved),
                       as_read.size(), count(as_read),  count(best_fits)};
}

std::string advice(const std::string& role, const Crs& crs, DatumShift truth) {
  return crs.is_geographic() ? fmt::format("set crs = \"{}\" in [layers.{}]",
                                           truth == DatumShift::None ? "EPSG:4326" : name_of(truth), role)
                             : fmt::format("find out how the layer {} came to {}: it seems to come from {}", role,
                                           crs.id(), name_of(truth));
}

void report(const OffsetSubject& subject, const OffsetReference& reference, const Evidence& evidence,
            const OffsetFinding& found, Hypothesis now, IssueLedger& ledger) {
  std::vector<std::string> steps;
  if (found.layer_is != now.layer) {
    steps.push_back(advice(subject.role, subject.crs, found.layer_is));
  }
  if (found.reference_is != now.reference) {
    steps.push_back(advice(reference.role, reference.crs, found.reference_is));
  }
  Issue issue =
      finding(Rule::LayerOffset, subject.role, {},
              fmt::format("{} lies about {} m off {}, {}: if {} is {} and {} is {}, {} of {} are {} instead of {}",
                          subject.file, fixed(found.shift.value(), 0), reference.role, reference.file, subject.role,
                          name_of(found.layer_is), reference.role, name_of(found.reference_is), found.fitting_moved,
                          found.items, evidence.what, found.fitting),
              joined(steps, " and "));
  issue.figure = found.shift.value();
  issue.unit = "m";
  ledger.add(std::move(issue));
}

}  // namespace

std::optional<OffsetFinding> find_offset(const OffsetSubject& subject, const OffsetReference& reference,
                                         const Crs& working, IssueLedger& ledger) {
  const ZoneLocator locator(reference.zones);
  const Hypothesis now{subject.crs.shift(), reference.crs.shift()};
  for (const Evidence& evidence : evidence_of(subject, locator, reference.zones.size())) {
    if (const std::optional<OffsetFinding> found = weigh(evidence, working, now)) {
      report(subject, reference, evidence, *found, now, ledger);
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace lastmeter
