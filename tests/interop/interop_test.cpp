// P8: tools that we did not write verify a live ledger and one receipt.
#include "acts/grant_access.hpp"
#include "acts/ledger_beat.hpp"
#include "acts/read_ledger.hpp"
#include "app/client.hpp"
#include "app/node.hpp"
#include "base/durable_file.hpp"
#include "support/fakes.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <thread>

namespace varde::app {
namespace {

constexpr int entries = 50'000;

struct Interop : testing::Test {
    Interop()
    {
        CHECK(init_data_folder(data, {.origin = "varde.example/interop"}));
        auto opened = Node::open(data);
        CHECK(opened);
        node = std::move(opened).value();
        CHECK(node->listen({.address = "127.0.0.1", .port = 0}));
        url = "http://127.0.0.1:" + std::to_string(node->port());
    }
    ~Interop() override
    {
        if (running.joinable()) {
            node->stop();
            running.join();
        }
    }
    void serve()
    {
        running = std::thread([this] { node->run(); });
    }
    /// Entries as the beat makes them, through the one writer.
    void fill(int count)
    {
        std::promise<bool> done;
        auto& services = node->services();
        const auto now = services.clock.now();
        services.store.write<Nothing>(
            [&](store::Transaction& tx) -> Status {
                for (int i = 0; i < count; ++i)
                    TRY(tx.append({.name = domain::EventName::ledger_beat,
                                   .report = {make_uuid(now, services.random)},
                                   .at = now},
                                  {.commitment = crypto::sha256(bytes_of(std::to_string(i)))}));
                return ok();
            },
            [&](Result<Nothing> outcome, const store::Committed&) {
                done.set_value(bool(outcome));
            });
        ASSERT_TRUE(done.get_future().get());
    }
    void beat()
    {
        ASSERT_TRUE(acts::make_ledger_beat(node->services(), [] { return false; }));
    }
    std::string add_key(domain::Role role)
    {
        std::promise<std::string> made;
        acts::add_key(node->services(), {.organisation = "Example", .role = role, .label = "test"},
                      [&](Result<std::string> key) { made.set_value(std::move(key).value()); });
        return made.get_future().get();
    }
    std::string vkey() const
    {
        auto& services = node->services();
        return ledger::to_text(ledger::verifier_key(services.store.origin(),
                                                    services.vault.ledger_key().public_key()));
    }
    int run(const std::string& command) const
    {
        return std::system(("cd " + folder.path() + " && " + command).c_str());
    }
    const test::Folder folder;
    const std::string data = folder.path() + "/data";
    std::unique_ptr<Node> node;
    std::string url;
    std::thread running;
};

TEST_F(Interop, GoesSumdbPackagesVerifyALiveLedger)
{
    fill(entries / 2);
    beat();
    const auto older = acts::published_checkpoint(node->services());
    ASSERT_TRUE(older);
    ASSERT_TRUE(write_durably(folder.path() + "/older", older.value()));
    fill(entries / 2);
    beat();
    serve();
    const auto key = add_key(domain::Role::auditor);
    ASSERT_EQ(run("PATH=/usr/lib/go/bin:$PATH GO111MODULE=off GOFLAGS= GOPATH=" + folder.path() +
                  "/go:/usr/share/gocode GOCACHE=" + folder.path() +
                  "/cache go build -o verify_log " SOURCE_ROOT "/tests/interop/verify_log.go"),
              0)
        << "./dev setup installs Go and its sumdb packages";
    EXPECT_EQ(run("./verify_log " + url + " '" + vkey() + "' " + key + " older"), 0);
    // Whoever asks for a tree that was not signed, or with another key, is told no.
    EXPECT_NE(run("./verify_log " + url + " '" + vkey() + "' " + key + " data/varde.conf"), 0);
}

TEST_F(Interop, OpenSslAloneVerifiesAReceipt)
{
    serve();
    const auto key = add_key(domain::Role::sender);
    auto client = Client::make({.url = url, .key = key});
    ASSERT_TRUE(client);
    const std::string body = R"({"kind":"concern.child","place":{"municipality":"4601"},)"
                             R"("content":{"concern":"An example.","children":[]}})";
    const auto answer = client.value().post(
        "/api/v1/reports", body, {{"Content-Type", "application/json"}, {"Idempotency-Key", "1"}});
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer.value().status, 201) << answer.value().body;
    ASSERT_TRUE(write_durably(folder.path() + "/answer.json", answer.value().body));
    ASSERT_TRUE(write_durably(folder.path() + "/body.json", body));
    ASSERT_TRUE(write_durably(folder.path() + "/other.json", body + " "));
    const std::string verify = SOURCE_ROOT "/docs/guides/verify_receipt.sh answer.json ";
    EXPECT_EQ(run(verify + "body.json '" + vkey() + "'"), 0);
    EXPECT_NE(run(verify + "other.json '" + vkey() + "'"), 0);
}

}  // namespace
}  // namespace varde::app
