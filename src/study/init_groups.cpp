// SPDX-License-Identifier: Apache-2.0
#include "study/init_groups.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace lastmeter {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kManyAreas = 1000;
constexpr std::size_t kAreasEach = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "zone_12.json" -> "zone_*.json"; the name itself where it has no digit.
std::string pattern_of(const std::string& file) {
  const fs::path path(file);
  const std::string stem = path.stem().string();
  const auto first = std::find_if(stem.begin(), stem.end(), is_digit);
  if (first == stem.end()) {
    return file;
  }
  const auto last = std::find_if(stem.rbegin(), stem.rend(), is_digit).base();
  const std::string name = std::string(stem.begin(), first) + "*" + std::string(last, stem.end());
  return (path.parent_path() / (name + path.extension().string())).string();
}

std::string crs_id(const LayerInfo& info) { return info.crs ? info.crs->id() : ""; }

bool alike(const SeenLayer& a, const SeenLayer& b) {
  return a.role == b.role && a.info.kind == b.info.kind && a.info.columns == b.info.columns &&
         a.info.header == b.info.header && crs_id(a.info) == crs_id(b.info) &&
         a.info.place.has_value() == b.info.place.has_value();
}

/// Files of the folder whose names a pattern fits: nobody means others than those that were named.
std::size_t files_of(const std::string& pattern) {
  std::error_code none;
  const fs::path folder = fs::path(pattern).parent_path();
  const std::string name = fs::path(pattern).filename().string();
  const std::string head = name.substr(0, name.find('*'));
  const std::string tail = name.substr(name.find('*') + 1);
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, none)) {
    const std::string file = entry.path().filename().string();
    count += file.size() >= head.size() + tail.size() && file.starts_with(head) && file.ends_with(tail) ? 1U : 0U;
  }
  return count;
}

SeenLayer together(const std::string& pattern, const std::vector<const SeenLayer*>& members) {
  SeenLayer all = *members.front();
  all.file = pattern;
  all.files = members.size();
  for (std::size_t m = 1; m < members.size(); ++m) {
    const LayerInfo& more = members[m]->info;
    all.info.rows += more.rows;
    all.info.damage.insert(all.info.damage.end(), more.damage.begin(), more.damage.end());
    for (std::size_t i = 0; i < all.info.sample.size(); ++i) {
      all.info.sample[i].insert(all.info.sample[i].end(), more.sample[i].begin(), more.sample[i].end());
    }
  }
  return all;
}

/// The role that the name of the file tells, whatever its columns.
bool is_named(const SeenLayer& layer) {
  LayerInfo shapeless = layer.info;
  shapeless.kind = GeometryKind::Mixed;
  return guess_role(fs::path(layer.file).filename().string(), shapeless).has_value();
}

bool is_zone_layer(const SeenLayer& layer) {
  return layer.info.kind == GeometryKind::Polygon &&
         (layer.role == Role::Communities || layer.role == Role::Subdistricts || layer.role == Role::GridZones);
}

bool are_basic_areas(const SeenLayer& layer, const std::vector<SeenLayer>& all) {
  if (layer.role != Role::Communities || layer.info.rows < kManyAreas || is_named(layer)) {
    return false;
  }
  return parent_column(layer.info).has_value() || std::any_of(all.begin(), all.end(), [&](const SeenLayer& other) {
           return is_zone_layer(other) && other.info.rows * kAreasEach <= layer.info.rows;
         });
}

}  // namespace

std::vector<SeenLayer> grouped_files(std::vector<SeenLayer> layers) {
  std::map<std::string, std::vector<const SeenLayer*>> members;
  for (const SeenLayer& layer : layers) {
    members[pattern_of(layer.file)].push_back(&layer);
  }
  const auto is_group = [&](const std::string& pattern) {
    const auto& group = members.at(pattern);
    return group.size() > 1 && pattern.find('*') != std::string::npos && files_of(pattern) == group.size() &&
           std::all_of(group.begin(), group.end(), [&](const SeenLayer* each) {
             return alike(*each, *group.front()) &&
                    std::count_if(group.begin(), group.end(),
                                  [&](const SeenLayer* other) { return other->file == each->file; }) == 1;
           });
  };
  std::vector<SeenLayer> result;
  for (const SeenLayer& layer : layers) {
    const std::string pattern = pattern_of(layer.file);
    if (!is_group(pattern)) {
      result.push_back(layer);
    } else if (members.at(pattern).front() == &layer) {
      result.push_back(together(pattern, members.at(pattern)));
    }
  }
  return result;
}

void settle_roles(std::vector<SeenLayer>& layers) {
  for (SeenLayer& layer : layers) {
    if (!layer.role && layer.info.kind == GeometryKind::Null && holds_positions(layer.info)) {
      LayerInfo placed = layer.info;
      placed.kind = GeometryKind::Point;
      layer.role = guess_role(fs::path(layer.file).filename().string(), placed);
      layer.sure = false;
    }
  }
  std::vector<SeenLayer*> basic;
  for (SeenLayer& layer : layers) {
    if (are_basic_areas(layer, layers)) {
      basic.push_back(&layer);
    }
  }
  for (SeenLayer* layer : basic) {
    layer->role = counts_for(*layer, layers) ? Role::Population : Role::Units;
    layer->sure = false;
  }
}

}  // namespace lastmeter
