// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "study/run_work.h"

namespace lastmeter {

/// What a run says on the console.
std::string text_of(const RunWork& work);

}  // namespace lastmeter
