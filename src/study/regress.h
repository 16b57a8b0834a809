// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "model/figure.h"

namespace lastmeter {

/// One figure of an expected.json: {"name": ..., qualifiers ..., "value": ..., "tolerance": ...}. The tolerance is
/// absolute, in the figure's unit; 0 where it is missing.
struct ExpectedFigure {
  Figure figure;
  double tolerance = 0.0;
};

/// One figure that is not as expected; `found` is empty where the run does not have it.
struct Breach {
  std::string figure;  // name and qualifiers
  double expected = 0.0;
  std::optional<double> found;
  double tolerance = 0.0;
};

/// How one sample district fared.
struct RegressionResult {
  std::string folder;
  std::size_t figures = 0;
  std::vector<Breach> breaches;
  std::vector<Breach> checks = {};  // every expected figure, breach or not
  std::string error;                // the run itself failed: why
  double seconds = 0.0;
  [[nodiscard]] bool passed() const { return breaches.empty() && error.empty(); }
};

/// Throws InputError when the file cannot be read, is not of the form above, or holds no figure.
std::vector<ExpectedFigure> read_expected(const std::filesystem::path& file);

/// Figures of the run against the expected ones, in the order of the file. Figures that nobody expects do not matter.
std::vector<Breach> compare_figures(const std::vector<ExpectedFigure>& expected, const std::vector<Figure>& found);
/// The same of every expected figure, whether it is as expected or not.
std::vector<Breach> check_figures(const std::vector<ExpectedFigure>& expected, const std::vector<Figure>& found);

/// Runs <folder>/study.toml into a temporary folder and compares with <folder>/expected.json. Faults of the run are in
/// the result, not thrown; only Interrupted passes through.
RegressionResult regress_folder(const std::filesystem::path& folder, Progress& progress);

/// What the text shows of each sample: its breaches, or every figure beside the expected one.
enum class RegressDetail { Breaches, Everything };

/// A table with every breach: old, new, tolerance.
std::string regression_text(const std::vector<RegressionResult>& results,
                            RegressDetail detail = RegressDetail::Breaches);
/// JUnit XML: a test case per folder.
std::string junit_xml(const std::vector<RegressionResult>& results);
/// The same into a file; InputError when it cannot be written.
void write_junit(const std::vector<RegressionResult>& results, const std::filesystem::path& file);

}  // namespace lastmeter
