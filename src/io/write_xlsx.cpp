// SPDX-License-Identifier: Apache-2.0
#include "io/write_xlsx.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "core/error.h"
#include "io/encoding.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostRows = 1'048'575;
constexpr std::size_t kMostBytes = 32'000;  // below 32,767 characters whatever the script
constexpr std::size_t kMostTitle = 31;
constexpr std::size_t kColumnsOfAPage = 16;
constexpr std::size_t kLabels = 25;  // column of the chart's labels, hidden
constexpr std::uint8_t kA4 = 9;  // number of the paper

lxw_row_t row_number(std::size_t row) { return static_cast<lxw_row_t>(row); }
lxw_col_t column_number(std::size_t column) { return static_cast<lxw_col_t>(column); }

/// At most so many characters of UTF-8.
std::string first_characters(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && characters++ == most) {
      return std::string(text.substr(0, i));
    }
  }
  return std::string(text);
}

std::string cell_text(std::string_view text) {
  if (!is_utf8(text)) {
    throw InputError("a text of the study is not UTF-8 and cannot stand in a workbook",
                     "read its source with the right `encoding`");
  }
  std::string cell = text.size() <= kMostBytes ? std::string(text) : first_characters(text, kMostBytes / 4) + "...";
  std::replace(cell.begin(), cell.end(), '\0', ' ');
  return cell;
}

std::string sheet_title(const std::string& wanted, std::set<std::string>& taken) {
  std::string title = first_characters(wanted, kMostTitle);
  for (char& c : title) {
    c = std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  }
  std::string fresh = title.empty() ? "sheet" : title;
  for (int number = 2; !taken.insert(fresh).second; ++number) {
    fresh = fmt::format("{} {}", first_characters(title, kMostTitle - 5), number);
  }
  return fresh;
}

/// Counts are often kept as reals.
bool is_whole(const Column& column) {
  for (std::size_t row = 0; column.type() == ColumnType::Real && row < column.size(); ++row) {
    if (!column.is_null(row) && std::isfinite(column.real(row)) && column.real(row) != std::floor(column.real(row))) {
      return false;
    }
  }
  return true;
}

