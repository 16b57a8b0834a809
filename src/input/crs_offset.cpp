// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset.h"

#include <algorithm>
#include <cmath>

#include "input/crs_offset_evidence.h"
#include "input/crs_offset_moves.h"
#include "input/crs_offset_report.h"

namespace lastmeter {

namespace {

constexpr std::size_t kFewestItems = 20;
constexpr double kLeastGain = 0.05;
constexpr double kLeastOddsRatio = 2.0;
constexpr double kDatumChance = 1e-6;
constexpr double kVectorChance = 1e-12;

/// Chance that a fair coin shows heads at least `gained` times in gained + lost.
double sign_test(std::size_t gained, std::size_t lost) {
  const auto n = static_cast<double>(gained + lost);
  double tail = 0.0;
  for (std::size_t heads = gained; heads <= gained + lost; ++heads) {
    const auto k = static_cast<double>(heads);
    // NOLINTNEXTLINE(concurrency-mt-unsafe): threads share only the sign of lgamma, which nobody reads
    tail += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) - n * std::log(2.0));
  }
  return tail;
}

double odds(const Fits& fits) {
  const auto good = static_cast<double>(count_fitting(fits));
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

/// Believed only when it beats staying and going elsewhere.
std::optional<OffsetFinding> proven(const OffsetEvidence& evidence, const Fits& now, const OffsetMove& move,
                                    double chance) {
  const Fits fits = evidence.judge(move.places, 1);
  if (!is_clearly_better(fits, now, chance)) {
    return std::nullopt;
  }
  for (const int right_angles : {1, 2, 3}) {
    if (!is_clearly_better(fits, evidence.judge(turned(evidence.places, move.places, right_angles), 1), chance)) {
      return std::nullopt;
    }
  }
  OffsetFinding found{move.truth, 0.0, 0.0, now.size(), count_fitting(now), count_fitting(fits)};
  for (std::size_t i = 0; i < move.places.size(); ++i) {
    found.east += (move.places[i].x - evidence.places[i].x) / static_cast<double>(move.places.size());
    found.north += (move.places[i].y - evidence.places[i].y) / static_cast<double>(move.places.size());
  }
  return found;
}

std::optional<OffsetFinding> weigh(const OffsetEvidence& evidence, const Crs& working, DatumPair now) {
  const Fits fits = evidence.judge(evidence.places, 1);
  const std::size_t misfits = fits.size() - count_fitting(fits);
  if (fits.size() < kFewestItems || static_cast<double>(misfits) < kLeastGain * static_cast<double>(fits.size())) {
    return std::nullopt;
  }
  if (const std::optional<OffsetMove> datum = best_datum(evidence, working, now)) {
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

}  // namespace

Metres OffsetFinding::distance() const { return Metres(std::hypot(east, north)); }

std::optional<OffsetFinding> find_offset(const OffsetSubject& subject, const OffsetReference& reference,
                                         const Crs& working, IssueLedger& ledger) {
  for (const OffsetEvidence& evidence : evidence_of(subject, reference)) {
    if (const auto found = weigh(evidence, working, {subject.crs.shift(), reference.crs.shift()})) {
      ledger.add(offset_issue(subject, reference, evidence.what, *found));
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace lastmeter
