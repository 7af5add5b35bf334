#include "store/content_check.hpp"

#include "store/facts.hpp"
#include "store/queries.hpp"
#include "store/retention.hpp"
#include "store/sealed_fact.hpp"
#include "vault/record.hpp"

namespace varde::store {
namespace {

constexpr std::size_t findings_max = 1'000;
constexpr int at_once = 1'024;
constexpr std::uint64_t events_at_once = 65'536;
constexpr int unreadable_max = 1'000;

std::string part_line(int number, std::string_view media_type, std::uint64_t bytes,
                      const Hash& digest)
{
    return "part " + std::to_string(number) + " " + std::string(media_type) + " " +
           std::to_string(bytes) + " " + to_hex(digest) + "\n";
}

/// Whether what was committed to is these facts, however they were spelt when it was.
bool names_facts(std::string_view committed, const domain::Facts& facts)
{
    const auto then = facts_from_json(committed.substr(0, committed.find('\n')));
    return then && to_json(then.value()) == to_json(facts);
}

/// Whether what the entry commits to is kept elsewhere than under the report's key: of a notice
/// beside it, of a beat and a new log nowhere.
bool has_no_sealed_part(const StoredEvent& stored)
{
    switch (stored.event.name) {
    case domain::EventName::notice_sent:
    case domain::EventName::notice_failed:
    case domain::EventName::ledger_beat:
    case domain::EventName::log_opened:
        return true;
    default:
        return stored.commitment == Hash{};
    }
}

class ReadBack {
public:
    ReadBack(sql::Connection& connection, std::uint64_t size, const std::string& folder,
             const vault::Vault& vault)
        : connection_(connection), reading_(connection), size_(size), folder_(folder), vault_(vault)
    {
    }

    /// What the database does not give is found, and the rest is looked at.
    void check_all(const std::function<void(std::uint64_t)>& progress)
    {
        if (const auto all = check_each(progress); !all)
            find("unreadable", {}, 0, "the list of contents: " + all.error().message);
        for (std::uint64_t from = 0; from < size_ && unreadable_ <= unreadable_max;
             from += events_at_once) {
            const auto kept = check_kept(from, std::min(size_, from + events_at_once));
            if (!kept)
                find_unreadable({}, from, "the keys of what was accepted from here on", kept);
        }
    }

    ContentCheck check;

private:
    Status check_each(const std::function<void(std::uint64_t)>& progress)
    {
        for (ReportId last; unreadable_ <= unreadable_max;) {
            const auto ids = TRY(sql::all(
                connection_, [](const sql::Row& row) { return row.id<ReportId>(0); },
                queries::contents_after, last.view(), at_once));
            for (const auto& id : ids)
                if (const auto read = check_one(id); !read)
                    find_unreadable(id, 0, "what is kept of it", read);
            progress(check.contents);
            if (ids.size() < std::size_t(at_once))
                break;
            last = ids.back();
        }
        return ok();
    }

    void find_unreadable(const ReportId& report, std::uint64_t position, const std::string& what,
                         const Status& read)
    {
        ++unreadable_;
        find("unreadable", report, position, what + ": " + read.error().message);
    }

    void find(std::string rule, const ReportId& report, std::uint64_t position, std::string words)
    {
        ++check.found;
        if (check.findings.size() < findings_max)
            check.findings.push_back({std::move(rule), position,
                                      report.is_nil() ? "" : to_string(report), std::move(words)});
    }

    /// Each acceptance has its key, or a tombstone.
    Status check_kept(std::uint64_t from, std::uint64_t to)
    {
        struct Accepted {
            std::uint64_t position;
            ReportId report;
        };
        const auto accepted = TRY(sql::all(
            connection_,
            [](const sql::Row& row) {
                return Accepted{std::uint64_t(row.integer(0)), row.id<ReportId>(1)};
            },
            queries::acceptances_between, std::int64_t(from), std::int64_t(to)));
        for (const auto& [position, report] : accepted) {
            const bool keyed = TRY(reading_.content_key(report)).has_value();
            const bool erased = TRY(RetentionRecords(reading_).tombstone(report)).has_value();
            check.erased += erased ? 1 : 0;
            if (erased && keyed)
                find("erased", report, position, "it is said to be erased, but its key is there");
            if (!erased && !keyed)
                find("key", report, position, "the key of its content is missing");
        }
        return ok();
    }

