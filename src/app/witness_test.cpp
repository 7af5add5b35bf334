// A witness signs one history of a log, whatever is asked of it and whenever it is stopped; a
// server that has one shows its signature.
#include "app/witness.hpp"

#include "acts/ledger_beat.hpp"
#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "http/test_server.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

constexpr Timestamp noon{1'795'348'800'000'000};
const std::string origin = "varde.example/no/2026";

/// A log that can tell two stories.
struct Log {
    crypto::SigningKey key{crypto::sha256(bytes_of("a log"))};
    std::vector<Hash> leaves;
    void add(const std::string& entry) { leaves.push_back(ledger::leaf_hash(entry)); }
    ledger::TrustedLog trusted() const
    {
        return {ledger::verifier_key(origin, key.public_key()), ""};
    }
    std::string note(std::size_t size) const
    {
        const ledger::Growth growth({}, std::span(leaves).first(size));
        return ledger::sign({origin, size, growth.root()}, key);
    }
    std::string request(std::uint64_t from, std::size_t to) const
    {
        const auto node = [&](unsigned level, std::uint64_t index) -> Result<Hash> {
            const auto width = std::size_t{1} << level;
            return ledger::Growth({}, std::span(leaves).subspan(index * width, width)).root();
        };
        return ledger::to_text(ledger::AddCheckpoint{
            from, ledger::consistency_proof(from, to, node).value(), note(to)});
    }
};

struct Witness : ScratchTest {
    Witness()
    {
        crypto::start();
        for (int i = 0; i < 20; ++i)
            log.add("entry " + std::to_string(i));
        open();
    }
    void open(const std::string& name = "witness.example/w1")
    {
        witness.reset();
        auto opened = WitnessLog::open(folder + "/w", name, random, {log.trusted()});
        ASSERT_TRUE(opened) << opened.error().message;
        witness = std::move(opened).value();
    }
    WitnessResponse ask(const std::string& body) { return witness->add_checkpoint(body, noon); }
    std::string hex() const { return to_hex(crypto::sha256(bytes_of(origin))); }

    Log log;
    crypto::SystemRandom random;
    std::unique_ptr<WitnessLog> witness;
};

TEST_F(Witness, SignsWhatContinuesAndShowsIt)
{
    EXPECT_EQ(witness->checkpoint_of(hex()).status, 404);
    const auto first = ask(log.request(0, 7));
    ASSERT_EQ(first.status, 200) << first.body;
    const auto key = ledger::parse_witness_key(witness->vkey());
    ASSERT_TRUE(key);
    EXPECT_EQ(ledger::cosigned_at(log.note(7) + first.body, key.value()).value(), noon);
    EXPECT_EQ(witness->checkpoint_of(hex()).body, log.note(7) + first.body);
    EXPECT_EQ(ask(log.request(7, 20)).status, 200);
    EXPECT_EQ(ask(log.request(20, 20)).status, 200) << "again, to say that it is still there";
}

TEST_F(Witness, AnswersAsTheProtocolSays)
{
    ASSERT_EQ(ask(log.request(0, 7)).status, 200);
    EXPECT_EQ(ask("nonsense").status, 400);
    auto backwards = log.request(7, 8);
    backwards.replace(0, 5, "old 9");
    EXPECT_EQ(ask(backwards).status, 400);
    const auto elsewhere = ask(log.request(3, 12));
    EXPECT_EQ(elsewhere.status, 409);
    EXPECT_EQ(elsewhere.content_type, "text/x.tlog.size");
    EXPECT_EQ(elsewhere.body, "7\n");
    auto bent = ledger::parse_add_checkpoint(log.request(7, 12)).value();
    bent.proof.front()[0] ^= 1;
    EXPECT_EQ(ask(ledger::to_text(bent)).status, 422);
    const Log stranger{.key = crypto::SigningKey(crypto::sha256(bytes_of("another"))),
                       .leaves = log.leaves};
    EXPECT_EQ(ask(stranger.request(7, 12)).status, 403);
    auto unknown = log.request(0, 7);
    unknown.replace(unknown.find(origin), 5, "other");
    EXPECT_EQ(ask(unknown).status, 404);
}

TEST_F(Witness, NeverSignsASecondHistoryWheneverItIsStopped)
{
    Log other;
    for (int i = 0; i < 20; ++i)
        other.add("another story " + std::to_string(i));
    for (std::size_t size = 1; size < 20; ++size) {
        ASSERT_EQ(ask(log.request(size - 1, size)).status, 200);
        open("");  // As after a kill: nothing but the folder is left.
        EXPECT_EQ(ask(other.request(size, size)).status, 422);
        EXPECT_EQ(ask(other.request(size, size + 1)).status, 422);
        EXPECT_EQ(ask(other.request(0, size + 1)).status, 409);
    }
}

TEST_F(Witness, SignsNothingThatItCannotKeep)
{
    ASSERT_EQ(ask(log.request(0, 7)).status, 200);
    fs::create_directory(folder + "/w/" + hex() + ".new");  // The disk says no.
    EXPECT_EQ(ask(log.request(7, 8)).status, 503);
    fs::remove(folder + "/w/" + hex() + ".new");
    EXPECT_EQ(ask(log.request(7, 8)).status, 200);
}

TEST_F(Witness, SignsNothingWhenItDoesNotKnowWhatItHasSigned)
{
    ASSERT_EQ(ask(log.request(0, 7)).status, 200);
    ASSERT_TRUE(write_durably(folder + "/w/" + hex(), "torn"));
    EXPECT_FALSE(WitnessLog::open(folder + "/w", "", random, {log.trusted()}));
}

TEST_F(Witness, KeepsOnlyTheLogsSignatureBesideItsOwn)
{
    auto note = log.note(7);
    for (int i = 0; i < 99; ++i)
        note += "\u2014 other.example/" + std::to_string(i) + " " + to_base64(Bytes(68, 7)) + "\n";
    const auto crowded = ask("old 0\n\n" + note);
    ASSERT_EQ(crowded.status, 200) << crowded.body;
    EXPECT_EQ(witness->checkpoint_of(hex()).body, log.note(7) + crowded.body);
    open("");
    EXPECT_EQ(ask(log.request(7, 8)).status, 200);
}

TEST_F(Witness, KeepsItsNameAndItsKey)
{
    const auto vkey = witness->vkey();
    open("");
    EXPECT_EQ(witness->vkey(), vkey);
    EXPECT_FALSE(WitnessLog::open(folder + "/w", "witness.example/w2", random, {}));
    EXPECT_FALSE(WitnessLog::open(folder + "/new", "", random, {}));
    EXPECT_FALSE(WitnessLog::open(folder + "/new", "two words", random, {}));
    EXPECT_EQ(fs::status(folder + "/w/witness.seed").permissions(), fs::perms::owner_read);
}

std::string shown_checkpoint(const Node& node)
{
    http::TestClient client(node.port());
    client.send("GET /api/v1/ledger/checkpoint HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return client.read_to_end();
}

/// Asks until the answer has this in it, for half a minute at most.
std::string checkpoint_with(const Node& node, std::string_view part)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    auto answer = shown_checkpoint(node);
    while (!http::contains(answer, part) && std::chrono::steady_clock::now() < until)
        answer = shown_checkpoint(node);
    return answer;
}

TEST_F(Witness, IsHeardBeforeAServerPublishesAnythingAfterItsStart)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {.origin = origin}));
    auto opened = Node::open(data);
    ASSERT_TRUE(opened);
    auto& node = *opened.value();
    http::TestHandler handler;
    std::promise<http::Reply> asked;
    std::atomic<bool> first{true};
    handler.on_serve = [&](http::Request, http::Reply reply) {
        if (first.exchange(false))
            return asked.set_value(std::move(reply));
        reply({.status = 503});
    };
    http::TestServer server(handler);
    const auto policy = folder + "/policy";
    ASSERT_TRUE(write_durably(
        policy, "log " +
                    ledger::to_text(ledger::verifier_key(
                        origin, node.services().vault.ledger_key().public_key())) +
                    "\nwitness w " + witness->vkey() +
                    " http://127.0.0.1:" + std::to_string(server->port()) + "\nquorum w\n"));
    ASSERT_TRUE(node.ask_witnesses(policy));
    ASSERT_TRUE(node.listen({.address = "127.0.0.1", .port = 0}));
    std::thread running([&] { node.run(); });
    auto reply = asked.get_future().get();
    int shown = 0;
    for (int i = 0; i < 300; ++i)  // Many times as long as a beat takes.
        shown += http::contains(shown_checkpoint(node), "HTTP/1.1 200 ");
    EXPECT_EQ(shown, 0);
    reply({.status = 503});
    EXPECT_TRUE(http::contains(checkpoint_with(node, "HTTP/1.1 200 "), "HTTP/1.1 200 "))
        << "a witness that is of no help holds nothing up";
    node.stop();
    running.join();
}

