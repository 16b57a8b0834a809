// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cctype>
#include <utility>

#include "io/facility_instance_readers.h"

namespace lastmeter {

namespace {

constexpr std::uint64_t kHighestId = 9'007'199'254'740'991;

Point point_of(const InstanceText& text, std::string_view x, std::string_view y) {
  return {text.number(x, "the x of a place"), text.number(y, "the y of a place")};
}

void expect_line(InstanceText& text, std::string_view things, std::size_t done, std::size_t of) {
  if (!text.next_line() || text.line_text() == "EOF") {
    text.fail(fmt::format("the file ends after {} of {} {}", done, of, things),
              "correct the count, or fetch the file again if it is cut");
  }
}

/// `n`, then `id x y cost demand`: each is site and demand.
FacilityInstance parse_points(InstanceText& text) {
  FacilityInstance instance;
  InstancePlane plane;
  std::vector<std::uint64_t> ids;
  const std::uint32_t count = text.count(text.words(1, "the first line (n)")[0], "the number of places");
  for (std::uint32_t i = 0; i < count; ++i) {
    expect_line(text, "places", i, count);
    const auto words = text.words(5, "a place (id x y cost demand)");
    ids.push_back(text.whole(words[0], "the id of a place", 0, kHighestId));
    plane.sites.push_back(point_of(text, words[1], words[2]));
    instance.costs.push_back(text.amount(words[3], "the cost of a place"));
    instance.weights.push_back(text.amount(words[4], "the demand of a place"));
  }
  text.expect_end(fmt::format("the last of {} places", count));
  instance.sites = instance.demand = count;
  instance.site_codes = codes_of(ids, text);
  plane.demand = plane.sites;
  instance.service = std::move(plane);
  return instance;
}

/// The words behind the letter `kind` of a line of five.
std::span<const std::string_view> marked_line(InstanceText& text, std::string_view kind, std::string_view what) {
  const auto words = text.words(5, what);
  if (words[0] != kind) {
    text.fail(fmt::format("{} stands where {} begins with {}", quoted_word(words[0]), what, kind),
              "correct the counts in the first line (sites customers)");
  }
  return words.subspan(1);
}

/// `sites customers`, then `F id x y cost` and `C id x y demand`.
FacilityInstance parse_sites_and_customers(InstanceText& text) {
  const auto head = text.words(2, "the first line (sites customers)");
  FacilityInstance instance;
  instance.sites = text.count(head[0], "the number of sites");
  instance.demand = text.count(head[1], "the number of customers");
  InstancePlane plane;
  std::vector<std::uint64_t> ids;
  for (std::size_t j = 0; j < instance.sites; ++j) {
    expect_line(text, "sites", j, instance.sites);
    const auto words = marked_line(text, "F", "a site (F id x y cost)");
    ids.push_back(text.whole(words[0], "the id of a site", 0, kHighestId));
    plane.sites.push_back(point_of(text, words[1], words[2]));
    instance.costs.push_back(text.amount(words[3], "the cost of a site"));
  }
  instance.site_codes = codes_of(ids, text);
  plane.demand.reserve(text.room_for(instance.demand) / 5 + 1);
  instance.weights.reserve(text.room_for(instance.demand) / 5 + 1);
  for (std::size_t i = 0; i < instance.demand; ++i) {
    expect_line(text, "customers", i, instance.demand);
    const auto words = marked_line(text, "C", "a customer (C id x y demand)");
    plane.demand.push_back(point_of(text, words[1], words[2]));
    instance.weights.push_back(text.amount(words[3], "the demand of a customer"));
  }
  text.expect_end(fmt::format("the last of {} customers", instance.demand));
  instance.service = std::move(plane);
  return instance;
}

enum class Places { Globe, Plane };

Places kind_of_places(const InstanceText& text, const std::string& type) {
  if (type == "COORD") {
    return Places::Globe;
  }
  if (type != "EUC_2D") {
    text.fail(fmt::format("EDGE_WEIGHT_TYPE is {}", quoted_word(type)), "known: COORD (latitude longitude), EUC_2D");
  }
  return Places::Plane;
}

LonLat globe_place(const InstanceText& text, std::string_view latitude, std::string_view longitude) {
  const LonLat place{text.number(longitude, "a longitude"), text.number(latitude, "a latitude")};
  if (place.lat < -90.0 || place.lat > 90.0 || place.lon < -360.0 || place.lon > 360.0) {
    text.fail(fmt::format("latitude {}, longitude {} is no place on the globe", place.lat, place.lon),
              "give latitude, then longitude, in degrees");
  }
  return place;
}

void parse_demand_section(InstanceText& text, std::size_t count, std::vector<double>& weights) {
  if (!text.next_line() || text.line_text() != "DEMAND_SECTION") {
    text.fail(fmt::format("DEMAND_SECTION is missing after the last of {} places", count),
              "correct DIMENSION, or add the section");
  }
  for (std::size_t i = 0; i < count; ++i) {
    expect_line(text, "demands", i, count);
    weights.push_back(text.amount(text.words(1, "a demand")[0], "a demand"));
  }
  if (text.next_line() && text.line_text() != "EOF") {
    text.fail(fmt::format("{} stands after the last of {} demands", quoted_word(text.line_text()), count),
              "correct DIMENSION, or end the file with EOF");
  }
}

}  // namespace

FacilityInstance parse_mclp(InstanceText& text) {
  InstanceText ahead = text;
  if (!ahead.next_line()) {
    text.fail("the file is empty", "fetch it again");
  }
  const bool keywords = std::isalpha(static_cast<unsigned char>(ahead.line_text().front())) != 0;
  if (!keywords) {
    text.next_line();
    return text.words().size() == 1 ? parse_points(text) : parse_sites_and_customers(text);
  }
  const KeywordHead head = parse_keyword_head(text);
  const Places kind = kind_of_places(text, head.edge_weight_type);
  FacilityInstance instance;
  InstanceGlobe globe;
  InstancePlane plane;
  for (std::uint32_t i = 0; i < head.dimension; ++i) {
    expect_line(text, "places", i, head.dimension);
    const auto words = text.words(2, kind == Places::Globe ? "a place (latitude longitude)" : "a place (x y)");
    if (kind == Places::Globe) {
      globe.places.push_back(globe_place(text, words[0], words[1]));
    } else {
      plane.sites.push_back(point_of(text, words[0], words[1]));
    }
  }
  parse_demand_section(text, head.dimension, instance.weights);
  instance.sites = instance.demand = head.dimension;
  if (kind == Places::Globe) {
    instance.service = std::move(globe);
  } else {
    plane.demand = plane.sites;
    instance.service = std::move(plane);
  }
  return instance;
}

}  // namespace lastmeter
