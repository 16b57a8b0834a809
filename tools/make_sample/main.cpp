// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>

#include "samples.h"

namespace {

struct SampleEntry {
  std::string_view name;
  void (*write)(const std::filesystem::path& folder);
};

constexpr std::array kSamples{SampleEntry{"tengzhou-standard", lastmeter::write_standard_sample},
                              SampleEntry{"tengzhou-norms", lastmeter::write_norms_sample},
                              SampleEntry{"tengzhou-tight", lastmeter::write_tight_sample},
                              SampleEntry{"hand-checkable", lastmeter::write_hand_checkable},
                              SampleEntry{"planted-faults", lastmeter::write_planted_faults},
                              SampleEntry{"isolated-48", lastmeter::write_isolated_48},
                              SampleEntry{"isolated-75", lastmeter::write_isolated_75}};

}  // namespace

int main(int argc, char** argv) try {
  const std::string_view wanted = argc == 3 ? argv[1] : "";
  const auto entry = std::find_if(kSamples.begin(), kSamples.end(), [&](const auto& s) { return s.name == wanted; });
  if (wanted == "all") {
    for (const SampleEntry& sample : kSamples) {
      sample.write(std::filesystem::path(argv[2]) / sample.name);
    }
    return 0;
  }
  if (entry == kSamples.end()) {
    fmt::print(stderr, "usage: make_sample NAME FOLDER | make_sample all FOLDER\nnames:");
    for (const SampleEntry& sample : kSamples) {
      fmt::print(stderr, " {}", sample.name);
    }
    fmt::print(stderr, "\n");
    return 2;
  }
  entry->write(argv[2]);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "make_sample: {}\n", error.what());
  return 1;
}
