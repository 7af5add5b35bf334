#include "acts/tell_failing.hpp"

#include "acts/raise_problem.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::ReadbackState;

constexpr std::size_t named_at_most = 100;

bool in_norwegian(const Services& services) { return services.pack.languages.front() == "nb"; }

std::string_view in_words(ReadbackState state, bool nb)
{
    switch (state) {
    case ReadbackState::silent:
        return nb ? "Fagsystemet har ikke svart i tide på om det har dette"
                  : "The case system has not said in time whether it holds these";
    case ReadbackState::missing:
        return nb ? "Fagsystemet sier at det ikke har dette"
                  : "The case system says that it does not have these";
    case ReadbackState::wrong_digest:
        return nb ? "Det fagsystemet har, er ikke det vi ga det"
                  : "What the case system holds is not what we gave it";
    case ReadbackState::skipped:
        return nb ? "Fagsystemet gikk forbi dette uten å bevise at det har det"
                  : "The case system went past these without proving that it holds them";
    case ReadbackState::unavailable:
        return nb ? "Varde selv kan ikke lese dette, så fagsystemet får det ikke"
                  : "Varde itself cannot read these, so the case system is not given them";
    default:
        return nb ? "Fagsystemet ber om noe det hadde: det kan være gjenopprettet fra en gammel "
                    "kopi"
                  : "The case system asks for what it had: it may have been restored from an old "
                    "copy";
    }
}

/// What the reader can do now.
std::string_view what_to_do(ReadbackState state, bool nb)
{
    if (state == ReadbackState::unavailable)
        return nb ? "\nFeilen er vår. Be dem som driver serveren om å se i loggen og hente tilbake "
                    "det som er skadet, fra en kopi. Problemet lukker seg selv når Varde kan lese "
                    "dem igjen: da får fagsystemet dem, eller spørres om dem."
                  : "\nThe fault is ours. Have those who run the server look at its log and bring "
                    "back from a copy what is damaged. This ends by itself when Varde can read "
                    "them again: then the case system is given them, or asked for them.";
    return nb ? "\nAlt er fortsatt trygt her. Åpne dem i Varde, og be leverandøren av fagsystemet "
                "om å rette feilen. Problemet lukker seg selv når fagsystemet beviser at det har "
                "dem."
              : "\nAll of it is still safe here. Open it in Varde, and have the case system's "
                "vendor put it right. This ends by itself when the case system proves that it "
                "holds them.";
}

using Failing = std::span<const domain::Readback>;

/// Which deliveries, by their ids and when they came: no content.
std::string text_of(const Services& services, const std::string& connector, Failing group)
{
    const bool nb = in_norwegian(services);
    const auto language = nb ? "nb" : "en";
    std::string text(in_words(group.front().state, nb));
    text += " (" + unit_name(services, group.front().unit);
    text += (connector.empty() ? "" : ", " + connector) + ").\n\n";
    for (std::size_t i = 0; i < std::min(group.size(), named_at_most); ++i)
        text += to_string(group[i].delivery) + (nb ? ", kom " : ", came ") +
                services.pack.calendar.in_words(group[i].added_at, language) + "\n";
    text += nb ? "Flere kan komme til: enhetens oversikt viser alle.\n"
               : "More may join them: the unit's overview shows them all.\n";
    text += what_to_do(group.front().state, nb);
    return text;
}

}  // namespace

Result<std::size_t> tell_failing(Services& services, store::Transaction& tx, const UnitId& unit,
                                 Timestamp now)
{
    store::ReadbackRecords records(tx);
    const auto system = TRY(records.case_system(unit));
    auto untold = TRY(records.untold(unit, told_at_once));
    for (auto first = untold.begin(); first != untold.end();) {
        const auto end = std::find_if(first, untold.end(),
                                      [&](const auto& each) { return each.state != first->state; });
        const std::string about(domain::name_of(first->state));
        TRY(raise_problem(
            services, tx,
            {.name = domain::ProblemName::readback_failed,
             .unit = unit,
             .about = about,
             .text = text_of(services, system ? system->connector : "", {first, end})},
            now));
        for (; first != end; ++first) {
            first->told = about;
            TRY(store::ReadbackChanges(tx).save(*first));
        }
    }
    return untold.size();
}

}  // namespace varde::acts
