// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "geometry/point.h"
#include "study_files.h"

namespace lastmeter::testing {

/// A study on disk: people on streets in UTM metres, all places relative to 500000, 3900000. A ring road far around
/// keeps the border of the data away, 8,400 m of it.
///
///                        | S, up to 600               p1 (0, 0)      post on the main street
///   ==== I               |                            b1 (300, 0)    1 person, walks 300 m
///   b4       b5          | b2                         b2 (400, 250)  2, 472 m straight, 650 m on foot
///                        |                            b3 (700, 0)    4
///   p1  b6       b1 b7   |         b3                 b4 (50, 200)   8, on a street that joins no other
///   +--------------------+---------- M, up to 800     b5 (100, 480) 16, 280 m from the nearest street
///   0                   400                           b6 (200, 40)  32, b7 (370, 10) 64
class WalkingTown {
 public:
  WalkingTown() {
    street("MW", "0 0, 400 0");
    street("ME", "400 0, 800 0");
    street("S", "400 0, 400 600");
    street("I", "0 200, 100 200");
    street("R", "-700 -700, 1500 -700, 1500 1300, -700 1300, -700 -700");
    add("people", "code,population,x,y\n");
    person("b1", 1, {300, 0});
    person("b2", 2, {400, 250});
    person("b3", 4, {700, 0});
    person("b4", 8, {50, 200});
    person("b5", 16, {100, 480});
    person("b6", 32, {200, 40});
    person("b7", 64, {370, 10});
    add("posts", "code,kind,x,y\n");
    post("p1", {0, 0});
  }

  void street(const std::string& code, const std::string& places) {
    add("streets", fmt::format("{},{}\n", code, line(places)), "code,wkt\n");
  }
  void barrier(const std::string& places) { add("barriers", fmt::format("w,{}\n", line(places)), "code,wkt\n"); }
  void crossing(Point at) { add("crossings", fmt::format("{},{}\n", x(at), y(at)), "x,y\n"); }
  void entrance(const std::string& building, Point at) {
    add("entrances", fmt::format("{},{},{}\n", building, x(at), y(at)), "building,x,y\n");
  }
  void person(const std::string& code, int people, Point at) {
    add("people", fmt::format("{},{},{},{}\n", code, people, x(at), y(at)));
  }
  void post(const std::string& code, Point at) { add("posts", fmt::format("{},centre,{},{}\n", code, x(at), y(at))); }

  void modes(const std::string& list) { modes_ = list; }
  void walking(const std::string& lines) { walking_ = lines; }
  void streets_from(const std::string& section) { streets_ = section; }
  [[nodiscard]] std::filesystem::path put_file(const std::string& name, std::string_view text) const {
    return put(folder() / name, text);
  }

  RunOutcome run(Stage stage = Stage::All) {
    for (const auto& [name, text] : files_) {
      put(folder() / (name + ".csv"), text);
    }
    put(folder() / "study.toml", study_text());
    SilentProgress silent;
    return run_study(read_config(folder() / "study.toml"),
                     {.stage = stage, .overwrite = Overwrite::Yes, .verbose = true, .command = "test"}, silent);
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path out() const { return folder() / "out"; }
  /// Where the output of the study lies in the file of the network.
  [[nodiscard]] std::filesystem::path network() const { return folder() / "out-network" / "network.gpkg"; }

 private:
  static double x(Point at) { return 500000.0 + at.x; }
  static double y(Point at) { return 3900000.0 + at.y; }
  /// WKT of "x y, x y".
  static std::string line(const std::string& places) {
    std::istringstream input(places);
    std::vector<std::string> vertices;
    std::string place;
    while (std::getline(input, place, ',')) {
      std::istringstream pair(place);
      Point at;
      pair >> at.x >> at.y;
      vertices.push_back(fmt::format("{} {}", x(at), y(at)));
    }
    return fmt::format("\"LINESTRING ({})\"", fmt::join(vertices, ", "));
  }
  void add(const std::string& name, const std::string& text, const std::string& header = "") {
    files_.try_emplace(name, header).first->second += text;
  }
  [[nodiscard]] std::string study_text() const {
    std::string text = "[study]\ncrs = \"EPSG:32650\"\n[output]\nfolder = \"out\"\nformats = [\"csv\", \"gpkg\"]\n";
    text += fmt::format("[coverage]\nradii_m = [300, 500]\nmodes = [{}]\n[walking]\n{}\n", modes_, walking_);
    const auto layer = [&](const std::string& role, const std::string& name, const std::string& columns) {
      if (files_.contains(name)) {
        text += fmt::format("[layers.{}]\npath = \"{}.csv\"\ncrs = \"EPSG:32650\"\n{}\n", role, name, columns);
      }
    };
    const std::string places = "x = \"x\"\ny = \"y\"";
    layer("population", "people", places);
    layer("facilities", "posts", places);
    layer("barriers", "barriers", "geometry = \"wkt\"");
    layer("crossings", "crossings", places);
    layer("entrances", "entrances", places);
    if (streets_) {
      return text + *streets_;
    }
    layer("streets", "streets", "geometry = \"wkt\"");
    return text;
  }

  TempFolder folder_;
  std::map<std::string, std::string> files_;
  std::string modes_ = R"("straight", "walking", "network_buffer")";
  std::string walking_;
  std::optional<std::string> streets_;
};

/// The figure with these qualifiers; the test fails hard when there is none.
inline const Figure& figure(const RunOutcome& outcome, const std::string& name,
                            const std::vector<Figure::Qualifier>& qualifiers) {
  for (const Figure& each : outcome.figures) {
    const bool fits = std::all_of(qualifiers.begin(), qualifiers.end(), [&](const Figure::Qualifier& wanted) {
      return std::find(each.qualifiers.begin(), each.qualifiers.end(), wanted) != each.qualifiers.end();
    });
    if (each.name == name && fits) {
      return each;
    }
  }
  throw std::logic_error("no figure " + name);
}

inline double people(const RunOutcome& outcome, const std::string& mode, double radius) {
  return figure(outcome, "coverage.population", {{"mode", mode}, {"radius_m", radius}}).value;
}

inline double reason(const RunOutcome& outcome, const std::string& name) {
  return figure(outcome, "coverage.reason.population", {{"reason", name}}).value;
}

}  // namespace lastmeter::testing
