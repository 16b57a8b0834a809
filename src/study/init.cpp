// SPDX-License-Identifier: Apache-2.0
#include "study/init.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "input/layer_spec.h"
#include "io/connection.h"
#include "io/read_osm_streets.h"
#include "io/read_source.h"
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
  return fmt::format("{} {}", grouped(static_cast<double>(rows)), rows == 1 ? words.first : words.second);
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

std::string layer_section(const SeenLayer& layer, const std::vector<SeenLayer>& all, std::set<Role>& taken) {
  const LayerInfo& info = layer.info;
  std::string text = "\n" + comment(fmt::format("{}: {}{}", without_password(layer.file), counted(info.rows, info.kind),
                                                info.columns.empty() ? "" : "; columns: " + columns_line(info)));
  for (const std::string& damage : info.damage) {
    text += comment("WARNING: " + damage + ": copy or export the file again");
  }
  const std::vector<std::string> keys = key_lines(layer, all);
  const bool placed =
      std::any_of(keys.begin(), keys.end(), [](const std::string& line) { return line.starts_with("x "); });
  if (layer.role != Role::Events && info.kind == GeometryKind::Null && info.rows > 0 && !placed) {
    return text + join_section(layer, all);
  }
  const bool usable = layer.role && taken.insert(*layer.role).second;
  if (!layer.role) {
    text += "# role not recognised: put the right one in the place of ROLE and remove the #\n";
  } else if (!usable) {
    text += "# a layer of this role is there already: choose one\n";
  } else {
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

/// Looks at every file. Throws InputError with all that cannot be read.
std::vector<SeenLayer> look_at(const std::vector<std::string>& files) {
  std::vector<SeenLayer> seen;
  std::string faults;
  std::string fix;
  for (const std::string& file : files) {
    try {
      for (LayerInfo& layer : list_layers(file)) {
        const auto role = guess_role(std::filesystem::path(file).filename().string(), layer);
        seen.push_back({file, std::move(layer), role});
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
  std::vector<std::string> others;
  std::partition_copy(files.begin(), files.end(), std::back_inserter(extracts), std::back_inserter(others),
                      is_osm_file);
  std::for_each(extracts.begin(), extracts.end(), require_readable);
  const std::vector<SeenLayer> seen = look_at(others);
  std::string sections;
  std::set<Role> taken;
  for (const SeenLayer& layer : seen) {
    sections += layer_section(layer, seen, taken);
  }
  for (const std::string& file : extracts) {
    sections += osm_section(file, taken);
  }
  if (!taken.contains(Role::Facilities)) {
    sections +=
        "\n# coverage needs the posts: name their file and remove the #\n# [layers.facilities]\n# path = "
        "\"posts.csv\"\n";
  }
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
