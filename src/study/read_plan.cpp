// SPDX-License-Identifier: Apache-2.0
#include "study/read_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "core/error.h"
#include "core/text.h"
#include "input/layer_spec.h"
#include "io/read_table.h"

namespace lastmeter {

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw InputError(fmt::format("plan {} cannot be read", file.string()), "check the path");
  }
  std::vector<std::string> codes;
  for (std::string line; std::getline(stream, line);) {
    const std::string code(trimmed(line.starts_with("\xEF\xBB\xBF") ? std::string_view(line).substr(3) : line));
    if (!code.empty()) {
      codes.push_back(code);
    }
  }
  return codes;
}

std::vector<std::string> rows_of(const std::filesystem::path& file, Progress& progress) {
  const FeatureTable table = read_table({.path = file.string()}, progress);
  LayerSpec spec;
  spec.role = Role::Candidates;
  const auto code = find_field(table, spec, Field::Code, {});
  if (!code) {
    throw ConfigError(fmt::format("plan {} has no column of codes", file.string()),
                      "name the column `code`, or write one code a line into a .txt file");
  }
  const auto open = table.find("open");
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const bool is_open = !open || parse_number(table.columns[*open].as_text(row)).value_or(1.0) != 0.0;
    const std::string text(trimmed(table.columns[*code].as_text(row)));
    if (is_open && !text.empty()) {
      codes.push_back(text);
    }
  }
  return codes;
}

}  // namespace

std::vector<std::string> read_plan(const std::filesystem::path& file, Progress& progress) {
  std::vector<std::string> codes =
      ascii_lower(file.extension().string()) == ".txt" ? lines_of(file) : rows_of(file, progress);
  if (codes.empty()) {
    throw InputError(fmt::format("plan {} opens no site", file.string()),
                     "list the code of every open site, one a row; to score what stands, list the posts");
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

std::vector<CandidateId> find_sites(const SiteList& list, const std::vector<std::string>& codes) {
  std::map<std::string, std::vector<std::size_t>> sites;
  for (std::size_t j = 0; j < list.sites.size(); ++j) {
    sites[list.sites.items()[j].code].push_back(j);
  }
  std::vector<std::string> unknown;
  std::vector<std::string> ambiguous;
  std::vector<CandidateId> open;
  for (const std::string& code : codes) {
    const auto at = sites.find(code);
    if (at == sites.end()) {
      unknown.push_back(code);
    } else if (std::any_of(at->second.begin(), at->second.end(),
                           [&](std::size_t j) { return list.sites.items()[j].standing == Standing::Fixed; })) {
      continue;  // a post that stays: added below
    } else if (at->second.size() > 1) {
      ambiguous.push_back(code);
    } else {
      open.emplace_back(at->second.front());
    }
  }
  if (!unknown.empty() || !ambiguous.empty()) {
    constexpr std::size_t most = 10;
    std::vector<std::string>& all = unknown.empty() ? ambiguous : unknown;
    const std::size_t count = all.size();
    const std::vector<std::string> wrong(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, most)));
    throw ConfigError(fmt::format("the plan opens sites that {}, {} in all: {}{}",
                                  unknown.empty() ? "share their code with another" : "are neither post nor candidate",
                                  count, printable(joined(wrong, ", "), '?'), count > most ? " ..." : ""),
                      unknown.empty() ? "give every site its own code"
                                      : "correct the codes, or see placement_dropped for sites that cannot be used");
  }
  for (std::size_t j = 0; j < list.sites.size(); ++j) {
    if (list.sites.items()[j].standing == Standing::Fixed) {
      open.emplace_back(j);
    }
  }
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  return open;
}

}  // namespace lastmeter
