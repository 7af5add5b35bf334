// A ledger over real HTTP, honest and otherwise.
#pragma once

#include "app/log_follower.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "http/test_server.hpp"
#include "ledger/accumulator.hpp"
#include "ledger/entry.hpp"

namespace varde::app {

inline constexpr std::string_view log_origin = "followed.example/log";

/// Serves what stands in `files`, and entries only to the auditor.
struct ShownLog : ScratchTest {
    ShownLog()
    {
        handler.on_serve = [this](http::Request request, http::Reply reply) {
            const std::lock_guard lock(mutex);
            asked.push_back(request.path);
            const auto found = files.find(request.path);
            const bool closed = request.path.find("/entries/") != std::string::npos &&
                                request.header("authorization") != "Bearer auditor";
            reply({.status = closed                 ? 403
                             : found == files.end() ? absent
                                                    : 200,
                   .content_type = "application/octet-stream",
                   .body = found == files.end() || closed ? "" : found->second});
        };
    }

    /// A life of one delivery for every four entries.
    static std::string entry(std::uint64_t i, std::uint8_t branch)
    {
        constexpr std::array<std::string_view, 4> names{"report.accepted", "delivery.opened",
                                                        "delivery.assessed", "delivery.closed"};
        ledger::Entry entry{.event = std::string(names[i % 4]),
                            .channel = ledger::Channel{1},
                            .sequence = std::int64_t(i / 4 + 1),
                            .time = {1'795'298'400'000'000 + std::int64_t(i) * 1'000'000},
                            .commit = {branch}};
        for (int k = 0; k < 8; ++k)
            entry.object.bytes[std::size_t(15 - k)] = std::uint8_t((i / 4) >> (8 * k));
        return ledger::to_text(entry);
    }
    void grow_to(std::uint64_t size, std::uint8_t branch = 0)
    {
        while (entries.size() < size)
            entries.push_back(entry(entries.size(), branch));
    }

    void put_bundles()
    {
        for (std::uint64_t from = 0; from < entries.size(); from += ledger::tile_width) {
            std::string bundle;
            const auto to = std::min<std::uint64_t>(entries.size(), from + ledger::tile_width);
            for (auto i = from; i < to; ++i)
                bundle +=
                    std::string{char(entries[i].size() >> 8), char(entries[i].size())} + entries[i];
            files["/log/" + ledger::entries_path(from / ledger::tile_width,
                                                 unsigned((to - from) % ledger::tile_width))] =
                bundle;
        }
    }
    void put_tiles(const std::vector<Hash>& leaves)
    {
        const ledger::Growth growth({}, leaves);
        for (unsigned level = 0; leaves.size() >> (8 * level) > 0; ++level) {
            const auto nodes = growth.new_nodes(8 * level).hashes;
            for (std::size_t from = 0; from < nodes.size(); from += ledger::tile_width) {
                const auto part =
                    nodes.subspan(from, std::min(ledger::tile_width, nodes.size() - from));
                std::string bytes;
                for (const auto& hash : part)
                    bytes += text_of(hash);
                files["/log/" + ledger::tile_path(level, from / ledger::tile_width,
                                                  unsigned(part.size() % ledger::tile_width))] =
                    bytes;
            }
        }
    }
    /// Everything that a log with these entries shows.
    void publish()
    {
        const std::lock_guard lock(mutex);
        files.clear();
        std::vector<Hash> leaves;
        ledger::Frontier tree;
        for (const auto& text : entries) {
            leaves.push_back(ledger::leaf_hash(text));
            ledger::add_leaf(tree, leaves.back());
        }
        put_tiles(leaves);
        put_bundles();
        files["/log/checkpoint"] =
            ledger::sign({std::string(log_origin), tree.size, tree.root()}, key);
    }
    std::string url() { return "http://127.0.0.1:" + std::to_string(server->port()) + "/log"; }
    Result<LogSeen> look(bool as_auditor = false)
    {
        asked.clear();
        auto client =
            Client::make({.url = url(), .key = as_auditor ? "auditor" : "", .tries_max = 1});
        CHECK(client);
        return follow_log(client.value(), {.key = policy ? std::nullopt : std::optional(vkey),
                                           .policy = policy,
                                           .state = state,
                                           .reads_entries = as_auditor,
                                           .now = now});
    }
    LogSeen::Verdict verdict(bool as_auditor = false)
    {
        const auto seen = look(as_auditor);
        EXPECT_TRUE(seen) << seen.error().message;
        return seen ? seen.value().verdict : LogSeen::Verdict::wrong_tiles;
    }
    /// Another history from entry `at` on.
    void fork(std::uint64_t at, std::uint64_t size)
    {
        entries.resize(at);
        grow_to(size, 1);
        publish();
    }
    /// All that is below this path is not there.
    void take_away(const std::string& path)
    {
        const std::lock_guard lock(mutex);
        std::erase_if(files, [&](const auto& file) { return file.first.starts_with(path); });
    }
    std::string kept() { return read_file(state + "/checkpoint").value(); }

    const crypto::SigningKey key{Bytes(32, 3)};
    const ledger::VerifierKey vkey =
        ledger::verifier_key(std::string(log_origin), key.public_key());
    std::vector<std::string> entries;
    std::optional<ledger::Policy> policy;  // Instead of the key.
    std::mutex mutex;                      // Guards the next two.
    std::map<std::string, std::string> files;
    std::vector<std::string> asked;
    int absent = 404;  // What is answered for other files.
    http::TestHandler handler;
    http::TestServer server{handler};
    const std::string state = folder + "/state";
    Timestamp now{1'795'300'000'000'000};
};

}  // namespace varde::app
