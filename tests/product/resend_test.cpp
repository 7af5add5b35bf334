// Senders are asked to send again: all that can be asked for, and none is forgotten.
#include "acts/contacts.hpp"
#include "support/kept_unit.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

std::string asking(const std::string& which)
{
    return "{" + which + R"("reason":"The case system lost them"})";
}

void give_address(Product& product, const std::string& organisation)
{
    std::promise<bool> set;
    acts::set_contacts_of(product.services(), "", organisation, {.email = "school@varde.example"},
                          [&](const Status& done) { set.set_value(bool(done)); });
    ASSERT_TRUE(set.get_future().get());
}

struct Resend : StaffedUnit {
    Answer ask(const std::string& who, const std::string& which)
    {
        return product.sign_in(who).post("/api/v1/scope/resend", asking(which));
    }
    Answer send_one()
    {
        auto sent = school.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
};

struct ResendOfErased : KeptUnit {};

TEST_F(ResendOfErased, GoesPastWhatWasErasedInAnotherUnit)
{
    add("bea", domain::Role::caseworker, "no.1103");
    const auto gone = send();
    act("anna", delivery(gone) + "/open");
    act("anna", delivery(gone) + "/forward", R"({"unit":"no.1103","reason":"r"})");
    const auto there =
        "/api/v1/deliveries/" +
        as("bo").get("/api/v1/inbox?unit=no.1103&limit=200").text("/items/0/delivery_id");
    act("bo", there + "/take");
    act("bo", there + "/open");
    act("bo", there + "/assess", R"({"outcome":"investigate"})");
    act("bo", there + "/close", R"({"reason":"handled"})");
    act("bo", "/api/v1/retention/archive",
        R"({"report":")" + gone.text("/id") + R"(","reference":"2026/17"})", 204);
    let_time_run();
    EXPECT_EQ(propose("bo", gone).size("/proposed"), 1u);
    EXPECT_EQ(approve("bea", gone).size("/erased"), 1u);
    const auto here = send();
    const auto asked = as("lena").post("/api/v1/scope/resend", asking(R"("unit":"no.5001",)"));
    EXPECT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.number("/asked"), 1) << asked.body;
    EXPECT_EQ(asked.number("/erased"), 1) << asked.body;
    EXPECT_EQ(school.get("/api/v1/resends").each("/items", "report_id"), here.text("/id"));
}

TEST_F(Resend, AsksForTheOthersWhereTheKeyOfOneIsLost)
{
    give_address(product, "Example school");
    const auto before = product.count("notice");
    const auto lost = send_one();
    product.advance(40 * days);
    const auto whole = send_one();
    ASSERT_TRUE(product.services().vault.destroy(20261101));  // November's.
    const auto asked = ask("lena", R"("unit":"no.5001",)");
    EXPECT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.number("/asked"), 1) << asked.body;
    EXPECT_EQ(asked.number("/unreadable"), 1) << asked.body;
    EXPECT_EQ(product.event_count(domain::EventName::resend_asked), 1u);
    EXPECT_EQ(product.count("notice") - before, 1) << "queued with what it tells of";
    EXPECT_EQ(school.get("/api/v1/resends").each("/items", "report_id"), whole.text("/id"));
    const auto own = school.get("/api/v1/scope");
    EXPECT_EQ(own.each("/items", "report_id"), lost.text("/id") + " " + whole.text("/id"));
    EXPECT_TRUE(own.flag("/items/0/unreadable")) << own.body;
    EXPECT_FALSE(own.text("/items/1/digest").empty()) << own.body;
}

TEST_F(Resend, IsListedToTheSenderAlsoWhereAReportCannotBeReadAnyLonger)
{
    const auto sent = send_one();
    ask("lena", R"("unit":"no.5001",)");
    ASSERT_TRUE(product.services().vault.destroy(20261101));
    const auto listed = school.get("/api/v1/resends");
    EXPECT_EQ(listed.text("/items/0/report_id"), sent.text("/id")) << listed.body;
    EXPECT_TRUE(listed.flag("/items/0/unreadable")) << listed.body;
}

TEST_F(Resend, FindsAReportByWhicheverOfItsDeliveriesIsMeant)
{
    add("bo", domain::Role::caseworker, "no.5006");
    const auto sent = send_one();
    auto anna = product.sign_in("anna");
    const auto forwarded = anna.post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/forward",
                                     R"({"unit":"no.5006","reason":"They live there"})");
    EXPECT_EQ(forwarded.status, 200) << forwarded.body;
    const auto bo = product.sign_in("bo");
    const auto offered = bo.get("/api/v1/inbox?unit=no.5006").text("/items/0/delivery_id");
    EXPECT_EQ(bo.post("/api/v1/deliveries/" + offered + "/take", "{}").status, 200);
    const auto asked = ask("olga", R"("state":"unopened",)");
    EXPECT_EQ(asked.number("/asked"), 1) << "the first is transferred: " << asked.body;
}

TEST_F(Resend, IsCountedInANoticeOnlyWhereItIsMeant)
{
    send_one();
    product.advance(1);
    const auto second = send_one();
    ask("lena", R"("unit":"no.5001","until":")" + second.text("/accepted_at") + "\",");
    product.add_caseworker("no.5001", "kim", {{"concern.child.public"}});
    const auto count = [&](const std::string& who, const std::string& query) {
        return product.sign_in(who).get("/api/v1/scope/notice" + query);
    };
    EXPECT_EQ(count("olga", "").number("/measures/0/count"), 1);
    const auto later = count("olga", "?from=" + second.text("/accepted_at") +
                                         "&absent=opened,filed&municipality=5001&sender=public");
    EXPECT_EQ(later.size("/measures"), 0u) << later.body;
    EXPECT_EQ(later.text("/nature_of_breach/asked_for/absent"), "opened,filed");
    EXPECT_EQ(later.text("/nature_of_breach/asked_for/municipality"), "5001");
    EXPECT_EQ(later.text("/nature_of_breach/asked_for/sender"), "public");
    EXPECT_EQ(count("kim", "").size("/measures"), 0u) << "of a kind that kim may not see";
}

}  // namespace
}  // namespace varde::test
