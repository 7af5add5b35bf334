#include "api/contacts.hpp"

#include "acts/contacts.hpp"
#include "json/writer.hpp"

namespace varde::api {
namespace {

void show_last(json::Writer& w, const store::Notice& last)
{
    w.object("last", [&] {
        w("state", last.sent_at ? "sent" : last.failed_at ? "failed" : "waiting");
        w("at", last.sent_at ? *last.sent_at : last.failed_at ? *last.failed_at : last.made_at);
    });
}

std::string show_contacts(const acts::NoticeChannels& channels,
                          const std::vector<acts::ContactView>& views)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& [contact, last] : views)
                w.object([&] {
                    w("channel", domain::name_of(contact.channel))("address", contact.address);
                    w("language", domain::name_of(contact.language));
                    if (contact.dead_at)
                        w("dead_since", *contact.dead_at);
                    if (last)
                        show_last(w, *last);
                });
        });
        w.array("channels", [&] {
            for (const auto channel : {domain::NoticeChannel::email, domain::NoticeChannel::sms})
                if (channels.has(channel))
                    w.value(domain::name_of(channel));
        });
    });
    return w.take();
}

acts::Done<std::vector<acts::ContactView>> answering_contacts(Call call, int status)
{
    const auto channels = call.services().notice_channels;
    return answering<std::vector<acts::ContactView>>(
        std::move(call), [channels, status](const std::vector<acts::ContactView>& views) {
            return json_response(show_contacts(channels, views), status);
        });
}

Result<acts::NewContacts> contacts_in(const http::Request& request)
{
    const auto body = TRY(body_of(request));
    json::Reader reader(body.root());
    constexpr json::TextLimits limits{.max_bytes = 300, .single_line = true};
    acts::NewContacts contacts{.email = reader.optional_text("email", limits).value_or(""),
                               .sms = reader.optional_text("sms", limits).value_or("")};
    if (const auto name = reader.optional_text("language", limits)) {
        const auto language = domain::language_named(*name);
        if (!language)
            reader.fault("language", "must be nb or en");
        contacts.language = language.value_or(domain::Language::nb);
    }
    return reader.finish(std::move(contacts));
}

}  // namespace

void see_contacts(Call call)
{
    auto& services = call.services();
    call.answer(acts::see_contacts(services, call.actor()),
                [&](const std::vector<acts::ContactView>& views) {
                    return json_response(show_contacts(services.notice_channels, views));
                });
}

void set_contacts(Call call)
{
    auto contacts = contacts_in(call.request);
    if (!contacts)
        return call.answer(problem_response(contacts.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::set_contacts(services, actor, std::move(contacts).value(),
                       answering_contacts(std::move(call), 200));
}

void test_contacts(Call call)
{
    auto& services = call.services();
    const auto actor = call.actor();
    acts::test_contacts(services, actor, answering_contacts(std::move(call), 202));
}

}  // namespace varde::api