/// An Excel file in the making.
class Book {
 public:
  explicit Book(const std::filesystem::path& file) : book_(workbook_new(file.c_str())), file_(file) {
    if (book_ == nullptr) {
      throw InputError(fmt::format("cannot write {}", file.string()), "check the folder and its permissions");
    }
    lxw_doc_properties properties{};
    properties.created = 1;  // else the clock
    workbook_set_properties(book_, &properties);
    bold_ = format([](lxw_format* made) { format_set_bold(made); });
    title_ = format([](lxw_format* made) {
      format_set_bold(made);
      format_set_font_size(made, 16);
    });
    percent_ = format([](lxw_format* made) { format_set_num_format(made, "0.00%"); });
    whole_ = format([](lxw_format* made) { format_set_num_format(made, "#,##0"); });
    real_ = format([](lxw_format* made) { format_set_num_format(made, "#,##0.00"); });
    text_ = format([](lxw_format* made) { format_set_num_format(made, "@"); });
  }
  ~Book() {
    if (book_ != nullptr) {
      workbook_close(book_);
    }
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void cover(const Workbook& workbook) {
    lxw_worksheet* sheet = add_sheet(workbook.title.empty() ? "study" : workbook.title);
    write(sheet, 0, 0, workbook.title, title_);
    std::size_t row = 1;
    for (const std::string& note : workbook.notes) {
      write(sheet, row++, 0, note, nullptr);
    }
    const std::size_t head = ++row;
    for (std::size_t i = 0; i < workbook.head.size(); ++i) {
      write(sheet, head, i, workbook.head[i], bold_);
    }
    for (const CoverLine& line : workbook.lines) {
      cover_line(sheet, ++row, line);
    }
    worksheet_set_column(sheet, 0, 0, 34, nullptr);
    worksheet_set_column(sheet, 1, 1, 34, nullptr);
    worksheet_set_column(sheet, 2, 5, 14, nullptr);
    worksheet_fit_to_pages(sheet, 1, 0);
    chart(sheet, workbook, head + 1);
  }

  void table(const WorkbookSheet& sheet_of) {
    const FeatureTable& table = *sheet_of.table;
    if (table.rows > kMostRows) {
      throw InputError(fmt::format("table '{}' has {} rows; a sheet holds {}", table.name, table.rows, kMostRows),
                       "leave xlsx out of [output] formats; the csv holds them all");
    }
    lxw_worksheet* sheet = add_sheet(sheet_of.title);
    static const Words kAsTheyAre;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      column(sheet, i, table.columns[i], head_of(sheet_of, i),
             i < sheet_of.words.size() ? sheet_of.words[i] : kAsTheyAre);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    if (table.columns.size() <= kColumnsOfAPage) {
      worksheet_fit_to_pages(sheet, 1, 0);
    } else {
      worksheet_repeat_columns(sheet, 0, 1);
    }
    if (!table.columns.empty()) {
      worksheet_autofilter(sheet, 0, 0, row_number(table.rows), column_number(table.columns.size() - 1));
    }
  }

  /// What each heading is named in the tables.
  void heads(const Workbook& workbook) {
    lxw_worksheet* sheet = add_sheet(workbook.heads_head.front());
    for (std::size_t i = 1; i < workbook.heads_head.size(); ++i) {
      write(sheet, 0, i - 1, workbook.heads_head[i], bold_);
    }
    std::size_t row = 0;
    for (const WorkbookSheet& each : workbook.sheets) {
      for (std::size_t i = 0; i < each.table->columns.size(); ++i) {
        write(sheet, ++row, 0, each.title, text_);
        write(sheet, row, 1, head_of(each, i), text_);
        write(sheet, row, 2, each.table->columns[i].name(), text_);
      }
    }
    worksheet_set_column(sheet, 0, 2, 40, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, row_number(row), 2);
  }

  void close() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) {
      throw InputError(fmt::format("cannot write {}: {}", file_.string(), lxw_strerror(error)),
                       "check the disk's space and the folder's permissions");
    }
  }

 private:
  using Words = std::map<std::string, std::string, std::less<>>;

  static const std::string& head_of(const WorkbookSheet& sheet, std::size_t column) {
    return sheet.heads.empty() ? sheet.table->columns[column].name() : sheet.heads[column];
  }

  template <class Set>
  lxw_format* format(const Set& set) {
    lxw_format* made = workbook_add_format(book_);
    set(made);
    return made;
  }

  lxw_worksheet* add_sheet(const std::string& title) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_title(title, taken_).c_str());
    if (sheet == nullptr) {
      throw InputError(fmt::format("cannot add the sheet '{}' to {}", title, file_.string()), "use another name");
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kA4);
    return sheet;
  }

  static void write(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text,
                    lxw_format* format) {
    worksheet_write_string(sheet, row_number(row), column_number(column), cell_text(text).c_str(), format);
  }
  static void write(lxw_worksheet* sheet, std::size_t row, std::size_t column, double value, lxw_format* format) {
    if (std::isfinite(value)) {
      worksheet_write_number(sheet, row_number(row), column_number(column), value, format);
    }
  }

  [[nodiscard]] lxw_format* number_format(double value) const { return value == std::floor(value) ? whole_ : real_; }

  void cover_line(lxw_worksheet* sheet, std::size_t row, const CoverLine& line) {
    write(sheet, row, 0, line.name, nullptr);
    write(sheet, row, 1, line.cases, nullptr);
    if (line.value) {
      write(sheet, row, 2, *line.value, number_format(*line.value));
    }
    if (line.total) {
      write(sheet, row, 3, *line.total, number_format(*line.total));
      if (line.value && *line.total > 0.0) {
        write(sheet, row, 4, *line.value / *line.total, percent_);
      }
    }
    write(sheet, row, 5, line.unit, nullptr);
  }

  void chart(lxw_worksheet* sheet, const Workbook& workbook, std::size_t first) {
    const std::size_t count = std::min(workbook.charted, workbook.lines.size());
    if (count == 0) {
      return;
    }
    lxw_row_col_options hidden{};
    hidden.hidden = 1;
    worksheet_set_column_opt(sheet, kLabels, kLabels, 9, nullptr, &hidden);
    for (std::size_t i = 0; i < count; ++i) {
      const CoverLine& line = workbook.lines[i];
      write(sheet, first + i, kLabels, line.cases.empty() ? line.name : line.name + " \u00b7 " + line.cases, nullptr);
    }
    lxw_chart* chart = workbook_add_chart(book_, LXW_CHART_BAR);
    chart_show_hidden_data(chart);
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    const lxw_row_t last = row_number(first + count - 1);
    chart_series_set_categories(series, sheet->name, row_number(first), kLabels, last, kLabels);
    chart_series_set_values(series, sheet->name, row_number(first), 4, last, 4);
    chart_title_set_name(chart, cell_text(workbook.chart_title).c_str());
    chart_axis_set_num_format(chart->x_axis, "0%");
    chart_axis_set_min(chart->x_axis, 0.0);
    chart_axis_set_max(chart->x_axis, 1.0);
    chart_axis_set_reverse(chart->y_axis);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    lxw_chart_options options{};
    options.x_scale = 1.5;
    options.y_scale = 1.0 + 0.08 * static_cast<double>(count);
    worksheet_insert_chart_opt(sheet, row_number(first), 7, chart, &options);
  }

  void column(lxw_worksheet* sheet, std::size_t i, const Column& column, const std::string& head, const Words& words) {
    const bool is_share = column.name().find("_share") != std::string::npos;
    lxw_format* real = is_whole(column) ? whole_ : real_;
    write(sheet, 0, i, head, bold_);
    std::size_t widest = std::min<std::size_t>(head.size(), 18);
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.is_null(row)) {
        continue;
      }
      switch (column.type()) {
        case ColumnType::Integer:
          write(sheet, row + 1, i, static_cast<double>(column.integer(row)), whole_);
          break;
        case ColumnType::Real:
          write(sheet, row + 1, i, column.real(row), is_share ? percent_ : real);
          break;
        case ColumnType::Text:
        case ColumnType::Date: {
          const auto said = words.find(column.text(row));
          const std::string_view text = said == words.end() ? column.text(row) : std::string_view(said->second);
          write(sheet, row + 1, i, text, text_);
          widest = std::max(widest, text.size());
          break;
        }
      }
    }
    const double width = std::clamp(static_cast<double>(widest) + 2.0, 9.0, 44.0);
    worksheet_set_column(sheet, column_number(i), column_number(i), width,
                         column.type() == ColumnType::Text ? text_ : nullptr);
    if (is_share && column.size() > 0) {
      lxw_conditional_format scale{};
      scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
      scale.min_color = 0xF4B183;
      scale.mid_color = 0xFFF2CC;
      scale.max_color = 0x9DC3E6;
      worksheet_conditional_format_range(sheet, 1, column_number(i), row_number(column.size()), column_number(i),
                                         &scale);
    }
  }

  lxw_workbook* book_;
  std::filesystem::path file_;
  std::set<std::string> taken_;
  lxw_format* bold_ = nullptr;
  lxw_format* title_ = nullptr;
  lxw_format* percent_ = nullptr;
  lxw_format* whole_ = nullptr;
  lxw_format* real_ = nullptr;
  lxw_format* text_ = nullptr;
};

}  // namespace

void write_xlsx(const Workbook& workbook, const std::filesystem::path& file) {
  Book book(file);
  book.cover(workbook);
  for (const WorkbookSheet& sheet : workbook.sheets) {
    book.table(sheet);
  }
  if (!workbook.heads_head.empty()) {
    book.heads(workbook);
  }
  book.close();
}

}  // namespace lastmeter
