// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/norm_audit.h"

namespace lastmeter {

/// Bounds on ratios of counts as a graph (see audit_norms). Node 0 is the number 1: held counts are bound to it from
/// both sides.
class RatioGraph {
 public:
  struct Arc {
    std::size_t from;
    std::size_t to;
    double factor;                    // to <= factor * from
    std::optional<std::size_t> norm;  // none: a held count
  };

  /// Only norms in `among`; held counts must be above 0.
  RatioGraph(const std::vector<NormFigure>& norms, std::span<const std::size_t> among, const NormCounts& held);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }  // of nodes; the first is ""
  [[nodiscard]] const std::vector<Arc>& arcs() const { return arcs_; }

  /// A walk of the least product and the norms on it, in no order.
  struct Bound {
    double factor;
    std::vector<std::size_t> norms;
  };
  /// By node: the least product of factors from node 0; nothing where no walk leads. Precondition: no conflict.
  [[nodiscard]] std::vector<std::optional<Bound>> from_one() const;
  /// By node: the same to node 0, so that a count is at least 1 / factor.
  [[nodiscard]] std::vector<std::optional<Bound>> to_one() const;
  [[nodiscard]] bool in_conflict() const;

  /// A simple cycle whose factors multiply to less than 1.
  struct Cycle {
    std::vector<std::size_t> norms;  // ascending, once each
    std::vector<std::size_t> held;   // nodes of the held counts that it needs, ascending
  };
  struct Cycles {
    std::vector<Cycle> minimal;  // by norms: none contains another
    bool all = true;             // false: the search was too long
  };
  [[nodiscard]] Cycles conflicts() const;

 private:
  [[nodiscard]] std::vector<std::optional<Bound>> bounds(bool forward) const;

  std::vector<std::string> names_{""};
  std::vector<Arc> arcs_;
};

}  // namespace lastmeter
