// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();
constexpr int kBits = 60;  // the total stays below 2^60

/// Row after row: need, weight and sites. Before reductions sites are candidates.
struct RawRow {
  std::uint32_t need;
  std::int64_t weight;
  std::uint64_t first;
  std::uint32_t count;
};

double value_at(const ServiceRows::Row& row, std::size_t k) {
  return row.values.empty() ? row.weight : row.weight * row.values[k];
}

/// How many places after the binary point a number has; negative: zeros before it.
int fraction_bits(double number) {
  int exponent = 0;
  const double mantissa = std::frexp(number, &exponent);
  const auto whole = static_cast<std::uint64_t>(std::ldexp(mantissa, 53));
  return 53 - exponent - __builtin_ctzll(whole);
}

/// The smallest shift that makes every number whole, at least 0; where the total then leaves 60 bits, the largest
/// that keeps it within.
int shift_for(const ServiceRows& rows) {
  double total = 0.0;
  int bits = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ServiceRows::Row row = rows.row(i);
    double most = 0.0;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      const double value = value_at(row, k);
      most = std::max(most, value);
      if (value > 0.0 && (k == 0 || !row.values.empty())) {
        bits = std::max(bits, fraction_bits(value));
      }
    }
    total += most;
  }
  if (total == 0.0) {
    return 0;
  }
  const int most = kBits - 1 - std::ilogb(total * (1.0 + 1e-9));
  return std::min(bits, most);
}

class Builder {
 public:
  explicit Builder(const PlacementProblem& problem) : problem_(problem), parts_(problem.parts()) {}

  CoverModel build() {
    model_.shift = shift_for(parts_.rows);
    kept_.assign(parts_.candidates.size(), 1);
    collect_rows();
    merge_rows();
    drop_sites();
    number_sites();
    if (dropped_) {  // rows that have become equal or single
      merge_rows();
    }
    fill();
    return std::move(model_);
  }

 private:
  [[nodiscard]] bool is_fixed(CandidateId site) const { return parts_.candidates[site].standing == Standing::Fixed; }

  std::int64_t whole(double value, bool& rounded) const {
    const double scaled = std::ldexp(value, model_.shift);
    const double near = value > 0.0 ? std::max(1.0, std::nearbyint(scaled)) : 0.0;  // none is lost
    rounded = rounded || near != scaled;
    return static_cast<std::int64_t>(near);
  }

  void collect_rows() {
    for (std::size_t i = 0; i < parts_.rows.size(); ++i) {
      const ServiceRows::Row row = parts_.rows.row(i);
      if (row.weight > 0.0) {
        bool rounded = false;
        row.values.empty() ? collect_plain(row, rounded) : collect_shares(row, rounded);
        model_.slop += rounded ? 1 : 0;
      }
    }
  }

  void collect_plain(const ServiceRows::Row& row, bool& rounded) {
    std::size_t open = 0;
    const std::uint64_t first = lists_.size();
    for (const CandidateId site : row.candidates) {
      if (is_fixed(site)) {
        ++open;
      } else {
        lists_.push_back(static_cast<std::uint32_t>(site.index()));
      }
    }
    const std::int64_t weight = row.candidates.empty() ? 0 : whole(row.weight, rounded);
    add_raw(open >= parts_.cover_times ? 0 : static_cast<std::uint32_t>(parts_.cover_times - open), weight, first);
  }

