// SPDX-License-Identifier: Apache-2.0
#include "io/output_folder.h"

#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>

#include "core/error.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void fill(const fs::path& folder, const std::string& content) {
  write_text_file(folder / "manifest.json", R"({"lastmeter": ")" + content + "\"}");
  fs::create_directories(folder / "tables");
  write_text_file(folder / "tables" / "zones.csv", content);
}

void make_result(const fs::path& target, const std::string& content) {
  OutputFolder folder(target, Overwrite::Yes);
  fill(folder.staging(), content);
  folder.commit();
}

std::string refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    EXPECT_FALSE(error.fix().empty());
    return error.what();
  }
  return "";
}

/// Runs `action` in a child process; the signal or exit code it ended with.
int in_child(const std::function<void()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    action();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

class OutputFolderTest : public ::testing::Test {
 protected:
  testing::TempFolder temp_;
  fs::path target_ = temp_.path() / "out";
};

TEST_F(OutputFolderTest, AppearsWholeAtCommit) {
  {
    OutputFolder folder(target_, Overwrite::No);
    fill(folder.staging(), "new");
    EXPECT_FALSE(fs::exists(target_));
    EXPECT_EQ(folder.staging().parent_path(), temp_.path());
    EXPECT_THAT(folder.staging().filename().string(), StartsWith(".lastmeter-out-"));
    folder.commit();
  }
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "new");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST_F(OutputFolderTest, WithoutCommitNothingIsLeft) {
  const fs::path deep = temp_.path() / "a" / "b" / "out";
  {
    OutputFolder folder(deep, Overwrite::No);
    fill(folder.staging(), "new");
  }
  EXPECT_THAT(names_in(temp_.path()), IsEmpty());
}

TEST_F(OutputFolderTest, MissingParentsAreMade) {
  make_result(temp_.path() / "a" / "b" / "out", "new");
  EXPECT_THAT(names_in(temp_.path() / "a" / "b"), ElementsAre("out"));
}

TEST_F(OutputFolderTest, WithoutCommitTheOldResultStays) {
  make_result(target_, "old");
  {
    OutputFolder folder(target_, Overwrite::Yes);
    fill(folder.staging(), "new");
  }
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "old");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST_F(OutputFolderTest, AnEarlierResultNeedsOverwrite) {
  make_result(target_, "old");
  EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::No); }), HasSubstr("out holds an earlier result"));
  make_result(target_, "new");
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "new");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST_F(OutputFolderTest, ReplacedResultLeavesNoOldFile) {
  make_result(target_, "old");
  write_text_file(target_ / "issues.csv", "old");
  make_result(target_, "new");
  EXPECT_THAT(names_in(target_), ElementsAre("manifest.json", "tables"));
}

TEST_F(OutputFolderTest, FoldersOfOthersAreNeverReplaced) {
  for (const std::string manifest : {"", "{}", "[\"lastmeter\"]", R"({"lastmeter": )", R"({"name": "lastmeter"})"}) {
    fs::create_directories(target_);
    write_text_file(target_ / "manifest.json", manifest);
    EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::Yes); }), HasSubstr("not a result of this program"))
        << manifest;
  }
  fs::remove(target_ / "manifest.json");
  write_text_file(target_ / "thesis.doc", "years of work");
  EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::Yes); }), HasSubstr("not a result of this program"));
  EXPECT_THAT(names_in(target_), ElementsAre("thesis.doc"));
}

TEST_F(OutputFolderTest, AStudyFileSavedInAnEarlierResultIsNotDeleted) {
  make_result(target_, "old");
  write_text_file(target_ / "study.toml", "years of work");
  EXPECT_THAT(refusal([&] { make_result(target_, "new"); }), HasSubstr("'study.toml', which is not of it"));
  EXPECT_EQ(text_of(target_ / "study.toml"), "years of work");
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "old");
}

