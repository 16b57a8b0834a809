// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "study_files.h"

namespace lastmeter::testing {

/// Two communities of 6 x 2 blocks of 100 m each, every block a statistical area. Households by block, north first:
///
///   A  10 10 10 10 10 10     B  10 10 10 10 10 10
///      10 10 10 10 10 10        10 10 10 10 10 40
class BlockTown : public ::testing::Test {
 protected:
  BlockTown() {
    put(town_.path() / "communities.csv",
        "code,name,wkt\nA,West,\"" + box(0, 0, 600, 200) + "\"\nB,East,\"" + box(600, 0, 1200, 200) + "\"\n");
    std::string blocks = "code,households,population,wkt\n";
    for (int x = 0; x < 12; ++x) {
      for (int y = 0; y < 2; ++y) {
        const bool heavy = x == 11 && y == 0;
        blocks += "b" + std::to_string(100 + 10 * x + y) + (heavy ? ",40,80,\"" : ",10,20,\"") +
                  box(100 * x, 100 * y, 100 * x + 100, 100 * y + 100) + "\"\n";
      }
    }
    put(town_.path() / "blocks.csv", blocks);
  }

  static std::string box(int x0, int y0, int x1, int y1) {
    const auto at = [](int x, int y) { return std::to_string(500000 + x) + " " + std::to_string(3900000 + y); };
    return "POLYGON ((" + at(x0, y0) + ", " + at(x1, y0) + ", " + at(x1, y1) + ", " + at(x0, y1) + ", " + at(x0, y0) +
           "))";
  }

  RunOutcome ask(const std::string& section, Stage stage = Stage::Partition, const std::string& plan = "") {
    const auto file = put(town_.path() / "study.toml", R"([study]
crs = "EPSG:32650"
[layers.communities]
path = "communities.csv"
geometry = "wkt"
crs = "EPSG:32650"
[layers.population]
path = "blocks.csv"
geometry = "wkt"
crs = "EPSG:32650"
)" + extra_layers_ + section + R"(
[output]
folder = "out"
formats = ["csv", "gpkg"]
)");
    SilentProgress progress;
    return run_study(read_config(file), {.stage = stage, .overwrite = Overwrite::Yes, .command = "t", .plan = plan},
                     progress);
  }
  std::string fault(const std::string& section) {
    return fault_of([&] { ask(section); });
  }
  [[nodiscard]] std::string table(const std::string& name) const {
    return bytes_of(town_.path() / "out" / "tables" / (name + ".csv"));
  }

  TempFolder town_;
  std::string extra_layers_;
};

}  // namespace lastmeter::testing
