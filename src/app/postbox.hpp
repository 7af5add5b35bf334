// How a running server tells people beyond its own pages: the operator's mail server and SMS
// gateway, and what sends through them.
#pragma once

#include "acts/services.hpp"
#include "app/repeating.hpp"
#include "jobs/outbox.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

struct NoticeOptions {
    std::string smtp;  ///< Empty: no mail.
    std::string smtp_user, smtp_password_file, smtp_ca;
    bool smtp_plain = false;
    std::string mail_from;
    std::string sms_webhook;  ///< Empty: no SMS.
    std::string sms_secret_file;
    std::string public_url;
};
void add_notice_options(CLI::App& command, NoticeOptions& options);

/// One thread for each channel, from `start` to `stop`. Must outlive the store.
class Postbox {
public:
    /// `invalid` or `unavailable` names the option that cannot be used. Says in `services` which
    /// channels there are.
    static Result<std::unique_ptr<Postbox>> open(const NoticeOptions& options,
                                                 acts::Services& services);
    void start();
    /// Ends what is being sent just now; it is sent again after the next start.
    void stop();

private:
    struct Line {
        std::unique_ptr<notify::Sender> sender;
        std::unique_ptr<jobs::Outbox> outbox;
        std::optional<Repeating> sending;
    };
    void add(acts::Services& services, domain::NoticeChannel channel,
             std::unique_ptr<notify::Sender> sender, const std::string& public_url);
    std::atomic<bool> stopping_{false};
    std::vector<std::unique_ptr<Line>> lines_;
};

}  // namespace varde::app
