#include "sim/watchers.hpp"

#include "store/publication.hpp"

#include <fmt/format.h>

namespace varde::sim {

Watchers::Watchers(Server& server, Findings& findings, std::uint64_t seed)
    : server_(server), findings_(findings), draw_(seed ^ 0x317), log_(log_key(server.product())),
      north_("witness.example/north", server.product()),
      south_("witness.example/south", server.product())
{
}

void Watchers::hold(const test::Answer& accepted)
{
    const auto text = accepted.text("/receipt/proof");
    if (text.empty() || !server_.up())
        return;
    const auto proof = ledger::parse_proof(text);
    const Held held{proof ? proof.value().index : 0,
                    ledger::leaf_hash(accepted.text("/receipt/entry"))};
    if (!proof || !ledger::verify_proof(proof.value(), held.leaf, log_))
        return never("a receipt does not hold: " + text);
    see(proof.value().note);
    receipts_.push_back(held);
}

/// Each checkpoint that anybody is shown is the beginning of the longest, or continues it.
void Watchers::see(const std::string& note)
{
    const auto read = ledger::verify_note(note, log_);
    if (!read)
        return never("a checkpoint was shown that is not ours: " + note);
    const auto& seen = read.value();
    const auto& shorter = seen.size < newest_.size ? seen : newest_;
    const auto& longer = seen.size < newest_.size ? newest_ : seen;
    const auto proof = server_.product().store().read([&](store::Reading& reading) {
        return store::Publication(reading).consistency_proof(shorter.size, longer.size);
    });
    const bool holds = shorter.size == 0 ||
                       (shorter.size == longer.size && shorter.root == longer.root) ||
                       (shorter.size < longer.size && proof &&
                        ledger::consistency_holds(shorter.size, shorter.root, longer.size,
                                                  longer.root, proof.value()));
    if (!holds)
        never(fmt::format("the tree over {} entries is not the beginning of that over {}",
                          shorter.size, longer.size));
    if (seen.size > newest_.size)
        newest_ = seen;
}

void Watchers::after_beat()
{
    if (!server_.up() || findings_.any())
        return;
    const auto note = test::LedgerReader(server_.product().anyone()).note();
    const auto shown = ledger::verify_note(note, log_);
    if (!shown)
        return;  // Before the first beat.
    see(note);
    check_shown(shown.value());
    for (; checked_ < receipts_.size() && receipts_[checked_].index < shown.value().size;
         ++checked_)
        check_inclusion(receipts_[checked_], shown.value().size);
    if (checked_ > 0)
        check_inclusion(receipts_[draw_.below(checked_)], shown.value().size);
    ask_witnesses(note);
}

void Watchers::check_shown(const ledger::Checkpoint& shown)
{
    const test::LedgerReader reader(server_.product().anyone());
    const auto root = ledger::tree_root(shown.size, reader.nodes(shown.size));
    if (!root || root.value() != shown.root)
        never(fmt::format("the tiles do not give the root over {} entries", shown.size));
    const auto width = unsigned((shown.size + 1) % ledger::tile_width);
    if (reader.tile(0, shown.size / ledger::tile_width, width).status != 404)
        never(fmt::format("more is shown than the {} entries that were published", shown.size));
}

void Watchers::check_inclusion(const Held& held, std::uint64_t size)
{
    const auto answer = server_.product().anyone().get(
        fmt::format("/api/v1/ledger/proof?index={}&size={}", held.index, size));
    const auto proof = ledger::parse_proof(answer.body);
    if (!proof || !ledger::verify_proof(proof.value(), held.leaf, log_))
        never(fmt::format("the receipt of entry {} is not under the checkpoint over {}", held.index,
                          size));
}

/// Who is there signs; who was away signs later from where they stood.
void Watchers::ask_witnesses(const std::string& note)
{
    auto& product = server_.product();
    north_.reachable = draw_.chance(0.7);
    south_.reachable = draw_.chance(0.7);
    for (auto* witness : {&north_, &south_})
        witness->now = product.clock.now();
    acts::CosignatureRounds rounds(
        product.services(), test::policy_of(product, {&north_, &south_}, "any"),
        test::asking({&north_, &south_}), [](const std::string&) { return ok(); });
    if (!rounds.make_round([] { return false; }))
        return never("witnesses could not be asked");
    const auto size = ledger::verify_note(note, log_).value().size;
    for (const auto* witness : {&north_, &south_})
        if (witness->reachable && witness->head.size != size)
            never(fmt::format("{} is there and has not signed the tree over {}", witness->name,
                              size));
    if (product.store().recovery())
        never("a witness stands at a tree that the store does not hold");
}

}  // namespace varde::sim
