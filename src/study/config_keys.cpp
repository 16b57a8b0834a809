// SPDX-License-Identifier: Apache-2.0
#include "study/config_keys.h"

#include <array>

namespace lastmeter {

namespace {

constexpr auto kKeys = std::to_array<ConfigKey>({
    {"study", "name", "text", "", "title of the study"},
    {"study", "crs", "text", "auto", "working system: auto, an EPSG code in projected metres, or local"},
    {"study", "rules", "list of text", "service-radius-500", "built-in rule files or paths; later ones win"},
    {"study", "seed", "whole number", "1", "seed of every random choice"},

    {"layers.*", "path", "text", "", "file, PG: connection, or pattern with * in its last part"},
    {"layers.*", "layer", "text", "", "layer or sheet of the file, where it has several"},
    {"layers.*", "encoding", "text", "auto", "encoding of the text: auto, UTF-8, GBK, CP950 ..."},
    {"layers.*", "crs", "text", "", "coordinate system where the file is silent or wrong; also GCJ-02, BD-09"},
    {"layers.*", "where", "text", "", "condition on the columns, as in SQL: schools > 0"},
    {"layers.*", "columns", "list of text", "", "read only these columns"},
    {"layers.*", "x", "text", "", "tables without geometry: column of longitude or easting"},
    {"layers.*", "y", "text", "", "tables without geometry: column of latitude or northing"},
    {"layers.*", "geometry", "text", "", "tables: column with WKT, GeoJSON or hex WKB"},
    {"layers.*", "header", "true or false", "true", "CSV: the first row names the columns"},
    {"layers.*", "skip_rows", "whole number", "0", "CSV: rows to skip below the header"},
    {"layers.*", "dissolve", "text", "", "zones: unite all rows with the same value of this column"},
    {"layers.*", "clip", "true or false", "false", "buildings, population: leave out what lies outside all zones"},
    {"layers.*", "all_kind", "text", "", "facilities, candidates: centre, station or micro_station, for all of them"},
    {"layers.*", "join", "table", "", "a second table whose columns are added by key"},
    {"layers.*", "code", "text", "", "column of the code"},
    {"layers.*", "name", "text", "", "column of the name"},
    {"layers.*", "households", "text", "", "column of the number of households"},
    {"layers.*", "population", "text", "", "column of the number of people"},
    {"layers.*", "kind", "text", "", "column of the kind"},
    {"layers.*", "radius", "text", "", "facilities, candidates: column of the service radius of its own in metres"},
    {"layers.*", "parent", "text", "", "column of the parent's code"},
    {"layers.*", "subdistrict", "text", "", "column of the subdistrict's code"},
    {"layers.*", "community", "text", "", "column of the community's code"},
    {"layers.*", "grid_zone", "text", "", "column of the grid zone's code"},
    {"layers.*", "compound", "text", "", "column of the housing compound's code"},
    {"layers.*", "building_group", "text", "", "column of the building group's code"},
    {"layers.*", "capacity", "text", "", "facilities: column of staff, seats or beds, the supply of [access]"},
    {"layers.*", "cost", "text", "", "candidates: column of the cost of opening the site"},
    {"layers.*", "floor_area", "text", "", "candidates: column of the floor area in m2"},
    {"layers.*", "site", "text", "", "candidates: column of the site; rows with the same one exclude each other"},
    {"layers.*", "level", "text", "", "streets: column of the level (0 ground, 1 bridge, -1 tunnel)"},
    {"layers.*", "building", "text", "", "entrances: column of the code of the building they lead to"},
    {"layers.*", "facility", "text", "", "entrances: column of the code of the post they lead to"},

    {"layers.*.join", "path", "text", "", "file or pattern of the second table"},
    {"layers.*.join", "layer", "text", "", "layer or sheet of it"},
    {"layers.*.join", "encoding", "text", "auto", "encoding of its text"},
    {"layers.*.join", "where", "text", "", "condition on its columns"},
    {"layers.*.join", "columns", "list of text", "", "read only these columns"},
    {"layers.*.join", "header", "true or false", "true", "CSV: the first row names the columns"},
    {"layers.*.join", "skip_rows", "whole number", "0", "CSV: rows to skip below the header"},
    {"layers.*.join", "key", "text", "", "column of the layer that holds the key"},
    {"layers.*.join", "on", "text", "", "column of the second table that holds it, if named otherwise"},

    {"coverage", "radii_m", "list of numbers > 0", "the norm radius", "service radii to report, in metres"},
    {"coverage", "nominal_radius_m", "number > 0", "the norm radius", "radius of the lists of uncovered buildings"},
    {"coverage", "modes", "list of text", "straight",
     "straight; walking (along [layers.streets]); network_buffer (walking, served from any street near by)"},
    {"coverage", "service", "list of text", "open", "open (any post) and home (posts of the own community)"},
    {"coverage", "grid_zone_share", "number in (0, 1]", "0.9",
     "a grid zone counts as covered from this share of its demand"},
    {"coverage", "chord_tolerance_m", "number > 0", "0.5",
     "largest error of the circles drawn on maps; never used to count"},

    {"walking", "snap_limit_m", "number >= 0", "200", "farther than this from every street nobody walks"},
    {"walking", "access_legs", "text", "counted", "the way between a building or post and its street: counted or free"},
    {"walking", "join_tolerance_m", "number from 0 to 100", "0",
     "street ends this close to another street are joined to it"},
    {"walking", "crossing_tolerance_m", "number from 0 to 100", "10",
     "a crossing lets streets pass a barrier this far around it"},
    {"walking", "near_miss_m", "number from 0 to 100", "2", "street ends this close to another street are reported"},
    {"walking", "steps_factor", "number > 0", "", "a metre of steps counts as this many on the flat"},
    {"walking", "elevation", "text", "",
     "raster of heights (GeoTIFF): metres of slope count by Tobler's walking speed"},
    {"walking", "data_error_m", "number >= 0", "0",
     "error of a distance: people within it of the radius are counted as borderline; 0 = not counted"},
    {"walking", "buffer_m", "number > 0", "100",
     "streets this near serve a place in mode network_buffer; drawn about reached streets on maps"},

    {"access", "measures", "list of text", "2sfca",
     "how much supply each place has: cumulative, gravity, 2sfca, e2sfca, 3sfca"},
    {"access", "radius_m", "number > 0", "the norm radius", "farther posts do not count"},
    {"access", "decay", "text", "exponential",
     "gravity: exponential exp(-p d), gaussian exp(-d^2 / p), power d^-p; d in metres"},
    {"access", "decay_parameter", "number > 0", "0.005", "gravity: p"},
    {"access", "bands_m", "list of numbers > 0", "a third, two thirds, all of radius_m",
     "e2sfca, 3sfca: outer radii of the bands, ascending"},
    {"access", "band_weights", "list of numbers > 0", "1, 0.68, 0.22", "e2sfca, 3sfca: weight of each band"},

    {"placement", "goal", "text", "max_cover",
     "max_cover; set_cover; p_median (least mean distance); p_center (least worst distance); capacitated"},
    {"placement", "sites", "whole number", "", "new sites, at most"},
    {"placement", "budget", "number >= 0", "", "money for new sites, at most"},
    {"placement", "unit_cost", "number >= 0", "1", "of a new site that states no cost"},
    {"placement", "candidates", "list of text", "given",
     "given ([layers.candidates]), buildings, compounds, grid_zones, network_nodes, hexagons"},
    {"placement", "lattice_m", "number > 0", "half the radius", "hexagons: distance of neighbours"},
    {"placement", "existing", "text", "keep", "posts that stand: keep, may_close or ignore"},
    {"placement", "close", "whole number", "", "may_close: so many posts close, those that are missed least"},
    {"placement", "mode", "text", "straight", "straight or walking"},
    {"placement", "service", "text", "open", "open (anybody) or home (residents of the site's community)"},
    {"placement", "radius_m", "number > 0", "the norm radius", "how far a site serves that states no radius"},
    {"placement", "weigh", "text", "population", "what demand counts by: population, households or buildings"},
    {"placement", "share", "number in (0, 1]", "1", "set_cover: of all demand, so much must be covered"},
    {"placement", "times", "whole number", "1", "sites within reach that a place needs; 2 = backup cover"},
    {"placement", "full_to_m", "number > 0", "", "max_cover: service falls from full here ..."},
    {"placement", "none_beyond_m", "number > 0", "", "... to none here"},
    {"placement", "farthest_m", "number > 0", "", "p_median, p_center, capacitated: nobody goes farther"},
    {"placement", "one_plus_n", "true or false", "false",
     "exactly one centre in each community, for its own residents; stations for anybody"},
    {"placement", "spacing_m", "number > 0", "", "open sites stand at least so far apart"},
    {"placement", "community_at_least", "whole number", "", "open sites in each community"},
    {"placement", "community_at_most", "whole number", "", "open sites in each community"},
    {"placement", "effort", "text", "default", "fast (no proof), default (proved to 1 %), thorough (proved optimal)"},
    {"placement", "curve", "true or false", "false", "also the best plan for every smaller number of sites"},
    {"placement", "phases", "list of whole numbers", "", "sites opened year by year, so that every year's are good"},
    {"placement", "pareto", "true or false", "false", "cover goals: the best plan for every cost that is worth paying"},
    {"placement", "robustness", "number in (0, 1)", "",
     "0.1: which sites stay when radius, money and demand move by 10 %"},

    {"audit", "overlap_tolerance_m2", "number >= 0", "1", "overlaps up to this area are not reported"},
    {"audit", "gap_tolerance_m2", "number >= 0", "1", "gaps up to this area are not reported"},
    {"audit", "outside_tolerance_m2", "number >= 0", "1", "parts outside the parent up to this area are not reported"},
    {"audit", "duplicate_distance_m", "number >= 0", "1", "facilities this close are reported as duplicates"},

    {"output", "folder", "text", "<name of the study file>-out", "result folder"},
    {"output", "language", "text", "en", "of map and workbook: en or zh"},
    {"output", "formats", "list of text", "geojson, gpkg, csv, xlsx, map",
     "geojson (not of a study in local metres), gpkg, csv, flatgeobuf (only rows with a place), xlsx, map (a page)"},
});

}  // namespace

std::span<const ConfigKey> config_keys() { return kKeys; }

std::vector<std::string_view> keys_of(std::string_view section) {
  std::vector<std::string_view> keys;
  for (const ConfigKey& entry : kKeys) {
    if (entry.section == section) {
      keys.push_back(entry.key);
    }
  }
  return keys;
}

}  // namespace lastmeter
