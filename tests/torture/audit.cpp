#include "torture/audit.hpp"

#include "app/node.hpp"
#include "ledger/tree.hpp"
#include "store/drills.hpp"

#include <fmt/format.h>

namespace varde::torture {
namespace {

constexpr int page_events = 1'000;

/// Everything the audit needs of the ledger.
struct Read {
    std::vector<std::vector<Hash>> levels{1};  // Complete subtrees; level 0 holds the leaves.
    std::map<domain::Channel, std::int64_t> last_sequence;
    std::map<std::string, store::StoredEvent> accepted;  // By report.
    // The server's own reports: drills that have ended, and those under way, perhaps not stored.
    std::size_t drills = 0, drills_begun = 0;
};

void take(const store::StoredEvent& stored, Read& read, Book& book)
{
    auto& leaves = read.levels.front();
    if (stored.position != leaves.size())
        book.breach(
            fmt::format("position {} stands where {} belongs", stored.position, leaves.size()));
    leaves.push_back(ledger::leaf_hash(stored.entry()));
    const auto& event = stored.event;
    if (event.name == domain::EventName::drill_ended)
        ++read.drills;
    if (event.name != domain::EventName::report_accepted)
        return;
    if (event.sequence != ++read.last_sequence[event.channel])
        book.breach(fmt::format("channel {}: sequence {} follows {}", to_hex(event.channel),
                                event.sequence, read.last_sequence[event.channel] - 1));
    if (!read.accepted.emplace(to_string(event.report), stored).second)
        book.breach("report " + to_string(event.report) + " was accepted twice");
}

void complete(std::vector<std::vector<Hash>>& levels)
{
    while (levels.back().size() > 1) {
        const auto& below = levels.back();
        std::vector<Hash> level;
        for (std::size_t i = 0; i + 1 < below.size(); i += 2)
            level.push_back(ledger::node_hash(below[i], below[i + 1]));
        levels.push_back(std::move(level));
    }
}

Result<Read> read_ledger(store::Store& store, Book& book)
{
    Read read;
    for (bool more = true; more;) {
        const auto from = read.levels.front().size();
        const auto events = TRY(store.read(
            [&](store::Reading& reading) { return reading.events_from(from, page_events); }));
        for (const auto& event : events)
            take(event, read, book);
        more = events.size() == page_events;
    }
    complete(read.levels);
    const auto begun = TRY(store.read(
        [](store::Reading& reading) { return store::DrillRecords(reading).under_way(); }));
    read.drills_begun = begun.size();
    return read;
}

void compare_reports(const Read& read, Book& book)
{
    for (const auto& sent : book.acknowledged()) {
        const auto found = read.accepted.find(sent.id);
        if (found == read.accepted.end())
            book.lost(sent, "the ledger has no acceptance of it");
        else if (const auto& event = found->second.event;
                 event.sequence != sent.sequence || event.unit.text != sent.unit ||
                 to_string(event.delivery) != sent.delivery)
            book.lost(sent, "the ledger has another delivery than was acknowledged");
    }
    const auto known = book.acknowledged().size() + read.drills;
    if (read.accepted.size() < known ||
        read.accepted.size() > known + book.uncertain() + read.drills_begun)
        book.breach(fmt::format("{} reports stand in the ledger, {} were acknowledged or drills, "
                                "and {} may or may not have been stored",
                                read.accepted.size(), known, book.uncertain() + read.drills_begun));
}

Status compare_checkpoints(const Read& read, const Checkpoints& checkpoints, Book& book)
{
    const auto& levels = read.levels;
    const ledger::NodeReader node = [&](unsigned level, std::uint64_t index) -> Result<Hash> {
        return levels.at(level).at(index);
    };
    for (const auto& [size, root] : checkpoints.roots())
        if (size > levels.front().size())
            book.breach(fmt::format("a checkpoint of size {} was given out, and only {} stand",
                                    size, levels.front().size()));
        else if (TRY(ledger::tree_root(size, node)) != root)
            book.breach(fmt::format("the checkpoint of size {} is of another history", size));
    return ok();
}

}  // namespace

Status audit(const World& world, Checkpoints& checkpoints, Book& book)
{
    auto node = TRY(app::Node::open(world.folder));
    auto& services = node->services();
    const auto read = TRY(read_ledger(services.store, book));
    const auto note =
        TRY(services.store.read([](store::Reading& reading) { return reading.last_note(); }));
    if (!note)
        return Error{ErrorCode::invalid, "there is no checkpoint at all"};
    const auto last = TRY(ledger::verify_note(
        note->text,
        ledger::verifier_key(services.store.origin(), services.vault.ledger_key().public_key())));
    if (last.size != read.levels.front().size())
        book.breach("the last checkpoint is not of the whole ledger");
    checkpoints.add(last, book);
    compare_reports(read, book);
    return compare_checkpoints(read, checkpoints, book);
}

}  // namespace varde::torture
