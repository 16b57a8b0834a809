// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "city.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// One fault as faults.csv lists it.
struct PlantedFault {
  Rule rule;
  std::string layer;
  std::string code;
  std::string what;
};

/// Records of one street office of the standard city as its files will hold them, free to be spoilt.
struct FaultyTown {
  struct Zone {
    std::string code;
    std::string name;
    std::string parent;
    std::string kind;  // grid zones: empty or 专属网格
    MultiPolygon outline;
    int households = 0;
    int population = 0;
  };
  struct Building {
    std::string code;
    std::string grid;
    std::string compound;
    std::string group;
    std::optional<Ring> footprint;
    std::optional<Ring> second_piece;  // drawn apart from the footprint
    int true_households = 0;
    std::string households;  // as written
    int population = 0;
  };
  struct Post {
    std::string code;
    std::string name;
    std::string_view kind;
    std::string community;
    Point at;
    bool in_second_table = true;
  };
  Zone subdistrict;
  std::vector<Zone> communities;
  std::vector<Zone> grids;
  std::vector<Building> buildings;
  std::vector<Post> posts;
  std::vector<Compound> compounds;
  std::vector<CityLine> streets;
  std::vector<CityLine> barriers;
  std::vector<Candidate> candidates;
  std::vector<PlantedFault> faults;
};

/// The part of the city in its first subdistrict, still sound.
FaultyTown first_subdistrict(const City& city);

/// Grid zones nobody has spoilt yet, each given out once: 380-470 households, so that one building more or less
/// leaves them within the norm.
class SpareGrids {
 public:
  explicit SpareGrids(const FaultyTown& town);
  /// Place of the next one in `town.grids`. Throws std::logic_error when there is none left.
  std::size_t take();
  /// Never gives out this one.
  void reserve(std::size_t grid) { used_[grid] = true; }
  [[nodiscard]] bool is_free(std::size_t grid) const { return grid < used_.size() && !used_[grid]; }

 private:
  const FaultyTown* town_;
  std::vector<bool> used_;
};

/// Plants faults that are seen record by record: codes, numbers, geometries, links, posts, norms.
void plant_in_records(FaultyTown& town, SpareGrids& spare);
/// Draws two buildings in two pieces each. Plant them last: then the faults before stay in their grid zones.
void plant_pieces(FaultyTown& town, SpareGrids& spare);
/// Plants faults of the zones' shapes: overlaps, gaps, crossed borders, pieces.
void plant_in_shapes(FaultyTown& town, SpareGrids& spare);

/// Writes the layers into `folder` and, on the way, plants the faults that only files can have: encoding, cut
/// text, unreadable lines, long names, missing or doubtful coordinate systems, wrong geometry types, a join.
void write_faulty_town(FaultyTown& town, SpareGrids& spare, const std::filesystem::path& folder);

}  // namespace lastmeter
