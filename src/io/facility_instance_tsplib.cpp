// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/text.h"
#include "io/facility_instance_readers.h"

namespace lastmeter {

KeywordHead parse_keyword_head(InstanceText& text) {
  KeywordHead head;
  bool has_dimension = false;
  while (text.next_line()) {
    const std::string_view line = text.line_text();
    const std::string_view key = trimmed(line.substr(0, line.find(':')));
    const std::string_view value = key.size() < line.size() ? trimmed(line.substr(line.find(':') + 1)) : "";
    if (key == "NODE_COORD_SECTION") {
      if (!has_dimension) {
        text.fail("NODE_COORD_SECTION begins before DIMENSION is given", "add a line 'DIMENSION : <number of places>'");
      }
      return head;
    }
    if (key == "DIMENSION") {
      head.dimension = text.count(value, "DIMENSION");
      has_dimension = true;
    } else if (key == "EDGE_WEIGHT_TYPE") {
      head.edge_weight_type = value;
    } else if (line.find(':') == std::string_view::npos) {
      text.fail(fmt::format("{} is neither 'KEYWORD : value' nor NODE_COORD_SECTION", quoted_word(line)),
                "give the coordinates in a NODE_COORD_SECTION, or the --format the file is in");
    }
  }
  text.fail("the file ends before NODE_COORD_SECTION", "give the coordinates, or the --format the file is in");
}

FacilityInstance parse_tsplib(InstanceText& text) {
  const KeywordHead head = parse_keyword_head(text);
  if (head.edge_weight_type != "EUC_2D") {
    text.fail(fmt::format("EDGE_WEIGHT_TYPE is {}", quoted_word(head.edge_weight_type)),
              "only EUC_2D is read; compute other distances and give them with --format csv");
  }
  InstancePlane plane;
  std::vector<std::uint64_t> ids;
  plane.sites.reserve(text.room_for(head.dimension) / 3 + 1);
  for (std::uint32_t i = 0; i < head.dimension; ++i) {
    if (!text.next_line() || text.line_text() == "EOF") {
      text.fail(fmt::format("NODE_COORD_SECTION ends after {} of {} places", i, head.dimension),
                "correct DIMENSION, or fetch the file again if it is cut");
    }
    const auto words = text.words(3, "a place (id x y)");
    ids.push_back(text.whole(words[0], "the id of a place", 0, 9'007'199'254'740'991));
    plane.sites.push_back({text.number(words[1], "the x of a place"), text.number(words[2], "the y of a place")});
  }
  if (text.next_line() && text.line_text() != "EOF") {
    text.fail(fmt::format("{} stands after the last of {} places", quoted_word(text.line_text()), head.dimension),
              "correct DIMENSION, or end the file with EOF");
  }
  FacilityInstance instance;
  instance.sites = plane.sites.size();
  instance.demand = instance.sites;
  instance.site_codes = codes_of(ids, text);
  instance.rounding = DistanceRounding::Nearest;
  plane.demand = plane.sites;
  instance.service = std::move(plane);
  return instance;
}

}  // namespace lastmeter
