// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/encoding.h"
#include "io/encoding_scan.h"

namespace lastmeter {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// iconv lets surrogates and values beyond Unicode pass from UTF-8 to UTF-8.
TextDamage append_utf8(std::string_view text, std::string& out) {
  TextDamage damage = TextDamage::None;
  for (;;) {
    const std::size_t valid = valid_utf8_length(text);
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) {
      return damage;
    }
    if (scan_utf8(text) == ScanVerdict::CutAtEnd) {
      return damage == TextDamage::Replaced ? damage : TextDamage::CutTail;
    }
    damage = TextDamage::Replaced;
    out.append(replacement);
    text.remove_prefix(1);
  }
}

}  // namespace

struct TextDecoder::Handle {
  iconv_t converter = nullptr;
  bool is_utf8 = false;
  bool keeps_ascii = true;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { iconv_close(converter); }
};

TextDecoder::TextDecoder(const std::string& encoding) : handle_(std::make_unique<Handle>()) {
  iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) {  // NOLINT: iconv's own sentinel
    handle_->converter = iconv_open("UTF-8", "UTF-8");
    const std::array<std::string_view, 8> known = {"UTF-8",  "GBK",        "GB18030", "CP950",
                                                   "CP1252", "ISO-8859-1", "UTF-16",  "CP932"};
    throw ConfigError(fmt::format("unknown encoding '{}'", encoding), suggestion(encoding, known));
  }
  handle_->converter = converter;
  handle_->is_utf8 = encoding == "UTF-8";
  const std::string lower = ascii_lower(encoding);
  handle_->keeps_ascii = !lower.starts_with("utf-16") && !lower.starts_with("utf-32") && !lower.starts_with("ucs");
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

TextDamage TextDecoder::append_decoded(std::string_view text, std::string& out) {
  if (handle_->keeps_ascii && is_ascii_text(text)) {
    out.append(text);
    return TextDamage::None;
  }
  if (handle_->is_utf8) {
    return append_utf8(text, out);
  }
  iconv(handle_->converter, nullptr, nullptr, nullptr, nullptr);
  TextDamage damage = TextDamage::None;
  char* from = const_cast<char*>(text.data());  // NOLINT: iconv does not write there
  std::size_t left = text.size();
  while (left > 0) {
    std::array<char, 512> buffer;  // NOLINT: iconv fills it
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(handle_->converter, &from, &left, &to, &room);
    const int reason = result == static_cast<std::size_t>(-1) ? errno : 0;
    out.append(buffer.data(), buffer.size() - room);
    if (reason == EINVAL) {
      return damage == TextDamage::Replaced ? damage : TextDamage::CutTail;
    }
    if (reason == EILSEQ) {
      damage = TextDamage::Replaced;
      out.append(replacement);
      ++from;
      --left;
    }
  }
  return damage;
}

}  // namespace lastmeter
