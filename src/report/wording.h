// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/units.h"
#include "coverage/coverage_options.h"
#include "report/key_figures.h"

namespace lastmeter {

/// What stands in a blank {name} of a sentence.
using Blank = std::pair<std::string_view, std::string>;

/// The sentences of pictures and report in one language, from page/report_words.json: templates with blanks.
class Wording {
 public:
  explicit Wording(Language language) : language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  /// Precondition: the key is there and every blank of it is given; std::logic_error otherwise. What is filled in is
  /// not searched for blanks.
  [[nodiscard]] std::string say(const std::string& key, std::initializer_list<Blank> blanks = {}) const;
  /// The text of a key, or `otherwise` where there is none: for names that come from data.
  [[nodiscard]] std::string name(const std::string& key, const std::string& otherwise) const;

  /// "1 community", "48 communities", from the keys n.<noun> and n.<noun>.one.
  [[nodiscard]] std::string counted(double count, const std::string& noun) const;
  /// "450 grid zones": the amount with its unit ("persons", "m2", ...).
  [[nodiscard]] std::string amount(double value, std::string_view unit) const;
  /// "83.5 %"; a share that is not all or nothing never reads 100 % or 0 %.
  [[nodiscard]] std::string percent(double share) const;
  /// "500 m" of a radius, "the post's own radius" without one.
  [[nodiscard]] std::string radius(const RadiusRule& rule) const;
  [[nodiscard]] std::string mode(TravelMode mode) const;
  /// Between the parts of a list: ", " or "、".
  [[nodiscard]] std::string comma() const;

 private:
  Language language_;
};

/// At most so many characters (not bytes), the last one then "...": names may be of any length.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace lastmeter
