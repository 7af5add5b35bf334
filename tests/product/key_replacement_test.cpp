// After an erasure the month's erasure key goes, in every copy; what was not erased never does.
#include "acts/replace_keys.hpp"
#include "support/kept_unit.hpp"

namespace varde::test {
namespace {

constexpr std::int64_t day = 24 * 3600;

struct KeyReplacement : KeptUnit {
    /// Three of one month, of which the first may be erased: with files, so that uploads move too.
    void SetUp() override
    {
        for (int i = 0; i < 3; ++i)
            sent.push_back(send_with_file());
        ASSERT_EQ(product.anyone().post("/api/v1/problems", R"({"text":"x"})").status, 201);
        close(sent.front());
        archive(sent.front());
        all = under("20261101");
        let_time_run();
    }
    Result<crypto::Key> key_of(const ReportId& report)
    {
        const auto wrap = product.store().read(
            [&](store::Reading& reading) { return reading.content_key(report); });
        if (!wrap || !wrap.value())
            return Error{ErrorCode::internal, "no wrap"};
        return product.services().vault.unwrap(report.uuid, *wrap.value());
    }
    static ReportId id(const Answer& answer) { return {*parse_uuid(answer.text("/id"))}; }
    void expect_all_readable(std::size_t from)
    {
        for (auto i = from; i < sent.size(); ++i) {
            EXPECT_TRUE(key_of(id(sent[i]))) << i;
            const auto opened = as("anna").post(delivery(sent[i]) + "/open", "{}");
            EXPECT_EQ(opened.status, 200) << opened.body;
            EXPECT_EQ(as("anna").get(delivery(sent[i]) + "/attachments/1").body, "picture");
        }
        EXPECT_EQ(as("olga").get("/api/v1/problems").status, 200);
    }
    std::int64_t under(const std::string& epoch)
    {
        return product.count("content_key WHERE epoch = " + epoch) +
               product.count("upload WHERE epoch = " + epoch);
    }
    std::vector<Answer> sent;
    std::int64_t all = 0;  ///< Wraps of the month; a report and its file have two.
};

TEST_F(KeyReplacement, LeavesTheKeyOfAMonthAloneInWhichNothingWasErased)
{
    make_round();
    product.advance(60 * day);
    make_round();
    EXPECT_EQ(product.count("key_change"), 0);
    EXPECT_EQ(under("20261101"), all);
}

TEST_F(KeyReplacement, IsDoneWithinThirtyDaysAndLosesNothing)
{
    erase(sent.front());
    for (int days = 0; days < 30; ++days) {
        make_round();
        expect_all_readable(1);
        product.advance(day);
    }
    make_round();
    EXPECT_EQ(product.count("key_change WHERE destroyed_at_us IS NOT NULL"), 1);
    EXPECT_EQ(under("20261101"), 0);
    EXPECT_EQ(under("20261102"), all - 2);
    EXPECT_EQ(product.event_count(domain::EventName::key_destroyed), 1u);
    product.reopen();
    expect_all_readable(1);
}

TEST_F(KeyReplacement, LetsNobodySayThatAWrapHasMovedThatHasNot)
{
    erase(sent.front());
    make_round();
    ASSERT_EQ(product.count("key_change WHERE destroyed_at_us IS NULL"), 1);
    EXPECT_FALSE(product.sql("UPDATE content_key SET epoch = epoch + 1 WHERE epoch = 20261101"));
    EXPECT_FALSE(product.sql("UPDATE upload SET epoch = epoch + 1 WHERE epoch = 20261101"));
    expect_all_readable(1);
}

TEST_F(KeyReplacement, TakesTheContentOutOfEveryCopy)
{
    keep_database(product.database);
    erase(sent.front());
    const auto replace = [&] {
        make_round();
        product.advance(11 * day);
    };
    for (int round = 0; round < 4; ++round)
        replace();
    const auto erased = id(sent.front()), other = id(sent.back());
    EXPECT_TRUE(key_of(other));
    product.close();
    bring_back_database(product.database);
    ASSERT_TRUE(product.try_open());
    // The copy from before has the wrap, and the content; the key that opens it is nowhere.
    const auto gone = key_of(erased);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::not_found);
}

TEST_F(KeyReplacement, GoesOnAfterItWasStoppedAnywhere)
{
    erase(sent.front());
    // Stopped at each question in turn, and the process with it.
    for (int stop_at = 0; stop_at < 40; ++stop_at) {
        int asked = 0;
        const auto replaced =
            acts::replace_keys(product.services(), [&] { return asked++ >= stop_at % 4; });
        product.reopen();
        expect_all_readable(1);
        product.advance(day);
        (void)replaced;
    }
    ASSERT_TRUE(acts::replace_keys(product.services(), [] { return false; }));
    expect_all_readable(1);
    EXPECT_EQ(under("20261101"), 0);
}

TEST_F(KeyReplacement, NeverMovesAnythingUnderAKeyThatIsToGo)
{
    close(sent[1]);
    archive(sent[1]);
    let_time_run();
    erase(sent.front());
    make_round();
    product.advance(11 * day);
    make_round();  // All has moved under the second key.
    erase(sent[1]);
    for (int days = 0; days < 31; ++days) {
        product.advance(day);
        make_round();
        expect_all_readable(2);
    }
    EXPECT_EQ(under("20261101") + under("20261102"), 0);
    EXPECT_EQ(under("20261103"), all - 4);
    EXPECT_EQ(product.event_count(domain::EventName::key_destroyed), 2u);
}

TEST_F(KeyReplacement, FindsAKeyThatAnotherProcessMade)
{
    auto other = vault::Vault::open(product.folder.path() + "/keys", product.random);
    ASSERT_TRUE(other);
    erase(sent.front());
    make_round();
    product.advance(11 * day);
    make_round();
    const auto wrap = product.store().read(
        [&](store::Reading& reading) { return reading.content_key(id(sent.back())); });
    ASSERT_EQ(wrap.value()->epoch, 20261102u);
    EXPECT_TRUE(other.value()->unwrap(id(sent.back()).uuid, *wrap.value()));
    product.advance(11 * day);
    make_round();
    ASSERT_TRUE(other.value()->forget_destroyed());
    EXPECT_FALSE(other.value()->has_key(20261101).value());
}

}  // namespace
}  // namespace varde::test
