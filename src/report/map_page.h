// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/units.h"
#include "io/write_table.h"
#include "model/figure.h"
#include "report/key_figures.h"

namespace lastmeter {

struct MapPage {
  std::string study;
  Language language = Language::English;
  const std::vector<StyledTable>* tables = nullptr;  // from the bottom of the map; all in one system of metres
  const std::vector<Figure>* figures = nullptr;
  std::optional<Metres> nominal;  // of figures by radius, only this one is among the key figures
};

/// map.html: one page that works offline from a mail attachment. Leaflet, styles, script and data are inside; a
/// Content-Security-Policy lets nothing else run and nothing be fetched. Above 1 MB the data are gzip-compressed.
/// Values are text for the page, never markup. Layers beyond 100,000 features are left out, the largest first, and the
/// page says which; zones and uncovered demand stay. Coordinates are rounded to a decimetre. Same input, same bytes.
/// Throws InputError for text that is not UTF-8.
std::string map_page(const MapPage& page);

}  // namespace lastmeter
