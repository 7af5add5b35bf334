// The command against a real server over a real socket.
#include "app/erase.hpp"

#include "acts/grant_access.hpp"
#include "app/client.hpp"
#include "app/commands.hpp"
#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "json/value.hpp"

#include <fstream>
#include <future>
#include <thread>

namespace varde::app {
namespace {

struct Erase : ScratchTest {
    Erase()
    {
        CHECK(init_data_folder(folder + "/data", {.origin = "varde.example/test"}));
        auto opened = Node::open(folder + "/data");
        CHECK(opened);
        node = std::move(opened).value();
        std::promise<void> added;
        acts::add_person(node->services(),
                         {.organisation = "Example municipality",
                          .login = "anna",
                          .name = "Name of anna",
                          .password_hash = crypto::hash_password("password of anna"),
                          .grants = {{.role = domain::Role::caseworker, .unit = {"no.5001"}}}},
                         [&](Result<PersonId>) { added.set_value(); });
        added.get_future().wait();
        CHECK(node->listen({.port = 0}));
        server = std::thread([this] { node->run(); });
        std::ofstream(folder + "/password") << "password of anna\n";
    }
    ~Erase() override
    {
        node->stop();
        server.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(node->port()); }
    std::string send() const
    {
        auto client = Client::make({.url = url()});
        const auto sent = client.value().post(
            "/api/v1/public/reports",
            R"({"kind":"concern.child.public","content":{"concern":"Cold."},"unit":"no.5001"})",
            {{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}});
        CHECK(sent);
        EXPECT_EQ(sent.value().status, 201) << sent.value().body;
        const auto document = json::Document::parse(sent.value().body);
        return std::string(document.value().root().member("id").text().value_or(""));
    }
    /// What `varde` prints when it is called so, with its exit code behind.
    std::string said(std::vector<std::string> words) const
    {
        words.insert(words.begin(), "varde");
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        testing::internal::CaptureStdout();
        const int code = run_command_line(int(arguments.size()), arguments.data());
        std::fflush(stdout);
        return testing::internal::GetCapturedStdout() + "exit " + std::to_string(code);
    }
    std::string erase(const std::string& report, std::vector<std::string> more) const
    {
        more.insert(more.begin(), {"erase", report, "--url", url(), "--login", "anna",
                                   "--password-file", folder + "/password"});
        return said(std::move(more));
    }

    std::unique_ptr<Node> node;
    std::thread server;
};

TEST_F(Erase, IsRefusedForAnUnreadReportWithEveryReasonAndRecorded)
{
    const auto report = send();
    const auto proposed = erase(report, {"--reason", "It is old."});
    EXPECT_NE(proposed.find(report + ": refused\n  No named person has opened it.\n"),
              std::string::npos)
        << proposed;
    EXPECT_TRUE(proposed.ends_with("exit 1")) << proposed;
    const auto approved = erase(report, {"--approve", "--json"});
    EXPECT_NE(approved.find("\"why_names\":[\"unread\",\"unassessed\",\"not_closed\""),
              std::string::npos)
        << approved;
    EXPECT_TRUE(approved.ends_with("exit 1")) << approved;
    const auto events = node->services().store.read(
        [&](store::Reading& reading) { return reading.events_of({*parse_uuid(report)}); });
    ASSERT_TRUE(events);
    EXPECT_EQ(std::ranges::count(events.value(), domain::EventName::erasure_refused,
                                 [](const auto& stored) { return stored.event.name; }),
              2);
}

TEST_F(Erase, SaysWhatItNeeds)
{
    EXPECT_TRUE(erase("x", {"--reason", "r"}).ends_with("exit 2")) << erase("x", {"--reason", "r"});
    const auto report = send();
    EXPECT_TRUE(erase(report, {}).ends_with("exit 2"));
    EXPECT_TRUE(erase(report, {"--approve", "--withdraw"}).ends_with("exit 2"));
    std::ofstream(folder + "/password") << "wrong\n";
    EXPECT_TRUE(erase(report, {"--approve"}).ends_with("exit 1"));
}

}  // namespace
}  // namespace varde::app
