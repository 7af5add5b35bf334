// Replay: 118 items come to a unit whose people have no access to them. In 2018 to 2023 such items
// lay in a national channel, unopened, and were deleted. The whole product with a virtual clock
// lives through two years of it, and tells when whom was told; `./dev test replay-altinn` shows it.
#include "replay/closed_unit.hpp"
#include "sim/draw.hpp"

namespace varde::test {
namespace {

constexpr std::size_t items_all = 118, by_police = 77;
const std::vector<std::string> in_the_unit{"anna", "berit", "lena"};

const auto project_ends = instant("2027-04-01T00:00+02:00");

/// As SQL writes it.
std::string as_bytes(const std::string& id) { return "x'" + to_hex(parse_uuid(id)->view()) + "'"; }

struct Item {
    std::string report, delivery, where, from;
    Timestamp at;
    bool announced = true;
};

struct Altinn : ClosedUnit {
    // What comes, and what is done with it.
    void begin();
    void plan_items();
    void receive(bool by_the_police);
    void look_in(Item& item);
    void handle(const std::string& who, const std::string& delivery);
    void try_to_erase();
    void lapse();
    void ask_for_access();
    void end();

    // What can be seen of it.
    std::int64_t waiting_for_the_unit() const;
    bool is_in_time(const Item& item);
    void tell_of(const Item& item);

