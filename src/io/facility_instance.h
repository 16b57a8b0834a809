// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// Layouts in which facility-location instances are published.
///
/// Pmed (OR-Library p-median): `nodes edges p`, then `from to cost` per edge, nodes from 1, undirected. An edge given
/// twice: the last cost counts. Every node is site and demand.
/// Tsplib: keywords, NODE_COORD_SECTION with `id x y`, EDGE_WEIGHT_TYPE EUC_2D. Every node is site and demand.
/// Scp (OR-Library set covering): `rows columns`, then either all costs and per row `count columns...`, or (railway
/// files) per column `cost count rows...`. Which of the two it is, is told by which uses up all numbers; both: the
/// first. A column that a row names twice counts once.
/// Cflp (OR-Library capacitated warehouses): `sites customers`, per site `capacity cost` (the word `capacity` in the
/// place of a number: to be given from outside), per customer `demand` and what all of it costs from each site.
/// Mclp: one of `n` and `id x y cost demand` per point, which is site and demand; `sites customers` and lines `F id x y
/// cost`, `C id x y demand`; keywords, NODE_COORD_SECTION with `latitude longitude` (EDGE_WEIGHT_TYPE COORD) or `x y`
/// (EUC_2D), DEMAND_SECTION with one number per place, which is site and demand.
/// Csv: a distance table with a header, comma, semicolon or tab. Long: columns demand, candidate, distance and
/// optionally weight (of the demand), cost, capacity (of the candidate), in any order; a value given once holds for all
/// lines, differing ones are refused. Matrix, when these names are not all there: a first column with the codes of the
/// demand, optionally a column `weight`, one column per candidate; lines whose code is `cost` or `capacity` hold those
/// of the candidates. A pair that is missing, or an empty cell, is no way at all.
enum class InstanceFormat { Pmed, Tsplib, Scp, Cflp, Mclp, Csv };
std::string_view name_of(InstanceFormat format);  // "pmed", "tsplib" ...

/// What becomes of a Euclidean distance: Nearest = TSPLIB's nint, floor(d + 0.5); Truncated = floor(d), as in published
/// p-median values; Exact = as it is.
enum class DistanceRounding { Nearest, Truncated, Exact };
std::string_view name_of(DistanceRounding rounding);  // "nint", "trunc", "exact"

/// Undirected edges between nodes numbered from 0; no pair twice.
struct InstanceGraph {
  struct Edge {
    std::uint32_t from;
    std::uint32_t to;
    double cost;
  };
  std::vector<Edge> edges;
};

/// Places in the plane, in the unit of the file.
struct InstancePlane {
  std::vector<Point> sites;
  std::vector<Point> demand;
};

/// Places on the globe, each both site and demand.
struct InstanceGlobe {
  std::vector<LonLat> places;
};

/// Which sites can serve each demand: flat rows by demand, in a row sites ascend. `values`: cost of serving one unit of
/// weight, or distance; empty: the file says who covers whom and no more.
struct InstanceTable {
  std::vector<std::uint64_t> starts{0};  // demand + 1
  std::vector<std::uint32_t> sites;
  std::vector<double> values;
};

/// What the file of a facility-location instance holds. All numbers are finite and >= 0, coordinates finite.
struct FacilityInstance {
  std::size_t sites = 0;
  std::size_t demand = 0;
  std::vector<std::string> site_codes;  // all different, UTF-8; empty: numbered from 1 in the order of the file
  std::vector<double> costs;            // of sites; empty: 1 each
  std::vector<std::optional<double>> capacities;        // of sites; empty, or none: unlimited
  bool asks_capacity = false;                           // the file has the word `capacity` where numbers should be
  std::vector<double> weights;                          // of demand; empty: 1 each
  std::optional<std::size_t> p;                         // number of sites asked for
  DistanceRounding rounding = DistanceRounding::Exact;  // the format's custom; matters in the plane alone
  std::variant<InstanceGraph, InstancePlane, InstanceGlobe, InstanceTable> service;
};

/// Reads the bytes of an instance; `file` is its name in messages. One pass; memory follows the bytes, never a number
/// in the header. Line ends LF, CRLF or CR; a byte order mark and blank lines are passed over. Throws InputError with
/// file, line, what is wrong and what to do: numbers missing, left over, negative, not finite, out of range, not
/// numbers; counts that the file does not keep; codes used twice.
FacilityInstance parse_facility_instance(std::string_view text, const std::string& file, InstanceFormat format);

/// The same from a file.
FacilityInstance read_facility_instance(const std::filesystem::path& file, InstanceFormat format);

}  // namespace lastmeter
