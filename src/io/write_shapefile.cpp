// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <optional>
#include <system_error>

#include "core/error.h"
#include "io/output_file.h"
#include "io/write_ogr.h"
#include "io/write_table.h"

namespace lastmeter {

namespace {

constexpr std::size_t most_name_bytes = 10;
constexpr std::size_t most_text_bytes = 254;
constexpr double most_real = 1e22;  // 24 characters, GDAL's width, hold its whole part

/// Text from UTF-8 into the encoding of the file.
class Encoder {
 public:
  explicit Encoder(const std::string& encoding) : handle_(iconv_open(encoding.c_str(), "UTF-8")) {}
  ~Encoder() { iconv_close(handle_); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Length in bytes; nothing when the encoding has no word for a character, or the text is not UTF-8.
  std::optional<std::size_t> length(std::string_view text) {
    std::size_t total = 0;
    std::string input(text);
    char* from = input.data();
    std::size_t left = input.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    while (left > 0) {
      std::array<char, 256> buffer{};
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t changed = iconv(handle_, &from, &left, &to, &room);
      if (changed != 0 && (changed != static_cast<std::size_t>(-1) || errno != E2BIG)) {
        return std::nullopt;
      }
      total += buffer.size() - room;
    }
    return total;
  }

 private:
  iconv_t handle_;
};

void check_name(const Column& column, const std::string& encoding, Encoder& encoder) {
  const auto bytes = encoder.length(column.name());
  if (!bytes || *bytes == 0 || *bytes > most_name_bytes) {
    throw InputError(fmt::format("the field name '{}' does not fit into the {} bytes of a shapefile in {}",
                                 column.name(), most_name_bytes, encoding),
                     "give the column a shorter name");
  }
}

[[noreturn]] void refuse_value(const Column& column, std::size_t row, const std::string& why) {
  throw InputError(fmt::format("row {} of column '{}' does not fit into a shapefile: {}", row + 1, column.name(), why),
                   "shorten or correct that value, or write a GeoPackage");
}

void check_reals(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.is_null(row) && std::isfinite(column.real(row)) && std::abs(column.real(row)) >= most_real) {
      refuse_value(column, row, fmt::format("{}, and {} is the limit", column.real(row), most_real));
    }
  }
}

int text_width(const Column& column, const std::string& encoding, Encoder& encoder) {
  std::size_t longest = 1;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto bytes = encoder.length(column.text(row));
    if (!bytes || *bytes > most_text_bytes) {
      refuse_value(column, row,
                   bytes ? fmt::format("{} bytes, and {} is the limit", *bytes, most_text_bytes)
                         : fmt::format("its text cannot be said in {}", encoding));
    }
    longest = std::max(longest, *bytes);
  }
  return static_cast<int>(longest);
}

int integer_width(const Column& column) {
  std::size_t longest = 1;
  for (std::size_t row = 0; row < column.size(); ++row) {
    longest = std::max(longest, column.as_text(row).size());
  }
  return static_cast<int>(longest);
}

std::vector<int> field_widths(const FeatureTable& table, const std::string& encoding) {
  Encoder encoder(encoding);
  std::vector<int> widths;
  for (const Column& column : table.columns) {
    check_name(column, encoding, encoder);
    switch (column.type()) {
      case ColumnType::Text:
        widths.push_back(text_width(column, encoding, encoder));
        break;
      case ColumnType::Integer:
        widths.push_back(integer_width(column));
        break;
      case ColumnType::Real:
        check_reals(column);
        widths.push_back(0);
        break;
      case ColumnType::Date:
        widths.push_back(0);
    }
  }
  return widths;
}

void remove_old(std::filesystem::path file) {
  for (const char* extension : {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"}) {
    std::error_code absent;
    std::filesystem::remove(file.replace_extension(extension), absent);
  }
}

}  // namespace

void write_shapefile(const FeatureTable& table, const std::filesystem::path& file, const std::string& encoding,
                     bool with_cpg) {
  if (encoding != "GBK" && encoding != "UTF-8") {
    throw InputError(fmt::format("cannot write {} in the encoding '{}'", file.string(), encoding),
                     "choose GBK or UTF-8");
  }
  if (!table.geometry) {
    throw InputError(fmt::format("cannot write {}: table '{}' has no geometry", file.string(), table.name),
                     "write it as CSV");
  }
  const OgrLayerForm form{
      .name = file.stem().string(),
      .options = {encoding == "GBK" ? "ENCODING=LDID/77" : "ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2000-01-01"},
      .widths = field_widths(table, encoding)};
  remove_old(file);
  OgrOutput output("ESRI Shapefile", file);
  output.add_layer(table, form);
  output.close();
  std::filesystem::path code_page = file;
  code_page.replace_extension(".cpg");
  std::error_code absent;
  std::filesystem::remove(code_page, absent);
  if (with_cpg) {
    OutputFile cpg(code_page);
    cpg.write(encoding);
    cpg.close();
  }
}

}  // namespace lastmeter