TEST_F(OutputFolderTest, AFileSavedInTheResultDuringTheRunIsNotDeleted) {
  make_result(target_, "old");
  OutputFolder folder(target_, Overwrite::Yes);
  fill(folder.staging(), "new");
  write_text_file(target_ / "map.qgz", "years of work");
  EXPECT_THAT(refusal([&] { folder.commit(); }), HasSubstr("'map.qgz'"));
  EXPECT_EQ(text_of(target_ / "map.qgz"), "years of work");
}

TEST_F(OutputFolderTest, AnEmptyFolderIsNoResult) {
  fs::create_directories(target_);
  OutputFolder folder(target_, Overwrite::No);
  fill(folder.staging(), "new");
  folder.commit();
  EXPECT_THAT(names_in(target_), ElementsAre("manifest.json", "tables"));
}

TEST_F(OutputFolderTest, AFileIsNotReplaced) {
  write_text_file(target_, "a file");
  EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::Yes); }), HasSubstr("is not a folder"));
  EXPECT_EQ(text_of(target_), "a file");
}

TEST_F(OutputFolderTest, TrailingSlashAndDotsMeanTheSameFolder) {
  make_result(temp_.path() / "x" / ".." / "out" / "", "new");
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "new");
  EXPECT_THAT(refusal([] { OutputFolder("/", Overwrite::Yes); }), HasSubstr("no name"));
  EXPECT_THAT(refusal([] { OutputFolder("", Overwrite::Yes); }), HasSubstr("no name"));
}

TEST_F(OutputFolderTest, ALinkIsFollowed) {
  make_result(temp_.path() / "disk" / "out", "old");
  fs::create_directory_symlink(temp_.path() / "disk" / "out", target_);
  make_result(target_, "new");
  EXPECT_TRUE(fs::is_symlink(target_));
  EXPECT_EQ(text_of(temp_.path() / "disk" / "out" / "tables" / "zones.csv"), "new");
}

TEST_F(OutputFolderTest, UnwritableParentIsRefused) {
  write_text_file(temp_.path() / "file", "");
  EXPECT_THAT(refusal([&] { OutputFolder(temp_.path() / "file" / "out", Overwrite::No); }), HasSubstr("file"));
  EXPECT_THAT(refusal([] { OutputFolder("/proc/out", Overwrite::No); }), HasSubstr("/proc/"));
  if (::geteuid() != 0) {
    fs::permissions(temp_.path(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::No); }), HasSubstr("Permission denied"));
    fs::permissions(temp_.path(), fs::perms::owner_all);
  }
}

TEST_F(OutputFolderTest, AFolderMadeMeanwhileIsNotReplaced) {
  OutputFolder folder(target_, Overwrite::No);
  fill(folder.staging(), "new");
  fs::create_directories(target_);
  fill(target_, "quicker");
  EXPECT_THAT(refusal([&] { folder.commit(); }), HasSubstr("holds an earlier result"));
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "quicker");
}

TEST_F(OutputFolderTest, AKilledRunLeavesTheOldResultAndTheNextRunCleans) {
  make_result(target_, "old");
  EXPECT_EQ(in_child([&] {
              OutputFolder folder(target_, Overwrite::Yes);
              fill(folder.staging(), "half");
              ::raise(SIGKILL);
            }),
            SIGKILL);
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "old");
  EXPECT_EQ(names_in(temp_.path()).size(), 2U);
  OutputFolder next(target_, Overwrite::Yes);
  EXPECT_THAT(names_in(temp_.path()), ElementsAre(next.staging().filename().string(), "out"));
}

TEST_F(OutputFolderTest, AResultSetAsideByAKilledRunComesBack) {
  make_result(temp_.path() / ".lastmeter-out-999999-old", "old");
  fs::create_directories(temp_.path() / ".lastmeter-out-999999");
  EXPECT_THAT(refusal([&] { OutputFolder(target_, Overwrite::No); }), HasSubstr("holds an earlier result"));
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "old");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST_F(OutputFolderTest, AResultSetAsideIsRemovedWhenTheNewOneStands) {
  make_result(target_, "new");
  make_result(temp_.path() / ".lastmeter-out-999999-old", "old");
  { OutputFolder folder(target_, Overwrite::Yes); }
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "new");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST_F(OutputFolderTest, FoldersOfOtherTargetsStay) {
  for (const char* name : {".lastmeter-out-2-77", ".lastmeter-other-77", ".lastmeter-out-", ".lastmeter-out-x"}) {
    fs::create_directories(temp_.path() / name);
  }
  make_result(target_, "new");
  EXPECT_EQ(names_in(temp_.path()).size(), 5U);
}

