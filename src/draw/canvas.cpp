// SPDX-License-Identifier: Apache-2.0
#include "draw/canvas.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <glib.h>
#include <pango/pangocairo.h>

#include <charconv>
#include <cmath>
#include <cstring>

#include "core/error.h"
#include "core/text.h"
#include "draw/svg_paths.h"

namespace lastmeter {

namespace {

constexpr double kPixelsPerPoint = 3.0;
constexpr const char* kFamily = "Noto Sans CJK SC";

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// What pango takes: UTF-8 without control characters.
std::string clean(std::string_view words) {
  gchar* valid = g_utf8_make_valid(words.data(), static_cast<gssize>(words.size()));
  std::string text = printable(valid);
  g_free(valid);
  return text;
}

/// cairo numbers all surfaces of a process, and writes the number; nothing refers to it.
std::string without_surface_number(std::string svg) {
  constexpr std::string_view mark = " id=\"surface";
  if (const std::size_t at = svg.find(mark); at != std::string::npos) {
    svg.erase(at, svg.find('"', at + mark.size()) + 1 - at);
  }
  return svg;
}

cairo_surface_t* surface_of(PictureFormat format, PageSize size, std::string* bytes) {
  switch (format) {
    case PictureFormat::Png:
      return cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(size.width * kPixelsPerPoint)),
                                        static_cast<int>(std::ceil(size.height * kPixelsPerPoint)));
    case PictureFormat::Svg:
      return cairo_svg_surface_create_for_stream(append, bytes, size.width, size.height);
    case PictureFormat::Pdf:
      return cairo_pdf_surface_create_for_stream(append, bytes, size.width, size.height);
  }
  throw std::logic_error("PictureFormat holds no known value");
}

PangoContext* text_context() {
  PangoFontMap* fonts = pango_cairo_font_map_get_default();
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts), 72.0);
  PangoContext* context = pango_font_map_create_context(fonts);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string("zh-cn"));
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  return context;
}

bool has_fonts() {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
  g_free(families);
  return count > 0;
}

std::string family_in_use() {
  PangoContext* context = text_context();
  PangoFontDescription* wanted = pango_font_description_from_string(kFamily);
  PangoFont* font = pango_font_map_load_font(pango_context_get_font_map(context), context, wanted);
  std::string used;
  if (font != nullptr) {
    PangoFontDescription* found = pango_font_describe(font);
    used = pango_font_description_get_family(found);
    pango_font_description_free(found);
    g_object_unref(font);
  }
  pango_font_description_free(wanted);
  g_object_unref(context);
  return used;
}

}  // namespace

Colour colour_of(std::string_view text, double alpha) {
  unsigned value = 0;
  if (text.size() != 7 || text.front() != '#' ||
      std::from_chars(text.data() + 1, text.data() + 7, value, 16).ptr != text.data() + 7) {
    return {.alpha = alpha};
  }
  const auto part = [&](unsigned shift) { return static_cast<double>((value >> shift) & 0xFFU) / 255.0; };
  return {part(16), part(8), part(0), alpha};
}

struct Canvas::State {
  PictureFormat format;
  PageSize size;
  std::string bytes;
  int page = 1;
  bool can_write = has_fonts();
  PangoContext* fonts = text_context();
  cairo_surface_t* surface;
  cairo_t* pen;

  State(PictureFormat asked, PageSize extent)
      : format(asked), size(extent), surface(surface_of(asked, extent, &bytes)), pen(cairo_create(surface)) {}
  ~State() {
    cairo_destroy(pen);
    cairo_surface_destroy(surface);
    g_object_unref(fonts);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void use(Colour colour) const { cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, colour.alpha); }
  void trace(const PagePath& path) const {
    cairo_new_path(pen);
    for (const auto& line : path.lines) {
      for (std::size_t i = 0; i < line.size(); ++i) {
        (i == 0 ? cairo_move_to : cairo_line_to)(pen, line[i].x, line[i].y);
      }
      if (path.closed && !line.empty()) {
        cairo_close_path(pen);
      }
    }
  }
  [[nodiscard]] PangoLayout* layout(std::string_view words, const TextStyle& style) const {
    PangoLayout* layout = pango_layout_new(fonts);
    PangoFontDescription* font = pango_font_description_from_string(kFamily);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.weight == TextWeight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_alignment(layout, style.align == TextAlign::Left    ? PANGO_ALIGN_LEFT
                                       : style.align == TextAlign::Right ? PANGO_ALIGN_RIGHT
                                                                         : PANGO_ALIGN_CENTER);
    if (style.width) {
      pango_layout_set_width(layout, static_cast<int>(*style.width * PANGO_SCALE));
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
      if (style.most_lines > 0) {
        pango_layout_set_height(layout, -static_cast<int>(style.most_lines));
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
      }
    }
    const std::string text = clean(words);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
  }
};

