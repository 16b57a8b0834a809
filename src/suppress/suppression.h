// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace lastmeter {

/// A count that stands in tables, or follows from what stands there.
struct PublishedCell {
  double value = 0.0;   // >= 0
  bool printed = true;  // false: stands nowhere, but is the difference of cells that do
  bool fixed = false;   // printed where nothing is hidden: a total of the summary
};

/// cells[whole] = sum of cells[parts], as any reader may check. All cells are different ones.
struct PublishedSum {
  std::size_t whole = 0;
  std::vector<std::size_t> parts;
};

/// Which counts are too small to be shown, and what gives them away: counts above 0 and below `threshold`.
struct SuppressionProblem {
  double threshold = 0.0;
  std::vector<PublishedCell> cells;
  std::vector<PublishedSum> sums;
};

enum class CellState {
  Shown,
  Small,      // hidden: below the threshold
  Companion,  // hidden so that no small one can be computed
};

struct Suppression {
  std::vector<CellState> cells;      // by cell; those that are not printed are Shown
  std::vector<std::size_t> exposed;  // small ones that can be computed all the same: nothing is left to hide
};

/// Hides every small count, then companions, until none that is hidden, nor a small one that is not printed, can be
/// recomputed, and what is hidden of a known sum comes to at least the threshold. Companions are the smallest printed
/// counts above 0 of the sums that give a hidden one away; ties by the lower cell. Not the fewest possible (that is a
/// hard problem: Fischetti and Salazar, 2001), but safe: `recomputable` judges every step. Terminates: every round
/// hides one more.
Suppression suppress(const SuppressionProblem& problem);

/// The attacker: hidden cells, and small ones that are not printed, whose value follows from the sums and what is
/// shown. He knows every count of 0 too and that none is below 0; who is safe from linear algebra then has a whole
/// interval of possible values (all others can move a little). Ascending. Eliminates in each group of unknown cells
/// that share sums: O(u^2 r) for u cells and r sums of the largest group.
std::vector<std::size_t> recomputable(const SuppressionProblem& problem, const std::vector<CellState>& cells);

}  // namespace lastmeter
