// SPDX-License-Identifier: Apache-2.0
#include "placement/investment_years.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace lastmeter {

namespace {

/// Writes the sites, rows and rules of an OptionYears.
class YearWriter {
 public:
  YearWriter(const InvestmentProblem& problem, std::span<const CandidateId> options, std::size_t years)
      : problem_(problem), options_(options), years_(years), place_(problem.options().candidates().size(), kLeftOut) {
    parts_.goal = PlacementGoal::MaxCover;
    add_sites();
  }

  void add_rows(YearRows rows) {
    parts_.rows.starts.push_back(0);
    const std::size_t times = rows == YearRows::Once ? 1 : years_;
    const ServiceRows& all = problem_.options().rows();
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t t = 0; t < times; ++t) {
        add_row(all.row(i), rows == YearRows::Once ? years_ : t + 1);
      }
    }
  }

  void add_premises() {
    std::map<std::size_t, std::vector<CandidateId>> members;
    for (std::size_t k = 0; k < options_.size(); ++k) {
      auto& own = members[problem_.premise_of(options_[k])];
      for (std::size_t t = 0; t < years_; ++t) {
        own.push_back(site(k, t));
      }
    }
    for (auto& [premise, own] : members) {
      if (own.size() > 1) {
        parts_.rules.push_back({.name = fmt::format("premise {}: one option, once", premise + 1),
                                .candidates = std::move(own),
                                .coefficients = {},
                                .at_least = std::nullopt,
                                .at_most = 1.0});
      }
    }
  }

  void add_money() {
    for (std::size_t t = 0; t < years_; ++t) {
      if (problem_.left() == MoneyLeft::Lost) {
        parts_.rules.push_back(money_rule(fmt::format("budget of year {}", t + 1), t, t + 1));
        parts_.rules.back().at_most = problem_.budget(t);
      }
      parts_.rules.push_back(money_rule(fmt::format("money up to year {}", t + 1), 0, t + 1));
      parts_.rules.back().at_most = problem_.money_by(t);
      parts_.rules.push_back(count_rule(t));
    }
  }

  void add_rest() {
    if (problem_.left() == MoneyLeft::Carried) {
      return;
    }
    double cost = 0.0;
    for (const CandidateId option : options_) {
      cost += cost_of(option);
    }
    parts_.rules.push_back(money_rule("what the last year can pay", 0, years_));
    parts_.rules.back().at_least = std::max(0.0, cost - problem_.budget(years_));
  }

  PlacementParts take() { return std::move(parts_); }
  [[nodiscard]] std::size_t fixed() const { return fixed_; }

 private:
  static constexpr std::size_t kLeftOut = InvestmentParts::kNone;

  [[nodiscard]] double cost_of(CandidateId option) const { return problem_.options().candidates()[option].cost; }
  [[nodiscard]] CandidateId site(std::size_t k, std::size_t t) const { return CandidateId(fixed_ + k * years_ + t); }

  void add_sites() {
    const auto& candidates = problem_.options().candidates();
    for (std::size_t j = 0; j < candidates.size(); ++j) {
      if (candidates.items()[j].standing == Standing::Fixed) {
        place_[j] = fixed_++;
        parts_.candidates.push_back(candidates.items()[j]);
      }
    }
    for (std::size_t k = 0; k < options_.size(); ++k) {
      place_[options_[k].index()] = site(k, 0).index();
      for (std::size_t t = 0; t < years_; ++t) {
        parts_.candidates.push_back(candidates[options_[k]]);
      }
    }
  }

  /// Served by what is built in the first `years`.
  void add_row(const ServiceRows::Row& row, std::size_t years) {
    std::vector<CandidateId> sites;
    for (const CandidateId candidate : row.candidates) {
      const std::size_t first = place_[candidate.index()];
      const std::size_t copies = first == kLeftOut ? 0 : first < fixed_ ? 1 : years;
      for (std::size_t t = 0; t < copies; ++t) {
        sites.emplace_back(first + t);
      }
    }
    std::sort(sites.begin(), sites.end());
    parts_.rows.weights.push_back(row.weight);
    parts_.rows.candidates.insert(parts_.rows.candidates.end(), sites.begin(), sites.end());
    parts_.rows.starts.push_back(parts_.rows.candidates.size());
  }

  [[nodiscard]] SiteRule money_rule(std::string name, std::size_t from, std::size_t to) const {
    SiteRule rule;
    rule.name = std::move(name);
    for (std::size_t k = 0; k < options_.size(); ++k) {
      for (std::size_t t = from; t < to; ++t) {
        rule.candidates.push_back(site(k, t));
        rule.coefficients.push_back(cost_of(options_[k]));
      }
    }
    return rule;
  }

  /// As many premises as the money could pay if all were the cheapest: 52.5 are 52, which a linear bound does not see.
  [[nodiscard]] SiteRule count_rule(std::size_t year) const {
    std::map<std::size_t, double> cheapest;
    SiteRule rule;
    rule.name = fmt::format("premises up to year {}", year + 1);
    for (std::size_t k = 0; k < options_.size(); ++k) {
      const auto [at, is_new] = cheapest.try_emplace(problem_.premise_of(options_[k]), cost_of(options_[k]));
      at->second = std::min(at->second, cost_of(options_[k]));
      for (std::size_t t = 0; t <= year; ++t) {
        rule.candidates.push_back(site(k, t));
      }
    }
    std::vector<double> costs;
    for (const auto& [premise, cost] : cheapest) {
      costs.push_back(cost);
    }
    std::sort(costs.begin(), costs.end());
    const double money = problem_.money_by(year);
    double spent = 0.0;
    std::size_t count = 0;
    while (count < costs.size() && spent + costs[count] <= money + 2.0 * limit_slack(money)) {
      spent += costs[count++];
    }
    rule.at_most = static_cast<double>(count);
    return rule;
  }

  const InvestmentProblem& problem_;
  std::span<const CandidateId> options_;
  std::size_t years_;
  std::vector<std::size_t> place_;
  std::size_t fixed_ = 0;
  PlacementParts parts_;
};

}  // namespace

struct OptionYears::Expansion {
  PlacementParts parts;
  std::size_t fixed = 0;

  static Expansion of(const InvestmentProblem& problem, std::span<const CandidateId> options, std::size_t years,
                      YearRows rows, bool rest_fits_last) {
    YearWriter writer(problem, options, years);
    writer.add_rows(rows);
    writer.add_premises();
    writer.add_money();
    if (rest_fits_last) {
      writer.add_rest();
    }
    const std::size_t fixed = writer.fixed();
    return {writer.take(), fixed};
  }
};

OptionYears::OptionYears(const InvestmentProblem& problem, std::span<const CandidateId> options, std::size_t years,
                         YearRows rows, bool rest_fits_last)
    : OptionYears(Expansion::of(problem, options, years, rows, rest_fits_last), options, years) {}

OptionYears::OptionYears(Expansion expansion, std::span<const CandidateId> options, std::size_t years)
    : expanded_(std::move(expansion.parts)),
      options_(options.begin(), options.end()),
      years_(years),
      fixed_(expansion.fixed) {}

std::vector<BuiltOption> OptionYears::built_in(std::span<const CandidateId> open) const {
  std::vector<BuiltOption> built;
  for (const CandidateId site : open) {
    if (site.index() >= fixed_) {
      const std::size_t at = site.index() - fixed_;
      built.push_back({options_[at / years_], at % years_});
    }
  }
  return built;
}

}  // namespace lastmeter
