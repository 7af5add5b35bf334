// Text from outside: what is valid UTF-8, and what may stand in a name.
#pragma once

#include <string>
#include <string_view>

namespace varde {

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
/// No control characters at all (U+0000..U+001F, U+007F..U+009F, line and paragraph separators).
bool is_single_line(std::string_view text);
/// How many code points `text` has; `text` must be UTF-8.
std::size_t length_in_characters(std::string_view text);
/// The front of `text` that has at most `bytes` bytes and no half character at its end.
std::string_view front_of(std::string_view text, std::size_t bytes);
/// Lower case for the letters that Norwegian and Sámi names have, so that a search forgives.
std::string folded(std::string_view text);

}  // namespace varde
