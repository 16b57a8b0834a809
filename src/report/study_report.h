// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draw/document.h"
#include "model/rules.h"
#include "report/result_tables.h"
#include "report/wording.h"

namespace lastmeter {

/// A layer as it was read.
struct InputLine {
  std::string role;
  std::string file;      // without its folder; the table of a database without its connection
  std::string encoding;  // "" where the format has none of its own
  std::string crs;
};

/// Where the figures of a run come from.
struct Provenance {
  std::vector<InputLine> inputs;
  std::vector<NormFigure> norms;
  std::string crs;               // "EPSG:4548 (CGCS2000 / ...)"; "" = local metres
  double error_per_500_m = 0.0;  // metres
  std::uint64_t seed = 1;
};

/// The findings of a run in words: in short; the question; the data and their faults; the figures with rule and source;
/// what changes; what to do first; methods and limits; provenance. What the run did not ask for is said to be so; every
/// figure stands with what it is a part of. Sentences come from page/report_words.json. `pictures` as made by
/// `pictures_of`; they must outlive the document. Names longer than 60 characters are cut.
Document study_report(const Results& results, const Provenance& provenance, const std::vector<MapPicture>& pictures,
                      Language language);

}  // namespace lastmeter
