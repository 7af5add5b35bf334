#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace varde::http {
namespace {

struct Kind {
    std::string_view ending, content_type;
};
constexpr std::array kinds{
    Kind{".html", "text/html; charset=utf-8"},
    Kind{".css", "text/css; charset=utf-8"},
    Kind{".js", "text/javascript; charset=utf-8"},
    Kind{".mjs", "text/javascript; charset=utf-8"},
    Kind{".json", "application/json"},
    Kind{".map", "application/json"},
    Kind{".webmanifest", "application/manifest+json"},
    Kind{".svg", "image/svg+xml"},
    Kind{".png", "image/png"},
    Kind{".jpg", "image/jpeg"},
    Kind{".jpeg", "image/jpeg"},
    Kind{".webp", "image/webp"},
    Kind{".gif", "image/gif"},
    Kind{".ico", "image/x-icon"},
    Kind{".woff2", "font/woff2"},
    Kind{".woff", "font/woff"},
    Kind{".txt", "text/plain; charset=utf-8"},
    Kind{".xml", "application/xml"},
    Kind{".pdf", "application/pdf"},
    Kind{".wasm", "application/wasm"},
};

std::string_view content_type_of(std::string_view path)
{
    for (const auto& kind : kinds)
        if (path.ends_with(kind.ending))
            return kind.content_type;
    return "application/octet-stream";
}

bool is_hash_character(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// `assets/index-B4Xk29aQ.js`: the bundler's eight characters of hash before the ending.
bool has_hashed_name(std::string_view path)
{
    constexpr std::size_t hash_length = 8;
    const auto dot = path.rfind('.');
    if (!path.starts_with("assets/") || dot == std::string_view::npos || dot <= hash_length)
        return false;
    const auto hash = path.substr(dot - hash_length, hash_length);
    return path[dot - hash_length - 1] == '-' && std::ranges::all_of(hash, is_hash_character);
}

/// FNV-1a and the length: tells versions of one file apart; nobody gains by making two collide,
/// because only we make them.
std::string tag_of(std::string_view bytes, std::string_view suffix)
{
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    std::array<char, 48> text;
    const int length = std::snprintf(text.data(), text.size(), "\"%016llx-%zx%.*s\"",
                                     static_cast<unsigned long long>(hash), bytes.size(),
                                     int(suffix.size()), suffix.data());
    return std::string(text.data(), std::size_t(length));
}

std::string_view take_item(std::string_view& list)
{
    auto item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), item.size() + 1));
    item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
    return item.substr(0, item.find_last_not_of(" \t") + 1);
}

/// RFC 9110 13.1.2: compared weakly. Our tags hold no comma, so the list may be cut at them.
bool names_tag(std::string_view if_none_match, std::string_view tag)
{
    while (!if_none_match.empty()) {
        auto item = take_item(if_none_match);
        if (item.starts_with("W/"))
            item.remove_prefix(2);
        if (item == tag || item == "*")
            return true;
    }
    return false;
}

bool takes_gzip(std::string_view accept_encoding)
{
    while (!accept_encoding.empty()) {
        const auto item = take_item(accept_encoding);
        const auto name = item.substr(0, item.find_first_of("; \t"));
        if (name != "gzip" && name != "*")
            continue;
        const auto quality = item.find("q=");
        if (quality == std::string_view::npos)
            return true;
        return item.find_first_of("123456789", quality) != std::string_view::npos;
    }
    return false;
}

}  // namespace

void StaticFiles::add(std::string_view path, std::string_view bytes, std::string_view gzip)
{
    if (gzip.size() >= bytes.size())
        gzip = {};
    files_.insert_or_assign(std::string(path), File{.bytes = bytes,
                                                    .gzip = gzip,
                                                    .tag = tag_of(bytes, ""),
                                                    .gzip_tag = tag_of(gzip, "-gz"),
                                                    .content_type = content_type_of(path),
                                                    .immutable = has_hashed_name(path)});
}

std::optional<Response> StaticFiles::find(const RequestHead& head) const
{
    return find(head, head.path);
}

std::optional<Response> StaticFiles::find(const RequestHead& head, std::string_view path) const
{
    if (head.method != Method::get && head.method != Method::head)
        return std::nullopt;
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    auto at = files_.find(path);
    if (path.empty() || path.ends_with('/'))
        at = files_.find(std::string(path) + "index.html");
    if (at == files_.end())
        return std::nullopt;

    const auto& file = at->second;
    const bool zipped = !file.gzip.empty() && takes_gzip(head.header("accept-encoding"));
    const auto& tag = zipped ? file.gzip_tag : file.tag;
    Response response{.content_type = std::string(file.content_type)};
    response.headers = {
        {"ETag", tag},
        {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"},
        {"X-Content-Type-Options", "nosniff"}};
    if (!file.gzip.empty())
        response.headers.emplace_back("Vary", "Accept-Encoding");
    if (names_tag(head.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    if (zipped)
        response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = zipped ? file.gzip : file.bytes;
    return response;
}

}  // namespace varde::http
