// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/markup.h"
#include "core/text.h"
#include "draw/document.h"
#include "draw/draw_picture.h"

namespace lastmeter {

namespace {

constexpr std::size_t kRowsTogether = 14;  // a table with no more stays on one page

constexpr std::string_view kStyle = R"css(
@page { size: A4; margin: 15mm 15mm 18mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #1a1a1a;
  max-width: 180mm; margin: 12mm auto; padding: 0 4mm; overflow-wrap: anywhere; }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 2mm; }
.subtitle { color: #555; margin: 0 0 6mm; }
h2 { font-size: 14pt; border-bottom: 0.6mm solid #1a4f7a; padding-bottom: 1mm; margin: 9mm 0 3mm; break-after: avoid; }
h3 { font-size: 11pt; margin: 5mm 0 1.5mm; break-after: avoid; }
p { margin: 0 0 2.5mm; }
.lead { font-size: 12pt; font-weight: 600; }
.small { font-size: 8.5pt; color: #555; }
ul, ol { margin: 0 0 3mm; padding-left: 6mm; }
li { margin-bottom: 1.2mm; }
figure { margin: 4mm 0; break-inside: avoid; }
figure svg { width: 100%; height: auto; display: block; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 1.35; margin: 2mm 0 4mm; }
caption { text-align: left; font-weight: 600; font-size: 9.5pt; padding: 1mm 0; break-after: avoid; }
table.whole { break-inside: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody tr:nth-child(-n+3) { break-after: avoid; }
th { text-align: left; border-bottom: 0.4mm solid #333; padding: 0.8mm 1.2mm; vertical-align: bottom; }
td { border-bottom: 0.2mm solid #ccc; padding: 0.8mm 1.2mm; vertical-align: top; }
.r { text-align: right; font-variant-numeric: tabular-nums; }
.c { text-align: center; }
footer { margin-top: 8mm; border-top: 0.2mm solid #999; padding-top: 1.5mm; font-size: 8pt; color: #555; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
)css";

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// A picture as part of a page: its names are made different from those of the other pictures.
std::string inline_svg(const MapPicture& picture, std::size_t number) {
  std::string svg = picture_bytes(picture, PictureFormat::Svg);
  svg.erase(0, std::min(svg.find("<svg"), svg.size()));
  const std::string own = fmt::format("p{}-", number);
  replace_all(svg, " id=\"", " id=\"" + own);
  replace_all(svg, "href=\"#", "href=\"#" + own);
  replace_all(svg, "url(#", "url(#" + own);
  return fmt::format("<svg role=\"img\" aria-label=\"{}\"{}", as_markup(picture.title + ". " + picture.subtitle),
                     svg.substr(4));
}

std::string_view class_of(TextAlign align) {
  switch (align) {
    case TextAlign::Left:
      return "";
    case TextAlign::Centre:
      return " class=\"c\"";
    case TextAlign::Right:
      return " class=\"r\"";
  }
  return "";
}

std::string bar_style(const DocTable& table, std::size_t row) {
  if (row >= table.bars.size() || !table.bars[row]) {
    return "";
  }
  const double part = std::clamp(*table.bars[row], 0.0, 1.0) * 100.0;
  return fmt::format(" style=\"background:linear-gradient(90deg,#bcd9ea {0:.1f}%,transparent {0:.1f}%)\"", part);
}

std::string html_of(const DocTable& table) {
  std::string out = table.rows.size() <= kRowsTogether ? "<table class=\"whole\">\n" : "<table>\n";
  out += table.caption.empty() ? "" : fmt::format("<caption>{}</caption>\n", as_markup(table.caption));
  double sum = 0.0;
  for (const DocColumn& column : table.columns) {
    sum += column.width;
  }
  out += "<colgroup>";
  for (const DocColumn& column : table.columns) {
    out += fmt::format("<col style=\"width:{:.1f}%\">", 100.0 * column.width / sum);
  }
  out += "</colgroup>\n<thead><tr>";
  for (const DocColumn& column : table.columns) {
    out += fmt::format("<th{}>{}</th>", class_of(column.align), as_markup(column.head));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out += "<tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool is_last = i + 1 == table.columns.size();
      out += fmt::format("<td{}{}>{}</td>", class_of(table.columns[i].align), is_last ? bar_style(table, row) : "",
                         as_markup(table.rows[row][i]));
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string html_of(const DocText& text) {
  const std::string words = as_markup(text.text);
  switch (text.kind) {
    case DocText::Kind::Paragraph:
      return fmt::format("<p>{}</p>\n", words);
    case DocText::Kind::Lead:
      return fmt::format("<p class=\"lead\">{}</p>\n", words);
    case DocText::Kind::Small:
      return fmt::format("<p class=\"small\">{}</p>\n", words);
    case DocText::Kind::Heading:
      return fmt::format("<h3>{}</h3>\n", words);
    case DocText::Kind::Item:
    case DocText::Kind::Numbered:
      return fmt::format("<li>{}</li>\n", words);
  }
  return "";
}

std::string_view list_of(const DocBlock& block) {
  const auto* text = std::get_if<DocText>(&block);
  if (text != nullptr && text->kind == DocText::Kind::Item) {
    return "ul";
  }
  return text != nullptr && text->kind == DocText::Kind::Numbered ? "ol" : "";
}

}  // namespace

std::string document_html(const Document& document) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n"
      "<p class=\"subtitle\">{}</p>\n",
      as_markup(document.language), as_markup(document.title), kStyle, as_markup(document.title),
      as_markup(document.subtitle));
  std::size_t pictures = 0;
  for (const DocSection& section : document.sections) {
    out += fmt::format("<section>\n<h2>{}</h2>\n", as_markup(section.heading));
    std::string_view open;
    for (const DocBlock& block : section.blocks) {
      if (const std::string_view list = list_of(block); list != open) {
        out += open.empty() ? "" : fmt::format("</{}>\n", open);
        out += list.empty() ? "" : fmt::format("<{}>\n", list);
        open = list;
      }
      if (const auto* text = std::get_if<DocText>(&block)) {
        out += html_of(*text);
      } else if (const auto* table = std::get_if<DocTable>(&block)) {
        out += html_of(*table);
      } else {
        out += fmt::format("<figure>{}</figure>\n", inline_svg(*std::get<DocPicture>(block).picture, ++pictures));
      }
    }
    out += open.empty() ? "" : fmt::format("</{}>\n", open);
    out += "</section>\n";
  }
  return out + fmt::format("<footer>{}</footer>\n</body>\n</html>\n", as_markup(document.footer));
}

}  // namespace lastmeter
