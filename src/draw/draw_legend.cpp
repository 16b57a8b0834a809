// SPDX-License-Identifier: Apache-2.0
#include "draw/draw_legend.h"

#include <algorithm>

#include "draw/draw_layer.h"
#include "draw/scale_bar.h"

namespace lastmeter {

namespace {

constexpr double kSwatch = 15.0;
constexpr double kGap = 6.0;
constexpr double kColumnGap = 14.0;
constexpr double kBetween = 3.0;
const Colour kGrey{0.35, 0.35, 0.35};

const TextStyle kTitle{.size = 8.0, .weight = TextWeight::Bold};
const TextStyle kCount{.size = 7.0, .align = TextAlign::Right, .colour = kGrey};

TextStyle entry_style(double width) { return {.size = 7.0, .width = width, .most_lines = 3}; }
TextStyle note_style(double width) { return {.size = 6.5, .colour = kGrey, .width = width}; }

double text_width(const Canvas& canvas, const LegendEntry& entry, double width) {
  const double count = entry.count.empty() ? 0.0 : canvas.measure(entry.count, kCount).width + kGap;
  return std::max(20.0, width - kSwatch - kGap - count);
}

double entry_height(const Canvas& canvas, const LegendEntry& entry, double width) {
  return canvas.measure(entry.text, entry_style(text_width(canvas, entry, width))).height + kBetween;
}

double column_width(double width, std::size_t columns) {
  return (width - kColumnGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
}

std::size_t rows_of(const MapPicture& picture, std::size_t columns) {
  return (picture.legend.size() + columns - 1) / columns;
}

double entries_height(const Canvas& canvas, const MapPicture& picture, double width, std::size_t columns) {
  const std::size_t rows = rows_of(picture, columns);
  double highest = 0.0;
  double height = 0.0;
  for (std::size_t i = 0; i < picture.legend.size(); ++i) {
    height = i % rows == 0 ? 0.0 : height;
    height += entry_height(canvas, picture.legend[i], column_width(width, columns));
    highest = std::max(highest, height);
  }
  return highest;
}

void draw_swatch(Canvas& canvas, const LegendEntry& entry, const PageBox& box) {
  const PagePoint middle{box.x + box.width / 2.0, box.y + box.height / 2.0};
  switch (entry.form) {
    case LegendEntry::Form::Area:
      canvas.box(box, entry.symbol.fill, entry.symbol.line, entry.symbol.width);
      return;
    case LegendEntry::Form::Line:
      if (entry.symbol.line) {
        canvas.stroke({.lines = {{{box.x, middle.y}, {box.x + box.width, middle.y}}}}, *entry.symbol.line,
                      entry.symbol.width);
      }
      return;
    case LegendEntry::Form::Point:
      draw_marker(canvas, entry.symbol, middle);
      return;
  }
}

}  // namespace

double legend_height(const Canvas& canvas, const MapPicture& picture, double width, std::size_t columns) {
  double height = picture.legend_title.empty()
                      ? 0.0
                      : canvas.measure(picture.legend_title, {.size = 8.0, .width = width}).height + kBetween;
  height += entries_height(canvas, picture, width, columns);
  for (const std::string& note : picture.notes) {
    height += canvas.measure(note, note_style(width)).height + kBetween;
  }
  return height;
}

void draw_legend(Canvas& canvas, const MapPicture& picture, PagePoint at, double width, std::size_t columns) {
  double y = at.y;
  if (!picture.legend_title.empty()) {
    TextStyle style = kTitle;
    style.width = width;
    canvas.text({at.x, y}, picture.legend_title, style);
    y += canvas.measure(picture.legend_title, style).height + kBetween;
  }
  const double column = column_width(width, columns);
  const std::size_t rows = rows_of(picture, columns);
  double row_y = y;
  for (std::size_t i = 0; i < picture.legend.size(); ++i) {
    const LegendEntry& entry = picture.legend[i];
    row_y = i % rows == 0 ? y : row_y;
    const double x = at.x + static_cast<double>(i / rows) * (column + kColumnGap);
    draw_swatch(canvas, entry, {x, row_y + 1.2, kSwatch, 7.6});
    canvas.text({x + kSwatch + kGap, row_y}, entry.text, entry_style(text_width(canvas, entry, column)));
    canvas.text({x + column, row_y}, entry.count, kCount);
    row_y += entry_height(canvas, entry, column);
  }
  y += entries_height(canvas, picture, width, columns);
  for (const std::string& note : picture.notes) {
    canvas.text({at.x, y}, note, note_style(width));
    y += canvas.measure(note, note_style(width)).height + kBetween;
  }
}

void draw_scale(Canvas& canvas, const MapPicture& picture, const PageBox& box, Metres box_width) {
  const Colour black{0.1, 0.1, 0.1};
  const ScaleBar bar = scale_bar(Metres(box_width.value() * 0.85));
  const double length = bar.length.value() / box_width.value() * box.width;
  const double y = box.y + box.height - 14.0;
  const double part = length / bar.parts;
  for (int i = 0; i < bar.parts; ++i) {
    canvas.box({box.x + part * i, y, part, 3.0}, i % 2 == 0 ? black : Colour{1.0, 1.0, 1.0}, black, 0.5);
  }
  const TextStyle style{.size = 6.5};
  canvas.text({box.x, y + 3.5}, "0", style);
  TextStyle right = style;
  right.align = TextAlign::Right;
  canvas.text({box.x + std::max(length, 26.0), y + 3.5}, bar.label, right);
  const double x = box.x + 7.0;
  const double top = y - 30.0;
  canvas.fill({.lines = {{{x, top}, {x + 5.0, top + 15.0}, {x, top + 11.5}}}, .closed = true}, black);
  canvas.stroke({.lines = {{{x, top}, {x - 5.0, top + 15.0}, {x, top + 11.5}}}, .closed = true}, black, 0.6);
  canvas.text({x, top + 15.0}, picture.north, {.size = 7.5, .weight = TextWeight::Bold, .align = TextAlign::Centre});
}

}  // namespace lastmeter
