#include "store/ledger_check.hpp"

#include "ledger/accumulator.hpp"
#include "ledger/entry.hpp"
#include "ledger/note.hpp"
#include "store/queries.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace varde::store {
namespace {

constexpr std::size_t findings_max = 1'000;
constexpr std::int64_t checkpoints_at_once = 4'096;
constexpr std::int64_t last_us = 253'402'300'800'000'000;  // The year 10000: no entry says it.

/// Names are looked up for every row.
std::optional<domain::EventName> event_named(std::string_view name)
{
    static const auto names = [] {
        std::unordered_map<std::string_view, domain::EventName> all;
        for (int i = 0; i <= int(domain::EventName::balance_struck); ++i)
            all.emplace(domain::name_of(domain::EventName(i)), domain::EventName(i));
        return all;
    }();
    const auto found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

template <std::size_t N>
bool copy_to(std::array<std::uint8_t, N>& to, ByteView from)
{
    if (from.size() != N)
        return false;
    std::memcpy(to.data(), from.data(), N);
    return true;
}

bool read_entry(const sql::Row& row, ScannedEntry& entry)
{
    auto& step = entry.step;
    step.position = std::uint64_t(row.integer(0));
    if (!copy_to(entry.leaf, row.bytes(8)))
        return false;
    step.at = row.time(1);
    const auto name = event_named(row.text(2));
    if (!name)
        return false;
    step.name = *name;
    step.actor_known = true;
    if (!row.null(4) && !copy_to(step.person.uuid.bytes, row.bytes(4)))
        return false;
    step.sequence = row.integer(6);
    return step.at.unix_us >= 0 && step.at.unix_us < last_us && step.sequence >= 0 &&
           copy_to(step.object.uuid.bytes, row.bytes(3)) && copy_to(step.channel, row.bytes(5)) &&
           copy_to(entry.commitment, row.bytes(7));
}

/// The three lines that a log signs over this tree.
std::string signed_lines(std::string_view origin, std::uint64_t size, const Hash& root)
{
    return std::string(origin) + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n\n";
}

/// Whatever stands in the note: it may be damaged.
Result<ledger::Checkpoint> verified_by(const crypto::PublicKey& log, const std::string& note)
{
    const std::string origin(ledger::origin_of(note));
    if (!ledger::is_key_name(origin))
        return Error{ErrorCode::invalid, "not a checkpoint"};
    return ledger::verify_note(note, ledger::verifier_key(origin, log));
}

Bytes joined(const std::vector<Hash>& hashes)
{
    Bytes bytes;
    bytes.reserve(hashes.size() * sizeof(Hash));
    for (const auto& hash : hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}

Hash root_over(std::vector<Hash> hashes)
{
    for (; hashes.size() > 1; hashes.resize(hashes.size() / 2))
        for (std::size_t i = 0; i < hashes.size() / 2; ++i)
            hashes[i] = ledger::node_hash(hashes[2 * i], hashes[2 * i + 1]);
    return hashes.front();
}

}  // namespace

std::string_view ScannedEntry::text(ledger::EntryWriter& writer) const
{
    return writer.write({.event = domain::name_of(step.name),
                         .object = step.object.uuid,
                         .channel = step.sequence > 0 ? &step.channel : nullptr,
                         .sequence = step.sequence,
                         .time = step.at,
                         .commit = commitment});
}

Result<std::vector<ScannedEntry>> scan_entries(sql::Connection& connection, std::uint64_t from,
                                               std::uint64_t to)
{
    std::vector<ScannedEntry> entries;
    entries.reserve(to - from);
    TRY(sql::each(
        connection,
        [&](const sql::Row& row) {
            auto& entry = entries.emplace_back();
            entry.known = read_entry(row, entry);
        },
        queries::scanned_entries, std::int64_t(from), std::int64_t(to)));
    return entries;
}

Result<LedgerCheck> LedgerCheck::begin(sql::Connection& connection, LedgerCheckOptions options)
{
    LedgerCheck check(connection, std::move(options));
    TRY(connection.begin());  // Both sizes are of one instant.
    auto read = check.read_sizes();
    connection.rollback();
    TRY(std::move(read));
    check.read_lock();
    return check;
}

Status LedgerCheck::read_sizes()
{
    const auto newest = TRY(sql::one(
        *connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::last_batch));
    size_ = newest.value_or(0);
    std::uint64_t head = 0;
    TRY(sql::each(
        *connection_,
        [&](const sql::Row& row) {
            head = std::uint64_t(row.integer(0));
            head_.assign(row.bytes(1).begin(), row.bytes(1).end());
        },
        queries::ledger_head));
    if (head != size_)
        find({"head", head, "",
              "the tree's head is over " + std::to_string(head) +
                  " entries, and the newest checkpoint over " + std::to_string(size_)});
    return ok();
}

void LedgerCheck::find(LedgerFinding finding)
{
    ++found_;
    if (findings_.size() < findings_max)
        findings_.push_back(std::move(finding));
}

void LedgerCheck::read_lock()
{
    if (!options_.lock)
        return;
    ++signatures_;
    auto locked = verified_by(options_.log, *options_.lock);
    if (!locked)
        return find({"lock", 0, "", "the checkpoint lock: " + locked.error().message});
    lock_ = std::move(locked).value();
    if (lock_->size > size_)
        find({"lock", lock_->size, "",
              "the checkpoint lock promises " + std::to_string(lock_->size) +
                  " entries, and the store has " + std::to_string(size_) + ": the last " +
                  std::to_string(lock_->size - size_) + " are missing"});
}

void LedgerCheck::load_kept()
{
    auto kept = sql::all(
        *connection_,
        [](const sql::Row& row) { return Kept{std::uint64_t(row.integer(0)), row.string(1)}; },
        queries::batches_after, std::int64_t(kept_until_), checkpoints_at_once);
    if (!kept)
        find({"unreadable", kept_until_, "",
              "the checkpoints from here on: " + kept.error().message});
    kept_ = kept ? std::move(kept).value() : std::vector<Kept>{};
    kept_at_ = 0;
    kept_until_ = kept_.empty() ? UINT64_MAX : kept_.back().size;
}

void LedgerCheck::check_signature(const Kept& kept)
{
    ++signatures_;
    const auto verified = verified_by(options_.log, kept.note);
    if (!verified)
        find({"checkpoint", kept.size, "", "a kept checkpoint: " + verified.error().message});
}

/// Those over exactly what has been seen.
void LedgerCheck::check_checkpoints()
{
    if (lock_ && lock_->size == seen_.size && lock_->root != seen_.root())
        find({"lock", lock_->size, "",
              "the checkpoint lock is over other entries than the store's first " +
                  std::to_string(lock_->size)});
    if (kept_at_ == kept_.size() && kept_until_ != UINT64_MAX && kept_until_ < seen_.size)
        load_kept();
    for (; kept_at_ < kept_.size() && kept_[kept_at_].size <= seen_.size; ++kept_at_) {
        const auto& kept = kept_[kept_at_];
        ++checkpoints_;
        const auto origin = ledger::origin_of(kept.note);
        if (kept.size != seen_.size ||
            !kept.note.starts_with(signed_lines(origin, kept.size, seen_.root())))
            find({"checkpoint", kept.size, "",
                  "the entries do not give the root of the checkpoint over " +
                      std::to_string(kept.size) + " of them"});
        // A log's last checkpoint stands before one of another origin, or at the end.
        const bool last = kept.size == size_ || kept_at_ + 1 == kept_.size() ||
                          ledger::origin_of(kept_[kept_at_ + 1].note) != origin;
        if (last || options_.every_signature)
            check_signature(kept);
    }
}

void LedgerCheck::add_to_tile(std::size_t level, const Hash& hash)
{
    if (level == tails_.size())
        tails_.emplace_back();
    tails_[level].push_back(hash);
    if (tails_[level].size() < ledger::tile_width)
        return;
    const auto hashes = std::exchange(tails_[level], {});
    const auto root = root_over(hashes);
    const auto index = (seen_.size >> (8 * (level + 1))) - 1;
    ++tiles_;
    const auto found = sql::one(
        *connection_,
        [&](const sql::Row& row) {
            const auto all = joined(hashes);
            return std::ranges::equal(row.bytes(0), root) && std::ranges::equal(row.bytes(1), all);
        },
        queries::full_tile, std::int64_t(level), std::int64_t(index));
    const bool there = found && found.value(), fits = there && *found.value();
    if (!fits)
        find({"tile", seen_.size - 1, "",
              "the tile " + ledger::tile_path(unsigned(level), index) +
                  (!found  ? ": " + found.error().message
                   : there ? " does not hold the hashes of its entries"
                           : " is missing")});
    add_to_tile(level + 1, root);
}

/// Whether its leaf is known, so that the tree goes on.
bool LedgerCheck::check_entry(const ScannedEntry& entry, Hash& leaf)
{
    const auto& step = entry.step;
    if (!entry.known) {
        find({"entry", step.position, "",
              "the row is not one of an event that this program knows: it was damaged, or written "
              "by a newer program"});
        all_known_ = false;
        leaf = entry.leaf;
        return leaf != Hash{};
    }
    leaf = ledger::leaf_hash(entry.text(writer_));
    if (leaf != entry.leaf)
        find({"entry", step.position, to_string(step.object),
              "the entry is not what its leaf says"});
    lifecycle_.take(step);
    return true;
}

void LedgerCheck::take_unreadable(std::uint64_t from, std::uint64_t to, const Error& error)
{
    find({"unreadable", from, "",
          "the entries before " + std::to_string(to) + " from this one on: " + error.message});
    whole_ = all_known_ = false;
}

void LedgerCheck::take(std::span<const ScannedEntry> entries)
{
    for (const auto& entry : entries) {
        const auto& step = entry.step;
        if (whole_ && step.position != seen_.size) {
            find({"missing", seen_.size, "",
                  "entry " + std::to_string(seen_.size) + " is missing; the next one is " +
                      std::to_string(step.position)});
            whole_ = false;
        }
        Hash leaf;
        whole_ = check_entry(entry, leaf) && whole_;
        if (!whole_)
            continue;
        ledger::add_leaf(seen_, leaf);
        add_to_tile(0, leaf);
        check_checkpoints();
    }
}

void LedgerCheck::finish()
{
    if (whole_ && seen_.size < size_)
        find({"missing", seen_.size, "",
              "the newest checkpoint is over " + std::to_string(size_) +
                  " entries, but they end with " + std::to_string(seen_.size)});
    if (whole_ && seen_.size == size_ && head_ != joined(seen_.peaks))
        find({"head", size_, "", "the tree's head is over other entries than the store's"});
    root_ = seen_.root();
    for (const auto& each : lifecycle_.findings())
        find({std::string(domain::name_of(each.rule)), each.position, to_string(each.object),
              "this breaks the rule that " + std::string(domain::in_words(each.rule))});
    found_ += lifecycle_.found() - lifecycle_.findings().size();
}

}  // namespace varde::store
