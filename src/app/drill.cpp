#include "app/drill.hpp"

#include "app/commands.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <set>

namespace varde::app {
namespace {

std::string_view text_in(json::View view, std::string_view name)
{
    return view.member(name).text().value_or("");
}

/// Whether the newest of each kind and name came through; prints each drill unless it is quiet.
bool look_through(json::View items, bool prints)
{
    std::set<std::string> seen;
    bool all_passed = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items.at(i);
        const auto outcome = text_in(item, "outcome");
        const auto cell = fmt::format("{} {}", text_in(item, "kind"), text_in(item, "name"));
        if (seen.insert(cell).second)
            all_passed &= outcome != "failed";
        if (prints)
            fmt::print("{}  {:<7}  {:<7}  {:<20}  {}\n", text_in(item, "ended_at"),
                       text_in(item, "name"), outcome, text_in(item, "kind"),
                       text_in(item.member("detail"), "en"));
    }
    return all_passed;
}

}  // namespace

int drill_start(const DrillOptions& options)
{
    const auto started = [&]() -> Result<std::string> {
        auto session = TRY(SignedIn::sign_in(options.person));
        json::Writer w;
        w.object([&] { w("unit", options.unit)("kind", options.kind); });
        return session.post("/api/v1/drills", w.take());
    }();
    if (!started)
        return fail(started.error(), options.json);
    if (options.json)
        fmt::print("{}\n", started.value());
    else
        fmt::print(
            "A drill has begun in {}. It looks like any report until somebody opens it; then "
            "`varde drill list` shows it.\n",
            options.unit);
    return 0;
}

int drill_list(const DrillOptions& options)
{
    const auto listed = [&]() -> Result<std::string> {
        auto session = TRY(SignedIn::sign_in(options.person));
        return session.get("/api/v1/drills?unit=" + options.unit + "&limit=200");
    }();
    if (!listed)
        return fail(listed.error(), options.json);
    const auto document = json::Document::parse(listed.value());
    if (!document)
        return fail(document.error(), options.json);
    if (options.json)
        fmt::print("{}\n", listed.value());
    const auto items = document.value().root().member("items");
    if (items.size() == 0 && !options.json)
        fmt::print("No drill has ended in {}.\n", options.unit);
    return look_through(items, !options.json) ? 0 : 1;
}

}  // namespace varde::app