  void collect_shares(const ServiceRows::Row& row, bool& rounded) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> sites;
    std::int64_t certain = 0;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      const std::int64_t value = whole(value_at(row, k), rounded);
      if (is_fixed(row.candidates[k])) {
        certain = std::max(certain, value);
      } else {
        sites.emplace_back(-value, static_cast<std::uint32_t>(row.candidates[k].index()));
      }
    }
    model_.base += certain;
    std::ranges::sort(sites);
    note_blur(row, rounded);
    for (std::size_t k = 0; k < sites.size(); ++k) {
      const std::int64_t here = -sites[k].first;
      const std::int64_t next = k + 1 < sites.size() ? std::max(certain, -sites[k + 1].first) : certain;
      if (here > next) {
        const std::uint64_t first = lists_.size();
        for (std::size_t before = 0; before <= k; ++before) {
          lists_.push_back(sites[before].second);
        }
        std::sort(lists_.begin() + static_cast<std::ptrdiff_t>(first), lists_.end());
        add_raw(1, here - next, first);
      }
    }
  }

  /// Shares of a row that differ, but not in whole numbers.
  void note_blur(const ServiceRows::Row& row, bool rounded) {
    if (!rounded || model_.blurred) {
      return;
    }
    std::vector<double> values;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      values.push_back(value_at(row, k));
    }
    std::ranges::sort(values);
    model_.blurred = std::ranges::adjacent_find(values, [&](double a, double b) {
                       return a != b && whole(a, rounded) == whole(b, rounded);
                     }) != values.end();
  }

  void add_raw(std::uint32_t need, std::int64_t weight, std::uint64_t first) {
    const auto count = static_cast<std::uint32_t>(lists_.size() - first);
    if (need == 0) {
      model_.base += weight;
    }
    if (need == 0 || weight == 0 || count < need) {
      lists_.resize(first);
      return;
    }
    raw_.push_back({need, weight, first, count});
  }

  [[nodiscard]] std::span<const std::uint32_t> list(const RawRow& row) const {
    return std::span(lists_).subspan(row.first, row.count);
  }

  void merge_rows() {
    std::ranges::stable_sort(raw_, [&](const RawRow& a, const RawRow& b) {
      return a.need != b.need ? a.need < b.need : std::ranges::lexicographical_compare(list(a), list(b));
    });
    std::vector<RawRow> merged;
    for (const RawRow& row : raw_) {
      if (!merged.empty() && merged.back().need == row.need && std::ranges::equal(list(merged.back()), list(row))) {
        merged.back().weight += row.weight;
      } else {
        merged.push_back(row);
      }
    }
    raw_ = std::move(merged);
  }

  [[nodiscard]] std::vector<std::uint8_t> ruled() const {
    std::vector<std::uint8_t> in_rule(kept_.size(), 0);
    for (const SiteRule& rule : parts_.rules) {
      for (const CandidateId site : rule.candidates) {
        in_rule[site.index()] = 1;
      }
    }
    return in_rule;
  }

  /// `by` may stand in for `site`: it costs no more of any limit.
  [[nodiscard]] bool no_dearer(std::uint32_t by, std::uint32_t site) const {
    const Candidate& a = parts_.candidates.items()[by];
    const Candidate& b = parts_.candidates.items()[site];
    return (a.cost <= b.cost || !parts_.budget) && (a.standing != Standing::New || b.standing == Standing::New);
  }

  /// Rows by candidate, of `raw_`.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> rows_by_site() const {
    std::vector<std::vector<std::uint32_t>> rows(kept_.size());
    for (std::uint32_t i = 0; i < raw_.size(); ++i) {
      for (const std::uint32_t site : list(raw_[i])) {
        rows[site].push_back(i);
      }
    }
    return rows;
  }

  void drop_sites() {
    const std::vector<std::uint8_t> in_rule = ruled();
    const std::vector<std::vector<std::uint32_t>> rows = rows_by_site();
    for (std::uint32_t site = 0; site < kept_.size(); ++site) {
      if (is_fixed(CandidateId(site)) || (rows[site].empty() && in_rule[site] == 0)) {
        kept_[site] = 0;
      } else if (in_rule[site] == 0 && parts_.cover_times == 1 && dominated(site, rows, in_rule)) {
        kept_[site] = 0;
        dropped_ = true;
      }
    }
  }

  [[nodiscard]] bool dominated(std::uint32_t site, const std::vector<std::vector<std::uint32_t>>& rows,
                               const std::vector<std::uint8_t>& in_rule) const {
    const std::uint32_t shortest =
        *std::ranges::min_element(rows[site], {}, [&](std::uint32_t row) { return std::pair(raw_[row].count, row); });
    return std::ranges::any_of(list(raw_[shortest]), [&](std::uint32_t by) {
      if (by == site || kept_[by] == 0 || in_rule[by] != 0 || rows[by].size() < rows[site].size() ||
          !no_dearer(by, site)) {
        return false;
      }
      const bool equal = rows[by].size() == rows[site].size() && no_dearer(site, by);
      return (!equal || by < site) && std::ranges::includes(rows[by], rows[site]);
    });
  }

  void number_sites() {
    numbers_.assign(kept_.size(), kGone);
    for (std::uint32_t site = 0; site < kept_.size(); ++site) {
      if (kept_[site] != 0) {
        numbers_[site] = static_cast<std::uint32_t>(model_.sites.size());
        model_.sites.emplace_back(site);
      }
    }
    for (RawRow& row : raw_) {
      std::uint32_t count = 0;
      for (std::uint32_t k = 0; k < row.count; ++k) {
        const std::uint32_t number = numbers_[lists_[row.first + k]];
        if (number != kGone) {
          lists_[row.first + count++] = number;
        }
      }
      row.count = count;
    }
  }

  void fill() {
    model_.solo.assign(model_.sites.size(), 0);
    std::vector<std::uint64_t> counts(model_.sites.size() + 1, 0);
    for (const RawRow& row : raw_) {
      model_.reachable += row.weight;
      if (row.count == 1) {
        model_.solo[list(row)[0]] += row.weight;
        continue;
      }
      model_.weights.push_back(row.weight);
      model_.needs.push_back(row.need);
      for (const std::uint32_t site : list(row)) {
        model_.row_sites.push_back(site);
        ++counts[site + 1];
      }
      model_.row_starts.push_back(model_.row_sites.size());
    }
    std::partial_sum(counts.begin(), counts.end(), counts.begin());
    model_.site_starts = counts;
    model_.site_rows.resize(model_.row_sites.size());
    for (std::uint32_t i = 0; i < model_.rows(); ++i) {
      for (const std::uint32_t site : model_.sites_of(i)) {
        model_.site_rows[counts[site]++] = i;
      }
    }
  }

  const PlacementProblem& problem_;
  const PlacementParts& parts_;
  CoverModel model_;
  std::vector<RawRow> raw_;
  std::vector<std::uint32_t> lists_;
  std::vector<std::uint8_t> kept_;
  std::vector<std::uint32_t> numbers_;
  bool dropped_ = false;
};

}  // namespace

double CoverModel::upper(std::int64_t value) const {
  const std::int64_t most = std::min(value, reachable) + base + slop;
  auto number = static_cast<double>(most);
  if (static_cast<std::int64_t>(number) < most) {
    number = std::nextafter(number, std::numeric_limits<double>::infinity());
  }
  return std::ldexp(number, -shift);
}

bool CoverModel::repeated() const {
  return std::ranges::any_of(needs, [](std::uint32_t need) { return need > 1; });
}

CoverModel cover_model(const PlacementProblem& problem) { return Builder(problem).build(); }

}  // namespace lastmeter
