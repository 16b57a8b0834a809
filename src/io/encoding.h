// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lastmeter {

/// An encoding as iconv names it ("UTF-8", "GB18030", "CP950", "CP1252" ...) and why it was chosen, in words.
struct EncodingGuess {
  std::string name;
  std::string reason;
  bool as_declared = true;  // false: a declaration was there and the bytes refuse it
};

/// Whether a text may end in the middle of a character because its field was too short for it.
enum class TextEnd { Whole, MayBeCut };

/// What the bytes of a table's texts have in common. Pure; O(bytes).
class TextEvidence {
 public:
  /// Takes one text (a cell, a field name, a line) into account.
  void add(std::string_view text, TextEnd end);

  /// The encoding that fits the texts; one in a hundred may be damaged. A declared one (any iconv name, "" = none) is
  /// believed when the bytes allow it: always for single-byte code pages other than Western ones, which are what
  /// programs write when they do not know. Else strict UTF-8; else CP1252 where most high bytes stand alone between
  /// ASCII letters; else Big5 (CP950) where a fifth of the trail bytes are below 0x80, which no Chinese text in GBK
  /// reaches and hardly a text in Big5 misses; else GB18030.
  [[nodiscard]] EncodingGuess guess(std::string_view declared) const;

  [[nodiscard]] bool is_ascii() const { return texts_ == 0; }

 private:
  [[nodiscard]] bool fits(std::size_t misfits) const { return 100 * misfits <= texts_; }
  [[nodiscard]] bool allows(std::string_view encoding) const;
  [[nodiscard]] EncodingGuess guess_undeclared() const;
  [[nodiscard]] bool looks_western() const;

  std::size_t texts_ = 0;  // those with a byte >= 0x80; the others say nothing
  std::size_t not_utf8_ = 0;
  std::size_t not_gb18030_ = 0;
  std::size_t not_big5_ = 0;
  std::size_t long_utf8_ = 0;  // texts in UTF-8 with a character of three bytes or more
  std::size_t high_bytes_ = 0;
  std::size_t lone_high_bytes_ = 0;  // high bytes with no high byte beside them
  std::size_t pairs_ = 0;            // double-byte characters when read as GB18030
  std::size_t low_trail_pairs_ = 0;  // of these, trail byte 0x40 .. 0x7E
};

/// The encoding a byte order mark announces, and the mark's length.
struct ByteOrderMark {
  std::string_view encoding;
  std::size_t length;
};
std::optional<ByteOrderMark> byte_order_mark(std::string_view text);

/// The whole text is strict UTF-8: no overlong form, surrogate or value above U+10FFFF.
bool is_utf8(std::string_view text);

/// An iconv name for what people, .cpg files and study files write: "GBK", "936", "ANSI 936", "OEM 866", "65001",
/// "utf8", "88591", "big-5". Unknown names come back as they are; "" and "auto" as "".
std::string encoding_name(std::string_view written);

/// The code page a dBase language byte stands for; "" for none, 0x00 and 0x57 (which means "whatever Windows used").
std::string encoding_of_language_byte(unsigned char language);

/// What had to be done to a text: nothing, a character cut at its end was removed, or bytes that mean nothing in the
/// encoding became U+FFFD.
enum class TextDamage { None, CutTail, Replaced };

/// Decodes texts of one encoding into UTF-8. Not thread-safe.
class TextDecoder {
 public:
  /// Throws ConfigError when iconv does not know the encoding.
  explicit TextDecoder(const std::string& encoding);
  ~TextDecoder();
  TextDecoder(const TextDecoder&) = delete;
  TextDecoder& operator=(const TextDecoder&) = delete;
  TextDecoder(TextDecoder&& other) noexcept;
  TextDecoder& operator=(TextDecoder&& other) noexcept;

  /// Appends `text` as UTF-8 to `out`. The result is always strict UTF-8. ASCII text is only copied, unless the
  /// encoding is UTF-16 or UTF-32.
  TextDamage append_decoded(std::string_view text, std::string& out);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace lastmeter