    Status check_one(const ReportId& report)
    {
        const auto events = TRY(reading_.events_of(report));
        if (events.empty() || events.front().position >= size_)
            return ok();  // Came after this check had begun.
        const auto first = events.front().position;
        const auto wrap = TRY(reading_.content_key(report));
        if (!wrap)
            return ok();  // Erased meanwhile; the tombstone is seen at the next check.
        const auto key = vault_.unwrap(report.uuid, *wrap);
        if (!key) {
            find("key", report, first, "the key of its content: " + key.error().message);
            return ok();
        }
        const auto sealed = TRY(reading_.content(report));
        const auto plain = sealed ? vault::open_record(key.value(), report.uuid, *sealed)
                                  : Result<Bytes>(Error{ErrorCode::not_found, "it is not there"});
        if (plain) {
            ++check.contents;
            check.bytes += plain.value().size();
        } else {
            find("content", report, first, "its content: " + plain.error().message);
        }
        for (const auto& event : events)
            TRY(check_event(event, {key.value(), wrap->epoch}, plain ? &plain.value() : nullptr));
        return ok();
    }

    Status check_event(const StoredEvent& stored, const ReportKey& key, const Bytes* document)
    {
        const auto& report = stored.event.report;
        if (stored.sealed.empty()) {
            if (!has_no_sealed_part(stored))
                find("fact", report, stored.position,
                     "its sealed part is gone, and the entry commits to one");
            return ok();
        }
        const auto fact = open_fact(key, report, stored.sealed);
        if (!fact) {
            find("fact", report, stored.position, "its sealed part: " + fact.error().message);
            return ok();
        }
        const auto& committed = fact.value().committed;
        if (ledger::commitment(fact.value().opening, bytes_of(committed)) != stored.commitment)
            find("fact", report, stored.position,
                 "what is sealed is not what the entry commits to");
        ++check.events;
        if (stored.event.name == domain::EventName::report_accepted)
            return check_manifest(stored, committed, document);
        if (!names_facts(committed, stored.event.facts))
            find("fact", report, stored.position,
                 "its clear facts are not those that the entry commits to");
        return ok();
    }

    Status check_manifest(const StoredEvent& stored, std::string_view manifest,
                          const Bytes* document)
    {
        const auto& report = stored.event.report;
        const auto wrong = [&](const std::string& what) {
            find("content", report, stored.position, what + " is not what the manifest says");
        };
        if (document && !manifest.starts_with(part_line(0, "application/json", document->size(),
                                                        crypto::sha256(*document))))
            wrong("its content");
        std::string files(manifest.substr(0, manifest.find('\n') + 1));
        for (const auto& [number, upload] : TRY(reading_.attachments(report))) {
            files += part_line(number, upload.media_type, upload.bytes, upload.sha256);
            check_file(stored, upload);
        }
        if (files != manifest)
            wrong("the list of its files");
        return ok();
    }

    void check_file(const StoredEvent& stored, const Upload& upload)
    {
        if (folder_.empty()) {
            ++check.unseen;
            return;
        }
        if (const auto read = read_back_file(folder_, upload, vault_); !read) {
            find("file", stored.event.report, stored.position,
                 "the file " + to_string(upload.id) + ": " + read.error().message);
            return;
        }
        ++check.attachments;
        check.bytes += upload.bytes;
    }

    sql::Connection& connection_;
    Reading reading_;
    const std::uint64_t size_;
    const std::string& folder_;
    const vault::Vault& vault_;
    int unreadable_ = 0;  // A disk that is gone gives nothing any more.
};

}  // namespace

Status read_back_file(const std::string& folder, const Upload& upload, const vault::Vault& vault)
{
    const auto key = TRY(vault.unwrap(upload.id.uuid, upload.wrap));
    auto file = TRY(vault::SealedFileReader::open(folder + "/attachments/" + to_string(upload.id),
                                                  key, upload.id.uuid));
    crypto::Sha256 hash;
    while (true) {
        const auto bytes = TRY(file.next());
        if (bytes.empty())
            break;
        hash.add(bytes);
    }
    if (hash.finish() != upload.sha256)
        return Error{ErrorCode::conflict, "it is not the file that was sent"};
    return ok();
}

ContentCheck check_contents(sql::Connection& connection, std::uint64_t size,
                            const std::string& folder, const vault::Vault& vault,
                            const std::function<void(std::uint64_t contents)>& progress)
{
    ReadBack contents(connection, size, folder, vault);
    contents.check_all(progress);
    return std::move(contents.check);
}

}  // namespace varde::store
