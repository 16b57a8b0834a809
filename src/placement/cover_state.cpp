// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_state.h"

namespace lastmeter {

CoverState::CoverState(const CoverModel& model)
    : model_(&model), open_(model.sites.size(), 0), counts_(model.rows(), 0), worth_(model.solo) {
  for (std::size_t i = 0; i < model.rows(); ++i) {
    if (model.needs[i] == 1) {
      for (const std::uint32_t site : model.sites_of(i)) {
        worth_[site] += model.weights[i];
      }
    }
  }
}

void CoverState::open(std::uint32_t site) {
  value_ += worth_[site];
  open_[site] = 1;
  for (const std::uint32_t i : model_->rows_of(site)) {
    const std::uint32_t before = counts_[i]++;
    const std::uint32_t need = model_->needs[i];
    const std::int64_t weight = model_->weights[i];
    if (before + 1 == need) {  // now served: closed ones gain nothing more, open ones are all needed
      for (const std::uint32_t other : model_->sites_of(i)) {
        if (other != site) {
          worth_[other] += open_[other] != 0 ? weight : -weight;
        }
      }
    } else if (before == need) {  // one may go
      for (const std::uint32_t other : model_->sites_of(i)) {
        worth_[other] -= open_[other] != 0 && other != site ? weight : 0;
      }
    } else if (before + 2 == need) {  // one is missing
      for (const std::uint32_t other : model_->sites_of(i)) {
        worth_[other] += open_[other] == 0 ? weight : 0;
      }
    }
  }
}

void CoverState::close(std::uint32_t site) {
  value_ -= worth_[site];
  open_[site] = 0;
  for (const std::uint32_t i : model_->rows_of(site)) {
    const std::uint32_t after = --counts_[i];
    const std::uint32_t need = model_->needs[i];
    const std::int64_t weight = model_->weights[i];
    if (after + 1 == need) {
      for (const std::uint32_t other : model_->sites_of(i)) {
        if (other != site) {
          worth_[other] -= open_[other] != 0 ? weight : -weight;
        }
      }
    } else if (after == need) {
      for (const std::uint32_t other : model_->sites_of(i)) {
        worth_[other] += open_[other] != 0 ? weight : 0;
      }
    } else if (after + 2 == need) {
      for (const std::uint32_t other : model_->sites_of(i)) {
        worth_[other] -= open_[other] == 0 && other != site ? weight : 0;
      }
    }
  }
}

void CoverState::shared_with(std::uint32_t out, std::vector<std::int64_t>& by_site,
                             std::vector<std::uint32_t>& touched) const {
  for (const std::uint32_t i : model_->rows_of(out)) {
    const std::uint32_t need = model_->needs[i];
    if (counts_[i] != need && counts_[i] + 1 != need) {
      continue;
    }
    const std::int64_t weight = counts_[i] == need ? model_->weights[i] : -model_->weights[i];
    for (const std::uint32_t in : model_->sites_of(i)) {
      if (open_[in] == 0) {
        by_site[in] += weight;
        touched.push_back(in);
      }
    }
  }
}

}  // namespace lastmeter