TEST_F(OutputFolderTest, TwoRunsAtOnceKeepApart) {
  OutputFolder slow(target_, Overwrite::Yes);
  fill(slow.staging(), "slow");
  EXPECT_EQ(in_child([&] { make_result(target_, "quick"); }), 0);
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "quick");
  EXPECT_EQ(text_of(slow.staging() / "tables" / "zones.csv"), "slow");
  slow.commit();
  EXPECT_EQ(text_of(target_ / "tables" / "zones.csv"), "slow");
}

TEST_F(OutputFolderTest, ManyRunsAtOnceEndWithOneWholeResult) {
  std::vector<pid_t> children;
  for (int child = 0; child < 4; ++child) {
    children.push_back(::fork());
    if (children.back() == 0) {
      try {
        for (int i = 0; i < 25; ++i) {
          make_result(target_, std::to_string(::getpid()) + "/" + std::to_string(i));
        }
      } catch (const Error&) {
        ::_exit(1);
      }
      ::_exit(0);
    }
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  const std::string content = text_of(target_ / "tables" / "zones.csv");
  EXPECT_EQ(text_of(target_ / "manifest.json"), R"({"lastmeter": ")" + content + "\"}");
  EXPECT_THAT(names_in(temp_.path()), ElementsAre("out"));
}

TEST(WriteTextFile, SaysWhatTheSystemRefuses) {
  EXPECT_EQ(refusal([] { write_text_file("/dev/full", "text"); }), "cannot write /dev/full: No space left on device");
  EXPECT_EQ(refusal([] { write_text_file("/proc/missing/x", ""); }),
            "cannot write /proc/missing/x: No such file or directory");
}

TEST_F(OutputFolderTest, AFullDiskLeavesTheOldResult) {
  const fs::path disk = temp_.path() / "disk";
  fs::create_directories(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=256k") != 0) {
    GTEST_SKIP() << "this user may not mount a small disk";
  }
  make_result(disk / "out", "old");
  EXPECT_THAT(refusal([&] {
                OutputFolder folder(disk / "out", Overwrite::Yes);
                write_text_file(folder.staging() / "big.txt", std::string(1 << 20, 'x'));
              }),
              HasSubstr("big.txt: No space left on device"));
  EXPECT_EQ(text_of(disk / "out" / "tables" / "zones.csv"), "old");
  EXPECT_THAT(names_in(disk), ElementsAre("out"));
  ::umount(disk.c_str());
}

TEST_F(OutputFolderTest, Sha256OfKnownTexts) {
  const fs::path file = temp_.path() / "text";
  write_text_file(file, "");
  EXPECT_EQ(sha256_of_file(file), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  write_text_file(file, "abc");
  EXPECT_EQ(sha256_of_file(file), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  write_text_file(file, std::string(1000000, 'a'));
  EXPECT_EQ(sha256_of_file(file), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  write_text_file(file, std::string(std::size_t{3} << 20, '\0'));
  EXPECT_EQ(sha256_of_file(file), "bbd05cf6097ac9b1f89ea29d2542c1b7b67ee46848393895f5a9e43fa1f621e5");
}

TEST_F(OutputFolderTest, Sha256OfAMissingFileIsRefused) {
  EXPECT_THAT(refusal([&] { sha256_of_file(temp_.path() / "missing"); }), HasSubstr("missing: No such file"));
  EXPECT_THAT(refusal([&] { sha256_of_file(temp_.path()); }), HasSubstr("Is a directory"));
}

}  // namespace
}  // namespace lastmeter
