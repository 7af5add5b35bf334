// The connector that vendors read: it goes on where it was cut, answers from what stands on disk
// and counts what it has proved.
#include "connectors/connected_unit.hpp"

#include <fstream>

namespace varde::test {
namespace {

/// Answers that are lost, or calls that never arrive, after so many of them.
class BreakingServer final : public app::CaseServer {
public:
    BreakingServer(app::CaseServer& server, int calls, bool arrives)
        : server_(server), left_(calls), arrives_(arrives)
    {
    }
    Result<Answer> get(const std::string& path) override
    {
        if (left_-- > 0)
            return server_.get(path);
        if (arrives_)
            (void)server_.get(path);
        return broken();
    }
    Result<Answer> post(const std::string& path, const std::string& body) override
    {
        if (left_-- > 0)
            return server_.post(path, body);
        if (arrives_)
            (void)server_.post(path, body);
        return broken();
    }

private:
    static Error broken() { return {ErrorCode::unavailable, "cut"}; }
    app::CaseServer& server_;
    int left_;
    const bool arrives_;
};

void goes_on_after_each_cut(const std::function<std::unique_ptr<app::CaseStore>()>& open)
{
    Unit unit;
    const auto upload = unit.school.upload("image/jpeg", "picture").text("/id");
    const auto sent = unit.school.post(
        "/api/v1/reports",
        report_to("5001", R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    unit.send_one();
    unit.send_one();
    for (int calls = 0; calls < 8; ++calls)
        for (const bool arrives : {false, true}) {
            const auto store = open();
            BreakingServer cut(unit.server, calls, arrives);
            app::Connector connector(cut, *store, "no.5001");
            (void)connector.fetch(0);
        }
    const auto store = open();
    app::Connector connector(unit.server, *store, "no.5001");
    while (connector.fetch(0).value() > 0)
        continue;
    EXPECT_EQ(store->lines().value().size(), 3u);
    EXPECT_EQ(store->after_seq().value(), 3);
    EXPECT_TRUE(connector.compare().value());
    EXPECT_EQ(unit.product.event_count(domain::EventName::delivery_stored), 3u);
    EXPECT_EQ(unit.product.event_count(domain::EventName::readback_failed), 0u);
    // What it loses it says, and fetches again.
    unit.product.advance(hours);
    challenge(unit.product);
    EXPECT_EQ(connector.answer_challenges().value(), 3u);
    EXPECT_EQ(connector.answer_challenges().value(), 0u);
    EXPECT_EQ(unit.product.event_count(domain::EventName::readback_failed), 0u);
}

TEST(ReferenceConnector, IsNotSaidToHaveLostWhatItProvedWithoutGettingTheAnswer)
{
    Unit unit;
    unit.send_one();
    System(unit.server, unit.memory).minute(unit.product.clock.now());
    unit.product.advance(hours);
    challenge(unit.product);
    BreakingServer cut(unit.server, 1, true);
    EXPECT_FALSE(app::Connector(cut, unit.memory, "no.5001").answer_challenges());
    app::Connector connector(unit.server, unit.memory, "no.5001");
    EXPECT_EQ(connector.answer_challenges().value(), 0u);
    EXPECT_EQ(unit.product.event_count(domain::EventName::readback_failed), 0u);
    EXPECT_EQ(unit.problems(), 0);
}

TEST(ReferenceConnector, CountsWhatItHasProvedAndNothingElse)
{
    Unit unit;
    unit.send_one();
    BreakingServer cut(unit.server, 1, false);
    EXPECT_FALSE(app::Connector(cut, unit.memory, "no.5001").fetch(0));
    EXPECT_EQ(unit.memory.items.size(), 1u);
    EXPECT_TRUE(app::Connector(unit.server, unit.memory, "no.5001").compare().value());
    EXPECT_EQ(unit.problems(), 0);
}

TEST(ReferenceConnector, GoesOnWhereItWasCutWithAFolder)
{
    const Folder folder;
    const auto path = folder.path() + "/store";
    goes_on_after_each_cut([&] { return app::open_folder_store(path).value(); });
    EXPECT_FALSE(files_below(path).empty());
}

TEST(ReferenceConnector, GoesOnWhereItWasCutWithSqlite)
{
    const Folder folder;
    goes_on_after_each_cut([&] { return app::open_sqlite_store(folder.path() + "/c.db").value(); });
}

/// Writes over these bytes wherever they stand below a folder, as a failing disk does.
void damage(const std::string& folder, const std::string& bytes)
{
    std::size_t found = 0;
    for (const auto& [name, text] : files_below(folder)) {
        std::fstream file(name, std::ios::in | std::ios::out | std::ios::binary);
        for (auto at = text.find(bytes); at != text.npos; at = text.find(bytes, at + 1), ++found) {
            file.seekp(std::streamoff(at));
            file << std::string(bytes.size(), '#');
        }
    }
    EXPECT_GT(found, 0u);
}

std::string read_back(app::CaseStore& store, const DeliveryId& delivery)
{
    std::string all;
    EXPECT_TRUE(store.read_back(delivery, [&](std::string_view bytes) { all += bytes; }));
    return all;
}

TEST(ReferenceConnector, AnswersFromWhatStandsOnDiskAndNotFromWhatItRemembers)
{
    const Folder folder;
    const auto in_folder = app::open_folder_store(folder.path() + "/store").value();
    const auto in_file = app::open_sqlite_store(folder.path() + "/c.db").value();
    const app::CaseItem item{.delivery = {*parse_uuid("01936f5e-0000-7000-8000-000000000003")},
                             .seq = 1,
                             .channel = "5f3a1c0099aa77e1",
                             .channel_seq = 1,
                             .parts = {"the words that were given", "a picture"}};
    for (auto* store : {in_folder.get(), in_file.get()}) {
        ASSERT_TRUE(store->keep(item));
        EXPECT_EQ(read_back(*store, item.delivery), "the words that were givena picture");
    }
    damage(folder.path(), "words that were");
    for (auto* store : {in_folder.get(), in_file.get()})
        EXPECT_EQ(read_back(*store, item.delivery), "the ############### givena picture");
}

/// Says always the same.
class SaysServer final : public app::CaseServer {
public:
    explicit SaysServer(std::string says) : says_(std::move(says)) {}
    Result<Answer> get(const std::string&) override { return Answer{200, says_}; }
    Result<Answer> post(const std::string& path, const std::string&) override
    {
        posted.push_back(path);
        return Answer{200, "{}"};
    }
    std::vector<std::string> posted;

private:
    const std::string says_;
};

const std::string an_id = "01936f5e-0000-7000-8000-000000000001";
const std::string other_id = "01936f5e-0000-7000-8000-000000000002";

TEST(ReferenceConnector, CountsWhatWasErasedBeforeItCame)
{
    SaysServer server(R"({"items":[{"delivery_id":")" + an_id +
                      R"(","seq":1,"channel":"5f3a1c0099aa77e1","channel_seq":1,"erased":true}]})");
    const Folder folder;
    const auto in_folder = app::open_folder_store(folder.path() + "/store").value();
    const auto in_file = app::open_sqlite_store(folder.path() + "/c.db").value();
    for (auto* store : {in_folder.get(), in_file.get()})
        for (int twice = 0; twice < 2; ++twice) {
            app::Connector connector(server, *store, "no.5001");
            EXPECT_EQ(connector.fetch(0).value(), 1u);
            EXPECT_EQ(store->lines().value().size(), 1u);
            EXPECT_EQ(store->after_seq().value(), 1);
        }
    EXPECT_TRUE(server.posted.empty()) << "there is nothing to prove";
}

/// Cannot read one of those that it has.
class Damaged final : public app::Connector {
    using Connector::Connector;
    Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                              const std::string&) override
    {
        if (to_string(delivery) == an_id)
            return Error{ErrorCode::unavailable, "The disk cannot be read."};
        return std::optional(std::string(64, '0'));
    }
};

TEST(ReferenceConnector, AnswersForTheOthersWhenOneCannotBeRead)
{
    const std::string nonce(64, 'a');
    SaysServer server(R"({"items":[{"delivery_id":")" + an_id + R"(","nonce":")" + nonce +
                      R"("},{"delivery_id":")" + other_id + R"(","nonce":")" + nonce + R"("}]})");
    MemoryStore store;
    Damaged connector(server, store, "no.5001");
    EXPECT_FALSE(connector.answer_challenges());
    ASSERT_EQ(server.posted.size(), 1u);
    EXPECT_NE(server.posted[0].find(other_id), std::string::npos);
}

}  // namespace
}  // namespace varde::test
