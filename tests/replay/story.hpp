// What replays share: local times, and telling what happens when it happens.
#pragma once

#include "support/product.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace varde::test {

/// RFC 3339 without seconds.
inline Timestamp instant(const std::string& text)
{
    constexpr std::size_t minutes_end = 16;
    const auto at = parse_rfc3339(text.substr(0, minutes_end) + ":00" + text.substr(minutes_end));
    CHECK(at);
    return *at;
}

inline std::string local(Timestamp at) { return norway().calendar.in_words(at, "en"); }

/// Tells what happens, with its local time; the lines of one text stand below one another.
class Story {
public:
    explicit Story(Product& product) : product_(product) {}
    void tell(std::string_view what) { tell_at(product_.clock.now(), what); }
    void tell_at(Timestamp at, std::string_view what)
    {
        auto when = local(at);
        for (bool first = true; !what.empty(); first = false) {
            const auto line = what.substr(0, what.find('\n'));
            what.remove_prefix(std::min(line.size() + 1, what.size()));
            fmt::print("{:<35} {}\n", first && when != last_ ? when : "", line);
        }
        last_ = std::move(when);
    }
    void aside(const std::string& what)
    {
        fmt::print("\n{}\n\n", what);
        last_.clear();
    }

private:
    Product& product_;
    std::string last_;
};

}  // namespace varde::test
