// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/text.h"
#include "report/page_parts.h"

namespace lastmeter {

namespace {

constexpr int kMostDecimals = 3;  // of a percentage

const nlohmann::json& words_of(Language language) {
  static const auto words = nlohmann::json::parse(page::report_words());
  return words.at(code_of(language));
}

/// "1,000", "402.3".
std::string shown(double metres) { return metres == std::floor(metres) ? grouped(metres) : fixed(metres, 1); }

}  // namespace

std::string Wording::say(const std::string& key, std::initializer_list<Blank> blanks) const {
  const auto& words = words_of(language_);
  const auto found = words.find(key);
  if (found == words.end()) {
    throw std::logic_error(fmt::format("report_words.json has no sentence '{}'", key));
  }
  const std::string sentence = found->get<std::string>();
  std::string out;
  std::size_t at = 0;
  while (at < sentence.size()) {
    const std::size_t open = std::min(sentence.find('{', at), sentence.size());
    out += sentence.substr(at, open - at);
    if (open == sentence.size()) {
      break;
    }
    const std::size_t close = sentence.find('}', open);
    const std::string_view name = std::string_view(sentence).substr(open + 1, close - open - 1);
    const auto blank =
        std::find_if(blanks.begin(), blanks.end(), [&](const Blank& each) { return each.first == name; });
    if (blank == blanks.end()) {
      throw std::logic_error(fmt::format("nothing stands in blank '{}' of sentence '{}'", name, key));
    }
    out += blank->second;
    at = close + 1;
  }
  return out;
}

std::string Wording::name(const std::string& key, const std::string& otherwise) const {
  const auto& words = words_of(language_);
  const auto found = words.find(key);
  return found == words.end() ? otherwise : found->get<std::string>();
}

std::string Wording::counted(double count, const std::string& noun) const {
  const std::string one = "n." + noun + ".one";
  const bool is_one = count == 1.0 && words_of(language_).contains(one);
  return say(is_one ? one : "n." + noun, {{"n", grouped(count)}});
}

std::string Wording::amount(double value, std::string_view unit) const {
  const std::string key = "n." + std::string(unit);
  return words_of(language_).contains(key) ? counted(value, std::string(unit))
                                           : fmt::format("{} {}", grouped(value), unit);
}

std::string Wording::percent(double share) const {
  const bool is_part = share > 0.0 && share < 1.0;
  int decimals = 1;
  double ends = 1000.0;  // how many of the last decimal make the whole
  while (is_part && decimals < kMostDecimals && (std::round(share * ends) == 0.0 || std::round(share * ends) == ends)) {
    ++decimals;
    ends *= 10.0;
  }
  const double shown = is_part ? std::clamp(std::round(share * ends), 1.0, ends - 1.0) : std::round(share * ends);
  return fmt::format("{:.{}f}{}%", shown / ends * 100.0, decimals, language_ == Language::English ? " " : "");
}

std::string Wording::radius(const RadiusRule& rule) const {
  return rule.radius ? say("radius", {{"metres", shown(rule.radius->value())}}) : say("radius.own");
}

std::string Wording::mode(TravelMode mode) const { return say("mode." + std::string(name_of(mode))); }

std::string Wording::comma() const { return say("comma"); }

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  std::size_t cut = 0;  // where the last character that may stay begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
      cut = characters + 1 == most ? i : cut;
      if (++characters > most) {
        return std::string(text.substr(0, cut)) + "\u2026";
      }
    }
  }
  return std::string(text);
}

}  // namespace lastmeter
