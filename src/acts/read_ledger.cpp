#include "acts/read_ledger.hpp"

#include "domain/access/read_entries.hpp"
#include "store/publication.hpp"

#include <algorithm>
#include <charconv>

namespace varde::acts {
namespace {

Error not_published()
{
    return {ErrorCode::not_found,
            "No published checkpoint covers this. See /api/v1/ledger/checkpoint for the newest."};
}

/// Which part of which tile an address names.
struct TileName {
    unsigned level = 0;  ///< 0 for entries.
    std::uint64_t index = 0;
    unsigned width = ledger::tile_width;
    /// How many entries must have been published for it to be whole; nothing: more than a tree
    /// can have.
    std::optional<std::uint64_t> needs() const
    {
        constexpr std::uint64_t entries_max = std::uint64_t{1} << 62;
        auto hashes = index * ledger::tile_width + width;
        for (unsigned i = 0; i < level; ++i) {
            if (hashes > entries_max / ledger::tile_width)
                return std::nullopt;
            hashes *= ledger::tile_width;
        }
        return hashes;
    }
};

template <class Number>
std::optional<Number> number_in(std::string_view text, Number max)
{
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        number > max)
        return std::nullopt;
    return number;
}

/// `x001/x234/067`: taken together with how it would be written, so that a tile has one address.
std::optional<std::uint64_t> index_in(std::string_view text)
{
    constexpr std::uint64_t index_max = std::uint64_t{1} << 48;
    std::string digits;
    for (const char c : text)
        if (c != 'x' && c != '/')
            digits += c;
    return number_in(digits, index_max);
}

std::optional<TileName> tile_named(std::string_view path, bool of_entries)
{
    TileName name;
    auto rest = path;
    if (!of_entries) {
        const auto level = number_in<unsigned>(rest.substr(0, rest.find('/')), 63);
        if (!level || rest.find('/') == std::string_view::npos)
            return std::nullopt;
        name.level = *level;
        rest.remove_prefix(rest.find('/') + 1);
    }
    if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
        const auto width =
            number_in<unsigned>(rest.substr(partial + 3), unsigned(ledger::tile_width) - 1);
        if (!width || *width == 0)
            return std::nullopt;
        name.width = *width;
        rest = rest.substr(0, partial);
    }
    const auto index = index_in(rest);
    if (!index)
        return std::nullopt;
    name.index = *index;
    const auto width = name.width == ledger::tile_width ? 0 : name.width;
    const auto written = of_entries ? ledger::entries_path(name.index, width)
                                    : ledger::tile_path(name.level, name.index, width);
    if (written != (of_entries ? "tile/entries/" : "tile/") + std::string(path))
        return std::nullopt;
    return name;
}

/// A tree that is known not to be the one that was signed is shown to nobody.
Status may_be_shown(const Services& services)
{
    const auto why = services.store.recovery();
    if (!why || why->cause != store::Recovery::Cause::other_tree)
        return ok();
    return Error{.code = ErrorCode::unavailable,
                 .message = "This server is in recovery mode: what it holds is not the ledger that "
                            "was signed, so it shows nothing of it. Compare with what witnesses "
                            "have kept.",
                 .problem = "recovery-mode"};
}

Result<TileName> published_tile(store::Reading& reading, std::string_view path, bool of_entries)
{
    const auto name = tile_named(path, of_entries);
    const auto needs = name ? name->needs() : std::nullopt;
    const auto newest = TRY(store::Publication(reading).newest());
    if (!needs || !newest || newest->size < *needs)
        return not_published();
    return *name;
}

Status check_auditor(const domain::Actor& actor, Timestamp now)
{
    if (actor.is_nobody())
        return Error{ErrorCode::unauthenticated,
                     "Entries are for auditors: send a key as Authorization: Bearer <key>. "
                     "Checkpoint, tiles and proofs need none."};
    if (!domain::may_read_entries(actor, now))
        return Error{ErrorCode::forbidden,
                     "Entries are for auditors' keys. Checkpoint, tiles and proofs are for "
                     "everybody."};
    return ok();
}

}  // namespace

Result<std::string> published_checkpoint(const Services& services)
{
    TRY(may_be_shown(services));
    const auto newest = TRY(services.store.read(
        [](store::Reading& reading) { return store::Publication(reading).newest(); }));
    if (!newest)
        return Error{ErrorCode::not_found,
                     "No checkpoint has been published yet: the first comes within a minute."};
    return newest->text();
}

Result<std::string> ledger_tile(const Services& services, std::string_view path)
{
    TRY(may_be_shown(services));
    return services.store.read([&](store::Reading& reading) -> Result<std::string> {
        const auto name = TRY(published_tile(reading, path, false));
        std::string bytes;
        for (const auto& hash :
             TRY(store::Publication(reading).tile(name.level, name.index, name.width)))
            bytes += text_of(hash);
        return bytes;
    });
}

Result<std::string> ledger_entries(const Services& services, const domain::Actor& actor,
                                   bool for_anyone, std::string_view path)
{
    TRY(may_be_shown(services));
    if (!for_anyone)
        TRY(check_auditor(actor, services.clock.now()));
    return services.store.read([&](store::Reading& reading) -> Result<std::string> {
        const auto name = TRY(published_tile(reading, path, true));
        const auto from = name.index * ledger::tile_width;
        const auto entries = TRY(store::Publication(reading).entries(from, from + name.width));
        if (entries.size() != name.width)
            return Error{ErrorCode::internal, "the ledger lacks an entry that it must have"};
        std::string bytes;
        for (const auto& entry : entries) {
            bytes += char(entry.size() >> 8);
            bytes += char(entry.size() & 0xff);
            bytes += entry;
        }
        return bytes;
    });
}

Result<std::string> ledger_proof(const Services& services, std::uint64_t index,
                                 std::optional<std::uint64_t> size)
{
    TRY(may_be_shown(services));
    return services.store.read([&](store::Reading& reading) -> Result<std::string> {
        store::Publication publication(reading);
        const auto found = size ? TRY(publication.of_size(*size)) : TRY(publication.newest());
        if (!found || index >= found->size)
            return not_published();
        return ledger::to_text(
            ledger::Proof{.index = index,
                          .path = TRY(reading.inclusion_proof(index, found->size)),
                          .note = found->text()});
    });
}

Result<LedgerAges> ledger_ages(const Services& services)
{
    return services.store.read([&](store::Reading& reading) -> Result<LedgerAges> {
        const auto now = services.clock.now().unix_s();
        const auto since = [&](Timestamp at) {
            return std::max<std::int64_t>(0, now - at.unix_s());
        };
        store::Publication publication(reading);
        LedgerAges ages;
        if (const auto newest = TRY(publication.newest()))
            ages.checkpoint_seconds = since(newest->at);
        for (const auto& witness : TRY(publication.witnesses()))
            ages.witness_seconds.emplace_back(witness.name, since(witness.at));
        return ages;
    });
}

}  // namespace varde::acts
