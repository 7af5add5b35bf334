// Asking senders to send reports again: each is told, and whoever follows one of the reports sees
// it too.
#pragma once

#include "acts/scope.hpp"

namespace varde::acts {

inline constexpr std::size_t resends_at_once = 1'000;

struct ResendRequest {
    domain::Actor actor;
    ScopeQuery query;    ///< Which reports: of units whose senders the actor may ask.
    std::string reason;  ///< Sealed with each report.
};

struct ResendOutcome {
    std::int64_t asked = 0;   ///< Reports whose sender has now been asked.
    std::int64_t before = 0;  ///< Had been asked before: nobody is asked twice.
    std::int64_t erased = 0;  ///< Of which nothing can be told any more.
    /// Whose key is lost or not to be had, so that nothing can be written of them at present.
    std::int64_t unreadable = 0;
    std::int64_t notices = 0;  ///< Messages to senders; the rest see it when they look.
    bool more = false;         ///< There are more than 1 000: ask again.
    std::uint64_t behind = 0;  ///< So many of the ledger's events had not been looked at yet.
};

/// One event for each report, in decisions of their own; then one notice for each sender. May be
/// repeated. Drills that have ended are left out: nobody needs them again.
void ask_resend(Services& services, ResendRequest request, Done<ResendOutcome> done);

/// What a sender has been asked to send again, newest first.
struct ResendPage {
    struct Item {
        store::Resend resend;
        std::string unit_name;
        SentFacts sent;
        std::vector<ReportId> repeats;
    };
    std::vector<Item> items;
    std::optional<store::ResendPlace> next;
};
Result<ResendPage> list_resends(const Services& services, const domain::Actor& actor,
                                const store::ResendPlace& before, int limit);

}  // namespace varde::acts
