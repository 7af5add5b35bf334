// Who watches the ledger from outside: holders of receipts, somebody who reads what is published,
// and two witnesses who are away now and then. None of them believes anything.
#pragma once

#include "sim/findings.hpp"
#include "sim/server.hpp"
#include "support/ledger.hpp"

namespace varde::sim {

class Watchers {
public:
    Watchers(Server& server, Findings& findings, std::uint64_t seed);

    /// Of an answer that says that a report was accepted: its receipt holds, and its tree is one
    /// with every other that anybody was shown. Nothing for answers without a receipt.
    void hold(const test::Answer& accepted);
    /// After a beat, done or not: what is shown proves itself and each receipt, and no more is
    /// shown than was published. Then the witnesses are asked.
    void after_beat();

private:
    struct Held {
        std::uint64_t index = 0;
        Hash leaf{};
    };
    void see(const std::string& note);
    void check_shown(const ledger::Checkpoint& shown);
    void check_inclusion(const Held& held, std::uint64_t size);
    void ask_witnesses(const std::string& note);
    void never(const std::string& what) { findings_.add("P8", what); }

    Server& server_;
    Findings& findings_;
    Draw draw_;  // Its own: what is watched changes nothing in the world.
    const ledger::VerifierKey log_;
    test::Witness north_, south_;
    ledger::Checkpoint newest_;  // The longest tree that anybody was shown.
    std::vector<Held> receipts_;
    std::size_t checked_ = 0;  // Receipts that were found under a published checkpoint.
};

}  // namespace varde::sim
