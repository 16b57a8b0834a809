// SPDX-License-Identifier: Apache-2.0
#include "draw/draw_picture.h"

#include <algorithm>

#include "draw/draw_layer.h"
#include "draw/draw_legend.h"
#include "draw/page_map.h"
#include "draw/place_labels.h"

namespace lastmeter {

namespace {

constexpr double kMargin = 8.0;
constexpr double kInner = kPictureWidth - 2.0 * kMargin;
constexpr double kLegendWidth = 122.0;
constexpr double kGap = 12.0;
constexpr double kPanelTitle = 14.0;
constexpr std::size_t kLegendColumns = 2;
constexpr double kLineStep = 0.8;  // of two lines of a label
const Colour kGrey{0.35, 0.35, 0.35};
const Colour kFrame{0.55, 0.55, 0.55};
const Extent kNothing{0.0, 0.0, 1000.0, 700.0};

const TextStyle kTitle{.size = 13.0, .weight = TextWeight::Bold, .width = kInner, .most_lines = 2};
const TextStyle kSubtitle{.size = 9.0, .colour = kGrey, .width = kInner, .most_lines = 3};
const TextStyle kSource{.size = 6.5, .colour = kGrey, .width = kInner, .most_lines = 2};

/// Where everything stands.
struct Frame {
  double subtitle = 0.0;
  std::vector<PageBox> maps;
  PagePoint legend;
  double legend_width = kLegendWidth;
  std::size_t legend_columns = 1;
  PageBox scale;
  double source = 0.0;
  double height = 0.0;
};

double height_of(const Canvas& canvas, const std::string& words, const TextStyle& style) {
  return words.empty() ? 0.0 : canvas.measure(words, style).height;
}

double map_height(const Extent& extent, double width) {
  return width * std::clamp(extent.height() / extent.width(), 0.55, 1.45);
}

Frame frame_of(const Canvas& canvas, const MapPicture& picture, const Extent& extent) {
  Frame frame;
  frame.subtitle = kMargin + height_of(canvas, picture.title, kTitle);
  const double top = frame.subtitle + height_of(canvas, picture.subtitle, kSubtitle) + 6.0;
  double bottom = top;
  if (picture.panels.size() < 2) {
    const double width = kInner - kLegendWidth - kGap;
    const double legend = legend_height(canvas, picture, kLegendWidth, 1) + kGap + kScaleHeight;
    const double height = std::max(map_height(extent, width), legend);
    frame.maps.push_back({kMargin, top, width, height});
    frame.legend = {kMargin + width + kGap, top};
    frame.scale = {frame.legend.x, top, kLegendWidth, height};
    bottom = top + height;
  } else {
    const auto count = static_cast<double>(picture.panels.size());
    const double width = (kInner - kGap * (count - 1.0)) / count;
    const double height = map_height(extent, width);
    for (std::size_t i = 0; i < picture.panels.size(); ++i) {
      frame.maps.push_back({kMargin + static_cast<double>(i) * (width + kGap), top + kPanelTitle, width, height});
    }
    const double under = top + kPanelTitle + height + 6.0;
    frame.legend = {kMargin, under};
    frame.legend_width = kInner - kLegendWidth - kGap;
    frame.legend_columns = kLegendColumns;
    const double legend =
        std::max(legend_height(canvas, picture, frame.legend_width, frame.legend_columns), kScaleHeight);
    frame.scale = {kMargin + frame.legend_width + kGap, under, kLegendWidth, legend};
    bottom = under + legend;
  }
  frame.source = bottom + 4.0;
  frame.height = frame.source + height_of(canvas, picture.source, kSource) + 4.0;
  return frame;
}

Extent extent_or_nothing(const MapPicture& picture) { return extent_of(picture.panels).value_or(kNothing); }

std::vector<PageBox> marker_boxes(const MapPanel& panel, const PageMap& map) {
  std::vector<PageBox> boxes;
  for (const MapLayer& layer : panel.layers) {
    for (std::size_t row = 0; layer.keeps_labels_off && row < layer.classes.size(); ++row) {
      if (layer.classes[row] < 0) {
        continue;
      }
      const double size = layer.symbols[static_cast<std::size_t>(layer.classes[row])].size;
      for (const Coordinate at : layer.shapes->coordinates(row)) {
        const PagePoint middle = map.at(at.x, at.y);
        boxes.push_back({middle.x - size / 2.0, middle.y - size / 2.0, size, size});
      }
    }
  }
  return boxes;
}

void draw_labels(Canvas& canvas, const MapPanel& panel, const PageMap& map) {
  std::vector<LabelWish> wishes;
  std::vector<TextStyle> styles;
  for (const MapLabel& label : panel.labels) {
    styles.push_back({.size = label.size,
                      .weight = label.is_bold ? TextWeight::Bold : TextWeight::Normal,
                      .colour = {0.08, 0.08, 0.08},
                      .halo = Colour{1.0, 1.0, 1.0, 0.85}});
    const PageSize text = canvas.measure(label.text, styles.back());
    const PageSize under = label.under.empty() ? PageSize{} : canvas.measure(label.under, styles.back());
    wishes.push_back({.at = map.at(label.at.x, label.at.y),
                      .size = {std::max(text.width, under.width), text.height + under.height * kLineStep},
                      .rank = label.rank,
                      .room = map.points(Metres(label.room))});
  }
  const auto boxes = place_labels(wishes, map.box(), marker_boxes(panel, map));
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i]) {
      const PageBox& box = *boxes[i];
      styles[i].align = TextAlign::Centre;
      const double middle = box.x + box.width / 2.0;
      canvas.text({middle, box.y}, panel.labels[i].text, styles[i]);
      const double step = canvas.measure(panel.labels[i].text, styles[i]).height * kLineStep;
      canvas.text({middle, box.y + step}, panel.labels[i].under, styles[i]);
    }
  }
}

