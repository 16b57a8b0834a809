// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "coverage/reach.h"

namespace lastmeter {

/// How much supply each demand point has, from the sparse pairs of a Reach, straight or walking. `supply` is by
/// FacilityId (staff, seats, beds), `weight` by DemandId (people who share it); answers are by DemandId, 0 with nothing
/// in reach. Only pairs of the Reach count: its limit is the outermost cut-off.
///
/// The floating catchment measures hand out what they are given: the sum of access x weight is the supply of all posts
/// that anyone reaches. That is: of posts with demand of weight and decay above zero in reach.
/// O(pairs), in the order of ids, same bytes for any number of threads. Precondition: sizes fit the Reach
/// (std::logic_error); supply and weight finite and >= 0.

/// Supply within `radius`, the bound included. Wachs and Kumagai (1973), "Physical accessibility as a social
/// indicator", Socio-Economic Planning Sciences 7.
std::vector<double> access_cumulative(const Reach& reach, std::span<const double> supply, Metres radius);

/// A decay with distance d in metres.
enum class DecayKind {
  Power,        // d^-parameter; below one metre as at one metre
  Exponential,  // exp(-parameter * d)
  Gaussian,     // exp(-d^2 / parameter)
};
/// Forms as in Kwan (1998), "Space-time and integral measures of individual accessibility", Geographical Analysis 30.
struct Decay {
  DecayKind kind = DecayKind::Exponential;
  double parameter = 0.0;  // finite, >= 0; > 0 for Gaussian
};
double decay_at(const Decay& decay, double distance);

/// Supply x decay, summed. Hansen (1959), "How accessibility shapes land use", Journal of the American Institute of
/// Planners 25.
std::vector<double> access_gravity(const Reach& reach, std::span<const double> supply, const Decay& decay);

/// A ring around a post: beyond the band before it, up to `radius` inclusive.
struct DecayBand {
  Metres radius;
  double weight = 1.0;  // > 0
};

/// Two-step floating catchment area: each post shares its supply evenly over the people within `radius`; each place
/// adds up the shares of posts within `radius`. Radke and Mu (2000), "Spatial decompositions, modeling and mapping
/// service regions to predict access to social programs", Geographic Information Sciences 6; Luo and Wang (2003),
/// "Measures of spatial accessibility to health care in a GIS environment", Environment and Planning B 30.
std::vector<double> access_2sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                 Metres radius);

/// Enhanced: people and shares count with the weight of their band. Luo and Qi (2009), "An enhanced two-step floating
/// catchment area (E2SFCA) method", Health & Place 15. Precondition: bands ascend by radius.
std::vector<double> access_e2sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                  std::span<const DecayBand> bands);

/// Three-step: before, the people of a place choose among posts in proportion to the weights of their bands, so that
/// they are not counted in full by every post. Wan, Zou and Sternberg (2012), "A three-step floating catchment area
/// method for analyzing spatial access to health services", International Journal of GIS 26.
std::vector<double> access_3sfca(const Reach& reach, std::span<const double> supply, std::span<const double> weight,
                                 std::span<const DecayBand> bands);

}  // namespace lastmeter
