#include "domain/drill/drill.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 2> drill_names{"machine", "human"};
constexpr std::array<std::string_view, 3> outcome_names{"passed", "failed", "late"};
constexpr std::array<std::string_view, 9> step_names{"accepted", "routed",     "numbered",
                                                     "inbox",    "obligation", "ladder",
                                                     "content",  "receipt",    "opened"};
struct Words {
    std::string_view nb, en;
};
constexpr std::array<Words, 9> step_words{{
    {"den ble ikke tatt imot.", "it was not accepted."},
    {"den kom ikke til enheten.", "it was not routed to the unit."},
    {"den har ikke noe nummer i kanalen sin.", "it has no number in its channel."},
    {"den står ikke i innboksen til enheten.", "it does not stand in the unit's inbox."},
    {"ingen er skyldig å åpne den, eller ingen vet når den skal være åpnet.",
     "nobody owes its opening, or no time is known until when."},
    {"det er ingen å varsle når den ikke blir åpnet.",
     "there is nobody to tell when it is not opened."},
    {"det som er lagret, er ikke det som ble sendt.", "what is stored is not what was sent."},
    {"beviset i kvitteringen holder ikke.", "the proof in its receipt does not hold."},
    {"ingen åpnet den.", "nobody opened it."},
}};

template <class Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return Enum(found - names.begin());
}

}  // namespace

std::string_view name_of(DrillName name) { return drill_names.at(std::size_t(name)); }
std::optional<DrillName> drill_named(std::string_view name)
{
    return value_in<DrillName>(drill_names, name);
}

std::string_view name_of(DrillOutcome outcome) { return outcome_names.at(std::size_t(outcome)); }
std::optional<DrillOutcome> drill_outcome_named(std::string_view name)
{
    return value_in<DrillOutcome>(outcome_names, name);
}

std::string_view name_of(DrillStep step) { return step_names.at(std::size_t(step)); }
std::optional<DrillStep> drill_step_named(std::string_view name)
{
    return value_in<DrillStep>(step_names, name);
}
std::string_view in_words(DrillStep failed, std::string_view language)
{
    const auto& words = step_words.at(std::size_t(failed));
    return language == "nb" ? words.nb : words.en;
}

std::optional<Timestamp> drawn_instant(std::span<const Span> open, const Hash& draw)
{
    std::uint64_t seconds = 0;
    for (const auto& span : open)
        seconds += span.empty() ? 0 : std::uint64_t(span.until.unix_s() - span.from.unix_s());
    if (seconds == 0)
        return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | draw[i];
    auto left = std::int64_t(number % seconds);
    for (const auto& span : open) {
        const auto length = span.empty() ? 0 : span.until.unix_s() - span.from.unix_s();
        if (left < length)
            return span.from.plus_seconds(left);
        left -= length;
    }
    CHECK(false);
    return std::nullopt;
}

DrillOutcome outcome_when_opened(std::optional<Timestamp> due, Timestamp at)
{
    return due && *due < at ? DrillOutcome::late : DrillOutcome::passed;
}

const KindName& kind_in_turn(std::span<const KindName> kinds, std::int64_t month)
{
    CHECK(!kinds.empty() && month >= 0);
    return kinds[std::size_t(month) % kinds.size()];
}

}  // namespace varde::domain
