// SPDX-License-Identifier: Apache-2.0
#include "study/init.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "input/layer_spec.h"
#include "io/connection.h"
#include "io/read_osm_streets.h"
#include "io/read_source.h"
#include "study/init_groups.h"
#include "study/init_hints.h"

namespace lastmeter {

namespace {

/// "1 polygon", "2,689 points".
std::string counted(std::size_t rows, GeometryKind kind) {
  const auto words = [kind]() -> std::pair<std::string_view, std::string_view> {
    switch (kind) {
      case GeometryKind::Null:
      case GeometryKind::Empty:
        return {"row without geometry", "rows without geometry"};
      case GeometryKind::Point:
        return {"point", "points"};
      case GeometryKind::Line:
        return {"line", "lines"};
      case GeometryKind::Polygon:
        return {"polygon", "polygons"};
      case GeometryKind::Mixed:
        return {"mixed geometry", "mixed geometries"};
    }
    return {};
  }();
  return fmt::format("{} {}", grouped(rows), rows == 1 ? words.first : words.second);
}

/// "code = 网格编码, households = 户数": the columns that aliases find.
std::string recognised(const LayerInfo& layer, Role role) {
  FeatureTable headings;
  for (const std::string& name : layer.columns) {
    headings.columns.emplace_back(name, ColumnType::Text);
  }
  LayerSpec spec;
  spec.role = role;
  std::vector<std::string> found;
  for (const Field field : kFields) {
    if (const auto column = find_field(headings, spec, field, {})) {
      found.push_back(fmt::format("{} = {}", field_name(field), headings.columns[*column].name()));
    }
  }
  return found.empty() ? "none recognised" : joined(found, ", ");
}

/// A table that can only be joined to a layer. Events may be known by the code of a zone.
bool is_without_places(const SeenLayer& layer) {
  return layer.role != Role::Events && layer.info.kind == GeometryKind::Null && layer.info.rows > 0 &&
         !holds_positions(layer.info);
}

/// Which layer plays each role: the first whose role is sure, else the first.
std::map<Role, const SeenLayer*> cast(const std::vector<SeenLayer>& layers) {
  std::map<Role, const SeenLayer*> players;
  for (const bool sure : {true, false}) {
    for (const SeenLayer& layer : layers) {
      if (layer.role && layer.sure == sure && !is_without_places(layer)) {
        players.emplace(*layer.role, &layer);
      }
    }
  }
  return players;
}

bool plays(const SeenLayer& layer, const std::map<Role, const SeenLayer*>& players) {
  const auto at = layer.role ? players.find(*layer.role) : players.end();
  return at != players.end() && at->second == &layer;
}

/// Why a layer has a role that neither its name nor its columns tell.
std::string reason(const SeenLayer& layer) {
  if (layer.sure) {
    return "";
  }
  return layer.role == Role::Facilities
             ? "posts, because it holds places and nothing else is known of them; if they are not, change the role"
             : "many small areas: what larger zones are made of";
}

/// Larger zones of the areas that make them up, where no other layer holds zones.
std::string dissolved_section(const SeenLayer& layer) {
  const auto parent = parent_column(layer.info);
  if (!parent) {
    return "";
  }
  return "\n" + comment("its larger zones, one of each value of a column; name another, or a layer of communities") +
         fmt::format("[layers.communities]\npath = {}\ndissolve = {}\n", toml_text(layer.file),
                     toml_text(layer.info.columns[*parent]));
}

std::string layer_section(const SeenLayer& layer, const std::vector<SeenLayer>& all,
                          const std::map<Role, const SeenLayer*>& players) {
  const LayerInfo& info = layer.info;
  std::string text = "\n" + comment(fmt::format("{}: {}{}{}", without_password(layer.file),
                                                layer.files > 1 ? fmt::format("{} files, ", layer.files) : "",
                                                counted(info.rows, info.kind),
                                                info.columns.empty() ? "" : "; columns: " + columns_line(info)));
  for (const std::string& damage : info.damage) {
    text += comment("WARNING: " + damage + ": copy or export the file again");
  }
  const std::vector<std::string> keys = key_lines(layer, all);
  if (is_without_places(layer)) {
    return text + join_section(layer, all);
  }
  const bool usable = plays(layer, players);
  if (!layer.role) {
    text += "# role not recognised: put the right one in the place of ROLE and remove the #\n";
  } else if (!usable) {
    text += "# a layer of this role is there already: choose one\n";
  } else {
    text += layer.sure ? "" : comment(reason(layer));
    text += comment("used: " + recognised(info, *layer.role));
  }
  const std::string off = usable ? "" : "# ";
  text += fmt::format("{}[layers.{}]\n{}path = {}\n", off, layer.role ? role_name(*layer.role) : "ROLE", off,
                      toml_text(layer.file));
  const auto of_same_file = [&](const SeenLayer& other) { return other.file == layer.file; };
  if (std::count_if(all.begin(), all.end(), of_same_file) > 1) {
    text += fmt::format("{}layer = {}\n", off, toml_text(info.layer));
  }
  for (const std::string& key : keys) {
    text += (key.starts_with("# ") ? "" : off) + key + "\n";
  }
  return text;
}

/// An OpenStreetMap extract holds everything at once: its streets can be walked, the rest is chosen by tags.
std::string osm_section(const std::string& file, std::set<Role>& taken) {
  const bool usable = taken.insert(Role::Streets).second;
  const std::string path = toml_text(file);
  return "\n" + comment(file + ": an OpenStreetMap extract; its streets are used for walking") +
         fmt::format("{0}[layers.streets]\n{0}path = {1}\n", usable ? "" : "# ", path) +
         fmt::format(R"(# more of it: remove the # and choose by its tags
# [layers.buildings]
# path  = {0}
# layer = "multipolygons"
# where = "building IS NOT NULL"
# clip  = true                    # only those inside the zones
# [layers.facilities]
# path  = {0}
# layer = "points"
# where = "amenity = 'pharmacy'"
# [layers.communities]
# path  = {0}
# layer = "multipolygons"
# where = "boundary = 'administrative' AND admin_level = '10'"
)",
                     path);
}

bool is_raster(const std::string& file) {
  static constexpr std::array<std::string_view, 7> kEndings{".tif", ".tiff", ".asc", ".img", ".vrt", ".hgt", ".dem"};
  const std::string ending = ascii_lower(std::filesystem::path(file).extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

/// Heights under the streets; of several rasters the first.
std::string elevation_section(const std::vector<std::string>& rasters, const std::set<Role>& taken) {
  std::string text;
  for (std::size_t i = 0; i < rasters.size(); ++i) {
    const bool usable = i == 0 && taken.contains(Role::Streets);
    const std::string off = usable ? "" : "# ";
    text += "\n" +
            comment(rasters[i] + ": a raster, taken for heights: slopes slow walkers down" +
                    (usable   ? ""
                     : i == 0 ? "; needs [layers.streets]"
                              : "; one is there already")) +
            fmt::format("{0}[walking]\n{0}elevation = {1}\n", off, toml_text(rasters[i]));
  }
  return text;
}

/// Looks at every file. Throws InputError with all that cannot be read.
std::vector<SeenLayer> look_at(const std::vector<std::string>& files) {
  std::vector<SeenLayer> seen;
  std::string faults;
  std::string fix;
  for (const std::string& file : files) {
    try {
      for (LayerInfo& layer : list_layers(file)) {
        const auto role = guess_role(std::filesystem::path(file).filename().string(), layer);
        seen.push_back({.file = file, .info = std::move(layer), .role = role});
      }
    } catch (const InputError& error) {
      faults += faults.empty() ? error.what() : fmt::format(": {}\n{}", fix, error.what());
      fix = error.fix();
    }
  }
  if (!faults.empty()) {
    throw InputError(faults, fix);
  }
  return seen;
}

/// What a planner asks once there are candidates; without them, how to ask.
std::string placement_section(const std::set<Role>& taken) {
  if (taken.contains(Role::Candidates)) {
    return R"(
[placement]
goal  = "max_cover"             # set_cover, p_median, p_center, capacitated
sites = 10                      # new ones, at most; or budget = 5_000_000
)";
  }
  return R"(
# [placement]                   # where should the next posts go?
# goal       = "max_cover"
# sites      = 10
# candidates = ["hexagons"]     # or buildings, compounds, grid_zones; or a layer of candidates
)";
}

/// Zones drawn anew and merged, where there is what to draw them of: asked for by removing the #.
std::string partition_sections(const std::set<Role>& taken) {
  std::string text;
  if (taken.contains(Role::Communities) && (taken.contains(Role::Buildings) || taken.contains(Role::Population))) {
    text += R"(
# [partition]                   # grid zones drawn anew inside the communities
# households   = [300, 500]     # of each
# move_at_most = 0.05           # share of a community's households that may change zone; leave it out to draw freely
)";
  }
  if (taken.contains(Role::Units)) {
    text += R"(
# [merge]                       # the base units merged into communities
# into = 48
)";
  }
  return text;
}

}  // namespace

