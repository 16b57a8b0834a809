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

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7F; }

std::string toml_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (is_control(c)) {
      safe += fmt::format("\\u{:04X}", static_cast<int>(c));
    } else {
      safe += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    }
  }
  return "\"" + safe + "\"";
}

/// A comment of one line, whatever stands in the text: headings of spreadsheets have line ends.
std::string comment(std::string text) {
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return "# " + text + "\n";
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

std::string layer_section(const std::string& file, const LayerInfo& layer, bool several, std::set<Role>& taken) {
  const auto role = guess_role(std::filesystem::path(file).filename().string(), layer);
  const bool usable = role && taken.insert(*role).second;
  const std::string off = usable ? "" : "# ";
  std::string text = "\n" + comment(fmt::format("{}: {} {}; columns: {}", without_password(file),
                                                grouped(static_cast<double>(layer.rows)), kind_word(layer.kind),
                                                joined(layer.columns, ", ")));
  if (!role) {
    text += "# role not recognised: put the right one in the place of ROLE and remove the #\n";
  } else if (!usable) {
    text += "# a layer of this role is there already: choose one\n";
  } else {
    text += comment("used: " + recognised(layer, *role));
  }
  text += fmt::format("{}[layers.{}]\n{}path = {}\n", off, role ? role_name(*role) : "ROLE", off, toml_text(file));
  if (several) {
    text += fmt::format("{}layer = {}\n", off, toml_text(layer.layer));
  }
  return text;
}

}  // namespace

std::string initial_study_file(const std::vector<std::string>& files) {
  std::string sections;
  std::string faults;
  std::string fix;
  std::set<Role> taken;
  for (const std::string& file : files) {
    try {
      const std::vector<LayerInfo> layers = list_layers(file);
      for (const LayerInfo& layer : layers) {
        sections += layer_section(file, layer, layers.size() > 1, taken);
      }
    } catch (const InputError& error) {
      faults += faults.empty() ? error.what() : fmt::format(": {}\n{}", fix, error.what());
      fix = error.fix();
    }
  }
  if (!faults.empty()) {
    throw InputError(faults, fix);
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
