// SPDX-License-Identifier: Apache-2.0
// Geometries that broke other libraries, with known answers: the validity and area cases of the GEOS test suite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/overlap_area.h"
#include "geometry/overlay.h"
#include "support/shared_data.h"

namespace lastmeter {
namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Just enough of WKT: POLYGON and MULTIPOLYGON with plain numbers; nothing for everything else.
class Wkt {
 public:
  explicit Wkt(std::string_view text) : text_(text) {}

  std::optional<MultiPolygon> shape() {
    const std::string type = word();
    if ((type != "POLYGON" && type != "MULTIPOLYGON") || peek() != '(') {
      return std::nullopt;
    }
    MultiPolygon result;
    if (type == "POLYGON") {
      result.parts.push_back(polygon());
    } else {
      list([&] { result.parts.push_back(polygon()); });
    }
    return good_ ? std::optional(result) : std::nullopt;
  }

 private:
  char peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
      ++at_;
    }
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  std::string word() {
    std::string result;
    for (char c = peek(); std::isalpha(static_cast<unsigned char>(c)) != 0; c = text_[at_]) {
      result.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
      ++at_;
    }
    return result;
  }

  template <class Item>
  void list(const Item& item) {
    good_ = good_ && peek() == '(';
    do {
      ++at_;
      item();
    } while (good_ && peek() == ',');
    good_ = good_ && peek() == ')';
    ++at_;
  }

  double number() {
    double value = 0.0;
    good_ = good_ && peek() != '\0';
    if (good_) {
      const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
      good_ = error == std::errc();
      at_ = static_cast<std::size_t>(end - text_.data());
    }
    return value;
  }

  Ring ring() {
    Ring result;
    list([&] {
      const double x = number();
      const double y = number();
      result.push_back({x, y});
    });
    return result;
  }

  Polygon polygon() {
    Polygon result;
    bool first = true;
    list([&] {
      (first ? result.outer : result.holes.emplace_back()) = ring();
      first = false;
    });
    return result;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool good_ = true;
};

/// What stands between `<tag ...>` and `</tag>`, from `at`, which moves behind it.
std::optional<std::string_view> element(std::string_view xml, std::string_view tag, std::size_t& at) {
  const std::size_t open = xml.find("<" + std::string(tag), at);
  const std::size_t begin = xml.find('>', open);
  const std::size_t end = xml.find("</" + std::string(tag) + ">", begin);
  if (open == std::string_view::npos || end == std::string_view::npos) {
    return std::nullopt;
  }
  at = end + 1;
  return xml.substr(begin + 1, end - begin - 1);
}

std::optional<MultiPolygon> geometry(std::string_view one_case, std::string_view tag) {
  std::size_t at = 0;
  const std::optional<std::string_view> text = element(one_case, tag, at);
  return text ? Wkt(*text).shape() : std::nullopt;
}

bool says_true(std::string_view text) { return text.find("true") != std::string_view::npos; }

template <class Visit>
std::size_t for_each_case(std::string_view file_name, const Visit& visit) {
  const std::filesystem::path file = *testing::shared_data() / "messy_geometry" / "geos_xml" / file_name;
  const std::string xml = read(file);
  std::size_t at = 0;
  std::size_t count = 0;
  while (const std::optional<std::string_view> one_case = element(xml, "case", at)) {
    ++count;
    visit(*one_case);
  }
  return count;
}

class MessyGeometry : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::shared_data()) {
      GTEST_SKIP() << "the shared data sets are not here: set LASTMETER_SHARED";
    }
  }
};

TEST_F(MessyGeometry, ValidityIsAsTheCollectionSays) {
  std::size_t judged = 0;
  for (const std::string_view file : {"TestValid.xml", "TestIsValid.xml"}) {
    for_each_case(file, [&](std::string_view one_case) {
      std::size_t at = one_case.find("isValid");
      const std::optional<MultiPolygon> shape = geometry(one_case, "a");
      if (!shape || at == std::string_view::npos) {
        return;
      }
      at = one_case.rfind("<op", at);
      const bool valid = says_true(element(one_case, "op", at).value_or(""));
      EXPECT_EQ(!invalid_reason(*shape).has_value(), valid) << one_case;
      ++judged;
    });
  }
  EXPECT_GE(judged, 40U);
}

TEST_F(MessyGeometry, EveryShapeIsRepaired) {
  std::size_t repaired = 0;
  const std::filesystem::path folder = *testing::shared_data() / "messy_geometry" / "geos_xml";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    for_each_case(file.path().filename().string(), [&](std::string_view one_case) {
      for (const std::string_view tag : {"a", "b"}) {
        const std::optional<MultiPolygon> shape = geometry(one_case, tag);
        const std::optional<Repair> result = shape ? repair(*shape) : std::nullopt;
        if (result) {
          ++repaired;
          EXPECT_EQ(invalid_reason(result->shape), std::nullopt) << file.path();
          EXPECT_GE(result->area_moved.value(), 0.0);
          EXPECT_FALSE(result->reason.empty());
        }
      }
    });
  }
  EXPECT_GE(repaired, 20U);
}

TEST_F(MessyGeometry, OverlapAreaEqualsTheOverlay) {
  std::size_t compared = 0;
  const std::filesystem::path folder = *testing::shared_data() / "messy_geometry" / "geos_xml";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    for_each_case(file.path().filename().string(), [&](std::string_view one_case) {
      std::optional<MultiPolygon> a = geometry(one_case, "a");
      std::optional<MultiPolygon> b = geometry(one_case, "b");
      if (!a || !b || invalid_reason(*a) || invalid_reason(*b)) {
        return;
      }
      normalize(*a);
      normalize(*b);
      ++compared;
      const double larger = std::max(area(*a).value(), area(*b).value());
      EXPECT_NEAR(overlap_area(*a, *b).value(), area(intersection(*a, *b)).value(), 1e-9 * larger) << file.path();
    });
  }
  EXPECT_GE(compared, 10U);
}

TEST_F(MessyGeometry, PolygonsThatBrokeARasterOverlayAreRead) {
  for (const std::string_view name : {"regression4.wkt", "regression6.wkt"}) {
    std::string text = read(*testing::shared_data() / "messy_geometry" / name);
    std::erase(text, '"');
    std::optional<MultiPolygon> shape = Wkt(text).shape();
    ASSERT_TRUE(shape.has_value()) << name;
    const std::optional<Repair> fixed = repair(*shape);
    normalize(*shape);
    const MultiPolygon& sound = fixed ? fixed->shape : *shape;
    EXPECT_NEAR(overlap_area(sound, sound).value(), area(sound).value(), 1e-12 * area(sound).value());
  }
}

}  // namespace
}  // namespace lastmeter
