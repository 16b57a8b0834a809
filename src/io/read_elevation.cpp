// SPDX-License-Identifier: Apache-2.0
#include "io/read_elevation.h"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "io/gdal_wall.h"
#include "io/read_notes.h"
#include "io/read_ogr_crs.h"
#include "io/read_source.h"

namespace lastmeter {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A window of cells with its values in memory.
struct Window {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  std::vector<float> values;

  [[nodiscard]] double value(int column, int row) const {
    const bool inside = column >= x && row >= y && column < x + width && row < y + height;
    return inside ? static_cast<double>(values[static_cast<std::size_t>(row - y) * static_cast<std::size_t>(width) +
                                               static_cast<std::size_t>(column - x)])
                  : kNan;
  }
};

/// Where places fall, in cells: 0.5, 0.5 is the middle of the first.
std::vector<Coordinate> cells_of(GDALDataset& raster, const std::string& path, const Crs& crs,
                                 std::span<const Point> places) {
  std::array<double, 6> frame{};
  NoteCollector notes;
  const auto raster_crs = crs_of(raster.GetSpatialRef(), notes);
  const bool is_framed = raster.GetGeoTransform(frame.data()) == CE_None && frame[2] == 0.0 && frame[4] == 0.0 &&
                         frame[1] != 0.0 && frame[5] != 0.0;
  if (!raster_crs || !is_framed) {
    throw InputError(fmt::format("{} does not say where on earth it lies", path),
                     "save it as a north-up GeoTIFF with its coordinate system");
  }
  std::vector<Coordinate> cells;
  cells.reserve(places.size());
  for (const Point place : places) {
    cells.push_back({place.x, place.y});
  }
  transform(crs, *raster_crs, cells);
  for (Coordinate& cell : cells) {
    cell = {(cell.x - frame[0]) / frame[1], (cell.y - frame[3]) / frame[5]};
  }
  return cells;
}

/// The cells that any of the places needs.
Window window_under(GDALDataset& raster, std::span<const Coordinate> cells) {
  const double right = raster.GetRasterXSize();
  const double bottom = raster.GetRasterYSize();
  Coordinate low{right, bottom};
  Coordinate high{0.0, 0.0};
  for (const Coordinate cell : cells) {
    if (cell.x >= 0.0 && cell.y >= 0.0 && cell.x <= right && cell.y <= bottom) {
      low = {std::min(low.x, cell.x), std::min(low.y, cell.y)};
      high = {std::max(high.x, cell.x), std::max(high.y, cell.y)};
    }
  }
  Window window;
  if (low.x <= high.x && low.y <= high.y) {
    window.x = static_cast<int>(std::max(0.0, std::floor(low.x) - 1.0));
    window.y = static_cast<int>(std::max(0.0, std::floor(low.y) - 1.0));
    window.width = static_cast<int>(std::min(right, std::ceil(high.x) + 1.0)) - window.x;
    window.height = static_cast<int>(std::min(bottom, std::ceil(high.y) + 1.0)) - window.y;
  }
  return window;
}

void read_window(GDALDataset& raster, const std::string& path, const GdalMessages& messages, Window& window) {
  constexpr std::size_t most = std::size_t{1} << 28;
  const std::size_t count = static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height);
  if (count > most) {
    throw InputError(fmt::format("{} has {} cells over the streets; 268,435,456 can be held", path, count),
                     "cut it to the study area, or make its cells larger");
  }
  window.values.resize(count);
  GDALRasterBand* band = raster.GetRasterBand(1);
  if (count > 0 && band->RasterIO(GF_Read, window.x, window.y, window.width, window.height, window.values.data(),
                                  window.width, window.height, GDT_Float32, 0, 0, nullptr) != CE_None) {
    throw InputError(fmt::format("{} cannot be read to its end: {}", path, messages.last()), "fetch the file again");
  }
  int has_no_data = FALSE;
  const auto no_data = static_cast<float>(band->GetNoDataValue(&has_no_data));
  if (has_no_data != FALSE) {
    std::replace(window.values.begin(), window.values.end(), no_data, std::numeric_limits<float>::quiet_NaN());
  }
}

/// A neighbour without weight does not matter, known or not.
double blend(double a, double b, double share) { return share == 0.0 ? a : std::lerp(a, b, share); }

/// Bilinear between the middles of four cells; nearest row or column at the rim.
double height_at(const Window& window, GDALDataset& raster, Coordinate cell) {
  const int columns = raster.GetRasterXSize();
  const int rows = raster.GetRasterYSize();
  if (!(cell.x >= 0.0 && cell.y >= 0.0 && cell.x <= columns && cell.y <= rows)) {
    return kNan;
  }
  constexpr double half = 0.5;
  const double x = std::clamp(cell.x - half, 0.0, static_cast<double>(columns - 1));
  const double y = std::clamp(cell.y - half, 0.0, static_cast<double>(rows - 1));
  const int left = static_cast<int>(x);
  const int top = static_cast<int>(y);
  const int right = std::min(left + 1, columns - 1);
  const int bottom = std::min(top + 1, rows - 1);
  const double across = x - left;
  const double down = y - top;
  const double upper = blend(window.value(left, top), window.value(right, top), across);
  const double lower = blend(window.value(left, bottom), window.value(right, bottom), across);
  return blend(upper, lower, down);
}

}  // namespace

std::vector<double> read_elevations(const std::string& path, const Crs& crs, std::span<const Point> places) {
  require_readable(path);
  register_gdal();
  const GdalMessages messages;
  const DatasetPtr raster(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  if (!raster || raster->GetRasterCount() == 0) {
    const std::string reason = messages.last().empty() ? "" : ": " + messages.last();
    throw InputError(fmt::format("{} is no elevation raster{}", path, reason), "name a GeoTIFF of heights");
  }
  const std::vector<Coordinate> cells = cells_of(*raster, path, crs, places);
  Window window = window_under(*raster, cells);
  read_window(*raster, path, messages, window);
  std::vector<double> heights;
  heights.reserve(cells.size());
  for (const Coordinate cell : cells) {
    heights.push_back(height_at(window, *raster, cell));
  }
  return heights;
}

}  // namespace lastmeter
