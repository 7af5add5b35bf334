// What the pack's rules oblige a unit to, as acts record it and as people see it.
#pragma once

#include "acts/services.hpp"
#include "domain/obligation/history.hpp"
#include "json/value.hpp"

namespace varde::acts {

/// Records in `event` the obligations that begin with it, when they are due, and those that end.
/// `before`: the events of its report, or of what it is about, so far.
void oblige(const Services& services, std::span<const domain::Event> before, domain::Event& event);

/// The same where rules have changed: from the obligations as they stand to what the rules say of
/// the same history today. An open one that is due at another time now begins anew, with its start.
void oblige_anew(const Services& services, const std::vector<domain::Obligation>& standing,
                 const std::vector<domain::Owed>& owed, domain::Event& event);

/// An obligation as it is shown.
struct ObligationView {
    domain::Obligation obligation;
    /// The rule that it stands under; null where the pack has it no more.
    const packs::LegalRule* rule = nullptr;
};

/// Of a delivery or a problem: all that ever were, oldest first.
Result<std::vector<ObligationView>> obligations_of(const Services& services,
                                                   store::Reading& reading, const Uuid& subject);

/// The open one that is due first, or null. One whose time cannot be computed goes first.
const ObligationView* next_of(const std::vector<ObligationView>& obligations);

/// What a person must do, in this language: the rule's title, or its name.
std::string title_of(const ObligationView& view, std::string_view language);

/// Whether whoever sent this gave no name: true, false, or not known.
std::optional<bool> is_anonymous(const domain::Actor& actor, const json::Document& report);

}  // namespace varde::acts