    sim::Draw draw{1807};
    Caller police = product.add_sender("Police district", domain::Sector::police);
    std::vector<Item> items;
    std::size_t tries = 0;
};

/// As in Bergen: a little over one a week, most of them by the police, in no order.
void Altinn::plan_items()
{
    std::vector<char> from_police(items_all, 0);
    std::fill_n(from_police.begin(), by_police, 1);
    for (std::size_t i = items_all - 1; i > 0; --i)
        std::swap(from_police[i], from_police[draw.below(i + 1)]);
    const auto first = instant("2027-01-11T08:00+01:00");
    // Four in the last days before access lapses; the others anywhere in two years.
    std::vector<Timestamp> times{
        instant("2027-03-30T10:12+02:00"), instant("2027-03-30T14:40+02:00"),
        instant("2027-03-31T09:05+02:00"), instant("2027-03-31T15:10+02:00")};
    while (times.size() < items_all)
        times.push_back(first.plus_seconds(draw.between(0, 715 * day / hour) * hour +
                                           draw.between(0, hour - 1)));
    std::ranges::sort(times);
    for (std::size_t i = 0; i < items_all; ++i)
        plan(times[i], [this, by = from_police[i] != 0] { receive(by); });
    for (int month = 1; month < 24; ++month)
        plan(first.plus_seconds(month * 30 * day + month), [this] { try_to_erase(); });
}

void Altinn::receive(bool by_the_police)
{
    const auto number = std::to_string(items.size() + 1);
    const auto place = R"("place":{"municipality":"4601","district":"02"})";
    const auto body = fmt::format(R"({{"kind":"{}",{},"content":{{"concern":"Item {}.",)"
                                  R"("children":[{{"name":"Child {}"}}]}}}})",
                                  by_the_police ? "concern.police" : "concern.child.public", place,
                                  number, number);
    const auto sent = by_the_police ? police.post("/api/v1/reports", body, key("item-" + number))
                                    : product.anyone().post("/api/v1/public/reports", body,
                                                            key("item-" + number));
    ASSERT_EQ(sent.status, 201) << sent.body;
    items.push_back({.report = sent.text("/id"),
                     .delivery = sent.text("/delivery/id"),
                     .where = sent.text("/delivery/unit/id"),
                     .from = by_the_police ? "police" : "others",
                     .at = product.clock.now()});
    look_in(items.back());
    const auto index = items.size() - 1;
    const auto now = product.clock.now();
    if (items.back().where == unit && now < project_ends.plus_seconds(-3 * day))
        plan(now.plus_seconds(20 * hour), [this, index] { handle("anna", items[index].delivery); });
    if (items.back().where == unit && project_ends < now)
        plan(now.plus_seconds(hour), [this, index] { handle("berit", items[index].delivery); });
    if (items.back().where == guard) {
        EXPECT_NE(sent.each("/warnings", "code").find("nobody_can_open"), std::string::npos)
            << "the sender is told: " << sent.body;
        plan(product.clock.now().plus_seconds(day),
             [this, index] { handle("tor", items[index].delivery); });
    }
}

/// Whoever works in the unit sees each that waits: among those that they may open, or counted.
void Altinn::look_in(Item& item)
{
    const auto waiting = waiting_for_the_unit();
    for (const auto& who : in_the_unit) {
        const auto page = product.sign_in(who).get("/api/v1/inbox?limit=200&unit=" + unit);
        ASSERT_EQ(page.status, 200) << page.body;
        const auto announced = std::int64_t(page.size("/items")) +
                               page.number("/closed_to_you/count") +
                               page.number("/passed_on/count");
        item.announced = item.announced && announced == waiting;
        EXPECT_EQ(announced, waiting) << who << ": " << page.body;
    }
}

/// All that waits was meant for it.
std::int64_t Altinn::waiting_for_the_unit() const
{
    return product.count("delivery WHERE standing IN ('owned', 'offered')");
}

void Altinn::handle(const std::string& who, const std::string& delivery)
{
    const auto path = "/deliveries/" + delivery;
    ask(who, path + "/open", "{}");
    ask(who, path + "/assess", R"({"outcome":"investigate","immediate_follow_up":false})");
    ask(who, path + "/file", R"({"reference":"1/1","title":"A case"})");
    ask(who, path + "/answer", R"({"message":"We have it."})");
    ask(who, path + "/close", R"({"reason":"handled"})");
    tell_of(*std::ranges::find(items, delivery, &Item::delivery));
}

/// Each month whoever leads wants the old ones gone, and somebody with the database's password
/// helps.
void Altinn::try_to_erase()
{
    ++tries;
    const auto content = product.count("content_key");
    for (const auto& [who, where] : {std::pair("lena", unit), std::pair("gro", guard)}) {
        std::string reports;
        for (const auto& item : items)
            if (item.where == where)
                reports += (reports.empty() ? "\"" : ",\"") + item.report + "\"";
        const auto proposed = product.sign_in(who).post("/api/v1/retention/proposals",
                                                        R"({"reports":[)" + reports +
                                                            R"(],"reason":"They are old."})");
        EXPECT_EQ(proposed.size("/proposed"), 0) << proposed.body;
    }
    EXPECT_FALSE(product.sql("DELETE FROM content_key"));
    for (const auto& item : items)
        EXPECT_FALSE(
            product.sql("DELETE FROM content_key WHERE report_id = " + as_bytes(item.report)));
    EXPECT_EQ(product.count("content_key"), content);
    EXPECT_GT(product.count("refused_erasure"), 0) << "each try is recorded";
}

/// Whether, by the end of the time to open it, a person had opened it or somebody beside whoever
/// has the duty knew of it.
bool Altinn::is_in_time(const Item& item)
{
    std::optional<Timestamp> due;
    for (const auto& event : product.events(item.report)) {
        for (const auto& started : event.facts.started)
            if (started.rule == "open" && !due)
                due = started.due;
        if (!due || *due < event.at.plus_seconds(-minute))
            continue;
        if (event.name == domain::EventName::delivery_opened ||
            (event.name == domain::EventName::escalation_raised && event.facts.listener != "duty" &&
             !event.facts.people.empty()))
            return true;
    }
    return false;
}

void Altinn::tell_of(const Item& item)
{
    const auto number = &item - items.data() + 1;
    std::string opened = "nobody";
    for (const auto& event : product.events(item.report))
        if (event.name == domain::EventName::delivery_opened)
            opened = name_of(event.by.person) + " " + local(event.at);
    story.tell_at(item.at, fmt::format("item {}, from {}, to the {}. Told: {}\n  opened by {}",
                                       number, item.from, item.where == unit ? "unit" : "guard",
                                       told_of(*parse_uuid(item.report)), opened));
    EXPECT_TRUE(is_in_time(item)) << "item " << number << " was escalated to nobody in time";
}

void Altinn::begin()
{
    story.aside(
        "Bergenhus, a district of Bergen. Lena leads child protection, where Anna and Berit "
        "work; Dora directs;\nOlga oversees the county. Behind them the guard: Vera has the "
        "duty, Tor works there, Gro leads it.\nThe unit's people have access to what "
        "professionals send, and to nothing else.");
    for (const int year : {0, 1}) {
        const auto from = instant("2027-01-04T08:00+01:00").plus_seconds(year * 364 * day);
        enter("lena", unit, "anna", from, from.plus_seconds(4 * day + 7 * hour + 30 * minute));
        enter("gro", guard, "vera", from.plus_seconds(hour), from.plus_seconds(7 * day + hour));
    }
    for (const auto* who : {"anna", "berit"})
        ask("lena", "/grants",
            fmt::format(R"({{"unit":"{}","person":"{}","role":"caseworker","kinds":)"
                        R"(["concern.police","concern.child.public"],"until":"{}",)"
                        R"("reason":"For as long as the project lasts."}})",
                        unit, to_string(people[who]), rfc3339(project_ends)),
            201);
    for (const auto* kind : {"concern.child", "concern.police", "concern.child.public"})
        ask("lena", "/coverage/live",
            fmt::format(R"({{"unit":"{}","kind":"{}","override_reason":"There was no time for a )"
                        R"(drill."}})",
                        unit, kind));
    story.tell("For a project Anna and Berit have access to what the police and others send, until "
               "1 April.\nLena takes the unit live for it without a drill: Olga reads why.");
}

