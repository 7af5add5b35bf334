#include "store/tree_check.hpp"

namespace varde::store {
namespace {

Error does_not_fit(std::uint64_t position, std::string_view what)
{
    return {ErrorCode::conflict,
            "entry " + std::to_string(position) + " of the ledger " + std::string(what)};
}

}  // namespace

Result<TreeCheck> TreeCheck::begin(Reading& reading, const crypto::PublicKey& log)
{
    const auto note = TRY(reading.last_note());
    if (!note)
        return TreeCheck({.root = ledger::empty_root()});
    const std::string origin(ledger::origin_of(note->text));
    auto target = ledger::verify_note(note->text, ledger::verifier_key(origin, log));
    if (!target || target.value().size != note->size)
        return Error{ErrorCode::conflict, "the newest checkpoint in the database is not ours"};
    return TreeCheck(std::move(target).value());
}

Result<bool> TreeCheck::step(Reading& reading)
{
    constexpr std::uint64_t at_once = 2048;
    const auto from = seen_.size;
    const auto to = std::min(target_.size, from + at_once);
    if (from < to) {
        const auto events = TRY(reading.events_from(from, int(to - from)));
        const auto stored = TRY(reading.leaves(from, to));
        std::vector<Hash> leaves;
        for (const auto& event : events) {
            const auto position = from + leaves.size();
            if (event.position != position)
                return does_not_fit(position, "is missing");
            leaves.push_back(ledger::leaf_hash(event.entry()));
            if (leaves.size() > stored.size() || stored[leaves.size() - 1] != leaves.back())
                return does_not_fit(position, "is not what its leaf says");
        }
        if (leaves.size() != to - from)
            return does_not_fit(from + leaves.size(), "is missing");
        seen_ = ledger::Growth(seen_, leaves).after();
    }
    if (seen_.size < target_.size)
        return false;
    if (seen_.root() != target_.root)
        return Error{ErrorCode::conflict, "the entries do not give the root that was signed over " +
                                              std::to_string(target_.size) + " of them"};
    return true;
}

Result<ledger::Checkpoint> check_tree(Reading& reading, const crypto::PublicKey& log)
{
    auto check = TRY(TreeCheck::begin(reading, log));
    while (!TRY(check.step(reading)))
        continue;
    return check.target();
}

}  // namespace varde::store
