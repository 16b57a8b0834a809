// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "input/build_study_area.h"
#include "report/study_report.h"
#include "study/config.h"

namespace lastmeter {

/// What the report says about where its figures come from: files without folders or passwords, norms, working system.
Provenance provenance_of(const Config& config, const StudyInput& input);

}  // namespace lastmeter
