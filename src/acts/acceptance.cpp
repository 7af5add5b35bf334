#include "acts/acceptance.hpp"

#include "json/reader.hpp"
#include "json/writer.hpp"

namespace varde::acts {
namespace {

std::string part_line(std::size_t number, std::string_view media_type, std::uint64_t bytes,
                      const Hash& digest)
{
    return "part " + std::to_string(number) + " " + std::string(media_type) + " " +
           std::to_string(bytes) + " " + to_hex(digest) + "\n";
}

}  // namespace

std::string manifest_of(std::string_view document, const std::vector<store::Upload>& uploads)
{
    auto manifest =
        part_line(0, "application/json", document.size(), crypto::sha256(bytes_of(document)));
    std::size_t number = 0;
    for (const auto& upload : uploads)
        manifest += part_line(++number, upload.media_type, upload.bytes, upload.sha256);
    return manifest;
}

std::string write_details(const AcceptanceDetails& details)
{
    json::Writer w;
    w.object([&] {
        if (!details.sender_reference.empty())
            w("sender_reference", details.sender_reference);
        w.array("warnings", [&] {
            for (const auto& warning : details.warnings)
                w.object([&] {
                    w("code", warning.code)("detail", warning.detail);
                    w("pointer", warning.pointer);
                });
        });
        w.array("attachments", [&] {
            for (const auto& name : details.attachment_names)
                w.value(name);
        });
    });
    return w.take();
}

Result<AcceptanceDetails> read_details(std::string_view extra)
{
    const auto document = TRY(json::Document::parse(extra));
    const auto root = document.root();
    AcceptanceDetails details;
    details.sender_reference = root.member("sender_reference").text().value_or("");
    const auto warnings = root.member("warnings");
    for (std::size_t i = 0; i < warnings.size(); ++i) {
        const auto warning = warnings.at(i);
        details.warnings.push_back({std::string(warning.member("code").text().value_or("")),
                                    std::string(warning.member("detail").text().value_or("")),
                                    std::string(warning.member("pointer").text().value_or(""))});
    }
    const auto names = root.member("attachments");
    for (std::size_t i = 0; i < names.size(); ++i)
        details.attachment_names.emplace_back(names.at(i).text().value_or(""));
    return details;
}

void complete_receipt(const Services& services, Receipt& receipt, const store::StoredEvent& event,
                      ledger::Proof proof)
{
    receipt.milestone = "accepted";
    receipt.code = code_of(services, event.event.report, event.position);
    receipt.entry = event.entry();
    receipt.proof = ledger::to_text(proof);
    // A receipt from before a log was closed stands under its origin for ever.
    receipt.vkey = vkey(services, proof.note);
}

Result<AcceptedReport> accepted_report(const Services& services, store::Reading& reading,
                                       const ReportId& report)
{
    const auto row = TRY(reading.report(report));
    const auto stored = row ? TRY(reading.event_at(row->position)) : std::nullopt;
    if (!stored)
        return Error{ErrorCode::not_found, "There is no such report."};
    const auto& event = stored->event;
    const auto key = TRY(report_key(services, reading, report));
    auto fact = TRY(store::open_fact(key, report, stored->sealed));
    auto details = TRY(read_details(fact.extra));
    const auto note = TRY(reading.note_holding(stored->position));
    if (!note)
        return Error{ErrorCode::internal, "an event stands under no checkpoint"};
    AcceptedReport accepted{.id = report,
                            .accepted_at = event.at,
                            .delivery = event.delivery,
                            .unit = event.unit,
                            .unit_name = unit_name(services, event.unit),
                            .sequence = event.sequence,
                            .warnings = std::move(details.warnings),
                            .obligations = event.facts.started};
    accepted.receipt.manifest = std::move(fact.committed);
    auto path = TRY(reading.inclusion_proof(stored->position, note->size));
    complete_receipt(services, accepted.receipt, *stored,
                     {.extra = std::move(fact.opening),
                      .index = stored->position,
                      .path = std::move(path),
                      .note = note->text});
    return accepted;
}

Bytes upload_owner(const Services& services, const domain::Actor& actor)
{
    return reference_mac(services, "upload owner", to_string(actor.organisation.id));
}

Error unknown_kind(const Services& services, const KindName& kind)
{
    std::string known;
    for (const auto& candidate : services.pack.kinds)
        known += (known.empty() ? "" : ", ") + candidate.name.text;
    return {.code = ErrorCode::invalid,
            .message = "There is no kind \"" + kind.text + "\". Known kinds: " + known + ".",
            .problem = "unknown-kind",
            .faults = {{"/kind", "is not a known kind"}}};
}

Error key_reused(const ReportId& first)
{
    return {.code = ErrorCode::conflict,
            .message = "This Idempotency-Key was used for other content. That report (" +
                       to_string(first) +
                       ") is stored; this one is not. Send it with a new key if it is another "
                       "report.",
            .problem = "idempotency-key-reused",
            .first_report = to_string(first)};
}

}  // namespace varde::acts
