// SPDX-License-Identifier: Apache-2.0
#include "study/candidate_sites.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "coverage/coverage_options.h"
#include "geometry/column_shape.h"
#include "geometry/zone_locator.h"
#include "study/generated_sites.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostSites = 50000;

PlacementSite existing_site(const Facility& post, FacilityId id, const SiteOptions& options) {
  return {.code = post.code,
          .name = post.name,
          .kind = post.kind,
          .at = post.at,
          .radius = post.own_radius.value_or(options.radius),
          .cost = 0.0,
          .capacity = post.capacity,
          .floor_area = std::nullopt,
          .option_of = "",
          .home = post.home,
          .post = id,
          .standing = options.existing == ExistingPosts::Keep ? Standing::Fixed : Standing::Existing};
}

PlacementSite given_site(const CandidateSite& site, const SiteOptions& options) {
  return {.code = site.code,
          .name = site.name,
          .kind = site.kind,
          .at = site.at,
          .radius = site.own_radius.value_or(options.radius),
          .cost = site.cost.value_or(options.unit_cost),
          .capacity = site.capacity,
          .floor_area = site.floor_area,
          .option_of = site.site,
          .home = site.home,
          .post = std::nullopt,
          .standing = Standing::New};
}

/// The areas of the layer of barriers: water, railway land.
class ForbiddenGround {
 public:
  explicit ForbiddenGround(const StudyArea& area) {
    const ContextLayer* barriers = area.context_of("barriers");
    for (std::size_t row = 0; barriers != nullptr && row < barriers->shapes.size(); ++row) {
      if (barriers->shapes.kind(row) == GeometryKind::Polygon) {
        shapes_.push_back(polygon_of(barriers->shapes, row));
        normalize(shapes_.back());
        codes_.push_back(barriers->codes[row]);
      }
    }
    std::vector<const MultiPolygon*> pointers;
    for (const MultiPolygon& shape : shapes_) {
      pointers.push_back(&shape);
    }
    if (!pointers.empty()) {
      locator_.emplace(pointers);
    }
  }

  [[nodiscard]] const std::string* at(Point place) const {
    const auto found = locator_ ? locator_->find(place) : std::nullopt;
    return found ? &codes_[*found] : nullptr;
  }

 private:
  std::vector<MultiPolygon> shapes_;
  std::vector<std::string> codes_;
  std::optional<ZoneLocator> locator_;
};

std::optional<ZoneLocator> ground_locator(const StudyArea& area) {
  const auto top = area.top_level();
  if (!top) {
    return std::nullopt;
  }
  std::vector<const MultiPolygon*> outlines;
  for (const Zone& zone : area.zones(*top).zones) {
    outlines.push_back(&zone.outline);
  }
  return ZoneLocator(outlines);
}

/// Takes in sites one by one and turns away those that cannot be used.
class SiteGate {
 public:
  SiteGate(const StudyArea& area, const SiteOptions& options)
      : forbidden_(area), ground_(ground_locator(area)), options_(options) {}

  void keep(PlacementSite site) {
    if (site.standing == Standing::Fixed) {
      staying_.push_back(site.at);
      staying_codes_.push_back(site.code);
      posts_.try_emplace({site.at.x, site.at.y}, list_.sites.size());
    }
    list_.sites.push_back(std::move(site));
  }

  void offer(PlacementSite site, bool is_given) {
    if (const std::string why = refusal(site); !why.empty()) {
      list_.dropped.push_back({.code = site.code, .name = site.name, .at = site.at, .why = why, .is_given = is_given});
      return;
    }
    const auto key =
        std::make_tuple(site.at.x, site.at.y, site.kind, site.radius, site.option_of, site.capacity.value_or(-1.0));
    const auto [at, is_new] = taken_.try_emplace(key, list_.sites.size());
    if (is_new) {
      list_.sites.push_back(std::move(site));
      return;
    }
    PlacementSite& other = list_.sites[CandidateId(at->second)];
    if (site.cost < other.cost) {
      std::swap(site, other);
    }
    list_.dropped.push_back({.code = site.code,
                             .name = site.name,
                             .at = site.at,
                             .why = fmt::format("stands where {} does, at no lower cost", other.code),
                             .is_given = is_given});
  }

  SiteList take() && { return std::move(list_); }

 private:
  [[nodiscard]] std::string refusal(const PlacementSite& site) const {
    if (ground_ && !ground_->find(site.at)) {
      return "lies outside the study area";
    }
    if (const std::string* barrier = forbidden_.at(site.at)) {
      return fmt::format("lies in the area of barrier {}", *barrier);
    }
    if (const auto post = posts_.find({site.at.x, site.at.y}); post != posts_.end()) {
      const PlacementSite& standing = list_.sites[CandidateId(post->second)];
      const bool as_wide = standing.kind != FacilityKind::Centre || site.kind == FacilityKind::Centre;
      if (as_wide && site.radius <= standing.radius && !site.capacity) {
        return fmt::format("stands where post {} stays", standing.code);
      }
    }
    if (options_.spacing > Metres(0.0)) {
      for (std::size_t i = 0; i < staying_.size(); ++i) {
        if (const Metres away = distance(staying_[i], site.at); away < options_.spacing) {
          return fmt::format("is {:.0f} m from post {}", away.value(), staying_codes_[i]);
        }
      }
    }
    return "";
  }

  ForbiddenGround forbidden_;
  std::optional<ZoneLocator> ground_;
  const SiteOptions& options_;
  SiteList list_;
  std::vector<Point> staying_;
  std::vector<std::string> staying_codes_;
  std::map<std::pair<double, double>, std::size_t> posts_;  // that stay
  std::map<std::tuple<double, double, FacilityKind, Metres, std::string, double>, std::size_t> taken_;
};

/// A place without a name of its own goes by that of the community it lies in.
void name_by_home(const StudyArea& area, std::vector<PlacementSite>& sites) {
  const auto level = home_level(area);
  for (PlacementSite& site : sites) {
    if (level && site.home && site.name.empty()) {
      site.name = area.zones(*level).zones[*site.home].name;
    }
  }
}

}  // namespace

SiteList collect_sites(const StudyArea& area, const WalkNetwork* network, const SiteOptions& options) {
  SiteGate gate(area, options);
  if (options.existing != ExistingPosts::Ignore) {
    for (std::size_t i = 0; i < area.facilities.size(); ++i) {
      gate.keep(existing_site(area.facilities.items()[i], FacilityId(i), options));
    }
  }
  std::size_t offered = 0;
  for (const CandidateSource source : options.sources) {
    std::vector<PlacementSite> sites;
    if (source == CandidateSource::Given) {
      for (const CandidateSite& site : area.candidates) {
        sites.push_back(given_site(site, options));
      }
    } else {
      sites = generated_sites(area, network, source, options);
      name_by_home(area, sites);
    }
    offered += sites.size();
    if (offered > kMostSites) {
      throw ConfigError(
          fmt::format("[placement] offers {} sites; {} can be weighed", grouped(offered), grouped(kMostSites)),
          "take another source of candidates, or a wider lattice_m");
    }
    for (PlacementSite& site : sites) {
      gate.offer(std::move(site), source == CandidateSource::Given);
    }
  }
  return std::move(gate).take();
}

}  // namespace lastmeter
