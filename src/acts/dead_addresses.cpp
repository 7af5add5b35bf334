#include "acts/dead_addresses.hpp"

#include "acts/raise_problem.hpp"

#include <set>

namespace varde::acts {
namespace {

using domain::NoticeChannel;
using domain::ProblemName;

/// Keeps the problems of one owner's channels apart, and says nothing of who that is.
std::string about(const Uuid& owner, NoticeChannel channel)
{
    return std::string(domain::name_of(channel)) + " " + to_string(owner);
}

bool is_norwegian(const Services& services) { return services.pack.languages.front() == "nb"; }

std::string words_of(const Services& services, NoticeChannel channel)
{
    if (channel == NoticeChannel::sms)
        return "SMS";
    return is_norwegian(services) ? "e-post" : "mail";
}

std::string dead_address_text(const Services& services, NoticeChannel channel,
                              const std::string& name)
{
    const auto way = words_of(services, channel);
    if (is_norwegian(services))
        return name + " kan ikke varsles på " + way + ": adressen tar ikke imot. Den må rettes, " +
               "og ingen varsles der før det er gjort.";
    return name + " cannot be told by " + way + ": the address takes nothing. It must be put " +
           "right, and nothing is sent there before that.";
}

std::string stuck_text(const Services& services, NoticeChannel channel)
{
    const auto way = words_of(services, channel);
    if (is_norwegian(services))
        return "I et døgn har ingen varsler på " + way +
               " kommet ut fra denne tjeneren. Den som "
               "driver tjeneren, må se i loggen.";
    return "For a day no notices by " + way +
           " have left this server. Whoever runs it must look "
           "at its log.";
}

}  // namespace

Status raise_dead_address(Services& services, store::Transaction& tx, const Uuid& owner,
                          NoticeChannel channel, Timestamp now)
{
    NewProblem problem{.name = ProblemName::address_dead, .about = about(owner, channel)};
    std::string name;
    if (const auto person = TRY(tx.person({owner}))) {
        problem.about_person = person->id;
        name = person->name;
        std::set<UnitId> units;
        for (const auto& grant : TRY(tx.grants_of(person->id)))
            if (grant.active_at(now) && !grant.unit.text.empty())
                units.insert(grant.unit);
        if (!units.empty())
            problem.unit = *units.begin();
    } else if (const auto organisation = TRY(tx.organisation({owner}))) {
        name = organisation->name;
    }
    problem.text = dead_address_text(services, channel, name);
    TRY(raise_problem(services, tx, problem, now));
    return ok();
}

Status end_dead_address(Services& services, store::Transaction& tx, const Uuid& owner,
                        NoticeChannel channel, Timestamp now)
{
    // Access may have changed since it was raised: it is one of these units', or nobody's.
    std::set<UnitId> units{UnitId{}};
    for (const auto& grant : TRY(tx.grants_of({owner})))
        units.insert(grant.unit);
    for (const auto& unit : units)
        TRY(end_problem(services, tx, ProblemName::address_dead, unit, about(owner, channel), now));
    return ok();
}

Status raise_stuck_notices(Services& services, store::Transaction& tx, NoticeChannel channel,
                           Timestamp now)
{
    TRY(raise_problem(services, tx,
                      {.name = ProblemName::notices_stuck,
                       .about = std::string(domain::name_of(channel)),
                       .text = stuck_text(services, channel)},
                      now));
    return ok();
}

Status end_stuck_notices(Services& services, store::Transaction& tx, NoticeChannel channel,
                         Timestamp now)
{
    TRY(end_problem(services, tx, ProblemName::notices_stuck, {},
                    std::string(domain::name_of(channel)), now));
    return ok();
}

}  // namespace varde::acts
