// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "draw/document.h"
#include "draw/draw_picture.h"

namespace lastmeter {

namespace {

constexpr PageSize kA4{595.276, 841.89};
constexpr double kLeft = 42.6;  // 15 mm
constexpr double kWidth = 510.0;
constexpr double kTop = 45.0;
constexpr double kBottom = 788.0;
constexpr double kIndent = 16.0;
constexpr double kCell = 4.0;  // between a cell's text and its border
constexpr std::size_t kCellLines = 8;
constexpr std::size_t kRowsTogether = 4;
constexpr std::size_t kParagraphLines = 45;
const Colour kBlue{0.10, 0.31, 0.48};
const Colour kGrey{0.33, 0.33, 0.33};
const Colour kRule{0.80, 0.80, 0.80};
const Colour kBar{0.737, 0.851, 0.918};

/// Fills pages from the top.
class Pages {
 public:
  explicit Pages(const Document& document) : document_(document), canvas_(PictureFormat::Pdf, kA4, document.title) {}

  void title() {
    words(document_.title, {.size = 20.0, .weight = TextWeight::Bold, .width = kWidth, .most_lines = 6}, 0.0, 2.0);
    words(document_.subtitle, {.size = 10.5, .colour = kGrey, .width = kWidth, .most_lines = 6}, 0.0, 8.0);
  }

  void heading(const std::string& text) {
    flush();
    const TextStyle style{.size = 14.0, .weight = TextWeight::Bold, .width = kWidth, .most_lines = 4};
    need(canvas_.measure(text, style).height + 90.0);
    y_ += y_ > kTop ? 14.0 : 0.0;
    canvas_.bookmark(text);
    words(text, style, 0.0, 2.0);
    canvas_.box({kLeft, y_, kWidth, 1.4}, kBlue, std::nullopt, 0.0);
    y_ += 8.0;
    number_ = 0;
  }

  void draw(const DocText& text) {
    TextStyle style{.size = 10.0, .width = kWidth, .most_lines = kParagraphLines};
    double indent = 0.0;
    std::string mark;
    number_ = text.kind == DocText::Kind::Numbered ? number_ + 1 : 0;
    switch (text.kind) {
      case DocText::Kind::Paragraph:
        break;
      case DocText::Kind::Lead:
        style.size = 11.5;
        style.weight = TextWeight::Bold;
        break;
      case DocText::Kind::Small:
        style.size = 8.0;
        style.colour = kGrey;
        break;
      case DocText::Kind::Heading:
        waiting_heading_ = text.text;
        return;
      case DocText::Kind::Item:
        mark = "\u2022";
        indent = kIndent;
        break;
      case DocText::Kind::Numbered:
        mark = fmt::format("{}.", number_);
        indent = kIndent;
        break;
    }
    style.width = kWidth - indent;
    need(canvas_.measure(text.text, style).height);
    canvas_.text({kLeft + 2.0, y_}, mark, {.size = style.size});
    words(text.text, style, indent, mark.empty() ? 5.0 : 3.0);
  }

  /// Where the page has no room for it, what follows in the section fills the page first.
  void draw(const DocPicture& picture) {
    if (waiting_.empty() && waiting_heading_.empty() && fits(*picture.picture)) {
      place(*picture.picture);
    } else {
      waiting_.push_back(picture.picture);
    }
  }

  void draw(const DocTable& table) {
    std::vector<std::string> heads;
    for (const DocColumn& column : table.columns) {
      heads.push_back(column.head);
    }
    const double head = row_height(table, heads, true);
    double first = 0.0;  // rows that stay with the head
    for (std::size_t i = 0; i < std::min(table.rows.size(), kRowsTogether); ++i) {
      first += row_height(table, table.rows[i], false);
    }
    const TextStyle caption{.size = 9.0, .weight = TextWeight::Bold, .width = kWidth, .most_lines = 3};
    need((table.caption.empty() ? 0.0 : canvas_.measure(table.caption, caption).height) + head + first + 8.0);
    y_ += 3.0;
    if (!table.caption.empty()) {
      words(table.caption, caption, 0.0, 2.0);
    }
    row(table, heads, std::nullopt, true);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const bool one_would_be_left = i + 2 == table.rows.size() && i > 0;
      const double after = one_would_be_left ? row_height(table, table.rows[i + 1], false) : 0.0;
      if (y_ + row_height(table, table.rows[i], false) + after > kBottom) {
        turn_page();
        row(table, heads, std::nullopt, true);
      }
      row(table, table.rows[i], i < table.bars.size() ? table.bars[i] : std::nullopt, false);
    }
    y_ += 8.0;
  }