TEST_F(Witness, IsAskedByAServerThatHasItInItsPolicy)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {.origin = origin}));
    auto opened = Node::open(data);
    ASSERT_TRUE(opened);
    auto& node = *opened.value();
    const ledger::TrustedLog own{
        ledger::verifier_key(origin, node.services().vault.ledger_key().public_key()), ""};
    auto watching = WitnessLog::open(folder + "/watching", "witness.example/w2", random, {own});
    ASSERT_TRUE(watching);
    SystemClock clock;
    WitnessHandler handler(*watching.value(), clock);
    http::TestServer server(handler);
    const auto policy = folder + "/policy";
    const auto write = [&](const std::string& log_line) {
        return write_durably(policy, log_line + "witness w2 " + watching.value()->vkey() +
                                         " http://127.0.0.1:" + std::to_string(server->port()) +
                                         "\nquorum w2\n");
    };
    ASSERT_TRUE(write(""));
    const auto refused = node.ask_witnesses(policy);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find(ledger::to_text(own.key)), std::string::npos);
    ASSERT_TRUE(write("log " + ledger::to_text(own.key) + "\n"));
    ASSERT_TRUE(node.ask_witnesses(policy));
    ASSERT_TRUE(node.listen({.address = "127.0.0.1", .port = 0}));
    std::thread running([&] { node.run(); });
    // The node's own threads: the first beat comes at once, and the witness is asked within a
    // second of it.
    const auto note = checkpoint_with(node, "witness.example/w2");
    node.stop();
    running.join();
    EXPECT_NE(note.find("\r\n\r\n" + origin + "\n"), std::string::npos) << note;
    EXPECT_NE(note.find("witness.example/w2"), std::string::npos) << note;
}

}  // namespace
}  // namespace varde::app
