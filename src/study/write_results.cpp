// SPDX-License-Identifier: Apache-2.0
#include "study/write_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/parallel.h"
#include "draw/draw_picture.h"
#include "io/output_folder.h"
#include "report/column_heads.h"
#include "report/map_page.h"
#include "report/pictures.h"
#include "report/workbook.h"

namespace lastmeter {

namespace {

/// Tables whose codes name their rows once; a ledger or a list of shapes has no id of its own.
std::string_view id_column(const FeatureTable& table) {
  return table.name == "issues" || !table.find("code") ? "" : "code";
}

void append_value(Column& target, const Column& source, std::size_t row) {
  if (source.is_null(row)) {
    target.append_null();
    return;
  }
  switch (source.type()) {
    case ColumnType::Integer:
      target.append_integer(source.integer(row));
      return;
    case ColumnType::Real:
      target.append_real(source.real(row));
      return;
    case ColumnType::Text:
    case ColumnType::Date:
      target.append_text(source.text(row));
      return;
  }
}

/// The rows that have coordinates.
FeatureTable with_places(const FeatureTable& table) {
  FeatureTable placed;
  placed.name = table.name;
  placed.crs = table.crs;
  placed.geometry.emplace();
  for (const Column& column : table.columns) {
    placed.columns.emplace_back(column.name(), column.type());
  }
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    if (table.geometry->coordinates(row).empty()) {
      continue;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      append_value(placed.columns[i], table.columns[i], row);
    }
    placed.geometry->append_row(*table.geometry, row);
    ++placed.rows;
  }
  return placed;
}

/// A table of points tells a spreadsheet where they are: x and y in the working system, to the millimetre.
FeatureTable with_coordinates(const FeatureTable& table) {
  FeatureTable told = table;
  const auto is_point = [&](std::size_t row) {
    return table.geometry->kind(row) == GeometryKind::Point && table.geometry->part_count(row) == 1;
  };
  Column x("x", ColumnType::Real);
  Column y("y", ColumnType::Real);
  bool has_points = false;
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    if (is_point(row)) {
      const Coordinate at = table.geometry->coordinates(row).front();
      x.append_real(std::round(at.x * 1e3) / 1e3);
      y.append_real(std::round(at.y * 1e3) / 1e3);
      has_points = true;
    } else {
      x.append_null();
      y.append_null();
    }
  }
  if (has_points && !table.find("x") && !table.find("y")) {
    told.columns.push_back(std::move(x));
    told.columns.push_back(std::move(y));
  }
  return told;
}

void write_map(const Results& results, const std::vector<StyledTable>& tables, Language language,
               const std::filesystem::path& folder) {
  const std::vector<Figure> none;
  write_text_file(folder / "map.html", map_page({.study = results.study,
                                                 .language = language,
                                                 .tables = &tables,
                                                 .figures = results.figures == nullptr ? &none : results.figures,
                                                 .nominal = nominal_of(results)}));
}

bool draws(const std::vector<Format>& formats) {
  return std::any_of(formats.begin(), formats.end(),
                     [](Format format) { return format == Format::Pictures || format == Format::Report; });
}

void write_pictures(const std::vector<MapPicture>& pictures, const std::filesystem::path& folder) {
  static constexpr std::array<std::pair<PictureFormat, std::string_view>, 3> kFormats{
      {{PictureFormat::Png, ".png"}, {PictureFormat::Svg, ".svg"}, {PictureFormat::Pdf, ".pdf"}}};
  std::vector<std::string> bytes(pictures.size() * kFormats.size());
  parallel_slices(bytes.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      bytes[i] = picture_bytes(pictures[i / kFormats.size()], kFormats[i % kFormats.size()].first);
    }
  });
  std::filesystem::create_directory(folder / "pictures");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::string name = pictures[i / kFormats.size()].name + std::string(kFormats[i % kFormats.size()].second);
    write_text_file(folder / "pictures" / name, bytes[i]);
  }
}

void write_report(const Document& document, const std::filesystem::path& folder) {
  std::array<std::string, 2> bytes;
  parallel_slices(bytes.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      bytes[i] = i == 0 ? document_html(document) : document_pdf(document);
    }
  });
  write_text_file(folder / "report.html", bytes[0]);
  write_text_file(folder / "report.pdf", bytes[1]);
}

void write_each(const Results& results, const std::vector<StyledTable>& tables, Format format, Language language,
                const std::filesystem::path& folder) {
  switch (format) {
    case Format::GeoJson:
      std::filesystem::create_directory(folder / "geojson");
      for (const StyledTable& styled : tables) {
        write_geojson(styled.table, folder / "geojson" / (styled.table.name + ".geojson"), id_column(styled.table));
      }
      return;
    case Format::GeoPackage:
      write_geopackage(tables, folder / "study.gpkg");
      return;
    case Format::Csv:
      std::filesystem::create_directory(folder / "tables");
      for (const StyledTable& styled : tables) {
        if (styled.table.name != "issues") {
          write_csv(with_coordinates(styled.table), folder / "tables" / (styled.table.name + ".csv"));
        }
      }
      return;
    case Format::FlatGeobuf:
      std::filesystem::create_directory(folder / "flatgeobuf");
      for (const StyledTable& styled : tables) {
        write_flatgeobuf(with_places(styled.table), folder / "flatgeobuf" / (styled.table.name + ".fgb"));
      }
      return;
    case Format::Map:
      write_map(results, tables, language, folder);
      return;
    case Format::Workbook:
      write_xlsx(workbook_of(results, tables, language), folder / "tables.xlsx");
      return;
    case Format::Pictures:
    case Format::Report:
      return;  // written from the pictures, which both share
  }
}

}  // namespace

ToldTables told_tables(const Results& results, Language language) {
  ToldTables told{.tables = all_tables(results), .hidden = {}};
  if (results.suppress_below) {
    told.hidden = suppress_tables(told.tables, *results.suppress_below);
  }
  for (StyledTable& styled : told.tables) {
    styled.description = fmt::format("{} · {}", table_title(language, styled.table.name), results.study);
  }
  return told;
}

void write_result_files(const Results& asked, const ToldTables& told, const Provenance& provenance,
                        const std::vector<Format>& formats, Language language, const std::filesystem::path& folder) {
  const std::vector<StyledTable>& tables = told.tables;
  Results results = asked;
  results.hidden = told.hidden ? &*told.hidden : nullptr;
  for (const Format format : formats) {
    write_each(results, tables, format, language, folder);
  }
  if (draws(formats)) {
    const std::vector<MapPicture> pictures = pictures_of(results, tables, language);
    if (std::find(formats.begin(), formats.end(), Format::Pictures) != formats.end()) {
      write_pictures(pictures, folder);
    }
    if (std::find(formats.begin(), formats.end(), Format::Report) != formats.end()) {
      write_report(study_report(results, provenance, pictures, language), folder);
    }
  }
  write_csv(tables.back().table, folder / "issues.csv");
}

std::string font_line(const std::vector<Format>& formats) {
  const auto missing = draws(formats) ? missing_font() : std::nullopt;
  return missing ? fmt::format(
                       "warning: the font {} is not installed, pictures and report use {}; Chinese names may be "
                       "missing (apt-get install fonts-noto-cjk)\n",
                       missing->wanted, missing->used.empty() ? "none" : missing->used)
                 : "";
}

void write_ledger_files(const Results& results, const std::filesystem::path& folder) {
  const FeatureTable issues = issue_table(results).table;
  write_csv(issues, folder / "issues.csv");
  if (issues.crs) {
    write_geojson(issues, folder / "issues.geojson", "");
  }
}

}  // namespace lastmeter
