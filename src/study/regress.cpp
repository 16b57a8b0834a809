// SPDX-License-Identifier: Apache-2.0
#include "study/regress.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "core/error.h"
#include "core/stopwatch.h"
#include "core/text.h"
#include "study/run.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

/// A folder of its own that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lastmeter-regress-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw InputError(fmt::format("no temporary folder in {}", std::filesystem::temp_directory_path().string()),
                       "set TMPDIR to a folder that can be written");
    }
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

bool is_qualifier(const std::string& key) {
  return key != "name" && key != "value" && key != "total" && key != "share" && key != "unit" && key != "tolerance";
}

ExpectedFigure expected_figure(const Json& entry) {
  ExpectedFigure expected;
  expected.figure.name = entry.at("name").get<std::string>();
  expected.figure.value = entry.at("value").get<double>();
  expected.tolerance = entry.value("tolerance", 0.0);
  if (!(expected.tolerance >= 0.0)) {
    throw InputError(fmt::format("the tolerance of {} is {}", expected.figure.name, expected.tolerance),
                     "give a number of 0 or more, in the figure's unit");
  }
  for (const auto& [key, value] : entry.items()) {
    if (!is_qualifier(key)) {
      continue;
    }
    if (value.is_string()) {
      expected.figure.qualifiers.emplace_back(key, value.get<std::string>());
    } else {
      expected.figure.qualifiers.emplace_back(key, value.get<double>());
    }
  }
  return expected;
}

std::string label(const Figure& figure) {
  std::string text = figure.name;
  for (const auto& [key, value] : figure.qualifiers) {
    const auto* word = std::get_if<std::string>(&value);
    text += fmt::format(" {}={}", key, word != nullptr ? *word : fixed(std::get<double>(value), 6));
  }
  return text;
}

bool same_qualifiers(const Figure& a, const Figure& b) {
  return a.qualifiers.size() == b.qualifiers.size() &&
         std::all_of(a.qualifiers.begin(), a.qualifiers.end(), [&](const Figure::Qualifier& wanted) {
           return std::find(b.qualifiers.begin(), b.qualifiers.end(), wanted) != b.qualifiers.end();
         });
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

bool as_expected(const Breach& check) {
  return check.found && std::abs(*check.found - check.expected) <= check.tolerance;
}

/// "  ok     branches.total: expected 260, found 260".
std::string check_line(const Breach& check) {
  return fmt::format("  {} {}: expected {}, found {}\n", as_expected(check) ? "ok    " : "BREACH", check.figure,
                     fixed(check.expected, 6), check.found ? fixed(*check.found, 6) : "nothing");
}

std::string breach_line(const Breach& breach) {
  const std::string found = breach.found ? fixed(*breach.found, 6) : "missing";
  return fmt::format("  {}: old {}, new {}, tolerance {}\n", breach.figure, fixed(breach.expected, 6), found,
                     fixed(breach.tolerance, 6));
}

}  // namespace

std::vector<ExpectedFigure> read_expected(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw InputError(fmt::format("{} cannot be read", file.string()), "write it: figures with value and tolerance");
  }
  std::vector<ExpectedFigure> expected;
  try {
    const Json document = Json::parse(stream);
    for (const Json& entry : document.at("figures")) {
      expected.push_back(expected_figure(entry));
    }
  } catch (const Json::exception& error) {
    throw InputError(fmt::format("{} is not a list of expected figures: {}", file.string(), error.what()),
                     R"(write {"figures": [{"name": ..., "value": ..., "tolerance": ...}]})");
  }
  if (expected.empty()) {
    throw InputError(fmt::format("{} expects 0 figures, so any result would pass", file.string()),
                     "list the figures to keep under \"figures\", as in summary.json, each with a tolerance");
  }
  return expected;
}

std::vector<Breach> check_figures(const std::vector<ExpectedFigure>& expected, const std::vector<Figure>& found) {
  std::vector<Breach> checks;
  for (const ExpectedFigure& wanted : expected) {
    const auto match = std::find_if(found.begin(), found.end(), [&](const Figure& figure) {
      return figure.name == wanted.figure.name && same_qualifiers(wanted.figure, figure);
    });
    const auto value = match == found.end() ? std::nullopt : std::optional(match->value);
    checks.push_back({label(wanted.figure), wanted.figure.value, value, wanted.tolerance});
  }
  return checks;
}

std::vector<Breach> compare_figures(const std::vector<ExpectedFigure>& expected, const std::vector<Figure>& found) {
  std::vector<Breach> breaches = check_figures(expected, found);
  std::erase_if(breaches, as_expected);
  return breaches;
}

RegressionResult regress_folder(const std::filesystem::path& folder, Progress& progress) {
  RegressionResult result;
  result.folder = folder.string();
  const Stopwatch watch;
  try {
    const auto expected = read_expected(folder / "expected.json");
    Config config = read_config(folder / "study.toml");
    const TemporaryFolder temporary;
    config.output_folder = temporary.path() / "out";
    config.postgis.clear();
    const RunOutcome outcome = run_study(
        config, {.stage = Stage::All, .overwrite = Overwrite::No, .verbose = false, .command = "regress"}, progress);
    result.figures = expected.size();
    result.checks = check_figures(expected, outcome.figures);
    result.breaches = compare_figures(expected, outcome.figures);
    if (outcome.refused > 0) {
      result.error = fmt::format("{} layers or columns refused", outcome.refused);
    }
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    result.error = fmt::format("{}: {}", error.what(), error.fix());
  }
  result.seconds = watch.seconds();
  return result;
}

std::string regression_text(const std::vector<RegressionResult>& results, RegressDetail detail) {
  std::string text;
  std::size_t passed = 0;
  for (const RegressionResult& result : results) {
    passed += result.passed() ? 1U : 0U;
    text += result.error.empty()
                ? fmt::format("{} {}: {} figures, {} breaches\n", result.passed() ? "ok    " : "BREACH", result.folder,
                              result.figures, result.breaches.size())
                : fmt::format("FAILED {}\n", result.folder);
    if (!result.error.empty()) {
      text += fmt::format("  {}\n", result.error);
    }
    if (detail == RegressDetail::Everything) {
      for (const Breach& check : result.checks) {
        text += check_line(check);
      }
      continue;
    }
    for (const Breach& breach : result.breaches) {
      text += breach_line(breach);
    }
  }
  return text + fmt::format("{} of {} sample districts as expected\n", passed, results.size());
}

std::string junit_xml(const std::vector<RegressionResult>& results) {
  std::size_t failures = 0;
  std::string cases;
  for (const RegressionResult& result : results) {
    cases += fmt::format("  <testcase classname=\"regress\" name=\"{}\" time=\"{:.3f}\">\n", escaped(result.folder),
                         result.seconds);
    if (!result.passed()) {
      ++failures;
      std::string detail = result.error.empty() ? "" : result.error + "\n";
      for (const Breach& breach : result.breaches) {
        detail += breach_line(breach);
      }
      cases +=
          fmt::format("    <failure message=\"{} breaches\">{}</failure>\n", result.breaches.size(), escaped(detail));
    }
    cases += "  </testcase>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"lastmeter regress\" tests=\"{}\" "
      "failures=\"{}\">\n{}</testsuite>\n",
      results.size(), failures, cases);
}

void write_junit(const std::vector<RegressionResult>& results, const std::filesystem::path& file) {
  write_text_file(file, junit_xml(results));
}

}  // namespace lastmeter
