// The balance: accepted is the sum over what became of it, for each sender and each recipient, at
// any instant, from the events. Struck daily and held against the projections (P7).
#pragma once

#include "acts/keep_book.hpp"

namespace varde::acts {

struct BalanceView {
    Timestamp as_at;
    std::uint64_t events = 0;         ///< So many of the ledger's events are in it…
    std::uint64_t behind = 0;         ///< …and so many that it had by then are not yet.
    domain::Balance balance;          ///< Only of whom the actor may see.
    std::vector<std::string> faults;  ///< Of those; empty: it balances.
    std::map<OrganisationId, std::string> sender_names;
    std::optional<store::BalanceStrike> last_strike;
};

struct BalanceQuery {
    std::optional<Timestamp> as_at;  ///< Nothing: now.
    UnitId unit;                     ///< Empty: all.
    std::optional<OrganisationId> sender;
};
/// Units of which the actor may watch every kind, and the actor's own organisation as a sender;
/// with oversight of all units also every sender. `forbidden` to whom that leaves nothing.
/// Call it after `book_for_answer`.
Result<BalanceView> see_balance(const Services& services, const domain::Actor& actor,
                                const BalanceQuery& query);

/// Strikes the balance if a day has passed since the last: an event, and a problem while it does
/// not balance or the projections say otherwise. Blocks.
Status strike_balance(Services& services, const std::function<bool()>& stopped);

/// What is wrong with the balance and the projections at this instant; empty: nothing.
struct Struck {
    std::int64_t accepted = 0, sum = 0;
    std::vector<std::string> faults;
};
Result<Struck> compare_balance(store::Reading& reading);

}  // namespace varde::acts
