#include "store/backup_manifest.hpp"
#include "base/durable_file.hpp"
#include "store/backup.hpp"
#include "json/value.hpp"

#include <algorithm>

namespace varde::store {
namespace {

constexpr std::string_view format = "varde-backup/1";

std::string text_in(json::View view, std::string_view name)
{
    return std::string(view.member(name).text().value_or(""));
}

std::uint64_t number_in(json::View view, std::string_view name)
{
    return std::uint64_t(view.member(name).integer().value_or(0));
}

/// Another path is nobody's but an attacker's: a lock, say, or keys among the data.
bool belongs(std::string_view of, std::string_view path)
{
    constexpr std::string_view files = "attachments/", statement = ".closing",
                               list = ".missing.csv";
    if (of == "keys")
        return path == "kek" || path == "ledger.seed" || path == "keys.db";
    if (path.starts_with(files))
        return parse_uuid(path.substr(files.size())).has_value();
    return path == "varde.db" || path == "varde.conf" || path == "pack.digest" ||
           ((path.ends_with(statement) || path.ends_with(list)) &&
            path.find('/') == std::string_view::npos);
}

}  // namespace

std::string to_json(const Manifest& manifest)
{
    json::Writer w;
    w.object([&] {
        w("format", format)("of", manifest.of)("origin", manifest.origin);
        w("made_at", manifest.made_at)("entries", manifest.entries);
        w("checkpoint", manifest.checkpoint)("journal_batch", manifest.journal_batch);
        w.array("files", [&] {
            for (const auto& file : manifest.files)
                w.object([&] {
                    w("path", file.path)("bytes", file.bytes)("sha256", to_hex(file.sha256));
                });
        });
    });
    return w.take();
}

Result<Manifest> read_manifest(const std::string& folder, std::string_view of)
{
    const auto text = TRY(read_file(manifest_path(folder)));
    const auto document = TRY(json::Document::parse(text));
    const auto root = document.root();
    const Error wrong{ErrorCode::malformed,
                      folder + " is no whole backup of " + std::string(of) + "."};
    const auto made_at = parse_rfc3339(text_in(root, "made_at"));
    if (text_in(root, "format") != format || text_in(root, "of") != of || !made_at)
        return wrong;
    Manifest manifest{.of = std::string(of),
                      .origin = text_in(root, "origin"),
                      .made_at = *made_at,
                      .entries = number_in(root, "entries"),
                      .checkpoint = text_in(root, "checkpoint"),
                      .journal_batch = number_in(root, "journal_batch")};
    const auto files = root.member("files");
    for (std::size_t i = 0; i < files.size(); ++i) {
        BackedUpFile file{.path = text_in(files.at(i), "path"),
                          .bytes = number_in(files.at(i), "bytes")};
        const auto hash = from_hex(text_in(files.at(i), "sha256"));
        if (!hash || hash->size() != file.sha256.size() || !belongs(of, file.path))
            return wrong;
        std::ranges::copy(*hash, file.sha256.begin());
        manifest.files.push_back(std::move(file));
    }
    return manifest;
}

}  // namespace varde::store
