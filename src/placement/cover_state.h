// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "placement/cover_model.h"

namespace lastmeter {

/// Which sites of a model are open, with what every move is worth, kept up to date move by move. A move costs time in
/// the rows that it turns.
class CoverState {
 public:
  explicit CoverState(const CoverModel& model);

  [[nodiscard]] const CoverModel& model() const { return *model_; }
  [[nodiscard]] bool is_open(std::uint32_t site) const { return open_[site] != 0; }
  [[nodiscard]] std::int64_t value() const { return value_; }  // served by choice; the base is not in
  /// Closed site: what opening it adds. Open site: what closing it takes.
  [[nodiscard]] std::int64_t worth(std::uint32_t site) const { return worth_[site]; }
  void open(std::uint32_t site);
  void close(std::uint32_t site);

  /// For every closed site, what closing `out` and opening it instead adds, without the common part
  /// `worth(site) - worth(out)`: weight of the rows that both turn. `by_site` is all 0 before; `touched` names what
  /// must be set to 0 again.
  void shared_with(std::uint32_t out, std::vector<std::int64_t>& by_site, std::vector<std::uint32_t>& touched) const;

 private:
  const CoverModel* model_;
  std::vector<std::uint8_t> open_;
  std::vector<std::uint32_t> counts_;  // open sites by row
  std::vector<std::int64_t> worth_;
  std::int64_t value_ = 0;
};

}  // namespace lastmeter
