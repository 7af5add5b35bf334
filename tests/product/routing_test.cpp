// Where reports go, with Norway's real pack and its hours.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Routing : testing::Test {
    Routing()
    {
        for (const auto* unit : {"no.5001", "no.guard.trondheim", "no.guard.oslo", "no.0301.02",
                                 "no.guard.bergen", "no.sorting"})
            product.add_caseworker(unit, unit);
    }
    Answer send(const std::string& body)
    {
        auto sent = school.post("/api/v1/reports", body, key(std::to_string(++keys)));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    std::string unit_for(const std::string& body) { return send(body).text("/delivery/unit/id"); }
    void at(const char* time) { product.clock.set(*parse_rfc3339(time)); }

    Product product;
    Caller school = product.add_sender("Example school");
    int keys = 0;
};

const std::string urgent = R"("urgent":true)";

TEST_F(Routing, SendsWhatIsUrgentAtNightToTheGuard)
{
    at("2026-11-23T22:00:00Z");
    EXPECT_EQ(unit_for(report_to("5001", urgent)), "no.guard.trondheim");
    EXPECT_EQ(unit_for(report_to("5001")), "no.5001");
    at("2026-11-24T07:00:00Z");  // 08:00 in Norway: open.
    EXPECT_EQ(unit_for(report_to("5001", urgent)), "no.5001");
}

TEST_F(Routing, KnowsWeekendsAndHolidays)
{
    at("2026-11-28T10:00:00Z");  // A Saturday.
    EXPECT_EQ(unit_for(report_to("5001", urgent)), "no.guard.trondheim");
    at("2026-12-25T10:00:00Z");  // Christmas Day, a Friday.
    EXPECT_EQ(unit_for(report_to("5001", urgent)), "no.guard.trondheim");
}

TEST_F(Routing, TakesDangerInTheContentForUrgent)
{
    at("2026-11-23T22:00:00Z");
    const auto sent = product.anyone().post(
        "/api/v1/public/reports",
        R"({"kind":"concern.child.public","place":{"municipality":"5001"},)"
        R"("content":{"concern":"c","danger_now":true,"children":[{"name":"n"}]}})");
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim") << sent.body;
}

TEST_F(Routing, LeavesTheUnknownToTheSortingPoint)
{
    EXPECT_EQ(unit_for(report_to("0000")), "no.sorting");
    EXPECT_EQ(unit_for(report_to("")), "no.sorting");
    EXPECT_EQ(unit_for(report_to_unit("no.9999")), "no.sorting");
}

TEST_F(Routing, LeavesACityWithoutItsDistrictToItsGuard)
{
    const auto oslo = send(report_to("0301"));
    EXPECT_EQ(oslo.text("/delivery/unit/id"), "no.guard.oslo");
    EXPECT_EQ(oslo.each("/warnings", "code"), "district_missing");
    EXPECT_EQ(unit_for(report_to("4601")), "no.guard.bergen");
    EXPECT_EQ(unit_for(R"({"kind":"concern.child","place":{"municipality":"0301","district":"02"},)"
                       R"("content":{"concern":"c","children":[{"name":"n"}]}})"),
              "no.0301.02");
    EXPECT_EQ(unit_for(R"({"kind":"concern.child","place":{"municipality":"0301","district":"77"},)"
                       R"("content":{"concern":"c","children":[{"name":"n"}]}})"),
              "no.guard.oslo");
}

TEST_F(Routing, SetsTheClockForOpening)
{
    const auto due = [&](const Answer& sent) {
        return school.get("/api/v1/reports/" + sent.text("/id")).text("/obligations/0/due");
    };
    // Monday at ten: by the end of Tuesday, 24:00 in Norway or when the office closes.
    const auto monday = due(send(report_to("5001")));
    EXPECT_TRUE(monday.starts_with("2026-11-24T")) << monday;
    at("2026-11-27T12:00:00Z");  // A Friday: the next working day is Monday.
    const auto friday = due(send(report_to("5001")));
    EXPECT_TRUE(friday.starts_with("2026-11-30T")) << friday;
}

TEST_F(Routing, TellsWhoCanBeReached)
{
    const auto day = school.get("/api/v1/units/no.5001/reachability?kind=concern.child");
    ASSERT_EQ(day.status, 200) << day.body;
    EXPECT_TRUE(day.flag("/open_now"));
    EXPECT_EQ(day.number("/people"), 1);
    EXPECT_EQ(day.text("/fallbacks/0/id"), "no.guard.trondheim");
    EXPECT_EQ(day.body.find("Name of"), std::string::npos);  // Numbers, no names.
    at("2026-11-23T22:00:00Z");
    const auto night = school.get("/api/v1/units/no.5001/reachability?kind=concern.child");
    EXPECT_FALSE(night.flag("/open_now"));
    EXPECT_EQ(night.text("/opens_at"), "2026-11-24T07:00:00.000Z");
    EXPECT_EQ(school.get("/api/v1/units/no.9999/reachability").status, 404);
    EXPECT_EQ(school.get("/api/v1/units/no.5001/reachability?kind=x").status, 404);
}

}  // namespace
}  // namespace varde::test
