#include "api/openapi_fit_test.hpp"

#include "api/drills.hpp"
#include "api/escalations.hpp"
#include "api/health.hpp"
#include "api/reports.hpp"
#include "api/routes.hpp"
#include "api/show.hpp"
#include "api/show_duty.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::api {
namespace {

/// Pages for people are HTML, and no part of the API.
bool is_api(std::string_view path)
{
    static const std::set<std::string_view> outside{"/openapi.json", "/livez", "/readyz",
                                                    "/metrics"};
    return path.starts_with("/api/v1/") || outside.contains(path);
}

std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = char(c | 0x20);
    return result;
}

View operation_of(const Route& route)
{
    return root().member("paths").member(route.path).member(lower(name_of(route.method)));
}

template <class Look>
void each_operation(Look look)
{
    for (const auto& route : routes())
        if (is_api(route.path))
            look(route, operation_of(route));
}

constexpr Timestamp noon{1'795'348'800'000'000};
const Uuid some_id{{1, 2, 3}};

domain::Warning some_warning() { return {"place_unknown", "There is none.", "/place"}; }
acts::ObligationView some_obligation()
{
    return {.obligation = {
                .rule = "open", .since = noon, .due = noon, .assumed = {"urgent"}, .met_at = noon}};
}

/// Only for its words.
const packs::Calendar& some_calendar()
{
    static const auto calendar = packs::Calendar::make("Europe/Oslo", {});
    return calendar.value();
}
acts::Step some_step()
{
    return {"opened", noon, {.role = domain::Role::caseworker}, "Some unit", "Some person"};
}

TEST(OpenApi, DescribesEveryRouteAndNothingElse)
{
    ASSERT_TRUE(root().exists());
    std::set<std::string> served, described;
    for (const auto& route : routes())
        if (is_api(route.path))
            served.insert(lower(name_of(route.method)) + " " + std::string(route.path));
    const auto paths = root().member("paths");
    for (std::size_t i = 0; i < paths.size(); ++i)
        for (std::size_t j = 0; j < paths.member_at(i).size(); ++j)
            described.insert(std::string(paths.member_at(i).name_at(j)) + " " +
                             std::string(paths.name_at(i)));
    EXPECT_EQ(described, served);
}

TEST(OpenApi, EachOperationHasTheSummaryAndParametersOfItsRoute)
{
    each_operation([](const Route& route, View operation) {
        SCOPED_TRACE(route.path);
        EXPECT_EQ(operation.member("summary").text(), route.summary);
        EXPECT_EQ(operation.member("requestBody").exists(),
                  route.method == http::Method::post || route.method == http::Method::put);
        std::set<std::string> wanted, named;
        for (auto at = route.path.find('{'); at != std::string_view::npos;
             at = route.path.find('{', at + 1))
            wanted.emplace(route.path.substr(at + 1, route.path.find('}', at) - at - 1));
        const auto parameters = operation.member("parameters");
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto parameter = resolved(parameters.at(i));
            EXPECT_TRUE(parameter.member("schema").exists());
            if (parameter.member("in").text() == "path")
                named.emplace(parameter.member("name").text().value_or(""));
        }
        EXPECT_EQ(named, wanted);
    });
}

TEST(OpenApi, EachOperationSaysWhatItAnswersAndHowItFails)
{
    each_operation([](const Route& route, View operation) {
        SCOPED_TRACE(route.path);
        const auto responses = operation.member("responses");
        bool succeeds = false;
        for (std::size_t i = 0; i < responses.size(); ++i) {
            const auto content = resolved(responses.member_at(i)).member("content");
            const auto status = responses.name_at(i);
            succeeds |= status.starts_with('2') || status.starts_with('3');
            EXPECT_TRUE(status == "204" || status == "303" || content.size() > 0) << status;
            for (std::size_t j = 0; j < content.size(); ++j)
                EXPECT_TRUE(resolved(content.member_at(j).member("schema")).exists()) << status;
        }
        EXPECT_TRUE(succeeds);
        const auto fallback = resolved(responses.member("default"));
        EXPECT_TRUE(fallback.member("content").member("application/problem+json").exists());
    });
}

TEST(OpenApi, EachOperationSaysWhoMayCall)
{
    each_operation([](const Route& route, View operation) {
        SCOPED_TRACE(route.path);
        bool key = false, session = false;
        const auto ways = operation.member("security");
        for (std::size_t i = 0; i < ways.size(); ++i) {
            key |= ways.at(i).member("key").exists();
            session |= ways.at(i).member("session").exists();
        }
        EXPECT_GT(ways.size(), 0u);
        if (route.entry == Entry::signed_in)
            EXPECT_TRUE(key && session);
        if (route.entry == Entry::person)
            EXPECT_TRUE(session && !key);
        if (route.entry != Entry::anyone)
            EXPECT_TRUE(operation.member("responses").member("401").exists());
    });
}

void follow_references(View at, std::size_t& count)
{
    if (const auto reference = at.member("$ref").text()) {
        ++count;
        EXPECT_TRUE(behind(*reference).exists()) << *reference;
    }
    for (std::size_t i = 0; i < at.size(); ++i)
        follow_references(at.type() == Type::array ? at.at(i) : at.member_at(i), count);
}

TEST(OpenApi, EveryReferenceLeadsSomewhere)
{
    std::size_t count = 0;
    follow_references(root(), count);
    EXPECT_GT(count, 100u);
}