std::string initial_study_file(const std::vector<std::string>& files) {
  std::vector<std::string> extracts;
  std::vector<std::string> rest;
  std::vector<std::string> rasters;
  std::vector<std::string> others;
  std::partition_copy(files.begin(), files.end(), std::back_inserter(extracts), std::back_inserter(rest), is_osm_file);
  std::partition_copy(rest.begin(), rest.end(), std::back_inserter(rasters), std::back_inserter(others), is_raster);
  std::for_each(extracts.begin(), extracts.end(), require_readable);
  std::for_each(rasters.begin(), rasters.end(), require_readable);
  std::vector<SeenLayer> seen = grouped_files(look_at(others));
  settle_roles(seen);
  const std::map<Role, const SeenLayer*> players = cast(seen);
  std::string sections;
  std::set<Role> taken;
  std::set<const SeenLayer*> joined;
  for (const auto& [role, layer] : players) {
    taken.insert(role);
    const auto join = layer->sure || role != Role::Population ? std::nullopt : counts_for(*layer, seen);
    if (join && joined.insert(join->table).second) {
      sections += counts_section(*layer, *join);
    }
  }
  const std::string joins = std::exchange(sections, "");
  for (const SeenLayer& layer : seen) {
    if (!joined.contains(&layer)) {
      sections += layer_section(layer, seen, players);
    }
    const bool makes_zones = plays(layer, players) && !layer.sure && layer.info.kind == GeometryKind::Polygon;
    if (makes_zones && !taken.contains(Role::Communities) && !taken.contains(Role::Subdistricts)) {
      const std::string zones = dissolved_section(layer);
      sections += zones;
      if (!zones.empty()) {
        taken.insert(Role::Communities);
      }
    }
  }
  sections += joins;
  for (const std::string& file : extracts) {
    sections += osm_section(file, taken);
  }
  const bool has_posts = taken.contains(Role::Facilities);
  if (!has_posts) {
    sections += extracts.empty() ? "\n# coverage needs the posts: name their file and remove the #\n"
                                   "# [layers.facilities]\n# path = \"posts.csv\"\n"
                                 : "\n# coverage needs the posts: remove the # of [layers.facilities] above and name "
                                   "their tag, or their file\n";
  }
  sections += elevation_section(rasters, taken);
  const std::string rules = taken.contains(Role::GridZones) ? R"(["service-radius-500", "china-urban"])"
                                                            : R"(["service-radius-500"]  # "china-urban" adds norms)";
  const std::string modes = taken.contains(Role::Streets) ? R"(["straight", "walking"])" : R"(["straight"])";
  return R"(# A lastmeter study. Paths are relative to this file. Run it with: lastmeter run study.toml
[study]
name  = "My study"
crs   = "auto"                  # or "EPSG:4548": the working system, always projected metres
rules = )" +
         rules + "\n" + sections +
         R"(
[coverage]
radii_m = [300, 500, 1000]
modes   = )" +
         modes + R"(
service = ["open"]              # "home": only posts of the resident's own community count
)" + placement_section(taken) +
         partition_sections(taken) +
         R"(
[output]
formats = ["geojson", "gpkg", "csv", "xlsx", "map", "report"]
)";
}

}  // namespace lastmeter
