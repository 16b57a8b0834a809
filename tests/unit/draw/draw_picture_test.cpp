// SPDX-License-Identifier: Apache-2.0
#include "draw/draw_picture.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A square kilometre with a post in it.
struct Town {
  GeometryColumn zones;
  GeometryColumn posts;

  Town() {
    zones.begin(GeometryKind::Polygon);
    zones.begin_part();
    zones.begin_ring();
    for (const Coordinate at : {Coordinate{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}}) {
      zones.add(at);
    }
    posts.append_point({500.0, 500.0});
  }

  [[nodiscard]] MapPicture picture(const std::string& name = "西岗社区") const {
    MapPicture picture;
    picture.title = name;
    picture.subtitle = "one zone";
    picture.source = "drawn by hand";
    picture.legend = {{.symbol = {.fill = Colour{1, 0, 0}}, .text = name, .count = "1"}};
    MapPanel panel;
    panel.layers.push_back({&zones, {0}, {Symbol{.fill = Colour{0.9, 0.9, 0.9}, .line = Colour{}}}});
    panel.layers.push_back({&posts, {0}, {Symbol{.fill = Colour{0.8, 0.2, 0.1}, .marker = Marker::Star}}});
    panel.labels.push_back({.at = {500.0, 500.0}, .text = name, .room = 400.0});
    picture.panels.push_back(std::move(panel));
    return picture;
  }
};

constexpr std::array kFormats{PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf};

TEST(DrawPicture, EveryFormatBeginsAsItShould) {
  const Town town;
  EXPECT_THAT(picture_bytes(town.picture(), PictureFormat::Png), StartsWith("\x89PNG"));
  EXPECT_THAT(picture_bytes(town.picture(), PictureFormat::Svg), HasSubstr("<svg"));
  EXPECT_THAT(picture_bytes(town.picture(), PictureFormat::Pdf), StartsWith("%PDF-"));
}

TEST(DrawPicture, TwiceTheSameBytesWithoutADate) {
  const Town town;
  for (const PictureFormat format : kFormats) {
    EXPECT_EQ(picture_bytes(town.picture(), format), picture_bytes(town.picture(), format));
  }
  EXPECT_THAT(picture_bytes(town.picture(), PictureFormat::Pdf), Not(HasSubstr("CreationDate")));
}

TEST(DrawPicture, NamesAreNeverMarkup) {
  const Town town;
  const std::string svg = picture_bytes(town.picture("<script>alert(1)</script>\" onload=\"x"), PictureFormat::Svg);
  EXPECT_THAT(svg, Not(HasSubstr("script")));
  EXPECT_THAT(svg, Not(HasSubstr("onload")));
}

TEST(DrawPicture, AnyNameCanBeDrawn) {
  const Town town;
  for (const std::string& name :
       {std::string(), std::string(10'000, 'x'), std::string("\xff\xfe broken \x01"), std::string("مرحبا بالعالم"),
        std::string("👩‍👩‍👧 family"), std::string("a\nb\tc"), std::string("\0hidden", 7)}) {
    for (const PictureFormat format : kFormats) {
      EXPECT_FALSE(picture_bytes(town.picture(name), format).empty());
    }
  }
}

TEST(DrawPicture, TheHeightFollowsTheStudyArea) {
  Town town;
  const double square = size_of(town.picture()).height;
  town.posts.append_point({500.0, 3000.0});
  MapPicture tall = town.picture();
  tall.panels.front().layers.back().classes.push_back(0);
  EXPECT_GT(size_of(tall).height, square + 50.0);
  EXPECT_DOUBLE_EQ(size_of(tall).width, kPictureWidth);
}

TEST(DrawPicture, TwoPanelsAndNothingAtAllAreDrawn) {
  const Town town;
  MapPicture two = town.picture();
  two.panels.push_back(two.panels.front());
  EXPECT_FALSE(picture_bytes(two, PictureFormat::Pdf).empty());
  EXPECT_FALSE(picture_bytes(MapPicture{}, PictureFormat::Png).empty());
}

TEST(Colours, AreReadFromSixDigits) {
  EXPECT_EQ(colour_of("#ff0080", 0.5), (Colour{1.0, 0.0, 128.0 / 255.0, 0.5}));
  EXPECT_EQ(colour_of("red"), Colour{});
  EXPECT_EQ(colour_of("#12345g"), Colour{});
}

TEST(Canvas, LongerWordsTakeMoreRoom) {
  const Canvas canvas(PictureFormat::Svg, {100.0, 100.0}, "");
  const TextStyle style{.size = 10.0};
  EXPECT_GT(canvas.measure("滕州市", style).width, canvas.measure("滕州", style).width);
  TextStyle narrow = style;
  narrow.width = 30.0;
  EXPECT_GT(canvas.measure("several words in lines", narrow).height, canvas.measure("word", narrow).height);
  narrow.most_lines = 2;
  EXPECT_LT(canvas.measure("several words in lines of thirty points", narrow).height, 40.0);
}

}  // namespace
}  // namespace lastmeter
