// The ledger as outsiders read it, and a witness that watches it, both without sockets.
#pragma once

#include "acts/collect_cosignatures.hpp"
#include "ledger/tree.hpp"
#include "ledger/witness.hpp"
#include "support/product.hpp"

namespace varde::test {

/// One beat; the size that is published then.
std::uint64_t beat(Product& product);
/// So many entries at once, that say nothing.
void append_entries(Product& product, int count);

/// Reads through the API alone. `caller` needs an auditor's key for entries.
class LedgerReader {
public:
    explicit LedgerReader(Caller caller) : caller_(std::move(caller)) {}
    std::string note() const;  ///< The newest published checkpoint.
    std::uint64_t size() const;
    Answer tile(unsigned level, std::uint64_t index, unsigned width = 0) const;
    /// Nodes of the tree of `size` entries, from the tiles that it has.
    ledger::NodeReader nodes(std::uint64_t size) const;
    /// All that the newest checkpoint covers.
    std::vector<std::string> entries() const;

private:
    Caller caller_;
};

/// The key by which anyone checks the product's checkpoints.
ledger::VerifierKey log_key(Product& product);

/// A witness as the protocol says, in memory; it can be unreachable.
class Witness {
public:
    explicit Witness(std::string name, Product& product);
    acts::WitnessReply serve(const std::string& url, const std::string* body);

    std::string url() const { return "https://" + name + "/prefix/"; }
    std::string policy_line() const;
    const std::string name;
    bool reachable = true;
    int asked = 0;
    ledger::WitnessedHead head;
    std::string note;  ///< What it has signed last.
    Timestamp now = *parse_rfc3339("2026-11-23T10:00:00Z");

private:
    const crypto::SigningKey key_;
    const std::vector<ledger::TrustedLog> logs_;
};

/// The product's log, these witnesses, and a quorum of `needed` of them.
ledger::Policy policy_of(Product& product, const std::vector<Witness*>& witnesses,
                         const std::string& needed);
/// Asks whichever witness has the address; none: nobody answers.
acts::AskWitness asking(std::vector<Witness*> witnesses);

}  // namespace varde::test
