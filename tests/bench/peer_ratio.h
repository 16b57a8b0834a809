// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace lastmeter::testing {

/// One line of the closing table: how many times faster `ours` is than `peer`, and what is asked for.
struct PeerRatio {
  std::string what;
  std::string ours;
  std::string peer;
  double bar;
};

/// The console report, and after it the ratios of median CPU times taken in this same run.
class PeerReporter : public benchmark::ConsoleReporter {
 public:
  PeerReporter() : ConsoleReporter(OO_None) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      failed_ = failed_ || run.error_occurred;
      if (run.run_type == Run::RT_Iteration && !run.error_occurred) {
        seconds_[run.run_name.function_name].push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations));
      }
    }
  }

  /// Program exit code: 1 when a benchmark found wrong answers. A missed bar is printed, never an error.
  [[nodiscard]] int print_ratios(const std::vector<PeerRatio>& ratios) {
    fmt::print("\n{:<52}{:>10}{:>10}{:>8}{:>8}\n", "CPU seconds, median", "ours", "peer", "ratio", "bar");
    for (const PeerRatio& ratio : ratios) {
      if (seconds_.contains(ratio.ours) && seconds_.contains(ratio.peer)) {
        const double ours = median(seconds_[ratio.ours]);
        const double peer = median(seconds_[ratio.peer]);
        fmt::print("{:<52}{:>10.4f}{:>10.4f}{:>8.1f}{:>8.1f}{}\n", ratio.what, ours, peer, peer / ours, ratio.bar,
                   peer / ours < ratio.bar ? "  below the bar" : "");
      }
    }
    return failed_ ? 1 : 0;
  }

 private:
  static double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
  }

  std::map<std::string, std::vector<double>> seconds_;
  bool failed_ = false;
};

/// The body of a benchmark program's main.
inline int run_beside_peers(int argc, char** argv, const std::vector<PeerRatio>& ratios) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  PeerReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return reporter.print_ratios(ratios);
}

}  // namespace lastmeter::testing
