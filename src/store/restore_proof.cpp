#include "store/restore_proof.hpp"

#include "sql/sqlite.hpp"
#include "store/content_check.hpp"
#include "store/queries.hpp"
#include "store/retention.hpp"
#include "store/tree_check.hpp"
#include "vault/record.hpp"

namespace varde::store {
namespace {

Error failed(const std::string& file, const std::string& why)
{
    return {ErrorCode::conflict, file + " cannot be relied on: " + why};
}

/// The copy under proof; one thread.
class Copy {
public:
    Copy(const std::string& folder, sql::Connection& connection, const vault::Vault& vault)
        : folder_(folder), connection_(connection), reading_(connection), vault_(vault)
    {
    }

    Result<RestoreProof> prove(std::uint64_t samples_max)
    {
        auto tree = check_tree(reading_, vault_.ledger_key().public_key());
        if (!tree)
            return failed(database(), tree.error().message);
        RestoreProof proof{.tree = std::move(tree).value()};
        for (const auto& report : TRY(samples(samples_max))) {
            TRY(prove_receipts(report, proof));
            TRY(prove_content(report, proof));
        }
        return proof;
    }

private:
    std::string database() const { return folder_ + "/varde.db"; }

    /// Reports spread evenly over all of them.
    Result<std::vector<ReportId>> samples(std::uint64_t max)
    {
        const auto count = TRY(sql::one(
            connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
            queries::count_reports));
        const auto every = count.value_or(0) / max + 1;
        std::uint64_t number = 0;
        std::vector<ReportId> chosen;
        TRY(sql::each(
            connection_,
            [&](const sql::Row& row) {
                if (number++ % every == 0)
                    chosen.push_back(row.id<ReportId>(0));
            },
            queries::every_report));
        return chosen;
    }

    Status prove_receipts(const ReportId& report, RestoreProof& proof)
    {
        for (const auto& event : TRY(reading_.events_of(report))) {
            const auto note = TRY(reading_.note_holding(event.position));
            if (!note)
                return failed(database(), "an entry stands under no checkpoint");
            const ledger::Proof receipt{
                .index = event.position,
                .path = TRY(reading_.inclusion_proof(event.position, note->size)),
                .note = note->text};
            const auto key = ledger::verifier_key(std::string(ledger::origin_of(note->text)),
                                                  vault_.ledger_key().public_key());
            const auto holds = ledger::verify_proof(receipt, ledger::leaf_hash(event.entry()), key);
            if (!holds)
                return failed(database(), "the receipt of entry " + std::to_string(event.position) +
                                              " does not hold: " + holds.error().message);
            ++proof.receipts;
        }
        return ok();
    }

    Status prove_content(const ReportId& report, RestoreProof& proof)
    {
        if (TRY(RetentionRecords(reading_).tombstone(report))) {
            ++proof.erased;
            return ok();
        }
        const auto wrap = TRY(reading_.content_key(report));
        const auto sealed = TRY(reading_.content(report));
        if (!wrap || !sealed)
            return failed(database(), "the content of " + to_string(report) + " is not there");
        const auto key = vault_.unwrap(report.uuid, *wrap);
        if (!key)
            return failed(database() + " (or keys.db)", key.error().message);
        if (const auto plain = vault::open_record(key.value(), report.uuid, *sealed); !plain)
            return failed(database(), "the content of " + to_string(report) +
                                          " does not open: " + plain.error().message);
        ++proof.contents;
        for (const auto& attachment : TRY(reading_.attachments(report)))
            TRY(prove_file(attachment.upload, proof));
        return ok();
    }

    Status prove_file(const Upload& upload, RestoreProof& proof)
    {
        if (const auto read = read_back_file(folder_, upload, vault_); !read)
            return failed(folder_ + "/attachments/" + to_string(upload.id) + " (or its key)",
                          read.error().message);
        ++proof.attachments;
        return ok();
    }

    const std::string folder_;
    sql::Connection& connection_;
    Reading reading_;
    const vault::Vault& vault_;
};

}  // namespace

Result<RestoreProof> prove(const std::string& folder, const std::string& keys, Random& random,
                           std::uint64_t samples_max)
{
    TRY(sql::check_sqlite_file(folder + "/varde.db"));
    auto connection = TRY(sql::open_sqlite(folder + "/varde.db", sql::SqliteUse::snapshot));
    const auto vault = vault::Vault::open(keys, random);
    if (!vault)
        return failed(keys, vault.error().message);
    return Copy(folder, *connection, *vault.value()).prove(samples_max);
}

}  // namespace varde::store
