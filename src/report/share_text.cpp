// SPDX-License-Identifier: Apache-2.0
#include "report/share_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/text.h"

namespace lastmeter {

std::string times_text(const std::map<std::size_t, std::size_t>& times_of_size) {
  std::vector<std::string> texts;
  for (const auto& [size, times] : times_of_size) {
    texts.push_back(fmt::format("{} x {}", grouped(times), grouped(size)));
  }
  return joined(texts, ", ");
}

std::string sizes_text(const Apportionment& shares) {
  constexpr std::size_t most_sizes = 4;
  std::map<std::size_t, std::size_t> sizes;
  for (const std::size_t part : shares.parts) {
    ++sizes[part];
  }
  if (sizes.empty()) {
    return "nobody takes part";
  }
  if (sizes.size() > most_sizes) {
    return fmt::format("{} to {}", grouped(sizes.begin()->first), grouped(sizes.rbegin()->first));
  }
  return times_text(sizes);
}

std::string share_lines(const ShareResult& result) {
  const Apportionment& shares = result.shares;
  std::string text =
      fmt::format("{}: {} to {} {} by {} ({}{})", spaced(result.what), grouped(result.total),
                  grouped(result.rows.size()), spaced(role_of(result.to)), spaced(result.load),
                  spaced(name_of(result.method)), result.from.empty() ? "" : ", inside " + spaced(result.from));
  if (shares.outcome != Outcome::Solved) {
    return text + ": " + joined(shares.reasons, "; ") + "\n";
  }
  text += ": " + sizes_text(shares);
  if (shares.free < result.total) {
    text += fmt::format("; {} follow the load", grouped(shares.free));
  }
  if (shares.equal_parts && !result.rows.empty()) {
    text += "; nobody has any load, so all count the same";
  } else if (shares.without_load > 0) {
    text += fmt::format("; {} without load get their floor", grouped(shares.without_load));
  }
  if (shares.off_quota > 0) {
    text += fmt::format("; {} a whole one or more off their quota", grouped(shares.off_quota));
  }
  return text + "\n";
}

std::string branch_lines(const BranchResult& result) {
  const std::vector<Figure> figures = branch_figures(result);
  std::size_t zones = 0;
  for (const BranchParent& parent : result.parents) {
    zones += parent.pairs.units;
  }
  const auto value = [&](std::string_view name) {
    return std::find_if(figures.begin(), figures.end(), [&](const Figure& each) { return each.name == name; })->value;
  };
  std::string text =
      fmt::format("branches: {} over {} grid zones: {} single, {} pairs; {} to {} {} each; at least {}\n",
                  grouped(result.branches.size()), grouped(zones), grouped(value("branches.single")),
                  grouped(value("branches.pairs")), grouped(value("branches.weight_least")),
                  grouped(value("branches.weight_most")), unit_of(result.weigh), grouped(result.fewest));
  for (const std::string& reason : result.reasons) {
    text += "  " + reason + "\n";
  }
  return text;
}

}  // namespace lastmeter
