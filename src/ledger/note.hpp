// Signed notes (C2SP signed-note): a text, a blank line, and a line for each signature.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace varde::ledger {

/// What names a signature's key: the name, and four bytes of a hash over name, type and key.
using KeyId = std::array<std::uint8_t, 4>;
KeyId key_id(std::string_view name, std::uint8_t type, ByteView key);

/// Not empty, valid UTF-8, without white space of any kind, control characters or `+`.
bool is_key_name(std::string_view name);

struct SignatureLine {
    std::string_view name;
    KeyId id{};
    Bytes signature;  ///< What follows the id; its form is the key type's affair.
};
std::string to_text(const SignatureLine& line);  ///< Its line end included.

/// Views into the note that was parsed.
struct Note {
    std::string_view text;  ///< What is signed: its last line end included, the blank line not.
    std::vector<SignatureLine> signatures;
};
/// `invalid` for a note of another form, above 1 MB, or with more than 100 signatures.
Result<Note> parse_note(std::string_view note);

}  // namespace varde::ledger