void draw_panel(Canvas& canvas, const MapPanel& panel, const PageMap& map) {
  if (!panel.title.empty()) {
    canvas.text({map.box().x, map.box().y - kPanelTitle}, panel.title,
                {.size = 8.5, .weight = TextWeight::Bold, .width = map.box().width, .most_lines = 1});
  }
  canvas.clip(map.box());
  for (const MapLayer& layer : panel.layers) {
    draw_layer(canvas, layer, map);
  }
  draw_labels(canvas, panel, map);
  canvas.end_clip();
  canvas.box(map.box(), std::nullopt, kFrame, 0.6);
}

}  // namespace

PageSize size_of(const MapPicture& picture) {
  const Canvas ruler(PictureFormat::Svg, {1.0, 1.0}, "");
  return {kPictureWidth, frame_of(ruler, picture, extent_or_nothing(picture)).height};
}

void draw_picture(Canvas& canvas, const MapPicture& picture) {
  const Extent extent = extent_or_nothing(picture);
  const Frame frame = frame_of(canvas, picture, extent);
  canvas.text({kMargin, kMargin}, picture.title, kTitle);
  canvas.text({kMargin, frame.subtitle}, picture.subtitle, kSubtitle);
  for (std::size_t i = 0; i < picture.panels.size(); ++i) {
    draw_panel(canvas, picture.panels[i], PageMap(extent, frame.maps[i]));
  }
  draw_legend(canvas, picture, frame.legend, frame.legend_width, frame.legend_columns);
  draw_scale(canvas, picture, frame.scale, PageMap(extent, frame.maps.front()).metres(frame.scale.width));
  canvas.text({kMargin, frame.source}, picture.source, kSource);
}

std::string picture_bytes(const MapPicture& picture, PictureFormat format) {
  Canvas canvas(format, size_of(picture), picture.title);
  draw_picture(canvas, picture);
  return canvas.finish();
}

}  // namespace lastmeter
