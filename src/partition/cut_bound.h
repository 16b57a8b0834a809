// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/outcome.h"
#include "partition/partition_problem.h"

namespace lastmeter {

/// By number of zones, from `least` to `most`: what the limits between that many zones cost at least. The larger of two
/// proofs, less what rounding could hide:
///
/// - Forests. Cutting a graph into K connected zones cuts every spanning forest of it in K - (its trees) borders or
///   more. Forests without a common border, each as dear as can be, are peeled off one by one; the cheapest
///   K - trees borders of each add up.
/// - Eigenvalues (after Donath and Hoffman, 1973). With L the Laplacian of the prices, W the weights and D any diagonal
///   matrix, twice the price of a plan is the sum over zones of 1'(L + D)1 less the trace of D, and zone z with its
///   indicator scaled to length 1 gives w(z) u'Xu, X = W^-1/2 (L + D) W^-1/2, the u orthonormal. So it is at least the
///   smallest sum of w(z) times the K lowest eigenvalues of X over zone weights within the bounds that add up to the
///   total; D is improved by supergradients. For up to 120 units, thorough 250, fast none.
///
/// Problem without compounds. 10 ms for 100 units, thorough 100.
std::vector<double> cut_bounds(const PartitionProblem& problem, std::size_t least, std::size_t most, Effort effort);

/// Eigenvalues, ascending, and unit eigenvectors of a symmetric matrix (row by row), by Jacobi's rotations.
struct Spectrum {
  std::vector<double> values;
  std::vector<double> vectors;  // the i-th one from i * n on
};
Spectrum spectrum_of(std::vector<double> matrix, std::size_t n);

}  // namespace lastmeter
