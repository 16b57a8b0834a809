// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "input/crs_findings.h"

namespace lastmeter {

/// The CRS doctor's round through the layers: call the steps in their order. Keeps references to the layers, the
/// ledger and the notes.
class Examination {
 public:
  Examination(const std::vector<DoctorLayer>& layers, std::optional<Crs> study, IssueLedger& ledger,
              std::vector<std::string>& notes);

  /// Layers whose numbers fit their declared system.
  void place_declared();
  /// Of the placed layers, those that do not lie with most of the others.
  void separate_strangers();
  /// Layers whose numbers do not fit their declared system.
  void judge_doubtful();
  /// Layers that declare nothing.
  void place_undeclared();

  [[nodiscard]] const std::vector<Patient>& patients() const { return patients_; }
  /// Of the layers that lie together; degrees.
  [[nodiscard]] const std::optional<LonLatBox>& extent() const { return extent_; }

 private:
  bool set_misfits_aside(Patient& patient, const Crs& crs);
  void assume(Patient& patient, const CrsReading& reading);
  [[nodiscard]] std::vector<CrsReading> likely_readings(const Patient& patient, const std::vector<Crs>& systems) const;
  [[nodiscard]] std::vector<Crs> systems_in_use() const;
  [[nodiscard]] std::vector<Crs> systems_for(const Patient& patient) const;
  [[nodiscard]] std::vector<Crs> systems_without_word(const Patient& patient) const;
  [[nodiscard]] std::vector<std::size_t> largest_group() const;

  std::vector<Patient> patients_;
  std::optional<Crs> study_;
  std::optional<LonLatBox> extent_;
  IssueLedger& ledger_;
  std::vector<std::string>& notes_;
};

}  // namespace lastmeter
