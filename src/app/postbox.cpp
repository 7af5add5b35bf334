#include "app/postbox.hpp"

#include "base/durable_file.hpp"
#include "notify/endpoint.hpp"
#include "notify/smtp.hpp"
#include "notify/webhook.hpp"

namespace varde::app {
namespace {

using domain::NoticeChannel;

constexpr std::chrono::milliseconds idle_pause(1'000), busy_pause(1);

/// Where there is no way out any more: what was queued for it fails in the end, and says so.
class NoWayOut final : public notify::Sender {
public:
    domain::Attempt send(const notify::Message&) override
    {
        return {domain::Attempt::Outcome::not_possible, "this channel is not set up any more"};
    }
};

Error wrong(std::string option, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "The server was not started: an option for notices is wrong.",
            .faults = {{std::move(option), std::move(detail)}}};
}

Result<std::string> secret_in(const std::string& option, const std::string& path)
{
    if (path.empty())
        return std::string();
    const auto text = read_file(path);
    if (!text)
        return wrong(option, "names a file that cannot be read");
    auto line = text.value().substr(0, text.value().find_first_of("\r\n"));
    if (line.empty())
        return wrong(option, "names a file whose first line is empty");
    return line;
}

Result<std::string> read_public_url(std::string url)
{
    const bool plain = url.starts_with("http://");
    if (!url.empty() &&
        (notify::host_of(url).empty() ||
         !(url.starts_with("https://") || (plain && notify::is_loopback(notify::host_of(url))))))
        return wrong("--public-url", "must be the https:// address where people sign in");
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

Status check_unused(const NoticeOptions& options)
{
    if (options.smtp.empty() && !(options.mail_from.empty() && options.smtp_user.empty()))
        return wrong("--smtp", "is missing: the other options for mail say nothing without it");
    if (options.sms_webhook.empty() != options.sms_secret_file.empty())
        return wrong("--sms-webhook", "and --sms-secret-file belong together");
    return ok();
}

/// Null without a mail server.
Result<std::unique_ptr<notify::Sender>> mail_sender(const NoticeOptions& options,
                                                    const std::atomic<bool>& stopping)
{
    if (options.smtp.empty())
        return std::unique_ptr<notify::Sender>();
    auto password = TRY(secret_in("--smtp-password-file", options.smtp_password_file));
    return notify::make_smtp_sender({.url = options.smtp,
                                     .user = options.smtp_user,
                                     .password = std::move(password),
                                     .ca_file = options.smtp_ca,
                                     .mail_from = options.mail_from,
                                     .plain = options.smtp_plain},
                                    stopping);
}

/// Null without a gateway.
Result<std::unique_ptr<notify::Sender>> sms_sender(const NoticeOptions& options,
                                                   const std::atomic<bool>& stopping)
{
    if (options.sms_webhook.empty())
        return std::unique_ptr<notify::Sender>();
    auto secret = TRY(secret_in("--sms-secret-file", options.sms_secret_file));
    return notify::make_webhook_sender({.url = options.sms_webhook, .secret = std::move(secret)},
                                       stopping);
}

}  // namespace

void Postbox::add(acts::Services& services, NoticeChannel channel,
                  std::unique_ptr<notify::Sender> sender, const std::string& public_url)
{
    auto line = std::make_unique<Line>();
    line->sender = sender ? std::move(sender) : std::make_unique<NoWayOut>();
    line->outbox =
        std::make_unique<jobs::Outbox>(services, channel, *line->sender, public_url, stopping_);
    lines_.push_back(std::move(line));
}

Result<std::unique_ptr<Postbox>> Postbox::open(const NoticeOptions& options,
                                               acts::Services& services)
{
    TRY(check_unused(options));
    const auto public_url = TRY(read_public_url(options.public_url));
    auto postbox = std::make_unique<Postbox>();
    auto mail = TRY(mail_sender(options, postbox->stopping_));
    auto sms = TRY(sms_sender(options, postbox->stopping_));
    services.notice_channels = {.email = mail != nullptr, .sms = sms != nullptr};
    postbox->add(services, NoticeChannel::email, std::move(mail), public_url);
    postbox->add(services, NoticeChannel::sms, std::move(sms), public_url);
    return postbox;
}

void Postbox::start()
{
    for (auto& line : lines_)
        line->sending.emplace([outbox = line->outbox.get()] {
            return outbox->make_round() ? busy_pause : idle_pause;
        });
}

void Postbox::stop()
{
    stopping_ = true;
    for (auto& line : lines_)
        line->sending.reset();
}

}  // namespace varde::app
