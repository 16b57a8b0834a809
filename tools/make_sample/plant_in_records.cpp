// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "faulty_town.h"
#include "ground.h"

namespace lastmeter {

namespace {

constexpr int kTimes = 2;

class RecordPlanter {
 public:
  RecordPlanter(FaultyTown& town, SpareGrids& spare) : town_(town), spare_(spare) {}

  void plant() {
    plant_norms();
    plant_codes();
    plant_numbers();
    plant_geometries();
    plant_links();
    plant_posts();
  }

  void plant_pieces() {
    for (int k = 0; k < kTimes; ++k) {
      Building& split = spare_building();
      split_in_two(split);
      note(Rule::GeometryMultipart, "buildings", split.code, "drawn as two pieces");
    }
  }

 private:
  using Building = FaultyTown::Building;

  void note(Rule rule, const char* layer, std::string code, std::string what) {
    town_.faults.push_back({rule, layer, std::move(code), std::move(what)});
  }

  [[nodiscard]] std::string row_name(const Building& building) const {
    return fmt::format("#{}", &building - town_.buildings.data() + 1);
  }

  std::vector<Building*> buildings_of(std::size_t grid) {
    std::vector<Building*> members;
    for (Building& building : town_.buildings) {
      if (building.grid == town_.grids[grid].code) {
        members.push_back(&building);
      }
    }
    return members;
  }

  /// A building of at most 60 households in a grid zone of its own.
  Building& spare_building() {
    for (;;) {
      for (Building* building : buildings_of(spare_.take())) {
        if (building->true_households <= 60) {
          return *building;
        }
      }
    }
  }

  /// Moves households in or out one by one, house after house, until the grid zone has `target`.
  void fill_grid(std::size_t grid, int target) {
    FaultyTown::Zone& zone = town_.grids[grid];
    const int step = target > zone.households ? 1 : -1;
    for (const std::vector<Building*> members = buildings_of(grid); zone.households != target;) {
      for (Building* building : members) {
        if (zone.households != target && building->true_households + step >= 2) {
          building->true_households += step;
          zone.households += step;
        }
      }
    }
    for (Building* building : buildings_of(grid)) {
      building->households = std::to_string(building->true_households);
    }
  }

  /// The last with nine grid zones: at 305 households each they stay below 3,000.
  [[nodiscard]] const FaultyTown::Zone& small_community() const {
    const auto grids = [&](const FaultyTown::Zone& community) {
      return std::count_if(town_.grids.begin(), town_.grids.end(),
                           [&](const FaultyTown::Zone& grid) { return grid.parent == community.code; });
    };
    return *std::find_if(town_.communities.rbegin(), town_.communities.rend(),
                         [&](const FaultyTown::Zone& community) { return grids(community) == 9; });
  }

  void plant_norms() {
    const FaultyTown::Zone& community = small_community();
    int left = 0;
    for (std::size_t g = 0; g < town_.grids.size(); ++g) {
      if (town_.grids[g].parent == community.code) {
        spare_.reserve(g);
        fill_grid(g, 305);
        left += 305;
      }
    }
    note(Rule::HouseholdsPerCommunity, "communities", community.code, fmt::format("{} households", left));
    for (const int households : {280, 520}) {
      const std::size_t grid = spare_.take();
      fill_grid(grid, households);
      note(Rule::HouseholdsPerGrid, "grid_zones", town_.grids[grid].code, fmt::format("{} households", households));
    }
  }

  void plant_codes() {
    for (int k = 0; k < kTimes; ++k) {
      Building& nameless = spare_building();
      nameless.code.clear();
      note(Rule::CodeMissing, "buildings", row_name(nameless), "code left empty");

      const std::vector<Building*> neighbours = buildings_of(spare_.take());
      Building& later = *neighbours.back();
      later.code = neighbours.front()->code;
      note(Rule::CodeDuplicate, "buildings", later.code, "code of another building of its grid zone");

      Building& destroyed = spare_building();
      destroyed.code = "3.70481E+18";
      note(Rule::CodeDestroyed, "buildings", row_name(destroyed), "code as a spreadsheet shows it");

      const std::size_t grid = spare_.take();
      const std::string cut = town_.grids[grid].code.substr(0, 14);
      for (Building* building : buildings_of(grid)) {
        building->grid = cut;
      }
      town_.grids[grid].code = cut;
      note(Rule::CodeLength, "grid_zones", cut, "last digit lost, in the buildings too");
    }
  }

  void plant_numbers() {
    for (int k = 0; k < kTimes; ++k) {
      Building& unreadable = spare_building();
      unreadable.households = fmt::format("约{}户", unreadable.true_households);
      note(Rule::NumberUnreadable, "buildings", unreadable.code, "households in words");

      Building& missing = spare_building();
      missing.households.clear();
      note(Rule::NumberMissing, "buildings", missing.code, "households left empty");

      Building& zero = spare_building();
      zero.households = "0";
      zero.population = 0;
      note(Rule::WeightZero, "buildings", zero.code, "no households, no people");

      Building& negative = spare_building();
      negative.households = "-12";
      note(Rule::WeightNegative, "buildings", negative.code, "minus 12 households");
    }
  }

