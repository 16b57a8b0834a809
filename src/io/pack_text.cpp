// SPDX-License-Identifier: Apache-2.0
#include "io/pack_text.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace lastmeter {

namespace {

std::string base64(const unsigned char* bytes, std::size_t size) {
  constexpr std::size_t block = std::size_t{3} << 20;  // a multiple of three, within the int OpenSSL counts in
  std::string text;
  std::vector<unsigned char> out(4 * (block / 3) + 1);
  for (std::size_t at = 0; at < size; at += block) {
    const std::size_t count = std::min(block, size - at);
    const int written = EVP_EncodeBlock(out.data(), bytes + at, static_cast<int>(count));
    text.append(out.begin(), out.begin() + written);
  }
  return text;
}

}  // namespace

std::string gzip_base64(std::string_view text) {
  constexpr int gzip_window = 15 + 16;
  constexpr int memory_level = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib has no memory to compress with");
  }
  std::vector<unsigned char> packed(deflateBound(&stream, text.size()));
  // zlib reads through a pointer to non-const, but does not write there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&stream, Z_FINISH);
  const std::size_t size = stream.total_out;
  deflateEnd(&stream);
  if (status != Z_STREAM_END) {
    throw std::runtime_error("zlib could not compress a page");
  }
  return base64(packed.data(), size);
}

std::string policy_hash(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-256");
  }
  return fmt::format("'sha256-{}'", base64(digest.data(), size));
}

}  // namespace lastmeter
