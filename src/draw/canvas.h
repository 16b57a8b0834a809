// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lastmeter {

/// A place on the page: points (1/72 inch), x to the right, y down.
struct PagePoint {
  double x = 0.0;
  double y = 0.0;
  bool operator==(const PagePoint&) const = default;
};

struct PageSize {
  double width = 0.0;
  double height = 0.0;
};

struct PageBox {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

/// Parts in [0, 1].
struct Colour {
  double red = 0.0;
  double green = 0.0;
  double blue = 0.0;
  double alpha = 1.0;
  bool operator==(const Colour&) const = default;
};

/// From "#rrggbb"; black for any other text.
Colour colour_of(std::string_view text, double alpha = 1.0);

/// Lines one after the other; closed ones end where they begin.
struct PagePath {
  std::vector<std::vector<PagePoint>> lines;
  bool closed = false;
};

enum class TextWeight { Normal, Bold };
enum class TextAlign { Left, Centre, Right };

struct TextStyle {
  double size = 9.0;  // points
  TextWeight weight = TextWeight::Normal;
  TextAlign align = TextAlign::Left;
  Colour colour = {};
  std::optional<double> width = {};  // lines break here; none: one line
  std::optional<Colour> halo = {};   // a rim around the letters
  std::size_t most_lines = 0;        // then "..."; 0 = as many as it takes
};

enum class PictureFormat { Png, Svg, Pdf };

/// Draws the same things into PNG (three pixels a point), SVG or PDF. Same calls, same bytes: no dates, no random
/// names, no setting of the desktop takes part. Texts are text: control characters become spaces, bytes that are no
/// UTF-8 the replacement character, and nothing in them is markup. Fonts: Noto Sans CJK SC, else what fontconfig
/// offers; PDF embeds what it uses and can be searched, SVG holds outlines. One canvas belongs to one thread. Throws
/// InputError when cairo cannot make the picture (no memory).
class Canvas {
 public:
  Canvas(PictureFormat format, PageSize size, const std::string& title);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] PageSize size() const;

  /// What is drawn from now on stands so much further right and down; `end_shift` ends the last one.
  void shift(PagePoint by);
  void end_shift();
  /// What is drawn from now on shows inside the box alone; `end_clip` ends the last one.
  void clip(const PageBox& box);
  void end_clip();

  /// Fills the area inside an odd number of the path's lines.
  void fill(const PagePath& path, Colour colour);
  void stroke(const PagePath& path, Colour colour, double width);
  /// A dot of the diameter at every place.
  void dots(const std::vector<PagePoint>& places, Colour colour, double diameter);
  void box(const PageBox& box, std::optional<Colour> fill, std::optional<Colour> line, double width);

  /// Draws the text with its upper left corner (Centre: upper middle, Right: upper right) at the place; in a width,
  /// alignment is inside it and the place is the upper left corner.
  void text(PagePoint at, std::string_view words, const TextStyle& style);
  [[nodiscard]] PageSize measure(std::string_view words, const TextStyle& style) const;

  /// PDF: the next page, and an entry of the table of contents that leads to a height on this page.
  void next_page();
  void bookmark(const std::string& title);

  /// The bytes of the picture; nothing may be drawn afterwards.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The family that texts are drawn in, if it is not the intended one.
struct FontReport {
  std::string wanted;
  std::string used;  // empty: there is no font at all
};
/// Nothing where the intended font is installed.
std::optional<FontReport> missing_font();

}  // namespace lastmeter