Canvas::Canvas(PictureFormat format, PageSize size, const std::string& title)
    : state_(std::make_unique<State>(format, size)) {
  switch (format) {
    case PictureFormat::Png:
      cairo_scale(state_->pen, kPixelsPerPoint, kPixelsPerPoint);
      break;
    case PictureFormat::Svg:
      cairo_svg_surface_restrict_to_version(state_->surface, CAIRO_SVG_VERSION_1_2);
      break;
    case PictureFormat::Pdf:
      cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_TITLE, clean(title).c_str());
      cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATOR, "lastmeter");
      cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
      break;
  }
  cairo_set_line_join(state_->pen, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(state_->pen, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule(state_->pen, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgb(state_->pen, 1.0, 1.0, 1.0);
  cairo_paint(state_->pen);
}

Canvas::~Canvas() = default;

PageSize Canvas::size() const { return state_->size; }

void Canvas::shift(PagePoint by) {
  cairo_save(state_->pen);
  cairo_translate(state_->pen, by.x, by.y);
}

void Canvas::end_shift() { cairo_restore(state_->pen); }

void Canvas::clip(const PageBox& box) {
  cairo_save(state_->pen);
  cairo_rectangle(state_->pen, box.x, box.y, box.width, box.height);
  cairo_clip(state_->pen);
}

void Canvas::end_clip() { cairo_restore(state_->pen); }

void Canvas::fill(const PagePath& path, Colour colour) {
  state_->trace(path);
  state_->use(colour);
  cairo_fill(state_->pen);
}

void Canvas::stroke(const PagePath& path, Colour colour, double width) {
  state_->trace(path);
  state_->use(colour);
  cairo_set_line_width(state_->pen, width);
  cairo_stroke(state_->pen);
}

void Canvas::dots(const std::vector<PagePoint>& places, Colour colour, double diameter) {
  PagePath path;
  for (const PagePoint at : places) {
    path.lines.push_back({at, at});
  }
  stroke(path, colour, diameter);
}

void Canvas::box(const PageBox& box, std::optional<Colour> fill, std::optional<Colour> line, double width) {
  const PagePath path{.lines = {{{box.x, box.y},
                                 {box.x + box.width, box.y},
                                 {box.x + box.width, box.y + box.height},
                                 {box.x, box.y + box.height}}},
                      .closed = true};
  if (fill) {
    this->fill(path, *fill);
  }
  if (line) {
    stroke(path, *line, width);
  }
}

void Canvas::text(PagePoint at, std::string_view words, const TextStyle& style) {
  if (!state_->can_write || words.empty()) {
    return;
  }
  PangoLayout* layout = state_->layout(words, style);
  PangoRectangle extent;
  pango_layout_get_extents(layout, nullptr, &extent);
  double left = at.x;
  if (!style.width && style.align != TextAlign::Left) {
    left -= extent.width / (style.align == TextAlign::Centre ? 2.0 : 1.0) / PANGO_SCALE;
  }
  cairo_move_to(state_->pen, left, at.y);
  if (style.halo) {
    pango_cairo_layout_path(state_->pen, layout);
    state_->use(*style.halo);
    cairo_set_line_width(state_->pen, style.size / 3.5);
    cairo_stroke(state_->pen);
    cairo_move_to(state_->pen, left, at.y);
  }
  state_->use(style.colour);
  pango_cairo_show_layout(state_->pen, layout);
  cairo_new_path(state_->pen);
  g_object_unref(layout);
}

PageSize Canvas::measure(std::string_view words, const TextStyle& style) const {
  if (!state_->can_write) {
    return {0.0, style.size * 1.45};
  }
  PangoLayout* layout = state_->layout(words, style);
  PangoRectangle extent;
  pango_layout_get_extents(layout, nullptr, &extent);
  g_object_unref(layout);
  return {static_cast<double>(extent.width) / PANGO_SCALE, static_cast<double>(extent.height) / PANGO_SCALE};
}

void Canvas::next_page() {
  cairo_show_page(state_->pen);
  ++state_->page;
}

void Canvas::bookmark(const std::string& title) {
  if (state_->format == PictureFormat::Pdf) {
    const std::string where = "page=" + std::to_string(state_->page);
    cairo_pdf_surface_add_outline(state_->surface, CAIRO_PDF_OUTLINE_ROOT, clean(title).c_str(), where.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
  }
}

std::string Canvas::finish() {
  const cairo_status_t drawn = cairo_status(state_->pen);
  cairo_status_t written = CAIRO_STATUS_SUCCESS;
  if (state_->format == PictureFormat::Png) {
    cairo_surface_flush(state_->surface);
    written = cairo_surface_write_to_png_stream(state_->surface, append, &state_->bytes);
  } else {
    cairo_show_page(state_->pen);
    cairo_surface_finish(state_->surface);
    written = cairo_surface_status(state_->surface);
  }
  for (const cairo_status_t status : {drawn, written}) {
    if (status != CAIRO_STATUS_SUCCESS) {
      throw InputError(std::string("a picture cannot be drawn: ") + cairo_status_to_string(status),
                       "leave \"pictures\" and \"report\" out of [output] formats");
    }
  }
  return state_->format == PictureFormat::Svg ? with_short_paths(without_surface_number(std::move(state_->bytes)))
                                              : std::move(state_->bytes);
}

std::optional<FontReport> missing_font() {
  if (!has_fonts()) {
    return FontReport{kFamily, ""};
  }
  const std::string used = family_in_use();
  return used == kFamily ? std::nullopt : std::optional(FontReport{kFamily, used});
}

}  // namespace lastmeter
