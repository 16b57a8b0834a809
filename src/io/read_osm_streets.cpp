// SPDX-License-Identifier: Apache-2.0
#include "io/read_osm_streets.h"

#include <fmt/format.h>
#include <osmium/handler.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/visitor.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "io/read_notes.h"
#include "io/read_source.h"

namespace lastmeter {

namespace {

bool is_street(const osmium::TagList& tags) {
  return tags.has_key("highway") || tags.has_tag("railway", "platform") ||
         tags.has_tag("public_transport", "platform") || tags.has_tag("man_made", "pier");
}

template <std::size_t N>
void add_columns(FeatureTable& table, const std::array<std::string_view, N>& tags) {
  table.columns.emplace_back("osm_id", ColumnType::Text);
  for (const std::string_view tag : tags) {
    table.columns.emplace_back(std::string(tag), ColumnType::Text);
  }
  table.geometry.emplace();
  table.crs = Crs::parse("EPSG:4326");
}

template <std::size_t N>
void append_tags(FeatureTable& table, const osmium::OSMObject& object, const std::array<std::string_view, N>& tags) {
  table.columns[0].append_text(std::to_string(object.id()));
  for (std::size_t i = 0; i < N; ++i) {
    const char* value = object.tags()[tags[i].data()];
    if (value != nullptr) {
      table.columns[i + 1].append_text(value);
    } else {
      table.columns[i + 1].append_null();
    }
  }
  ++table.rows;
}

/// First pass: the ways, with the ids of their nodes.
class WayReader : public osmium::handler::Handler {
 public:
  explicit WayReader(FeatureTable& ways) : ways_(ways) {}

  void way(const osmium::Way& way) {
    if (!is_street(way.tags())) {
      return;
    }
    append_tags(ways_, way, kStreetTags);
    for (const osmium::NodeRef& node : way.nodes()) {
      refs.push_back(node.ref());
    }
    ends.push_back(refs.size());
  }

  std::vector<osmium::object_id_type> refs;
  std::vector<std::size_t> ends;  // of each way in `refs`

 private:
  FeatureTable& ways_;
};

/// Second pass: where the nodes of the ways are, and what stands on them.
class NodeReader : public osmium::handler::Handler {
 public:
  NodeReader(std::vector<osmium::object_id_type> wanted, FeatureTable& gates) : ids_(std::move(wanted)), gates_(gates) {
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    places_.resize(ids_.size());
  }

  void node(const osmium::Node& node) {
    const auto at = std::lower_bound(ids_.begin(), ids_.end(), node.id());
    if (at == ids_.end() || *at != node.id() || !node.location().valid()) {
      return;
    }
    places_[static_cast<std::size_t>(at - ids_.begin())] = node.location();
    if (node.tags().has_key("barrier")) {
      append_tags(gates_, node, kGateTags);
      gates_.geometry->append_point({node.location().lon(), node.location().lat()});
    }
  }

  /// Undefined where the extract has no such node.
  [[nodiscard]] osmium::Location place(osmium::object_id_type id) const {
    return places_[static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin())];
  }

 private:
  std::vector<osmium::object_id_type> ids_;
  std::vector<osmium::Location> places_;
  FeatureTable& gates_;
};

/// Draws the ways, each stretch of present nodes as a part.
class WayDrawer {
 public:
  WayDrawer(FeatureTable& ways, const WayReader& reader, const NodeReader& nodes)
      : ways_(ways), reader_(reader), nodes_(nodes) {}

  void draw(NoteCollector& notes) {
    std::size_t first = 0;
    for (std::size_t row = 0; row < reader_.ends.size(); ++row) {
      draw_way(row, first, notes);
      first = reader_.ends[row];
    }
    if (broken_ways_ > 0) {
      notes.add(ReadNote::Kind::FileDamaged, std::nullopt,
                fmt::format("{} streets refer to {} nodes that the extract does not hold; they end where it ends",
                            grouped(broken_ways_), grouped(missing_)));
    }
  }

 private:
  void draw_way(std::size_t row, std::size_t first, NoteCollector& notes) {
    std::vector<Coordinate> stretch;
    std::size_t parts = 0;
    std::size_t missing = 0;
    for (std::size_t i = first; i < reader_.ends[row]; ++i) {
      const osmium::Location at = nodes_.place(reader_.refs[i]);
      if (at.valid()) {
        stretch.push_back({at.lon(), at.lat()});
        continue;
      }
      ++missing;
      parts += end_part(stretch, parts);
    }
    parts += end_part(stretch, parts);
    missing_ += missing;
    broken_ways_ += missing > 0 ? 1 : 0;
    if (parts == 0) {
      ways_.geometry->append(GeometryKind::Empty);
      notes.add(ReadNote::Kind::RowUnreadable, row,
                fmt::format("way {} has no two consecutive nodes in the extract", ways_.columns[0].text(row)));
    }
  }

  std::size_t end_part(std::vector<Coordinate>& stretch, std::size_t parts_before) {
    constexpr std::size_t least = 2;
    const bool drawn = stretch.size() >= least;
    if (drawn) {
      if (parts_before == 0) {
        ways_.geometry->begin(GeometryKind::Line);
      }
      ways_.geometry->begin_part();
      ways_.geometry->begin_ring();
      for (const Coordinate at : stretch) {
        ways_.geometry->add(at);
      }
    }
    stretch.clear();
    return drawn ? 1 : 0;
  }

  FeatureTable& ways_;
  const WayReader& reader_;
  const NodeReader& nodes_;
  std::size_t missing_ = 0;
  std::size_t broken_ways_ = 0;
};

template <class Handler>
void read_pass(const std::string& path, osmium::osm_entity_bits::type kinds, Handler& handler, Progress& progress) {
  osmium::io::Reader reader(path, kinds);
  std::size_t buffers = 0;
  while (osmium::memory::Buffer buffer = reader.read()) {
    osmium::apply(buffer, handler);
    progress.step(++buffers);
  }
  reader.close();
}

FeatureTable start_table(std::string name, const std::string& path) {
  FeatureTable table;
  table.name = std::move(name);
  table.source = {.path = path, .files = {path}, .layer = table.name, .driver = "OSM", .encoding = "UTF-8"};
  return table;
}

}  // namespace

bool is_osm_file(const std::string& path) {
  constexpr std::array<std::string_view, 6> endings{".osm", ".osm.xml", ".osm.gz", ".osm.bz2", ".pbf", ".o5m"};
  const std::string lower = ascii_lower(path);
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

OsmStreets read_osm_streets(const std::string& path, Progress& progress) {
  require_readable(path);
  progress.stage("reading streets", 0);
  OsmStreets streets{.ways = start_table("streets", path), .gates = start_table("gates", path)};
  add_columns(streets.ways, kStreetTags);
  add_columns(streets.gates, kGateTags);
  try {
    WayReader ways(streets.ways);
    read_pass(path, osmium::osm_entity_bits::way, ways, progress);
    NodeReader nodes(ways.refs, streets.gates);
    read_pass(path, osmium::osm_entity_bits::node, nodes, progress);
    NoteCollector notes;
    WayDrawer(streets.ways, ways, nodes).draw(notes);
    streets.ways.notes = notes.take();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw InputError(fmt::format("{} cannot be read as OpenStreetMap data to its end: {}", path, error.what()),
                     "the file is damaged or cut off; fetch it again");
  }
  return streets;
}

}  // namespace lastmeter