  void plant_geometries() {
    for (int k = 0; k < kTimes; ++k) {
      Building& lost = spare_building();
      lost.footprint.reset();
      note(Rule::GeometryMissing, "buildings", lost.code, "null shape");

      Building& twisted = spare_building();
      std::swap((*twisted.footprint)[1], (*twisted.footprint)[2]);
      note(Rule::GeometryInvalid, "buildings", twisted.code, "two corners exchanged: a bow tie");
    }
  }

  /// Leaves out the middle fifth of a house with four corners; its centroid stays within millimetres.
  static void split_in_two(Building& building) {
    const Ring whole = building.footprint.value();
    if (whole.size() != 4) {
      throw std::logic_error("a building to split has no four corners");
    }
    const auto along = [&](std::size_t from, std::size_t to, double share) {
      return snapped({whole[from].x + share * (whole[to].x - whole[from].x),
                      whole[from].y + share * (whole[to].y - whole[from].y)});
    };
    building.footprint = {whole[0], along(0, 1, 0.4), along(3, 2, 0.4), whole[3]};
    building.second_piece = {along(0, 1, 0.6), whole[1], whole[2], along(3, 2, 0.6)};
  }

  void plant_links() {
    const Box town = bounds(town_.subdistrict.outline);
    for (int k = 0; k < kTimes; ++k) {
      Building& strayed = spare_building();
      const Point from = strayed.footprint->front();
      for (Point& corner : *strayed.footprint) {
        corner = {corner.x - from.x + town.min_x - 400.0, corner.y - from.y + town.max_y + 100.0 * k};
      }
      note(Rule::Orphan, "buildings", strayed.code, "moved beyond the town");

      Building& misled = spare_building();
      const std::size_t sibling = free_sibling(grid_of(misled));
      misled.grid = town_.grids[sibling].code;
      note(Rule::HierarchyDisagrees, "buildings", misled.code, "names another grid zone of its community");
    }
    const double x = town.max_x + 900.0;
    const double y = town.max_y;
    const Ring lonely{{x, y}, {x + 200.0, y}, {x + 200.0, y + 200.0}, {x, y + 200.0}};
    const FaultyTown::Zone& community = town_.communities.front();
    town_.grids.push_back(
        {community.code + "099", "开发区专属网格", community.code, "专属网格", {{{lonely, {}}}}, 0, 0});
    note(Rule::Orphan, "grid_zones", town_.grids.back().code, "a dedicated grid zone far from its community");
  }

  void plant_posts() {
    const Box town = bounds(town_.subdistrict.outline);
    for (int k = 0; k < kTimes; ++k) {
      const std::string& community = town_.communities[static_cast<std::size_t>(k)].code;
      const auto add = [&](Rule rule, int number, Point at, const char* what) {
        const std::string code = fmt::format("WZ9{}{}", number, k);
        town_.posts.push_back({code, fmt::format("临时微站{}{}号", number, k), "微站", community, at});
        note(rule, "facilities", code, what);
      };
      add(Rule::FacilityOutside, 1, {town.min_x - 300.0, town.max_y - 500.0 * k}, "stands beyond the border");
      add(Rule::CoordinatesInvalid, 2, {0.0, 0.0}, "coordinates 0, 0");
      FaultyTown::Post twin = town_.posts[static_cast<std::size_t>(k)];
      twin.code = fmt::format("WZ93{}", k);
      note(Rule::FacilityDuplicate, "facilities", twin.code,
           "at the place of " + town_.posts[static_cast<std::size_t>(k)].code);
      town_.posts.push_back(std::move(twin));
      FaultyTown::Post& unknown = town_.posts[4 + static_cast<std::size_t>(k)];
      unknown.in_second_table = false;
      note(Rule::JoinUnmatched, "facilities", unknown.code, "not in the table of rooms");
    }
  }

  [[nodiscard]] std::size_t grid_of(const Building& building) const {
    const auto grid = std::find_if(town_.grids.begin(), town_.grids.end(),
                                   [&](const FaultyTown::Zone& zone) { return zone.code == building.grid; });
    return static_cast<std::size_t>(grid - town_.grids.begin());
  }

  /// Another grid zone of the community that can take 60 households more; nobody else gets it.
  std::size_t free_sibling(std::size_t grid) {
    for (std::size_t g = 0; g < town_.grids.size(); ++g) {
      if (g != grid && spare_.is_free(g) && town_.grids[g].parent == town_.grids[grid].parent &&
          town_.grids[g].households <= 440) {
        spare_.reserve(g);
        return g;
      }
    }
    throw std::logic_error("no grid zone beside is left");
  }

  FaultyTown& town_;
  SpareGrids& spare_;
};

}  // namespace

void plant_in_records(FaultyTown& town, SpareGrids& spare) { RecordPlanter(town, spare).plant(); }
void plant_pieces(FaultyTown& town, SpareGrids& spare) { RecordPlanter(town, spare).plant_pieces(); }

}  // namespace lastmeter