  std::string finish() {
    flush();
    footer();
    return canvas_.finish();
  }

 private:
  /// Room for a block, with the heading that waits for it: both on this page or both on the next.
  void need(double height) {
    const TextStyle style{.size = 11.0, .weight = TextWeight::Bold, .width = kWidth, .most_lines = 4};
    const std::string heading = std::exchange(waiting_heading_, "");
    const double above = heading.empty() ? 0.0 : canvas_.measure(heading, style).height + 11.0;
    while (y_ + above + height > kBottom && y_ > kTop) {
      next_page();
    }
    if (!heading.empty()) {
      y_ += 6.0;
      words(heading, style, 0.0, 5.0);
    }
  }

  void turn_page() {
    footer();
    canvas_.next_page();
    ++page_;
    y_ = kTop;
  }

  void next_page() {
    turn_page();
    while (!waiting_.empty() && (y_ == kTop || fits(*waiting_.front()))) {
      place(*waiting_.front());
      waiting_.erase(waiting_.begin());
    }
  }

  /// No picture waits beyond this.
  void flush() {
    if (!waiting_heading_.empty()) {
      need(0.0);
    }
    while (!waiting_.empty()) {
      next_page();
    }
  }

  [[nodiscard]] bool fits(const MapPicture& picture) const { return y_ + size_of(picture).height + 6.0 <= kBottom; }

  void place(const MapPicture& picture) {
    canvas_.shift({kLeft, y_});
    draw_picture(canvas_, picture);
    canvas_.end_shift();
    y_ += size_of(picture).height + 8.0;
  }

  void footer() {
    canvas_.box({kLeft, kBottom + 10.0, kWidth, 0.4}, kRule, std::nullopt, 0.0);
    const double y = kBottom + 13.0;
    canvas_.text({kLeft, y}, document_.footer, {.size = 7.5, .colour = kGrey, .width = kWidth - 40.0, .most_lines = 1});
    canvas_.text({kLeft + kWidth, y}, fmt::format("{}", page_),
                 {.size = 7.5, .align = TextAlign::Right, .colour = kGrey});
  }

  void words(const std::string& text, const TextStyle& style, double indent, double after) {
    canvas_.text({kLeft + indent, y_}, text, style);
    y_ += (text.empty() ? 0.0 : canvas_.measure(text, style).height) + after;
  }

  static TextStyle cell_style(const DocTable& table, std::size_t column, bool is_head) {
    double sum = 0.0;
    for (const DocColumn& each : table.columns) {
      sum += each.width;
    }
    return {.size = 8.0,
            .weight = is_head ? TextWeight::Bold : TextWeight::Normal,
            .align = table.columns[column].align,
            .width = kWidth * table.columns[column].width / sum - 2.0 * kCell,
            .most_lines = kCellLines};
  }

  [[nodiscard]] double row_height(const DocTable& table, const std::vector<std::string>& cells, bool is_head) const {
    double height = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      height = std::max(height, canvas_.measure(cells[i], cell_style(table, i, is_head)).height);
    }
    return height + 4.0;
  }

  void row(const DocTable& table, const std::vector<std::string>& cells, std::optional<double> bar, bool is_head) {
    const double height = row_height(table, cells, is_head);
    double x = kLeft;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const TextStyle style = cell_style(table, i, is_head);
      const double width = *style.width + 2.0 * kCell;
      if (bar && i + 1 == cells.size()) {
        canvas_.box({x, y_ + 1.0, width * std::clamp(*bar, 0.0, 1.0), height - 2.0}, kBar, std::nullopt, 0.0);
      }
      canvas_.text({x + kCell, y_ + 2.0}, cells[i], style);
      x += width;
    }
    y_ += height;
    canvas_.box({kLeft, y_ - 0.3, kWidth, is_head ? 0.9 : 0.4}, is_head ? kGrey : kRule, std::nullopt, 0.0);
  }

  const Document& document_;
  Canvas canvas_;
  double y_ = kTop;
  int page_ = 1;
  std::vector<const MapPicture*> waiting_;  // for a page with room
  std::string waiting_heading_;             // for its first block
  int number_ = 0;                          // of the last item of a numbered list
};

}  // namespace

std::string document_pdf(const Document& document) {
  Pages pages(document);
  pages.title();
  for (const DocSection& section : document.sections) {
    pages.heading(section.heading);
    for (const DocBlock& block : section.blocks) {
      std::visit([&](const auto& each) { pages.draw(each); }, block);
    }
  }
  return pages.finish();
}

}  // namespace lastmeter
