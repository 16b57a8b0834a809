// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lastmeter {

/// Each writes the data files of one sample of data/ into `folder`, which is made if needed; study files and READMEs
/// are kept by hand beside them. Same bytes every time. Throws InputError when the disk does not take it and
/// std::logic_error when the sample is not what its README says.
void write_standard_sample(const std::filesystem::path& folder);
void write_norms_sample(const std::filesystem::path& folder);
void write_tight_sample(const std::filesystem::path& folder);
void write_hand_checkable(const std::filesystem::path& folder);
void write_planted_faults(const std::filesystem::path& folder);
void write_isolated_48(const std::filesystem::path& folder);
void write_isolated_75(const std::filesystem::path& folder);

}  // namespace lastmeter
