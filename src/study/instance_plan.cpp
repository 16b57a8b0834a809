// SPDX-License-Identifier: Apache-2.0
#include "study/instance_plan.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

using Json = nlohmann::json;
using SitesByCode = std::unordered_map<std::string_view, CandidateId>;

std::string listed(const IdVector<CandidateId, Candidate>& candidates) {
  return candidates.empty()
             ? "it has none"
             : fmt::format("known: '{}' to '{}'", candidates.items().front().code, candidates.items().back().code);
}

std::string printable(std::string_view word) {
  constexpr std::size_t kLongest = 40;
  std::string text(word.substr(0, kLongest));
  for (char& c : text) {
    c = c >= 0 && c < ' ' ? '?' : c;
  }
  return text;
}

class PlanReader {
 public:
  PlanReader(const std::string& file, const IdVector<CandidateId, Candidate>& candidates)
      : file_(file), candidates_(candidates) {
    for (std::size_t j = 0; j < candidates.size(); ++j) {
      by_code_.emplace(candidates.items()[j].code, CandidateId(j));
    }
  }
  void open(std::string_view code, std::size_t line) {
    const auto at = by_code_.find(code);
    if (at == by_code_.end()) {
      throw InputError(fmt::format("{}:{}: the instance has no site '{}'", file_, line, printable(code)),
                       listed(candidates_));
    }
    sites_.push_back(at->second);
  }
  void read_lines(std::string_view bytes);
  void read_json(std::string_view bytes);
  [[nodiscard]] const std::vector<CandidateId>& sites() const { return sites_; }

 private:
  const std::string& file_;
  const IdVector<CandidateId, Candidate>& candidates_;
  SitesByCode by_code_;
  std::vector<CandidateId> sites_;
};

void PlanReader::read_lines(std::string_view bytes) {
  for (std::size_t line = 1; !bytes.empty(); ++line) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view code = trimmed(bytes.substr(0, end));
    if (!code.empty()) {
      open(code, line);
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
}

void PlanReader::read_json(std::string_view bytes) {
  const Json plan = Json::parse(bytes, nullptr, false);
  if (plan.is_discarded() || !plan.is_object() || !plan.contains("sites") || !plan["sites"].is_array()) {
    throw InputError(fmt::format("{} begins with '{{' but is no JSON object with a list `sites`", file_),
                     "give what 'lastmeter place --json' printed, or one site per line");
  }
  for (const Json& site : plan["sites"]) {
    open(site.is_string() ? site.get<std::string>() : site.dump(-1, ' ', false, Json::error_handler_t::replace), 1);
  }
}

}  // namespace

std::vector<CandidateId> parse_site_plan(std::string_view bytes, const std::string& file,
                                         const IdVector<CandidateId, Candidate>& candidates) {
  PlanReader reader(file, candidates);
  const std::string_view text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  if (trimmed(text).starts_with('{')) {
    reader.read_json(text);
  } else {
    reader.read_lines(text);
  }
  return reader.sites();
}

}  // namespace lastmeter
