// A ledger over real HTTP, honest and otherwise.
#include "app/log_follower.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "http/test_server.hpp"
#include "ledger/accumulator.hpp"
#include "ledger/entry.hpp"

#include <filesystem>

namespace varde::app {
namespace {

using Verdict = LogSeen::Verdict;

constexpr std::string_view origin = "followed.example/log";

/// Serves what stands in `files`, and entries only to the auditor.
struct LogFollower : ScratchTest {
    LogFollower()
    {
        handler.on_serve = [this](http::Request request, http::Reply reply) {
            const std::lock_guard lock(mutex);
            const auto found = files.find(request.path);
            const bool closed = request.path.find("/entries/") != std::string::npos &&
                                request.header("authorization") != "Bearer auditor";
            reply({.status = closed                 ? 403
                             : found == files.end() ? 404
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
        files["/log/checkpoint"] = ledger::sign({std::string(origin), tree.size, tree.root()}, key);
    }
    Result<LogSeen> look(bool as_auditor = false)
    {
        auto client =
            Client::make({.url = "http://127.0.0.1:" + std::to_string(server->port()) + "/log",
                          .key = as_auditor ? "auditor" : "",
                          .tries_max = 1});
        CHECK(client);
        return follow_log(client.value(),
                          {.key = vkey, .state = state, .reads_entries = as_auditor, .now = now});
    }
    Verdict verdict(bool as_auditor = false)
    {
        const auto seen = look(as_auditor);
        EXPECT_TRUE(seen) << seen.error().message;
        return seen ? seen.value().verdict : Verdict::wrong_tiles;
    }
    std::string kept() { return read_file(state + "/checkpoint").value(); }

    const crypto::SigningKey key{Bytes(32, 3)};
    const ledger::VerifierKey vkey = ledger::verifier_key(std::string(origin), key.public_key());
    std::vector<std::string> entries;
    std::mutex mutex;  // Guards files.
    std::map<std::string, std::string> files;
    http::TestHandler handler;
    http::TestServer server{handler};
    const std::string state = folder + "/state";
    Timestamp now{1'795'300'000'000'000};
};

TEST_F(LogFollower, BelievesALogThatOnlyGrows)
{
    std::uint64_t before = 0;
    for (const std::uint64_t size : {1u, 3u, 255u, 256u, 257u, 700u, 70'000u}) {
        grow_to(size);
        publish();
        const auto seen = look();
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_EQ(name_of(seen.value().verdict), "continues") << size;
        EXPECT_EQ(seen.value().size_before, before);
        before = size;
    }
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogFollower, KeepsBothNotesOfAForkAndDoesNotFollowIt)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    const auto believed = kept();
    entries.resize(290);
    grow_to(400, 1);
    publish();
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen.value().verdict, Verdict::forked);
    EXPECT_EQ(kept(), believed);
    EXPECT_EQ(read_file(seen.value().evidence + "/kept").value(), believed);
    EXPECT_EQ(read_file(seen.value().evidence + "/shown").value(), files["/log/checkpoint"]);
    EXPECT_EQ(look().value().evidence, seen.value().evidence);
    entries.resize(290);
    grow_to(300, 1);  // Of the same size.
    publish();
    const auto equal = look();
    EXPECT_EQ(equal.value().verdict, Verdict::forked);
    EXPECT_NE(equal.value().evidence, seen.value().evidence);
}

TEST_F(LogFollower, FindsALogThatWentBack)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    entries.resize(299);
    publish();
    const auto seen = look();
    EXPECT_EQ(seen.value().verdict, Verdict::rolled_back);
    EXPECT_TRUE(std::filesystem::exists(seen.value().evidence + "/shown"));
    grow_to(301);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogFollower, FindsTilesAndEntriesThatWereNotSigned)
{
    grow_to(600);
    publish();
    files["/log/" + ledger::tile_path(0, 2, 88)][5] ^= 1;
    EXPECT_EQ(verdict(), Verdict::wrong_tiles);
    EXPECT_FALSE(std::filesystem::exists(state + "/checkpoint"));
    publish();
    auto& bundle = files["/log/" + ledger::entries_path(1, 0)];
    bundle[bundle.find("commit ") + 9] ^= 1;
    EXPECT_EQ(verdict(true), Verdict::wrong_tiles);
}

TEST_F(LogFollower, AnAuditorReadsEveryEntryAndFindsABrokenRule)
{
    grow_to(600);
    publish();
    now = {1'795'298'400'000'000 + 610 * 1'000'000LL};  // Ten seconds after the last entry.
    EXPECT_FALSE(look(false).value().entries);
    const auto whole = look(true);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole.value().verdict, Verdict::continues);
    EXPECT_EQ(whole.value().entries, 600u);
    EXPECT_TRUE(std::filesystem::exists(state + "/entries/1"));
    EXPECT_FALSE(std::filesystem::exists(state + "/entries/2"));
    auto unread = entry(601, 0);  // Opened, of a delivery that nobody accepted.
    entries.push_back(std::move(unread));
    publish();
    const auto broken = look(true);
    EXPECT_EQ(broken.value().verdict, Verdict::breaks_a_rule);
    ASSERT_EQ(broken.value().findings.size(), 1u);
    EXPECT_EQ(broken.value().findings[0].position, 600u);
}

TEST_F(LogFollower, AnAuditorKnowsFromTheEntriesHowOldTheyAre)
{
    grow_to(600);
    publish();
    now = {1'795'298'400'000'000 + 1'000 * 1'000'000LL};
    EXPECT_EQ(verdict(true), Verdict::stale);
}

TEST_F(LogFollower, NoticesSilence)
{
    grow_to(8);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
    now.unix_us += 5 * 60 * 1'000'000LL;
    EXPECT_EQ(verdict(), Verdict::continues);
    now.unix_us += 1'000'000;
    EXPECT_EQ(verdict(), Verdict::stale);
    grow_to(9);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogFollower, BelievesNobodyElsesSignature)
{
    grow_to(8);
    publish();
    const crypto::SigningKey other(Bytes(32, 4));
    files["/log/checkpoint"] = ledger::sign({std::string(origin), 8, ledger::empty_root()}, other);
    EXPECT_EQ(look().error().code, ErrorCode::invalid);
    EXPECT_FALSE(std::filesystem::exists(state + "/checkpoint"));
}

}  // namespace
}  // namespace varde::app
