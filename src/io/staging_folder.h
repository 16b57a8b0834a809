// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lastmeter {

/// A folder of our own beside the target of a run, `.lastmeter-<target>-<process>`. It is locked (flock) until `lock`
/// is closed or the process dies, by whatever cause: a lock says more than a process number, which may be taken again
/// or belong to another machine or container. -1 where the file system has no locks.
struct StagingFolder {
  std::filesystem::path folder;
  int lock;
};

/// Makes and locks one; throws InputError with the system's reason. A taken name gets a number.
StagingFolder claim_staging(const std::filesystem::path& target);

/// Where an old result stands for a moment on file systems that cannot exchange two names.
std::filesystem::path set_aside_name(const std::filesystem::path& staging);

/// Removes what killed runs towards the same target left behind, and puts back a result that one of them had just set
/// aside. Folders of living runs are locked and stay. Never fails: what cannot be removed stays.
void remove_leftovers(const std::filesystem::path& target);

}  // namespace lastmeter
