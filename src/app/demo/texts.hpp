// What the demo's people write, in Norwegian: invented, careful, and about nobody.
#pragma once

#include "app/demo/synthetic.hpp"

#include <vector>

namespace varde::app::demo {

/// From where a concern is seen.
enum class Setting { school, kindergarten, health, police, neighbour, family };

struct Concern {
    std::string text;     ///< Two to six sentences.
    std::string history;  ///< May be empty.
};
/// About a child with this first name.
Concern make_concern(Choice& choice, Setting setting, std::string_view child);

std::string make_danger_reason(Choice& choice);
std::string make_address(Choice& choice);
std::string make_phone(Choice& choice);

/// Sentences that the units write, one of each list.
enum class Note {
    dismissal,
    investigation,
    already_in_case,
    immediate,
    answer,
    answer_dismissed,
    close,
    forward,
    give_back,
    decline,
    assign,
    withdraw
};
std::string make_note(Choice& choice, Note note);

/// A small file to attach, with its name and media type.
struct MadeFile {
    std::string name;
    std::string media_type;
    std::string bytes;
};
MadeFile make_file(Choice& choice, Setting setting, std::string_view child);

}  // namespace varde::app::demo
