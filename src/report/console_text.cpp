// SPDX-License-Identifier: Apache-2.0
#include "report/console_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "core/amounts.h"
#include "core/text.h"
#include "model/posts_inside.h"

namespace lastmeter {

namespace {

constexpr std::size_t kNotes = 1;  // of each rule: they ask for nothing

/// How a record of a layer is called; other layers go by their role.
struct LayerNoun {
  std::string_view role;
  std::string_view one;
};
constexpr auto kNouns = std::to_array<LayerNoun>({{"subdistricts", "subdistrict"},
                                                  {"communities", "community"},
                                                  {"grid_zones", "grid zone"},
                                                  {"compounds", "compound"},
                                                  {"buildings", "building"},
                                                  {"units", "unit"},
                                                  {"facilities", "facility"},
                                                  {"candidates", "candidate"},
                                                  {"streets", "street"},
                                                  {"barriers", "barrier"},
                                                  {"crossings", "crossing"},
                                                  {"entrances", "entrance"},
                                                  {"events", "event"}});

/// "grid zone 370481001005001 Maple 1", or "grid zones" for a finding about the whole layer.
std::string subject(const Issue& issue) {
  std::string text = spaced(issue.layer);
  if (!issue.code.empty() || !issue.name.empty()) {
    for (const LayerNoun& noun : kNouns) {
      text = noun.role == issue.layer ? std::string(noun.one) : text;
    }
  }
  for (const std::string& part : {issue.code, issue.name}) {
    if (!part.empty()) {
      text += " " + part;
    }
  }
  return text;
}

std::string issue_line(const Issue& issue) {
  const std::string about = subject(issue);  // empty: the study as a whole
  return printable(fmt::format("{:8} {:28} {}{}{} ({})", severity_name(issue.severity), rule_info(issue.rule).code,
                               about, about.empty() ? "" : ": ", issue.what, issue.fix)) +
         "\n";
}

/// Larger figures, whatever their sign, before smaller ones, and those before none.
bool is_larger(const Issue* a, const Issue* b) {
  return a->figure && (!b->figure || std::abs(*a->figure) > std::abs(*b->figure));
}

/// A figure that belongs in the short table: its qualifiers are mode, service and radius.
bool is_main(const Figure& figure) {
  return figure.total && figure.name.starts_with("coverage.") && figure.qualifiers.size() == 3 &&
         std::all_of(figure.qualifiers.begin(), figure.qualifiers.end(), [](const Figure::Qualifier& qualifier) {
           return qualifier.first == "mode" || qualifier.first == "service" || qualifier.first == "radius_m" ||
                  qualifier.first == "radius";
         });
}

std::string qualifier(const Figure& figure, std::string_view key) {
  for (const Figure::Qualifier& entry : figure.qualifiers) {
    if (entry.first == key) {
      const auto* text = std::get_if<std::string>(&entry.second);
      return text != nullptr ? *text : fixed(std::get<double>(entry.second), 3);
    }
  }
  return "";
}

std::string radius_heading(const RadiusRule& rule) {
  return rule.radius ? grouped(rule.radius->value()) + " m" : "own radius";
}

std::string radius_key(const RadiusRule& rule) { return rule.radius ? fixed(rule.radius->value(), 3) : "own"; }

}  // namespace

std::string contents_line(const StudyArea& area) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) {
      parts.push_back(counted(count, one, many));
    }
  };
  add(area.zones(ZoneLevel::Subdistrict).zones.size(), "subdistrict", "subdistricts");
  add(area.zones(ZoneLevel::Community).zones.size(), "community", "communities");
  add(area.zones(ZoneLevel::GridZone).zones.size(), "grid zone", "grid zones");
  std::set<std::string> groups;
  for (const DemandPoint& point : area.demand) {
    groups.insert(point.building_group);
  }
  groups.erase("");
  add(groups.size(), "building group", "building groups");
  const bool buildings = area.basis == DemandBasis::Buildings;
  add(area.demand.size(), buildings ? "building" : "demand point", buildings ? "buildings" : "demand points");
  const std::size_t inside = posts_inside(area);
  parts.push_back(counted(inside, "facility", "facilities"));
  if (inside < area.facilities.size()) {
    parts.back() += fmt::format(" (and {} outside)", grouped(area.facilities.size() - inside));
  }
  return joined(parts, ", ");
}

