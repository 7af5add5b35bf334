// A receipt as people bring it: pasted from a page, a server's answer, or a file of either.
#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>

namespace varde::api {

struct HeldReceiptText {
    std::string entry;  ///< Empty: only the proof was brought.
    std::string proof;
};
/// Looks for an entry and a proof in any text; in JSON for the first receipt. Nothing: there is no
/// proof in it.
std::optional<HeldReceiptText> find_receipt(std::string_view text);

/// What was filled in on the page, from either form encoding. The file goes before the text.
struct BroughtReceipt {
    std::string text, code;
};
BroughtReceipt brought_in(const http::Request& request);

}  // namespace varde::api
