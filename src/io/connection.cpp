// SPDX-License-Identifier: Apache-2.0
#include "io/connection.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::string_view kHidden = "***";

/// "PG:", "MYSQL:", "postgresql:": a scheme of two letters or more.
bool has_scheme(std::string_view path) {
  const std::size_t colon = path.find(':');
  return colon != std::string_view::npos && colon >= 2 &&
         std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Where a value without quotes ends: at the space before the next `key =`. One with a space in it is wrong, and still
/// nobody's to read.
std::size_t end_of_bare_value(std::string_view text, std::size_t first) {
  std::size_t space = text.find(' ', first);
  while (space != std::string_view::npos) {
    const std::size_t word = text.find_first_not_of(' ', space);
    std::size_t after = word;
    while (after < text.size() && is_word(text[after])) {
      ++after;
    }
    const std::size_t sign = text.find_first_not_of(' ', after);
    if (word == std::string_view::npos || (after > word && sign < text.size() && text[sign] == '=')) {
      return space;
    }
    space = text.find(' ', word);
  }
  return text.size();
}

/// Where a value ends: at its quote (a backslash escapes one).
std::size_t end_of_value(std::string_view text, std::size_t first) {
  if (first == text.size() || text[first] != '\'') {
    return end_of_bare_value(text, first);
  }
  for (std::size_t at = first + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '\'') {
      return at + 1;
    }
  }
  return text.size();
}

void hide_values(std::string& text, std::string_view key) {
  for (std::size_t at = ascii_lower(text).find(key); at != std::string::npos; at = ascii_lower(text).find(key, at)) {
    at = std::min(text.find_first_not_of(' ', at + key.size()), text.size());
    if (at == text.size() || text[at] != '=') {
      continue;
    }
    at = std::min(text.find_first_not_of(' ', at + 1), text.size());
    text.replace(at, end_of_value(text, at) - at, kHidden);
  }
}

/// Where the words `key=value` begin behind the host of a database: at a '?' with a key behind it, after an '@'.
/// Another
/// '?' is of the password.
std::size_t end_of_authority(std::string_view text, std::size_t authority) {
  for (std::size_t at = text.find('?', authority); at != std::string_view::npos; at = text.find('?', at + 1)) {
    std::size_t word = at + 1;
    while (word < text.size() && is_word(text[word])) {
      ++word;
    }
    const bool has_host = text.substr(authority, at - authority).find('@') != std::string_view::npos;
    if (has_host && word > at + 1 && word < text.size() && text[word] == '=') {
      return at;
    }
  }
  return text.size();
}

/// scheme://user:password@host/... A slash in a password is wrong in a URI of a database, and still part of it.
void hide_in_uri(std::string& text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string::npos) {
    return;
  }
  const std::size_t authority = scheme + 3;
  const bool is_database = ascii_lower(text.substr(0, scheme)).find("postgres") != std::string::npos;
  const std::size_t end =
      is_database ? end_of_authority(text, authority) : std::min(text.find('/', authority), text.size());
  const std::size_t host = text.substr(0, end).rfind('@');
  const std::size_t colon = text.find(':', authority);
  if (host != std::string::npos && host > authority && colon < host) {
    text.replace(colon + 1, host - colon - 1, kHidden);
  }
}

}  // namespace

std::string without_password(const std::string& path) {
  std::string shown = path;
  hide_in_uri(shown);
  if (has_scheme(path)) {
    hide_values(shown, "password");
    hide_values(shown, "pwd");
  }
  return shown;
}

std::string without_secrets(std::string message, const std::string& path) {
  const std::string known = without_password(path);
  if (known == path) {
    return message;
  }
  for (std::size_t at = message.find(path); at != std::string::npos; at = message.find(path, at + known.size())) {
    message.replace(at, path.size(), known);
  }
  std::string shown;
  std::size_t done = 0;
  while (done < message.size()) {
    const std::size_t open = message.find('"', done);
    const std::size_t close = open == std::string::npos ? open : message.find('"', open + 1);
    if (close == std::string::npos) {
      break;
    }
    const std::string quoted = message.substr(open + 1, close - open - 1);
    const bool is_secret = path.find(quoted) != std::string::npos && known.find(quoted) == std::string::npos;
    shown += message.substr(done, open + 1 - done) + std::string(is_secret ? kHidden : quoted) + '"';
    done = close + 1;
  }
  return shown + message.substr(done);
}

std::string connection_fix(const std::string& path) {
  const std::string text = ascii_lower(path);
  const std::size_t scheme = text.find("://");
  if (scheme == std::string::npos || text.substr(0, scheme).find("postgres") == std::string::npos) {
    return "check the connection and the rights of its user";
  }
  return "check the connection and the rights of its user; in user and password of an address every special character "
         "is percent-encoded (@ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25), or write \"PG:host=... "
         "user=... password='...'\"";
}

}  // namespace lastmeter
