// SPDX-License-Identifier: Apache-2.0
// Every method of apportionment against its definition: the best of all lists of whole numbers within the limits.
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "apportion/apportion.h"
#include "core/random.h"

namespace lastmeter {
namespace {

constexpr std::array kMethods{ApportionMethod::LargestRemainder, ApportionMethod::Webster,
                              ApportionMethod::HuntingtonHill};

using Parts = std::vector<std::size_t>;

/// Every list of whole numbers within the limits that adds up to `total`.
void each_list(std::size_t total, const std::vector<Claim>& claims, Parts& parts,
               const std::function<void(const Parts&)>& visit) {
  if (parts.size() == claims.size()) {
    if (std::accumulate(parts.begin(), parts.end(), std::size_t{0}) == total) {
      visit(parts);
    }
    return;
  }
  const Claim& claim = claims[parts.size()];
  for (std::size_t part = claim.least; part <= std::min(claim.most, total); ++part) {
    parts.push_back(part);
    each_list(total, claims, parts, visit);
    parts.pop_back();
  }
}

/// Quotas of one rate, found by halving.
std::vector<double> quotas(double total, const std::vector<Claim>& claims) {
  const auto at = [&](double rate) {
    std::vector<double> shares;
    for (const Claim& claim : claims) {
      shares.push_back(std::clamp(rate * claim.weight, static_cast<double>(claim.least),
                                  std::min(total, static_cast<double>(claim.most))));
    }
    return shares;
  };
  double low = 0.0;
  double high = 1e6;
  for (int step = 0; step < 200; ++step) {
    const double middle = (low + high) / 2.0;
    const std::vector<double> shares = at(middle);
    (std::accumulate(shares.begin(), shares.end(), 0.0) < total ? low : high) = middle;
  }
  return at(high);
}

/// What a method makes as small as can be: first that nobody without load gets more than its floor, then (by
/// Huntington-Hill) that little load gets nothing, then its own measure of unfairness.
std::array<double, 3> unfairness(ApportionMethod method, const std::vector<Claim>& claims,
                                 const std::vector<double>& quota, const Parts& parts) {
  std::array<double, 3> sum{};
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const double part = static_cast<double>(parts[i]);
    const double weight = claims[i].weight;
    if (weight == 0.0) {
      sum[0] += part;
      continue;
    }
    switch (method) {
      case ApportionMethod::LargestRemainder:
        sum[2] += (part - quota[i]) * (part - quota[i]);
        break;
      case ApportionMethod::Webster:
        sum[2] += part * part / weight;
        break;
      case ApportionMethod::HuntingtonHill:
        sum[1] += parts[i] == 0 ? weight * weight : 0.0;
        sum[2] += parts[i] == 0 ? 0.0 : weight * weight / part;
        break;
    }
  }
  return sum;
}

bool better(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  constexpr double tolerance = 1e-9;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a[i] - b[i]) > tolerance * std::max(1.0, std::abs(b[i]))) {
      return a[i] < b[i];
    }
  }
  return false;
}

std::vector<Claim> random_claims(Random& random) {
  std::vector<Claim> claims(1 + random.below(5));
  const bool limited = random.below(2) == 0;
  for (Claim& claim : claims) {
    claim.weight = random.below(8) == 0 ? 0.0 : static_cast<double>(1 + random.below(random.below(2) == 0 ? 6 : 400));
    if (limited) {
      claim.least = random.below(3);
      claim.most = random.below(3) == 0 ? 100 : claim.least + random.below(5);
    }
  }
  return claims;
}

TEST(ApportionContract, EveryMethodIsTheBestByItsDefinition) {
  Random random(20260105);
  std::size_t answered = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    const std::size_t total = random.below(13);
    std::size_t lists = 0;
    Parts none;
    each_list(total, claims, none, [&](const Parts&) { ++lists; });
    const std::vector<double> quota = quotas(static_cast<double>(total), claims);
    for (const ApportionMethod method : kMethods) {
      const Apportionment shares = apportion(total, claims, method, FloorRule::Least);
      ASSERT_EQ(shares.outcome == Outcome::Solved, lists > 0) << "round " << round;
      ASSERT_EQ(shares.reasons.empty(), lists > 0) << "round " << round;
      if (lists == 0) {
        continue;
      }
      ++answered;
      ASSERT_EQ(std::accumulate(shares.parts.begin(), shares.parts.end(), std::size_t{0}), total);
      ASSERT_NEAR(std::accumulate(shares.quotas.begin(), shares.quotas.end(), 0.0), static_cast<double>(total), 1e-6);
      const auto score = unfairness(method, claims, quota, shares.parts);
      Parts parts;
      each_list(total, claims, parts, [&](const Parts& other) {
        ASSERT_FALSE(better(unfairness(method, claims, quota, other), score))
            << "round " << round << " " << name_of(method) << ": " << testing::PrintToString(other)
            << " is better than " << testing::PrintToString(shares.parts);
      });
      for (std::size_t i = 0; i < claims.size(); ++i) {
        ASSERT_GE(shares.parts[i], claims[i].least);
        ASSERT_LE(shares.parts[i], claims[i].most);
      }
    }
  }
  EXPECT_GT(answered, 6000U);
}

TEST(ApportionContract, DivisorMethodsNeverTakeBackWhenThereIsMore) {
  Random random(48);
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    const std::size_t total = random.below(40);
    for (const ApportionMethod method : {ApportionMethod::Webster, ApportionMethod::HuntingtonHill}) {
      const Apportionment few = apportion(total, claims, method, FloorRule::Least);
      const Apportionment more = apportion(total + 1, claims, method, FloorRule::Least);
      for (std::size_t i = 0; i < few.parts.size() && i < more.parts.size(); ++i) {
        ASSERT_LE(few.parts[i], more.parts[i]) << "round " << round << " " << name_of(method);
      }
    }
  }
}

TEST(ApportionContract, LargestRemaindersKeepQuota) {
  Random random(154);
  for (int round = 0; round < 2000; ++round) {
    const Apportionment shares =
        apportion(random.below(60), random_claims(random), ApportionMethod::LargestRemainder, FloorRule::Least);
    ASSERT_EQ(shares.off_quota, 0U);
  }
}

TEST(ApportionContract, LargeTotalsAreTheSameAsOneByOne) {
  Random random(9);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    std::vector<Claim> doubled = claims;
    const std::size_t total = 200 + random.below(3000);
    for (const ApportionMethod method : {ApportionMethod::Webster, ApportionMethod::HuntingtonHill}) {
      const Apportionment whole = apportion(total, claims, method, FloorRule::Least);
      if (whole.outcome != Outcome::Solved) {
        continue;
      }
      // With what each has as its floor there is nothing left, and the last one given out must come back the same.
      for (std::size_t i = 0; i < claims.size(); ++i) {
        doubled[i].least = std::max(claims[i].least, whole.parts[i] - std::min<std::size_t>(whole.parts[i], 2));
      }
      ASSERT_EQ(apportion(total, doubled, method, FloorRule::Least).parts, whole.parts) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace lastmeter