void Altinn::lapse()
{
    product.clock.set(project_ends.plus_seconds(minute));
    look_at_coverage(product);
    deadlines.look();
    EXPECT_EQ(alarms(), 2);
    story.tell("The project is over, and with it the access. Nobody can open what the police or "
               "others send.\nAlarm for" +
               told_of_alarms());
    for (const auto& who : in_the_unit) {
        const auto page = product.sign_in(who).get("/api/v1/inbox?unit=" + unit);
        EXPECT_EQ(page.number("/closed_to_you/count"), 4) << page.body;
        story.tell(fmt::format("{}'s inbox: {} are closed to you, the oldest since {}.",
                               name_of(people[who]), page.number("/closed_to_you/count"),
                               local(*parse_rfc3339(page.text("/closed_to_you/oldest")))));
    }
}

/// Five weeks later somebody clicks once.
void Altinn::ask_for_access()
{
    const auto told = told_of_alarms();
    story.tell("Five weeks later. The alarm has been told to, each for the first time" + told);
    for (const auto* name : {"Lena", "Dora", "Olga"})
        EXPECT_NE(told.find(name), std::string::npos) << told;
    const auto asked = ask("berit", "/access-requests",
                           R"({"unit":")" + unit + R"(","reason":"Four are closed to me."})", 201);
    story.tell("Berit asks for access, with one click. Lena is on a course.");
    live_until(product.clock.now().plus_seconds(3 * day));
    story.tell("Told of it: " + told_of(*parse_uuid(asked.text("/id"))));
    ask("dora", "/access-requests/" + asked.text("/id") + "/grant",
        fmt::format(R"({{"until":"{}","reason":"Until we have sorted it out."}})",
                    rfc3339(product.clock.now().plus_seconds(6 * hour))));
    story.tell("Dora gives it for six hours. Berit opens the four.");
    for (const auto& item : items)
        if (item.where == unit && product.count("delivery WHERE id = " + as_bytes(item.delivery) +
                                                " AND opened_at_us IS NULL") > 0)
            handle("berit", item.delivery);
}

void Altinn::end()
{
    std::size_t unannounced = 0, erased_unread = 0;
    for (const auto& item : items) {
        unannounced += item.announced ? 0 : 1;
        const auto report = as_bytes(item.report);
        const bool there = product.count("content_key WHERE report_id = " + report) == 1;
        const bool read = product.count("event WHERE report_id = " + report +
                                        " AND name = 'delivery.opened'"
                                        " AND person_id IS NOT NULL") > 0;
        erased_unread += there || read ? 0 : 1;
        EXPECT_TRUE(there);
    }
    EXPECT_EQ(items.size(), items_all);
    EXPECT_EQ(unannounced, 0);
    EXPECT_EQ(erased_unread, 0);
    story.aside(fmt::format("Each month somebody tried to erase them, {} times in all: refused.\n"
                            "items {} unannounced {} erased-unread {}",
                            tries, items.size(), unannounced, erased_unread));
}

TEST_F(Altinn, AnnouncesEachItemThatNobodyCanOpenAndErasesNone)
{
    ASSERT_NO_FATAL_FAILURE(begin());
    plan_items();
    live_until(project_ends);
    ASSERT_NO_FATAL_FAILURE(lapse());
    live_until(instant("2027-05-06T09:00+02:00"));
    ASSERT_NO_FATAL_FAILURE(ask_for_access());
    live_until(instant("2028-12-30T12:00+01:00"));
    end();
}

}  // namespace
}  // namespace varde::test
