#include "acts/refused_erasures.hpp"

#include "acts/raise_problem.hpp"
#include "store/retention.hpp"

namespace varde::acts {
namespace {

constexpr int told_at_once = 100;

/// For people, in the pack's first language.
std::string in_words(const Services& services, const std::vector<store::RefusedErasure>& refused)
{
    const auto& calendar = services.pack.calendar;
    const auto& language = services.pack.languages.front();
    const bool nb = language == "nb";
    std::string text =
        nb ? "Noen prøvde å slette direkte i databasen, utenom programmet. Databasen sa nei:"
           : "Somebody tried to erase in the database itself, past the program. The database "
             "refused:";
    for (const auto& each : refused) {
        text += "\n- " + calendar.in_words(each.at, language) + ": " + each.what;
        if (each.object.size() == Uuid{}.bytes.size())
            text += " " + to_string(uuid_of(each.object));
    }
    return text;
}

Result<std::vector<store::RefusedErasure>> untold(store::Reading& reading)
{
    return store::RetentionRecords(reading).refused_erasures(told_at_once);
}

}  // namespace

void tell_refused_erasures(Services& services, Done<std::size_t> done)
{
    const auto refused = services.store.read(untold);
    if (!refused || refused.value().empty())
        return done(refused ? Result<std::size_t>(std::size_t{0}) : refused.error());
    services.store.write<std::size_t>(
        [&services](store::Transaction& tx) -> Result<std::size_t> {
            const auto tried = TRY(untold(tx));
            if (tried.empty())
                return std::size_t{0};
            const auto now = services.clock.now();
            TRY(raise_problem(services, tx,
                              {.name = domain::ProblemName::erasure_tried,
                               .about = std::to_string(tried.front().number),
                               .confidential = true,
                               .text = in_words(services, tried)},
                              now));
            TRY(store::RetentionChanges(tx).tell_refused_erasures(tried.back().number, now));
            return tried.size();
        },
        [done = std::move(done)](Result<std::size_t> told, const store::Committed&) mutable {
            done(std::move(told));
        });
}

}  // namespace varde::acts
