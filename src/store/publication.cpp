#include "store/publication.hpp"

#include "store/ledger_batch.hpp"
#include "store/queries.hpp"
#include "store/tiles.hpp"

#include <algorithm>

namespace varde::store {
namespace {

PublishedCheckpoint read_published(const sql::Row& row)
{
    return {.size = std::uint64_t(row.integer(0)),
            .at = row.time(1),
            .witnessed_at = row.optional_time(2),
            .note = row.string(3)};
}

Cosignature read_cosignature(const sql::Row& row)
{
    return {row.string(0), row.time(1), row.string(2)};
}

WitnessHead read_witness(const sql::Row& row)
{
    return {row.string(0), std::uint64_t(row.integer(1)), row.time(2)};
}

RollLine read_accepted(const sql::Row& row)
{
    return {.position = std::uint64_t(row.integer(0)),
            .at = row.time(1),
            .report = row.id<ReportId>(2),
            .unit = {row.string(3)},
            .sequence = row.integer(4),
            .sender = row.id<OrganisationId>(5)};
}

std::int64_t read_size(const sql::Row& row) { return row.integer(0); }

std::string read_entry(const sql::Row& row)
{
    ledger::Entry entry{
        .event = row.string(2), .object = uuid_of(row.bytes(3)), .time = row.time(1)};
    if (row.integer(6) > 0) {
        entry.sequence = row.integer(6);
        entry.channel.emplace();
        std::ranges::copy(row.bytes(5).first(entry.channel->size()), entry.channel->begin());
    }
    std::ranges::copy(row.bytes(7).first(entry.commit.size()), entry.commit.begin());
    return ledger::to_text(entry);
}

}  // namespace

std::string PublishedCheckpoint::text() const
{
    auto text = note;
    for (const auto& cosignature : cosignatures)
        text += cosignature.line;
    return text;
}

template <class... Values>
Result<std::optional<PublishedCheckpoint>> Publication::find(const sql::Statement& statement,
                                                             const Values&... values)
{
    auto found = TRY(sql::one(reading_.connection_, read_published, statement, values...));
    if (found)
        found->cosignatures = TRY(sql::all(reading_.connection_, read_cosignature,
                                           queries::cosignatures, std::int64_t(found->size)));
    return found;
}

Result<std::optional<PublishedCheckpoint>> Publication::newest()
{
    return find(queries::last_published);
}

Result<std::optional<PublishedCheckpoint>> Publication::of_size(std::uint64_t size)
{
    return find(queries::published_at_size, std::int64_t(size));
}

Result<std::optional<PublishedCheckpoint>> Publication::witnessed_holding(std::uint64_t position)
{
    return find(queries::witnessed_holding, std::int64_t(position));
}

Result<std::vector<WitnessHead>> Publication::witnesses()
{
    return sql::all(reading_.connection_, read_witness, queries::witness_heads);
}

Result<std::vector<Hash>> Publication::tile(unsigned level, std::uint64_t index, unsigned width)
{
    const auto first = index * ledger::tile_width;
    return tile_hashes(reading_.connection_, level, first, first + width);
}

Result<std::vector<std::string>> Publication::entries(std::uint64_t from, std::uint64_t to)
{
    return sql::all(reading_.connection_, read_entry, queries::scanned_entries, std::int64_t(from),
                    std::int64_t(to));
}

Result<std::vector<RollLine>> Publication::accepted_from(std::uint64_t position, int limit)
{
    return sql::all(reading_.connection_, read_accepted, queries::accepted_from,
                    std::int64_t(position), limit);
}

Result<std::vector<Hash>> Publication::consistency_proof(std::uint64_t from, std::uint64_t to)
{
    return ledger::consistency_proof(from, to, node_reader(reading_.connection_));
}

Result<std::optional<Recovery>> compare_with_witness(Reading& reading, const std::string& witness,
                                                     const ledger::Checkpoint& kept)
{
    const auto note = TRY(reading.last_note());
    const auto size = note ? note->size : 0;
    const auto whose = "The witness " + witness + " shows a checkpoint over " +
                       std::to_string(kept.size) + " entries, signed with our key";
    if (size < kept.size)
        return std::optional(Recovery{
            Recovery::Cause::entries_missing,
            whose + ". The database holds " + std::to_string(size) + ": " +
                (size + 1 == kept.size ? "entry " + std::to_string(size) + " is"
                                       : "entries " + std::to_string(size) + " to " +
                                             std::to_string(kept.size - 1) + " are") +
                " missing. It went back in time, and its checkpoint lock with it. Restore a "
                "newer backup or, if there is none, close this log: varde recover --new-origin "
                "NAME"});
    if (TRY(reading.tree_root(kept.size)) != kept.root)
        return std::optional(Recovery{
            Recovery::Cause::other_tree,
            whose + ". The database holds others in their place: it went back in time and then "
                    "took others, or was changed. Restore a backup that fits, or close this log: "
                    "varde recover --new-origin NAME"});
    return std::optional<Recovery>{};
}

Status PublicationChanges::publish(std::uint64_t size, Timestamp at)
{
    return tx_.put(queries::insert_published, std::int64_t(size), at);
}

Status PublicationChanges::save(std::uint64_t size, const Cosignature& cosignature)
{
    TRY(tx_.put(queries::save_cosignature, std::int64_t(size), cosignature.witness, cosignature.at,
                cosignature.line));
    return tx_.put(queries::save_witness_head, cosignature.witness, std::int64_t(size),
                   cosignature.at);
}

Status PublicationChanges::mark_witnessed(std::uint64_t size, Timestamp at)
{
    TRY(tx_.put(queries::mark_witnessed, std::int64_t(size), at));
    return thin_before(size);
}

Status PublicationChanges::thin_before(std::uint64_t size)
{
    // A quiet log keeps one a day, and the look below is never long.
    constexpr std::int64_t entries_max = 1'440;
    const auto witnessed = TRY(sql::all(tx_.connection_, read_size, queries::witnessed_before,
                                        std::int64_t(size)));  // The last two, newest first.
    const auto last = witnessed.empty() ? 0 : witnessed[0];
    TRY(tx_.put(queries::forget_cosignatures, last, std::int64_t(size)));
    const auto before = witnessed.size() < 2 ? 0 : witnessed[1];
    if (last == 0 || last - before > entries_max)
        return ok();
    const auto told =
        TRY(sql::one(tx_.connection_, read_size, queries::told_between, before, last));
    if (told)
        return ok();  // Somebody may hold a receipt that leads to it, or ask for one.
    TRY(tx_.put(queries::unmark_witnessed, last));
    return tx_.put(queries::forget_cosignatures, last - 1, last + 1);
}

}  // namespace varde::store
