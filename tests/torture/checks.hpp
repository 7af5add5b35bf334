// What an outsider can check of an acknowledged report, through HTTP and with the receipt alone.
#pragma once

#include "ledger/checkpoint.hpp"
#include "torture/book.hpp"
#include "torture/client.hpp"
#include "torture/world.hpp"

#include <map>

namespace varde::torture {

/// A caseworker's session, which outlives the server's restarts.
struct Session {
    std::string cookie;
    std::string csrf;
};
Result<Session> sign_in(const World& world, std::uint16_t port);

/// The checkpoints of all receipts, to be compared with the ledger as it stands at the end.
class Checkpoints {
public:
    /// A breach when the same size came with two roots.
    void add(const ledger::Checkpoint& checkpoint, Book& book);
    const std::map<std::uint64_t, Hash>& roots() const { return roots_; }

private:
    std::mutex mutex_;  // Guards roots_ while several threads check.
    std::map<std::uint64_t, Hash> roots_;
};

struct Checker {
    const World& world;
    const Session& session;
    Book& book;
    Checkpoints& checkpoints;
    std::uint16_t port;

    /// Every check there is on each of `reports`, over several connections. What is not right is
    /// noted in the book as lost; `opened` is set where it was.
    void check(const std::vector<Sent*>& reports) const;
    /// What is wrong with them, a sentence each; nothing goes into the book.
    std::vector<std::string> faults(std::vector<Sent> reports) const;
    /// Only those checks that change nothing.
    void look(const std::vector<Sent*>& reports) const;
    /// Sends what went unanswered again: it must be accepted now.
    void recover(std::vector<Sent> unanswered) const;
    /// An act that is refused must leave nothing behind, its key least of all: the same key then
    /// does the act. Needs an opened report.
    void check_refused_act(Sent& sent) const;
};

/// The receipt stands on its own: signature, inclusion, commitment to the very bytes sent.
Status check_receipt_alone(const Sent& sent, ledger::Checkpoint& checkpoint);

}  // namespace varde::torture
