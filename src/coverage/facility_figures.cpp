// SPDX-License-Identifier: Apache-2.0
#include "coverage/facility_figures.h"

#include <algorithm>

#include "core/parallel.h"

namespace lastmeter {

namespace {

constexpr std::size_t kParts = 8;
constexpr std::size_t kLeastSlice = 4096;

struct PostSums {
  DemandSum within;
  DemandSum exclusive;
  double depth = 0.0;  // main weight x depth

  PostSums& operator+=(const PostSums& other) {
    within += other.within;
    exclusive += other.exclusive;
    depth += other.depth;
    return *this;
  }
};

/// Sums by post, then radius rule, of the demand in [begin, end).
std::vector<PostSums> sum_slice(const FlatDemand& demand, const Reach& reach, const DemandCoverage& coverage,
                                Measure measure, const std::vector<double>& radii, std::size_t post_count,
                                std::size_t begin, std::size_t end) {
  const std::size_t rules = coverage.radius_count;
  std::vector<PostSums> sums(post_count * rules);
  for (std::size_t i = begin; i < end; ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    const DemandSum& weight = demand.weight[i];
    for (std::size_t j = 0; j < row.facilities.size(); ++j) {
      const std::size_t first = row.facilities[j].index() * rules;
      for (std::size_t k = 0; k < rules; ++k) {
        if (row.distances[j] > radii[first + k]) {
          continue;
        }
        const std::uint32_t depth = coverage.open_depth[i * rules + k];
        PostSums& sum = sums[first + k];
        sum.within += weight;
        sum.depth += weight.of(measure) * depth;
        if (depth == 1) {
          sum.exclusive += weight;
        }
      }
    }
  }
  return sums;
}

std::vector<PostSums> sum_posts(const FlatDemand& demand, const Reach& reach, const DemandCoverage& coverage,
                                Measure measure, const std::vector<double>& radii, std::size_t post_count) {
  const std::size_t slice = std::max(kLeastSlice, (demand.size() + kParts - 1) / kParts);
  std::vector<std::vector<PostSums>> parts((demand.size() + slice - 1) / slice);
  parallel_slices(demand.size(), slice, [&](std::size_t begin, std::size_t end) {
    parts[begin / slice] = sum_slice(demand, reach, coverage, measure, radii, post_count, begin, end);
  });
  std::vector<PostSums> sums(radii.size());
  for (const std::vector<PostSums>& part : parts) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] += part[i];
    }
  }
  return sums;
}

void allocate(const StudyArea& area, const FlatDemand& demand, const DemandCoverage& coverage,
              std::vector<PostRow>& rows) {
  for (std::size_t i = 0; i < demand.size(); ++i) {
    if (const std::optional<NearestPost>& nearest = coverage.nearest[i]) {
      PostRow& row = rows[nearest->post.index()];
      row.allocated += demand.weight[i];
      if (is_demand(area, demand.weight[i])) {
        row.farthest = std::max(row.farthest.value_or(Metres(0.0)), Metres(nearest->distance));
      }
    }
  }
}

}  // namespace

std::vector<PostRow> tabulate_posts(const StudyArea& area, const FlatDemand& demand, const Reach& reach,
                                    const DemandCoverage& coverage, Metres nominal,
                                    const std::vector<RadiusRule>& rules, const CoverageAreas* areas) {
  const Measure measure = main_measure(area);
  std::vector<double> radii;
  for (const Facility& post : area.facilities) {
    for (const RadiusRule& rule : rules) {
      radii.push_back(radius_of(rule, post, nominal).value());
    }
  }
  const std::vector<PostSums> sums = sum_posts(demand, reach, coverage, measure, radii, area.facilities.size());
  std::vector<PostRow> rows(area.facilities.size());
  for (std::size_t f = 0; f < rows.size(); ++f) {
    for (std::size_t k = 0; k < rules.size(); ++k) {
      const PostSums& sum = sums[f * rules.size() + k];
      PostReach post{Metres(radii[f * rules.size() + k]),         sum.within,   sum.exclusive,
                     share_of(sum.depth, sum.within.of(measure)), std::nullopt, std::nullopt};
      if (areas != nullptr) {
        const PostAreas& measured = areas->posts[k];
        post.area = measured.within_study.empty() ? std::nullopt : std::optional(measured.within_study[f]);
        post.exclusive_area = measured.exclusive[f];
      }
      rows[f].reach.push_back(post);
    }
  }
  allocate(area, demand, coverage, rows);
  return rows;
}

}  // namespace lastmeter
