// Notices through a real Postfix: what arrives, what is recorded as evidence, what becomes of an
// address that does not exist, and of a mail server that is not there.
#include "mail/postfix.hpp"
#include "notify/smtp.hpp"
#include "support/deadlines.hpp"
#include "support/post.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::NoticeChannel;
using store::StepReach;

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

struct RealMail : testing::Test {
    static void SetUpTestSuite()
    {
        if (::geteuid() == 0)
            postfix = new Postfix;
    }
    static void TearDownTestSuite()
    {
        delete postfix;
        postfix = nullptr;
    }
    void SetUp() override
    {
        ASSERT_TRUE(postfix) << "Postfix must be started by root, because its parts change to "
                                "users of their own. Run this test as root.";
        crypto::start();
        sender = make({});
        post.emplace(product, NoticeChannel::email, *sender);
    }
    std::unique_ptr<notify::Sender> make(notify::SmtpOptions options)
    {
        options.url = options.url.empty() ? postfix->url() : options.url;
        options.mail_from = "varde@kommune.example";
        if (!options.plain && options.ca_file.empty())
            options.ca_file = postfix->ca_file();
        auto made = notify::make_smtp_sender(options, stopping);
        CHECK(made);
        return std::move(made).value();
    }
    PersonId add(const std::string& mailbox)
    {
        return add_told(product, mailbox, {.email = mailbox + "@unit.example"});
    }
    Uuid tell(const PersonId& person)
    {
        const auto step = post->fresh_id();
        post->queue({person.uuid, 1, 2, {step}, std::nullopt});
        post->make_round();
        return step;
    }
    store::NoticeAttempt last_attempt(const PersonId& person)
    {
        return post->attempts_of(post->last_to(person.uuid)).back();
    }

    inline static Postfix* postfix = nullptr;
    std::atomic<bool> stopping{false};
    Product product;
    std::unique_ptr<notify::Sender> sender;
    std::optional<Post> post;
};

TEST_F(RealMail, ArrivesAndSaysNothingButThatSomethingWaits)
{
    const auto report =
        product.add_sender("Example school").post("/api/v1/reports", report_to("5001"));
    ASSERT_EQ(report.status, 201);
    const auto anna = add("anna");
    const auto step = tell(anna);
    const auto mail = postfix->next_mail("anna");
    const auto notice = post->last_to(anna.uuid);
    EXPECT_TRUE(holds(mail, "Subject: Varde: 1 hastesak og 2 andre saker venter\n")) << mail;
    EXPECT_TRUE(holds(mail, "\n\n1 hastesak og 2 andre saker venter; logg inn i Varde:\n"
                            "https://varde.example/app/\n"))
        << mail;
    EXPECT_TRUE(holds(mail, "From: Varde <varde@kommune.example>\nTo: <anna@unit.example>\n"));
    EXPECT_TRUE(holds(mail, "Message-ID: <" + to_string(notice.id) + "@kommune.example>\n"));
    EXPECT_TRUE(holds(mail, "Auto-Submitted: auto-generated\n"));
    EXPECT_TRUE(holds(mail, "Date: Mon, 23 Nov 2026 09:00:00 +0000\n"));
    EXPECT_TRUE(holds(mail, "ESMTPS"));  // It came over TLS.
    for (const auto* secret :
         {"concern", "child", "school", "Trondheim", "no.5001", "Name of", "bekymring", "barn"})
        EXPECT_FALSE(holds(mail, secret)) << secret << "\n" << mail;
    for (const auto* member : {"/id", "/number", "/delivery/id"})
        EXPECT_FALSE(holds(mail, report.text(member)) && !report.text(member).empty()) << member;
    EXPECT_EQ(post->reach_of(step), StepReach::reached);
}

TEST_F(RealMail, IsProvedByTheServersLastAnswer)
{
    const auto anna = add("anna");
    tell(anna);
    postfix->next_mail("anna");
    const auto evidence = last_attempt(anna).evidence;
    EXPECT_TRUE(evidence.starts_with("250 2.0.0 Ok: queued as ")) << evidence;
    EXPECT_TRUE(evidence.ends_with(")") && holds(evidence, " (TLSv1.3 / ")) << evidence;
    tell(anna);  // Over the same connection.
    postfix->next_mail("anna");
    EXPECT_TRUE(holds(last_attempt(anna).evidence, " (TLSv1.3 / ")) << last_attempt(anna).evidence;
}

