// SPDX-License-Identifier: Apache-2.0
#include "io/qgis_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace lastmeter {

namespace {

using Properties = std::vector<std::pair<std::string_view, std::string>>;

struct Colour {
  std::array<int, 3> rgb;

  [[nodiscard]] std::string text() const { return fmt::format("{},{},{},255", rgb[0], rgb[1], rgb[2]); }
  /// For outlines.
  [[nodiscard]] Colour darker() const { return {{rgb[0] * 3 / 5, rgb[1] * 3 / 5, rgb[2] * 3 / 5}}; }
};

Colour parse_colour(const std::string& text) {
  Colour colour{};
  bool fine = text.size() == 7 && text[0] == '#';
  for (std::size_t i = 0; fine && i < 3; ++i) {
    const char* const first = text.data() + 1 + 2 * i;
    const auto [end, error] = std::from_chars(first, first + 2, colour.rgb[i], 16);
    fine = error == std::errc() && end == first + 2 && *first != '-';
  }
  if (!fine) {
    throw InputError(fmt::format("'{}' is not a colour", text), "write it as #rrggbb");
  }
  return colour;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

struct SymbolForm {
  std::string_view symbol_type;
  std::string_view layer_class;
  int geometry_code;  // QgsWkbTypes::GeometryType
  Properties properties;
};

Properties marker_properties(const Colour& colour) {
  return {{"name", "circle"},
          {"color", colour.text()},
          {"outline_color", colour.darker().text()},
          {"outline_style", "solid"},
          {"outline_width", "0.2"},
          {"outline_width_unit", "MM"},
          {"size", "2.4"},
          {"size_unit", "MM"}};
}

Properties line_properties(const Colour& colour) {
  return {{"line_color", colour.text()}, {"line_style", "solid"}, {"line_width", "0.5"},
          {"line_width_unit", "MM"},     {"capstyle", "round"},   {"joinstyle", "round"}};
}

Properties fill_properties(const Colour& colour) {
  return {{"color", colour.text()},   {"style", "solid"},       {"outline_color", colour.darker().text()},
          {"outline_style", "solid"}, {"outline_width", "0.2"}, {"outline_width_unit", "MM"},
          {"joinstyle", "bevel"}};
}

std::optional<SymbolForm> symbol_form(GeometryKind kind, const Colour& colour) {
  switch (kind) {
    case GeometryKind::Point:
      return SymbolForm{"marker", "SimpleMarker", 0, marker_properties(colour)};
    case GeometryKind::Line:
      return SymbolForm{"line", "SimpleLine", 1, line_properties(colour)};
    case GeometryKind::Polygon:
      return SymbolForm{"fill", "SimpleFill", 2, fill_properties(colour)};
    case GeometryKind::Null:
    case GeometryKind::Empty:
    case GeometryKind::Mixed:
      break;
  }
  return std::nullopt;
}

/// The kind of all rows that have coordinates; Mixed when they differ, Null when there are none.
GeometryKind kind_of(const FeatureTable& table) {
  GeometryKind kind = GeometryKind::Null;
  for (std::size_t row = 0; table.geometry && row < table.rows; ++row) {
    if (!table.geometry->coordinates(row).empty()) {
      if (kind != GeometryKind::Null && kind != table.geometry->kind(row)) {
        return GeometryKind::Mixed;
      }
      kind = table.geometry->kind(row);
    }
  }
  return kind;
}

void append_symbol(std::string& out, const SymbolForm& form, std::size_t number, double opacity) {
  fmt::format_to(std::back_inserter(out),
                 "      <symbol name=\"{}\" type=\"{}\" alpha=\"{}\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
                 "        <layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
                 "          <Option type=\"Map\">\n",
                 number, form.symbol_type, opacity, form.layer_class);
  for (const auto& [name, value] : form.properties) {
    fmt::format_to(std::back_inserter(out), "            <Option name=\"{}\" value=\"{}\" type=\"QString\"/>\n", name,
                   value);
  }
  out += "          </Option>\n        </layer>\n      </symbol>\n";
}

/// Lowest and highest number of the column.
std::optional<std::pair<double, double>> extent(const FeatureTable& table, const std::string& name) {
  const auto index = table.find(name);
  if (!index ||
      (table.columns[*index].type() != ColumnType::Integer && table.columns[*index].type() != ColumnType::Real)) {
    throw InputError(fmt::format("table '{}' has no numeric column '{}' to colour it by", table.name, name),
                     "name a numeric column of the table");
  }
  std::optional<std::pair<double, double>> range;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (const auto value = table.columns[*index].as_number(row)) {
      range = range ? std::pair(std::min(range->first, *value), std::max(range->second, *value))
                    : std::pair(*value, *value);
    }
  }
  return range;
}

std::string ranges(const FeatureTable& table, const LayerStyle& style) {
  const auto seen = extent(table, style.column);
  std::string out = "    <ranges>\n";
  double lower = std::min(style.classes.front().upper, seen ? seen->first : style.classes.front().upper);
  for (std::size_t i = 0; i < style.classes.size(); ++i) {
    const LayerStyle::Class& one = style.classes[i];
    if (i > 0 && !(one.upper > style.classes[i - 1].upper)) {
      throw InputError(fmt::format("the classes of '{}' do not ascend at {}", style.column, one.upper),
                       "order the classes by their upper value");
    }
    const bool last = i + 1 == style.classes.size();
    const double upper = last && seen ? std::max(one.upper, seen->second) : one.upper;
    fmt::format_to(std::back_inserter(out),
                   "      <range lower=\"{}\" upper=\"{}\" symbol=\"{}\" label=\"{}\" render=\"true\"/>\n", lower,
                   upper, i, escaped(one.label));
    lower = upper;
  }
  return out + "    </ranges>\n";
}

}  // namespace

std::string qgis_style(const FeatureTable& table, const LayerStyle& style) {
  const GeometryKind kind = kind_of(table);
  const auto form = symbol_form(kind, parse_colour(style.colour));
  if (!form) {
    return "";
  }
  const bool graduated = !style.column.empty() && !style.classes.empty();
  std::string out =
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      "<qgis version=\"3.22.0-Bialowieza\" styleCategories=\"Symbology\">\n";
  if (graduated) {
    fmt::format_to(std::back_inserter(out),
                   "  <renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" "
                   "symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n",
                   escaped(style.column));
    out += ranges(table, style);
  } else {
    out += "  <renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n";
  }
  out += "    <symbols>\n";
  for (std::size_t i = 0; graduated && i < style.classes.size(); ++i) {
    append_symbol(out, *symbol_form(kind, parse_colour(style.classes[i].colour)), i, style.opacity);
  }
  if (!graduated) {
    append_symbol(out, *form, 0, style.opacity);
  }
  fmt::format_to(std::back_inserter(out),
                 "    </symbols>\n  </renderer-v2>\n  <layerGeometryType>{}</layerGeometryType>\n</qgis>\n",
                 form->geometry_code);
  return out;
}

}  // namespace lastmeter
