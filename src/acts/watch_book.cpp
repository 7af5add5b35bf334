#include "acts/watch_book.hpp"

#include "acts/raise_problem.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"
#include "store/book.hpp"

namespace varde::acts {
namespace {

constexpr auto stalled = domain::ProblemName::balance_stalled;

bool in_norwegian(const Services& services) { return services.pack.languages.front() == "nb"; }

/// Raises the problem or ends it; what is so already costs one look.
Status fit(Services& services, const std::function<bool()>& stopped, const std::string& about,
           bool is_wrong, const std::string& text)
{
    const auto open = TRY(services.store.read(
        [&](store::Reading& reading) { return reading.problem_found(stalled, {}, about); }));
    if (open.has_value() == is_wrong)
        return ok();
    if (is_wrong)
        log::error("the reports are no longer balanced", {{"about", about}});
    const auto now = services.clock.now();
    return write_and_wait<Nothing>(
        services, stopped,
        [&services, about, is_wrong, text, now](store::Transaction& tx) -> Status {
            if (!is_wrong) {
                TRY(end_problem(services, tx, stalled, {}, about, now));
                return ok();
            }
            TRY(raise_problem(services, tx, {.name = stalled, .about = about, .text = text}, now));
            return ok();
        });
}

std::string text_of_strikes(const Services& services, Timestamp since)
{
    const bool nb = in_norwegian(services);
    const auto when = services.pack.calendar.in_words(since, nb ? "nb" : "en");
    return nb ? "Det er ikke kontrollert siden " + when +
                    " at alt som er mottatt, er gjort rede for. Det skal skje hver dag; loggen på "
                    "serveren sier hvorfor det ikke har skjedd. Problemet lukker seg selv når det "
                    "er gjort."
              : "Since " + when +
                    " nobody has seen whether all that was accepted is accounted for. That is to "
                    "be done each day; the server's log says why it was not. This ends by itself "
                    "when it is.";
}

std::string text_of_book(const Services& services)
{
    return in_norwegian(services)
               ? "Noe som er lagret, kan ikke leses, og ingenting etter det blir talt med. Svar om "
                 "omfang og avstemming sier hvor mye som mangler. Ta en kopi av databasen før noe "
                 "endres, og kjør varde verify --store. Problemet lukker seg selv når alt kan "
                 "telles."
               : "Something that is stored cannot be read, and nothing after it is counted. "
                 "Answers about scope and balance say how much is missing. Keep a copy of the "
                 "database before anything is changed, and run varde verify --store. This ends "
                 "by itself when all can be counted.";
}

}  // namespace

Status watch_strikes(Services& services, const std::function<bool()>& stopped)
{
    const auto look = [](store::Reading& reading) -> Result<std::optional<Timestamp>> {
        store::BookRecords records(reading);
        if (const auto last = TRY(records.last_strike()))
            return std::optional(last->at);
        const auto begun = TRY(records.oldest_snapshot());
        return begun ? std::optional(begun->at) : std::nullopt;
    };
    const auto since = TRY(services.store.read(look));
    if (!since)
        return ok();
    const bool late = since->plus_seconds(strike_seconds_max) < services.clock.now();
    return fit(services, stopped, "strike", late, late ? text_of_strikes(services, *since) : "");
}

Status tell_book(Services& services, const std::function<bool()>& stopped, const Status& counted)
{
    if (!counted && counted.error().code == ErrorCode::unavailable)
        return ok();
    return fit(services, stopped, "book", !counted, counted ? "" : text_of_book(services));
}

}  // namespace varde::acts