TEST_F(RealMail, ToADeadAddressRaisesTheAlarmAndTheLadderMayGoOn)
{
    const auto gone = add("gone"), anna = add("anna");
    const auto step = tell(gone);
    EXPECT_EQ(post->reach_of(step), StepReach::unreachable);
    EXPECT_TRUE(post->is_dead(gone.uuid));
    EXPECT_EQ(post->problems(domain::ProblemName::address_dead), 1);
    EXPECT_TRUE(last_attempt(gone).evidence.starts_with("550 5.1.1 "))
        << last_attempt(gone).evidence;
    EXPECT_EQ(product.event_count(domain::EventName::notice_failed), 1u);
    const auto next_step = tell(gone);
    EXPECT_EQ(post->reach_of(next_step), StepReach::unreachable);
    post->queue({anna.uuid, 1, 0, {next_step}, std::nullopt});
    post->make_round();
    EXPECT_EQ(post->reach_of(next_step), StepReach::reached);
    postfix->next_mail("anna");
}

TEST_F(RealMail, ToTheDutyAtADeadAddressIsFollowedAtOnceByOneToTheNextPerson)
{
    const auto gone = add("gone");
    add("anna");
    product.add_person({.organisation = "Example municipality",
                        .login = "lena",
                        .name = "Name of lena",
                        .grants = {{.role = domain::Role::unit_leader,
                                    .unit = {"no.5001"},
                                    .from = product.clock.now()}}});
    const auto lena = product.sign_in("lena");
    const auto shift =
        lena.post("/api/v1/duty/shifts",
                  entry_json("no.5001", gone, "2026-11-23T08:00+01:00", "2026-11-27T16:00+01:00"));
    ASSERT_EQ(shift.status, 201) << shift.body;
    Deadlines deadlines(product);
    const auto sent = product.add_sender("Example school")
                          .post("/api/v1/reports", report_to("5001", R"("urgent":true)"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto told = [&] {
        std::string listeners;
        for (const auto& event : product.events(sent.text("/id")))
            if (event.name == domain::EventName::escalation_raised &&
                event.facts.rule == "open_urgent")
                listeners += event.facts.listener + " ";
        return listeners;
    };
    deadlines.look();
    EXPECT_EQ(told(), "duty ");
    post->make_round();  // 550.
    EXPECT_TRUE(post->is_dead(gone.uuid));
    EXPECT_EQ(post->problems(domain::ProblemName::address_dead), 1);
    deadlines.look();
    EXPECT_TRUE(told().starts_with("duty readers ")) << told();
    post->make_round();
    EXPECT_TRUE(holds(postfix->next_mail("anna"), "hastesak"));
}

TEST_F(RealMail, WhoseContentIsRefusedBlamesNoAddress)
{
    Postfix strict;
    strict.stop();
    strict.set("smtpd_end_of_data_restrictions = check_recipient_access inline:{ "
               "{anna@unit.example = 550 5.1.1 no such words} }");
    strict.start();
    sender = make({.url = strict.url(), .ca_file = strict.ca_file()});
    post.emplace(product, NoticeChannel::email, *sender);
    const auto anna = add("anna");
    tell(anna);
    EXPECT_TRUE(last_attempt(anna).evidence.starts_with("550 5.1.1 "))
        << last_attempt(anna).evidence;
    EXPECT_EQ(last_attempt(anna).outcome, "not_possible");
    EXPECT_FALSE(post->is_dead(anna.uuid));
}

TEST(MailAnswer, BlamesTheAddressOnlyWhereItSpeaksOfTheAddress)
{
    for (const auto* answer :
         {"550 5.1.1 <x@y.example>: Recipient address rejected: User unknown", "554 5.1.10 no such",
          "552 5.2.2 mailbox full", "550 no such user here", "551 user not local",
          "553 mailbox name not allowed", "550 5 such users are known"})
        EXPECT_TRUE(notify::blames_address(answer)) << answer;
    for (const auto* answer :
         {"550 5.7.1 not allowed", "550 5.7.54 Unable to relay", "554 5.3.4 too big",
          "550 Relaying denied", "551 we do not RELAY", "554 no service here", "552 too much",
          "550 5.1.8 <v@x.example>: domain not found", "550 5.1.0 Sender address rejected",
          "550 5.4.1 access denied", "502 no", "450 5.1.1 later", "250 5.1.1 taken", "55", ""})
        EXPECT_FALSE(notify::blames_address(answer)) << answer;
}

TEST_F(RealMail, WaitsForAMailboxThatIsFull)
{
    const auto full = add("full");
    const auto step = tell(full);
    EXPECT_EQ(post->reach_of(step), StepReach::waiting);
    EXPECT_TRUE(last_attempt(full).evidence.starts_with("452 4.2.2 "))
        << last_attempt(full).evidence;
    EXPECT_FALSE(post->is_dead(full.uuid));
}

TEST_F(RealMail, GoesOutOnceWhenTheServerIsThereAgain)
{
    const auto bo = add("bo");
    postfix->stop();
    const auto step = tell(bo);
    EXPECT_EQ(post->reach_of(step), StepReach::waiting);
    EXPECT_EQ(last_attempt(bo).outcome, "not_possible");
    postfix->start();
    product.advance(15);
    post->make_round();
    EXPECT_EQ(post->reach_of(step), StepReach::reached);
    const auto mail = postfix->next_mail("bo");
    EXPECT_TRUE(holds(mail, "Message-ID: <" + to_string(post->last_to(bo.uuid).id)));
    EXPECT_EQ(postfix->mails_in("bo"), 1u);
    EXPECT_EQ(product.count("problem"), 0);
}

TEST_F(RealMail, GoesToNoServerWhoseCertificateIsNotKnown)
{
    sender = make({.ca_file = "/etc/ssl/certs/ca-certificates.crt"});
    post.emplace(product, NoticeChannel::email, *sender);
    const auto anna = add("anna");
    tell(anna);
    EXPECT_EQ(last_attempt(anna).outcome, "not_possible");
    EXPECT_TRUE(holds(last_attempt(anna).evidence, "certificate")) << last_attempt(anna).evidence;
}

TEST_F(RealMail, GoesInTheClearOnlyWhereTheOperatorSaysSo)
{
    Postfix plain;
    plain.stop();
    plain.set("smtpd_tls_security_level = none");
    plain.start();
    const auto anna = add("anna");
    sender = make({.url = plain.url()});
    post.emplace(product, NoticeChannel::email, *sender);
    tell(anna);
    EXPECT_EQ(last_attempt(anna).outcome, "not_possible") << last_attempt(anna).evidence;
    EXPECT_EQ(plain.mails_in("anna"), 0u);
    sender = make({.url = plain.url(), .plain = true});
    post.emplace(product, NoticeChannel::email, *sender);
    product.advance(15);
    post->make_round();
    plain.next_mail("anna");
    EXPECT_TRUE(last_attempt(anna).evidence.ends_with("(plain)")) << last_attempt(anna).evidence;
}

TEST(MailOptions, ThatWouldSendInTheClearAreRefused)
{
    const std::atomic<bool> stopping{false};
    const auto accepts = [&](const std::string& url, bool plain, const std::string& user = {}) {
        return bool(notify::make_smtp_sender(
            {.url = url, .user = user, .mail_from = "varde@kommune.example", .plain = plain},
            stopping));
    };
    EXPECT_TRUE(accepts("smtp://mail.example:587", false));
    EXPECT_TRUE(accepts("smtps://mail.example:465", false));
    EXPECT_TRUE(accepts("smtp://127.0.0.1:25", true));
    EXPECT_FALSE(accepts("smtp://mail.example:25", true));
    EXPECT_FALSE(accepts("smtp://127.0.0.1@mail.example:25", true));
    EXPECT_FALSE(accepts("smtp://user:secret@mail.example", false));
    EXPECT_FALSE(accepts("http://mail.example", false));
    EXPECT_FALSE(accepts("mail.example", false));
    EXPECT_FALSE(accepts("smtp://mail.example", false, "user"));  // Without a password.
    EXPECT_FALSE(notify::make_smtp_sender(
        {.url = "smtp://mail.example", .mail_from = "Varde <varde@kommune.example>"}, stopping));
}

}  // namespace
}  // namespace varde::test