TEST(OpenApi, EverySchemaHasAnExampleThatFitsIt)
{
    const auto schemas = root().member("components").member("schemas");
    for (std::size_t i = 0; i < schemas.size(); ++i) {
        const auto examples = schemas.member_at(i).member("examples");
        EXPECT_GT(examples.size(), 0u) << schemas.name_at(i);
        for (std::size_t j = 0; j < examples.size(); ++j)
            EXPECT_EQ(faults_of(schemas.name_at(i), examples.at(j).to_text()), none);
    }
}

TEST(OpenApi, AcceptedReportsAndProblemsAreAsDescribed)
{
    acts::AcceptedReport accepted{.id = {some_id},
                                  .delivery = {some_id},
                                  .sequence = 17,
                                  .warnings = {some_warning()},
                                  .receipt = {"accepted", "C", "e", "m", "p", "v"}};
    EXPECT_EQ(faults_of("AcceptedReport", show_accepted(accepted)), none);
    const auto problem = problem_response({.faults = {{"/kind", "wrong"}}, .first_report = "1"});
    EXPECT_EQ(faults_of("Problem", problem.body), none);
}

TEST(OpenApi, StatusesAreAsDescribed)
{
    acts::ReportStatus status{.report = {.id = {some_id}},
                              .sender_reference = "17",
                              .owner_role = "duty",
                              .state = "opened",
                              .milestones = {some_step()},
                              .obligations = {some_obligation()},
                              .unopened_past_limit = {{noon, noon}},
                              .answers = {"Thank you"},
                              .warnings = {some_warning()}};
    EXPECT_EQ(faults_of("ReportStatus", show_status(some_calendar(), status, noon)), none);
}

TEST(OpenApi, EscalationsAreAsDescribed)
{
    acts::EscalationView view{.escalation = {.id = some_id, .acknowledged_at = noon},
                              .kind = {"concern.child"},
                              .told = {"Some person"},
                              .acknowledged_name = "Some person",
                              .next = {{noon, domain::Listener::leader}}};
    const acts::EscalationPage page{.items = {view}, .next = {{noon, some_id}}};
    EXPECT_EQ(faults_of("Escalations", show_escalation_page(page)), none);
}

TEST(OpenApi, DeliveriesAreAsDescribed)
{
    acts::DeliveryView view{.owner_name = "Some person",
                            .sender_name = "Some school",
                            .warnings = {some_warning()},
                            .steps = {some_step()},
                            .obligations = {some_obligation()},
                            .acts = {{"open", true, "Because."}},
                            .attachments = {{1, "a.jpg", "image/jpeg", 5}},
                            .filed = R"({"reference":"1","title":"t"})",
                            .assessed = R"({"outcome":"investigate","reason":"r"})",
                            .answered = R"({"message":"m"})",
                            .closed = R"({"reason":"handled","note":"n"})"};
    view.delivery.id = {some_id};
    EXPECT_EQ(faults_of("Delivery", show_delivery(some_calendar(), view, noon)), none);
    view.content = R"({"concern":"c"})";
    view.drill = true;
    view.delivery.owner = {some_id};
    view.delivery.from_unit = view.delivery.offered_unit = {"no.4601.02"};
    EXPECT_EQ(faults_of("Delivery", show_delivery(some_calendar(), view, noon)), none);
}

TEST(OpenApi, DutyIsAsDescribed)
{
    const store::DutyRow row{{.id = {some_id}, .person = {some_id}, .planned = {noon, noon}}, "A"};
    const acts::DutyView view{.unit_name = "North",
                              .people = {{{some_id}, "A"}},
                              .shifts = {row},
                              .leave = {row},
                              .open = {{noon, noon}},
                              .gaps = {{noon, noon}},
                              .acts = {{"plan", true, "Because."}}};
    EXPECT_EQ(faults_of("Duty", show_duty(view)), none);
    EXPECT_EQ(faults_of("Shifts", show_shifts({row})), none);
    EXPECT_EQ(faults_of("Leave", show_leave(row)), none);
    const acts::HandoverNote note{{some_id}, noon, "A", "Call back."};
    EXPECT_EQ(faults_of("HandoverNote", show_handover(note)), none);
    EXPECT_EQ(faults_of("HandoverNotes", show_handovers({{note}, domain::DutyId{some_id}})), none);
}

TEST(OpenApi, DrillsSilenceAndHeartbeatAreAsDescribed)
{
    const store::EndedDrill ended{.id = some_id,
                                  .name = domain::DrillName::human,
                                  .unit = {"no.4601.02"},
                                  .kind = {"concern.child"},
                                  .began_at = noon,
                                  .ended_at = noon,
                                  .outcome = domain::DrillOutcome::failed,
                                  .failed = domain::DrillStep::opened,
                                  .opened_by = {some_id}};
    const acts::DrillPage page{"North", {{ended, "A"}}, {{noon, some_id}}};
    EXPECT_EQ(faults_of("Drills", show_drills(page)), none);
    EXPECT_EQ(faults_of("StartedDrill", show_started({{"no.4601.02"}, "North", {"k"}})), none);
    acts::ChannelView channel{{{"no.4601.02"}, {some_id}, {1, noon, noon}, {}}, "A", {}};
    channel.clock.hearing = domain::Hearing::silent;
    EXPECT_EQ(faults_of("Silence", show_silence({channel})), none);
    const acts::Heartbeat heartbeat{noon, 17, {{"rounds", noon, true}, {"writer", {}, false}}};
    EXPECT_EQ(faults_of("Heartbeat", show_heartbeat(heartbeat)), none);
}

}  // namespace
}  // namespace varde::api
