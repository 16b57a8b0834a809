// SPDX-License-Identifier: Apache-2.0
#include "study/config_layers.h"

#include <fmt/format.h>

#include <limits>
#include <optional>

#include "core/text.h"
#include "io/connection.h"
#include "io/read_source.h"

namespace lastmeter {

namespace {

std::string resolved(const std::string& path, const std::filesystem::path& folder) {
  return path.empty() || is_connection(path) ? path : (folder / path).lexically_normal().string();
}

ReadOptions read_options(const Section& section, const std::string& path, const std::filesystem::path& folder) {
  ReadOptions read;
  read.path = resolved(path, folder);
  if (read.path.empty()) {
    section.fault("path", "path is missing", "name the file");
  }
  read.layer = section.text("layer");
  read.encoding = section.text("encoding", "auto");
  read.where = section.text("where");
  read.columns = section.texts("columns");
  read.header = section.flag("header", true);
  read.skip_rows = static_cast<int>(section.whole("skip_rows", 0, std::numeric_limits<int>::max()));
  return read;
}

std::optional<JoinSpec> join_spec(const Section& layer, const std::string& path, const std::filesystem::path& folder,
                                  ConfigFaults& faults) {
  const toml::table* table = layer.table("join");
  if (table == nullptr) {
    return std::nullopt;
  }
  const Section section(table, "layers.*.join", path + ".join", faults);
  section.refuse_unknown_keys();
  const std::string file = section.text("path");
  JoinSpec join{.read = read_options(section, file, folder),
                .shown_path = without_password(file),
                .key = section.text("key"),
                .on = section.text("on")};
  if (join.key.empty()) {
    section.fault("key", "key is missing", "name the column of the layer that holds the key");
  }
  return join;
}

LayerSpec layer_spec(Role role, const toml::table& table, const std::filesystem::path& folder, ConfigFaults& faults) {
  const std::string path = fmt::format("layers.{}", role_name(role));
  const Section section(&table, "layers.*", path, faults);
  section.refuse_unknown_keys();
  LayerSpec spec;
  spec.role = role;
  const std::string file = section.text("path");
  spec.shown_path = without_password(file);
  spec.read = read_options(section, file, folder);
  spec.read.x = section.text("x");
  spec.read.y = section.text("y");
  spec.read.geometry = section.text("geometry");
  if (spec.read.x.empty() != spec.read.y.empty()) {
    section.fault(spec.read.x.empty() ? "y" : "x", "x and y go together", "name both columns");
  }
  spec.crs = section.crs("crs");
  spec.dissolve = section.text("dissolve");
  spec.clip = section.flag("clip", false);
  spec.all_kind = section.text("all_kind");
  spec.join = join_spec(section, path, folder, faults);
  for (const Field field : kFields) {
    if (section.has(field_name(field))) {
      spec.fields[field] = section.text(field_name(field));
    }
  }
  return spec;
}

}  // namespace

void read_layer_specs(const toml::table& file, const std::filesystem::path& folder, InputSpec& input,
                      ConfigFaults& faults) {
  const toml::table* layers = file["layers"].as_table();
  if (layers == nullptr || layers->empty()) {
    faults.add("no [layers.<role>] section", "add one for each file, or let `lastmeter init` write the study file");
    return;
  }
  std::vector<std::string_view> roles;
  for (const Role role : kRoles) {
    roles.push_back(role_name(role));
    if (const toml::table* table = (*layers)[role_name(role)].as_table()) {
      input.layers.push_back(layer_spec(role, *table, folder, faults));
    }
  }
  for (const auto& [key, node] : *layers) {
    if (!role_named(key.str())) {
      faults.add(node.source(), fmt::format("[layers.{}] is no role", key.str()), suggestion(key.str(), roles));
    } else if (!node.is_table()) {
      faults.add(node.source(), fmt::format("layers.{} is not a table", key.str()), "write [layers.<role>]");
    }
  }
}

void read_aliases(const toml::table& file, InputSpec& input, ConfigFaults& faults) {
  const toml::table* aliases = file["aliases"].as_table();
  if (aliases == nullptr) {
    return;
  }
  std::vector<std::string_view> names;
  names.reserve(kFields.size());
  for (const Field field : kFields) {
    names.push_back(field_name(field));
  }
  for (const auto& [key, node] : *aliases) {
    const auto field = field_named(key.str());
    if (!field) {
      faults.add(node.source(), fmt::format("[aliases] has no field '{}'", key.str()), suggestion(key.str(), names));
      continue;
    }
    const toml::array* list = node.as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::string)) {
      faults.add(node.source(), fmt::format("aliases.{} is not a list of texts", key.str()), "write [\"...\"]");
      continue;
    }
    for (const toml::node& item : *list) {
      input.aliases[*field].push_back(*item.value<std::string>());
    }
  }
}

}  // namespace lastmeter
