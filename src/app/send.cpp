#include "app/send.hpp"

#include "app/client.hpp"
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/sent_receipt.hpp"
#include "app/server_key.hpp"
#include "app/terminal.hpp"
#include "base/durable_file.hpp"
#include "base/text.hpp"
#include "crypto/crypto.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>

namespace varde::app {
namespace {

struct Attachment {
    std::string upload, name;
    SentPart part;
};

std::string media_type_of(const std::string& path)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> known{
        {{".pdf", "application/pdf"},
         {".png", "image/png"},
         {".jpg", "image/jpeg"},
         {".jpeg", "image/jpeg"},
         {".txt", "text/plain"},
         {".mp4", "video/mp4"},
         {".m4a", "audio/mp4"},
         {".mp3", "audio/mpeg"},
         {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}}};
    for (const auto& [ending, type] : known)
        if (path.ends_with(ending))
            return std::string(type);
    return "application/octet-stream";
}

Client::Headers headers_for(const std::string& media_type, const Hash& digest,
                            const std::string& retry_key)
{
    return {{"Content-Type", media_type},
            {"Content-Digest", "sha-256=:" + to_base64(digest) + ":"},
            {"Idempotency-Key", retry_key}};
}

/// The form's content as JSON text, from the options.
Result<std::string> content_of(const SendOptions& options)
{
    if (!options.concern.empty()) {
        if (!is_utf8(options.concern))
            return Error{ErrorCode::invalid, "--concern must be UTF-8. Nothing was sent."};
        json::Writer w;
        w.object([&] { w("concern", options.concern); });
        return w.take();
    }
    const auto text =
        TRY(options.content_file == "-" ? read_input() : read_file(options.content_file));
    const auto document = json::Document::parse(text);
    if (!document || !document.value().root().is(json::Type::object))
        return Error{ErrorCode::invalid, "--content must be one JSON object" +
                                             (document ? "." : ": " + document.error().message) +
                                             " Nothing was sent."};
    return text;
}

Result<Attachment> upload(Client& client, const std::string& path, const std::string& retry_key)
{
    const auto bytes = TRY(read_file(path));
    Attachment attachment{
        .name = std::filesystem::path(path).filename().string(),
        .part = {media_type_of(path), bytes.size(), crypto::sha256(bytes_of(bytes))}};
    const auto reply = TRY(client.post(
        "/api/v1/uploads", bytes,
        headers_for(attachment.part.media_type, attachment.part.sha256, retry_key + " " + path)));
    if (reply.status != 201)
        return error_in(reply);
    const auto document = TRY(json::Document::parse(reply.body));
    attachment.upload = document.root().member("id").text().value_or("");
    if (document.root().member("sha256").text() != to_hex(attachment.part.sha256))
        return Error{ErrorCode::internal, "The server kept other bytes than those of " + path +
                                              ". The report was not sent."};
    return attachment;
}

std::string document_of(const SendOptions& options, const std::string& kind,
                        const std::string& content, const std::vector<Attachment>& attachments)
{
    json::Writer w;
    w.object([&] {
        w("kind", kind);
        if (!options.unit.empty())
            w("unit", options.unit);
        else if (!options.municipality.empty())
            w.object("place", [&] {
                w("municipality", options.municipality);
                if (!options.district.empty())
                    w("district", options.district);
            });
        if (!options.reference.empty())
            w("sender_reference", options.reference);
        w("urgent", options.urgent);
        w.key("content").raw(content);
        if (!attachments.empty())
            w.array("attachments", [&] {
                for (const auto& attachment : attachments)
                    w.object([&] { w("upload", attachment.upload)("name", attachment.name); });
            });
    });
    return w.take();
}

struct Sent {
    SentReceipt receipt;
    std::string answer;
};

Result<Sent> try_send(const SendOptions& options, const std::string& retry_key)
{
    const auto key = TRY(server_key(options.server));
    if (key.empty() && !options.attachments.empty())
        return Error{ErrorCode::invalid, "Files need an API key. Nothing was sent."};
    const auto trusted =
        options.vkey_file.empty() ? std::string() : TRY(read_file(options.vkey_file));
    if (!options.save_receipt.empty())
        TRY(check_free(options.save_receipt));
    auto client = TRY(Client::make({.url = options.server.url,
                                    .key = key,
                                    .ca_file = options.server.ca_file,
                                    .tells = ::isatty(STDERR_FILENO) == 1}));
    const auto content = TRY(content_of(options));
    std::vector<Attachment> attachments;
    for (const auto& path : options.attachments)
        attachments.push_back(TRY(upload(client, path, retry_key)));
    const auto usual = key.empty() ? "concern.child.public" : "concern.child";
    const auto body =
        document_of(options, options.kind.empty() ? usual : options.kind, content, attachments);
    const auto digest = crypto::sha256(bytes_of(body));
    std::vector<SentPart> parts{{"application/json", body.size(), digest}};
    for (const auto& attachment : attachments)
        parts.push_back(attachment.part);
    const auto reply = TRY(client.post(key.empty() ? "/api/v1/public/reports" : "/api/v1/reports",
                                       body, headers_for("application/json", digest, retry_key)));
    if (reply.status != 201)
        return error_in(reply);
    auto receipt = TRY(read_receipt(reply.body));
    // Saved before it is judged: a receipt that does not hold is evidence.
    if (!options.save_receipt.empty())
        TRY(save_receipt(receipt, options.save_receipt));
    if (auto held = verify_receipt(receipt, parts, trusted.substr(0, trusted.find('\n'))); !held)
        return Error{held.error().code, held.error().message +
                                            " The server says that it stored the report as " +
                                            receipt.id +
                                            "; do not count on that. Call the unit, and tell "
                                            "whoever runs the server."};
    return Sent{std::move(receipt), reply.body};
}

void print_sent(const Sent& sent, const SendOptions& options)
{
    const auto& receipt = sent.receipt;
    fmt::print("Stored, and the receipt holds.\n"
               "  Report    {}\n  At        {}\n  Unit      {} ({})\n  Number    {}\n"
               "  Code      {}\n",
               receipt.id, receipt.accepted_at, receipt.unit_name, receipt.unit, receipt.sequence,
               receipt.code);
    if (!options.save_receipt.empty())
        fmt::print("  Receipt   {}\n", options.save_receipt);
    for (const auto& warning : receipt.warnings)
        fmt::print("  Note: {}\n", warning.detail);
}

}  // namespace

int send(const SendOptions& options)
{
    crypto::start();
    crypto::SystemRandom random;
    const auto retry_key = options.retry_key.empty()
                               ? to_string(make_uuid(SystemClock::system_now(), random))
                               : options.retry_key;
    const auto sent = try_send(options, retry_key);
    if (!sent) {
        auto error = sent.error();
        if (error.code == ErrorCode::unavailable || error.code == ErrorCode::internal)
            error.message += " It is not known whether the report is stored. Send the same again "
                             "with --retry-key " +
                             retry_key + ": it is then stored once, whatever happened.";
        return fail(error, options.json);
    }
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("verified", true)("idempotency_key", retry_key);
            w.key("answer").raw(sent.value().answer);
        });
        fmt::print("{}\n", w.take());
    } else {
        print_sent(sent.value(), options);
    }
    return 0;
}

}  // namespace varde::app
