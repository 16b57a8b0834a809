// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lastmeter {

/// Paths of the files that make up one shapefile; "" for one that is not there. Endings may be in any case.
struct Sidecars {
  std::string stem;  // file name without ending
  std::string shp;
  std::string shx;
  std::string dbf;
  std::string prj;
  std::string cpg;
  [[nodiscard]] std::vector<std::string> all() const;
};

/// Looks beside a .shp or .dbf file.
Sidecars find_sidecars(const std::string& path);

}  // namespace lastmeter
