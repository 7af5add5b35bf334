#include "store/facts.hpp"

#include <gtest/gtest.h>

namespace varde::store {
namespace {

template <class IdType>
IdType id(std::uint8_t number)
{
    IdType made;
    made.uuid.bytes.fill(number);
    return made;
}

domain::Facts everything()
{
    domain::Facts facts;
    facts.kind = {"concern.child"};
    facts.pack = "no@2026.1";
    facts.sender = id<OrganisationId>(1);
    facts.sender_reference_mac = {1, 2, 3};
    facts.medium = domain::Medium::letter;
    facts.urgent = true;
    facts.occurred_at = Timestamp{-1};
    facts.captured_at = Timestamp{1};
    facts.started = {{.rule = "review",
                      .since = Timestamp{5},
                      .due = Timestamp{std::numeric_limits<std::int64_t>::max()},
                      .owed_by = domain::Debtor::guard,
                      .assumed = {"urgent"}},
                     {.rule = "open"}};
    facts.ended = {{.rule = "answer", .since = Timestamp{6}, .cancelled = true, .at = Timestamp{7}},
                   {.rule = "open", .since = Timestamp{8}}};
    facts.anonymous = false;
    facts.immediate_follow_up = true;
    facts.rule = "review";
    facts.since = Timestamp{9};
    facts.subject = id<ReportId>(6).uuid;
    facts.step = 2;
    facts.listener = "leader";
    facts.people = {id<PersonId>(7), id<PersonId>(8)};
    facts.from = Timestamp{10};
    facts.until = Timestamp{11};
    facts.name = "sick";
    facts.about_unit = {"no.5001"};
    facts.about = "2026-12-24";
    facts.confidential = true;
    facts.earlier = id<ReportId>(9);
    facts.connector = "acme-case/3.2.1";
    facts.counts = {0, -1, 1842};
    facts.from_unit = {"no.5001"};
    facts.from_delivery = id<DeliveryId>(2);
    facts.to_unit = {"no.1103"};
    facts.to_delivery = id<DeliveryId>(3);
    facts.to_person = id<PersonId>(4);
    facts.case_id = id<CaseId>(5);
    facts.close_reason = domain::CloseReason::duplicate;
    facts.action = "open";
    return facts;
}

TEST(Facts, ReadBackAsTheyWereWritten)
{
    const auto facts = everything();
    const auto read = facts_from_json(to_json(facts));
    ASSERT_TRUE(read);
    const auto& back = read.value();
    EXPECT_EQ(to_json(back), to_json(facts));
    EXPECT_EQ(back.sender, facts.sender);
    EXPECT_EQ(back.sender_reference_mac, facts.sender_reference_mac);
    EXPECT_EQ(back.medium, facts.medium);
    EXPECT_EQ(back.occurred_at, facts.occurred_at);
    EXPECT_EQ(back.started, facts.started);
    EXPECT_EQ(back.ended, facts.ended);
    EXPECT_EQ(back.anonymous, facts.anonymous);
    EXPECT_EQ(back.immediate_follow_up, facts.immediate_follow_up);
    EXPECT_EQ(back.since, facts.since);
    EXPECT_EQ(back.subject, facts.subject);
    EXPECT_EQ(back.people, facts.people);
    EXPECT_EQ(back.from, facts.from);
    EXPECT_EQ(back.until, facts.until);
    EXPECT_EQ(back.confidential, facts.confidential);
    EXPECT_EQ(back.to_person, facts.to_person);
    EXPECT_EQ(back.close_reason, facts.close_reason);
}

TEST(Facts, AreAnEmptyObjectWhereThereAreNone)
{
    EXPECT_EQ(to_json({}), "{}");
    const auto read = facts_from_json("{}");
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(read.value()), "{}");
    EXPECT_EQ(read.value().occurred_at, std::nullopt);
}

TEST(Facts, KeepTheNamesThatOldRowsHave)
{
    // Never to be changed: rows of the first release are read for ever.
    EXPECT_EQ(to_json(everything()),
              R"({"kind":"concern.child","pack":"no@2026.1",)"
              R"("sender":"01010101-0101-0101-0101-010101010101","sender_reference_mac":"010203",)"
              R"("medium":"letter","urgent":true,"occurred_at_us":-1,"captured_at_us":1,)"
              R"("from_unit":"no.5001",)"
              R"("from_delivery":"02020202-0202-0202-0202-020202020202","to_unit":"no.1103",)"
              R"("to_delivery":"03030303-0303-0303-0303-030303030303",)"
              R"("to_person":"04040404-0404-0404-0404-040404040404",)"
              R"("case":"05050505-0505-0505-0505-050505050505","close_reason":"duplicate",)"
              R"("action":"open",)"
              R"("started":[{"rule":"review","since_us":5,"due_us":9223372036854775807,)"
              R"("owed_by":"guard","assumed":["urgent"]},{"rule":"open"}],)"
              R"("ended":[{"rule":"answer","since_us":6,"cancelled":true,"at_us":7},)"
              R"({"rule":"open","since_us":8}],"anonymous":false,"immediate_follow_up":true,)"
              R"("rule":"review","since_us":9,"subject":"06060606-0606-0606-0606-060606060606",)"
              R"("step":2,"listener":"leader","people":["07070707-0707-0707-0707-070707070707",)"
              R"("08080808-0808-0808-0808-080808080808"],"from_us":10,"until_us":11,)"
              R"("name":"sick","about_unit":"no.5001","about":"2026-12-24",)"
              R"("confidential":true,"earlier":"09090909-0909-0909-0909-090909090909",)"
              R"("connector":"acme-case/3.2.1","counts":[0,-1,1842]})");
}

TEST(Facts, AreRefusedWhereTheyAreNotOurs)
{
    EXPECT_FALSE(facts_from_json("["));
    EXPECT_FALSE(facts_from_json(R"({"sender":"nobody"})"));
    EXPECT_FALSE(facts_from_json(R"({"colour":"red"})"));
}

}  // namespace
}  // namespace varde::store
