// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "io/output_folder.h"

namespace lastmeter {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 20;

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class InputFile {
 public:
  explicit InputFile(const std::filesystem::path& file)
      : file_(file), descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {  // NOLINT(*-vararg): the system's open
    check(descriptor_ >= 0);
  }
  ~InputFile() { ::close(descriptor_); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Bytes read into the block, 0 at the end.
  std::size_t read(std::vector<char>& block) {
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, block.data(), block.size());
    } while (got < 0 && errno == EINTR);
    check(got >= 0);
    return static_cast<std::size_t>(got);
  }

 private:
  void check(bool fine) const {
    if (!fine) {
      throw InputError(fmt::format("cannot read {}: {}", file_.string(), std::generic_category().message(errno)),
                       "check the path and the permissions");
    }
  }
  std::filesystem::path file_;
  int descriptor_;
};

}  // namespace

std::string sha256_of_file(const std::filesystem::path& file) {
  InputFile input(file);
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  bool fine = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  std::vector<char> block(block_size);
  for (std::size_t got = input.read(block); fine && got > 0; got = input.read(block)) {
    fine = EVP_DigestUpdate(context.get(), block.data(), got) == 1;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (!fine || EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1) {
    throw std::logic_error("OpenSSL offers no SHA-256");
  }
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    fmt::format_to(std::back_inserter(hex), "{:02x}", digest[i]);
  }
  return hex;
}

}  // namespace lastmeter
