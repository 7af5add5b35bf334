#include "store/publication_check.hpp"

#include "store/queries.hpp"

#include <algorithm>

namespace varde::store {
namespace {

constexpr std::size_t findings_max = 1'000;
constexpr std::int64_t at_once = 4'096;
// C2SP tlog-cosignature: eight bytes of time and an Ed25519 signature.
constexpr std::size_t time_bytes = 8, cosignature_bytes = time_bytes + 64;

struct Line {
    std::uint64_t size = 0;
    std::string witness;
    Timestamp at;
    std::string line, note;  // No note: there is no checkpoint of this size.
};

Line read_line(const sql::Row& row)
{
    return {std::uint64_t(row.integer(0)), row.string(1), row.time(2), row.string(3),
            row.string(4)};
}

/// The time that it says; nothing: it is no witness's line, or says none that can be.
std::optional<std::int64_t> seconds_in(const Line& line)
{
    const auto note = ledger::parse_note(line.note + line.line);
    if (!note || note.value().signatures.empty())
        return std::nullopt;
    const auto& signature = note.value().signatures.back().signature;
    if (signature.size() != cosignature_bytes || signature[0] != 0)
        return std::nullopt;
    std::int64_t seconds = 0;
    for (std::size_t i = 0; i < time_bytes; ++i)
        seconds = seconds << 8 | signature[i];
    return seconds;
}

class Published {
public:
    Published(sql::Connection& connection, const std::vector<ledger::TrustedWitness>& witnesses)
        : connection_(connection), witnesses_(witnesses)
    {
    }

    Status check_sizes()
    {
        for (const auto size : TRY(sql::all(
                 connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
                 queries::published_without_checkpoint)))
            find("published", size,
                 "a tree of " + std::to_string(size) +
                     " entries was published, but there is no checkpoint over it");
        return ok();
    }

    Status check_lines()
    {
        for (Line last;;) {
            auto lines = TRY(sql::all(connection_, read_line, queries::cosignatures_after,
                                      std::int64_t(last.size), last.witness, at_once));
            for (const auto& line : lines)
                check_line(line);
            if (lines.size() < std::size_t(at_once))
                return ok();
            last = std::move(lines.back());
        }
    }

    PublicationCheck check;

private:
    void find(std::string rule, std::uint64_t size, std::string words)
    {
        ++check.found;
        if (check.findings.size() < findings_max)
            check.findings.push_back({std::move(rule), size, "", std::move(words)});
    }

    void check_line(const Line& line)
    {
        const auto wrong = [&](const std::string& what) {
            find("cosignature", line.size, "the line of the witness " + line.witness + " " + what);
        };
        if (line.note.empty())
            return wrong("is over a size that has no checkpoint");
        const auto seconds = seconds_in(line);
        if (!seconds || *seconds != line.at.unix_s())
            return wrong("is not one that a witness signs, or of another time than the store says");
        const auto known =
            std::ranges::find(witnesses_, line.witness, &ledger::TrustedWitness::name);
        if (known != witnesses_.end()) {
            const auto at = ledger::cosigned_at(line.note + line.line, known->key);
            if (!at || !at.value())
                return wrong("has not the signature of its key");
            ++check.verified;
        }
        ++check.cosignatures;
    }

    sql::Connection& connection_;
    const std::vector<ledger::TrustedWitness>& witnesses_;
};

}  // namespace

Result<PublicationCheck> check_publication(sql::Connection& connection,
                                           const std::vector<ledger::TrustedWitness>& witnesses)
{
    Published published(connection, witnesses);
    TRY(published.check_sizes());
    TRY(published.check_lines());
    return std::move(published.check);
}

}  // namespace varde::store
