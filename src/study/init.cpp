// SPDX-License-Identifier: Apache-2.0
#include "study/init.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "input/layer_spec.h"
#include "io/connection.h"
#include "study/init_hints.h"

namespace lastmeter {

namespace {

std::string_view kind_word(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::Null:
    case GeometryKind::Empty:
      return "rows without geometry";
    case GeometryKind::Point:
      return "points";
    case GeometryKind::Line:
      return "lines";
    case GeometryKind::Polygon:
      return "polygons";
    case GeometryKind::Mixed:
      return "mixed geometries";
  }
  return "";
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
  std::string text =
      "\n" + comment(fmt::format("{}: {} {}; columns: {}", without_password(layer.file),
                                 grouped(static_cast<double>(info.rows)), kind_word(info.kind), columns_line(info)));
  for (const std::string& damage : info.damage) {
    text += comment("WARNING: " + damage + ": copy or export the file again");
  }
  const std::vector<std::string> keys = key_lines(info, layer.role);
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

}  // namespace

std::string initial_study_file(const std::vector<std::string>& files) {
  const std::vector<SeenLayer> seen = look_at(files);
  std::string sections;
  std::set<Role> taken;
  for (const SeenLayer& layer : seen) {
    sections += layer_section(layer, seen, taken);
  }
  if (!taken.contains(Role::Facilities)) {
    sections +=
        "\n# coverage needs the posts: name their file and remove the #\n# [layers.facilities]\n# path = "
        "\"posts.csv\"\n";
  }
  return R"(# A lastmeter study. Paths are relative to this file. Run it with: lastmeter run study.toml
[study]
name  = "My study"
crs   = "auto"                  # or "EPSG:4548": the working system, always projected metres
rules = ["service-radius-500", "china-urban"]
)" + sections +
         R"(
[coverage]
radii_m = [300, 500, 1000]
modes   = ["straight"]
service = ["open"]              # "home": only posts of the resident's own community count

[output]
formats = ["geojson", "gpkg", "csv"]
)";
}

}  // namespace lastmeter
