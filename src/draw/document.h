// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "draw/canvas.h"
#include "draw/map_picture.h"

namespace lastmeter {

/// A few lines of text. Lead: what a reader in a hurry reads. Item, Numbered: of a list. Small: remarks under a table.
struct DocText {
  enum class Kind { Paragraph, Lead, Item, Numbered, Small, Heading };
  Kind kind = Kind::Paragraph;
  std::string text;
};

struct DocColumn {
  std::string head;
  TextAlign align = TextAlign::Left;
  double width = 1.0;  // beside the others
};

struct DocTable {
  std::string caption;
  std::vector<DocColumn> columns;
  std::vector<std::vector<std::string>> rows;    // a text a column
  std::vector<std::optional<double>> bars = {};  // by row, in [0, 1]: behind the last column; empty: none
};

struct DocPicture {
  const MapPicture* picture = nullptr;  // must outlive the document
};

using DocBlock = std::variant<DocText, DocTable, DocPicture>;

struct DocSection {
  std::string heading;
  std::vector<DocBlock> blocks;
};

/// A document to be printed on A4: the same as a page for a browser and as PDF.
struct Document {
  std::string language;  // "en", "zh"
  std::string title;
  std::string subtitle;
  std::string footer;  // of every page, before its number
  std::vector<DocSection> sections;
};

/// One HTML page without scripts that fetches nothing: pictures are inline SVG, a Content-Security-Policy forbids the
/// rest. Prints on A4 with page breaks that keep pictures, rows and headings whole. Texts are text, never markup.
std::string document_html(const Document& document);

/// PDF in A4 with embedded fonts, a bookmark for every section and page numbers. Rows, paragraphs and pictures are kept
/// whole; the head of a table is repeated. A text higher than a page is cut with "...".
std::string document_pdf(const Document& document);

}  // namespace lastmeter
