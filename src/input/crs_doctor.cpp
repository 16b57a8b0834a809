// SPDX-License-Identifier: Apache-2.0
#include "input/crs_doctor.h"

#include <fmt/format.h>

#include <utility>

#include "core/text.h"
#include "input/crs_examination.h"
#include "input/crs_working.h"

namespace lastmeter {

namespace {

const std::optional<Crs>& stated(const DoctorLayer& layer) {
  return layer.declared_by_user ? layer.declared_by_user : layer.from_file;
}

/// Why the layer cannot be planar metres beside `first`, the first layer with a system; empty when it can.
std::string objection_to_local(const DoctorLayer& layer, const DoctorLayer* first) {
  const std::optional<Crs>& crs = stated(layer);
  if (crs && !crs->is_projected_metres()) {
    return fmt::format("{} is in {}, but the study is in local metres", layer.file, crs_text(*crs));
  }
  if (crs && first != nullptr && !(*crs == *stated(*first))) {
    return fmt::format("{} is in {}, but {} is in {}: local metres can be only one of them", layer.file, crs_text(*crs),
                       first->file, crs_text(*stated(*first)));
  }
  return {};
}

/// What the study file says holds, but a layer of a few metres that could be degrees is worth a look.
void doubt_local(const DoctorLayer& layer, IssueLedger& ledger) {
  const NumbersSeen numbers = numbers_seen(layer.coordinates);
  const bool tiny = numbers.x.high - numbers.x.low < 10.0 && numbers.y.high - numbers.y.low < 10.0;
  if (stated(layer) || numbers.places() < 2 || !tiny || !could_be_degrees(numbers)) {
    return;
  }
  Issue issue = finding(Rule::CrsSuspicious, layer.role, {},
                        fmt::format("{} has {}: taken as local metres, as the study file says, but they could be "
                                    "degrees",
                                    layer.file, ranges_text(numbers)),
                        "nothing if the site is that small, else set crs = \"auto\" in [study]");
  issue.severity = Severity::Warning;
  ledger.add(std::move(issue));
}

/// Planar metres: every layer stays as it is, and nobody knows where that is.
void diagnose_local(const std::vector<DoctorLayer>& layers, CrsDiagnosis& diagnosis, IssueLedger& ledger) {
  diagnosis.working_reason = "local metres, as the study file says";
  diagnosis.layer_crs.assign(layers.size(), std::nullopt);
  const DoctorLayer* first = nullptr;
  for (const DoctorLayer& layer : layers) {
    doubt_local(layer, ledger);
    const std::string objection = objection_to_local(layer, first);
    if (!objection.empty()) {
      ledger.add(finding(Rule::CrsSuspicious, layer.role, {}, objection, "set crs = \"auto\" in [study]"));
    } else if (first == nullptr && stated(layer)) {
      first = &layer;
    }
  }
}

}  // namespace

CrsDiagnosis diagnose_crs(const std::vector<DoctorLayer>& layers, const std::string& study_crs, IssueLedger& ledger) {
  CrsDiagnosis diagnosis;
  const bool local = ascii_lower(study_crs) == "local";
  const std::optional<Crs> study = local ? std::nullopt : study_system(study_crs);
  if (local) {
    diagnose_local(layers, diagnosis, ledger);
    return diagnosis;
  }
  Examination examination(layers, study, ledger, diagnosis.notes);
  examination.place_declared();
  examination.separate_strangers();
  examination.judge_doubtful();
  examination.place_undeclared();
  std::vector<PlacedLayer> placed;
  for (const Patient& patient : examination.patients()) {
    const bool known = patient.state == Patient::State::Placed;
    diagnosis.layer_crs.push_back(known ? patient.declared : std::nullopt);
    if (known) {
      placed.push_back({.role = patient.layer->role,
                        .file = patient.layer->file,
                        .crs = *patient.declared,
                        .earth = patient.earth,
                        .middle = middle_on_earth(patient.numbers, *patient.declared),
                        .apart = !examination.extent() || !lie_together(patient.earth, *examination.extent())});
    }
  }
  settle_working(placed, study, diagnosis, ledger);
  return diagnosis;
}

}  // namespace lastmeter