std::string issue_lines(const IssueLedger& ledger, std::optional<std::size_t> most) {
  std::map<std::pair<Severity, Rule>, std::vector<const Issue*>> groups;
  for (const Issue& issue : ledger.issues()) {
    groups[{issue.severity, issue.rule}].push_back(&issue);
  }
  std::string text;
  for (auto& [key, issues] : groups) {
    std::stable_sort(issues.begin(), issues.end(), is_larger);
    const std::size_t limit = most ? std::min(*most, key.first == Severity::Note ? kNotes : *most) : issues.size();
    const std::size_t shown = std::min(limit, issues.size());
    for (std::size_t i = 0; i < shown; ++i) {
      text += issue_line(*issues[i]);
    }
    if (shown < issues.size()) {
      text += fmt::format("{:8} {:28} and {} more, in issues.csv\n", severity_name(key.first),
                          rule_info(key.second).code, grouped(issues.size() - shown));
    }
  }
  return text;
}

std::string issue_counts(const IssueLedger& ledger) {
  std::string text;
  if (const std::size_t refused = ledger.count(Severity::Refused); refused > 0) {
    text = fmt::format("{} refused, ", refused);
  }
  return text + counted(ledger.count(Severity::Error), "error", "errors") + ", " +
         counted(ledger.count(Severity::Warning), "warning", "warnings") + ", " +
         counted(ledger.count(Severity::Note), "note", "notes");
}

std::string coverage_lines(const CoverageResult& coverage) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, const Figure*>> lines;
  for (const Figure& figure : coverage.figures) {
    if (is_main(figure)) {
      const std::string radius = qualifier(figure, "radius");
      lines[{figure.name, qualifier(figure, "service")}][radius.empty() ? qualifier(figure, "radius_m") : radius] =
          &figure;
    }
  }
  std::string text = fmt::format("{:24} {:6}", fmt::format("coverage, {}", name_of(coverage.mode)), "posts");
  for (const RadiusRule& rule : coverage.radii) {
    text += fmt::format(" {:>12}", radius_heading(rule));
  }
  text += "  of\n";
  for (const auto& [key, figures] : lines) {
    std::string line = fmt::format("{:24} {:6}", key.first, key.second);
    const Figure* any = nullptr;
    for (const RadiusRule& rule : coverage.radii) {
      const auto found = figures.find(radius_key(rule));
      const auto share = found == figures.end() ? std::nullopt : found->second->share();
      line += share ? fmt::format(" {:>10.2f} %", *share * 100.0) : fmt::format(" {:>12}", "-");
      any = found == figures.end() ? any : found->second;
    }
    text += any == nullptr ? line + "\n" : fmt::format("{}  {} {}\n", line, grouped(*any->total), any->unit);
  }
  return text;
}

std::string reason_lines(const StudyArea& area, const WalkingReasons& reasons) {
  const Measure measure = main_measure(area);
  double total = 0.0;
  std::vector<std::pair<double, std::string_view>> parts;
  for (const WalkReason reason : kWalkReasons) {
    const double weight = reasons.total.of(reason).of(measure);
    total += weight;
    parts.emplace_back(weight, name_of(reason));
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> texts;
  for (const auto& [weight, name] : parts) {
    if (weight > 0.0) {
      texts.push_back(fmt::format("{} {:.2f} %", spaced(name), weight / total * 100.0));
    }
  }
  return texts.empty() ? ""
                       : fmt::format("{} on foot at {} m: {}\n", name_of(measure, area.basis),
                                     grouped(reasons.radius.value()), joined(texts, ", "));
}

}  // namespace lastmeter
