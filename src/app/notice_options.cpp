#include "app/postbox.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {

void add_notice_options(CLI::App& command, NoticeOptions& options)
{
    auto* smtp =
        command
            .add_option("--smtp", options.smtp,
                        "Mail server for notices: smtp://host:587 (STARTTLS) or smtps://host:465")
            ->envname("VARDE_SMTP");
    auto* from = command
                     .add_option("--mail-from", options.mail_from,
                                 "Address that notices come from, where bounces are read")
                     ->envname("VARDE_MAIL_FROM");
    auto* user = command.add_option("--smtp-user", options.smtp_user, "Sign in as this user")
                     ->envname("VARDE_SMTP_USER");
    auto* password = command
                         .add_option("--smtp-password-file", options.smtp_password_file,
                                     "File whose first line is the user's password")
                         ->envname("VARDE_SMTP_PASSWORD_FILE");
    command
        .add_option("--smtp-ca", options.smtp_ca,
                    "PEM file of the authority that signed the mail server's certificate; default: "
                    "the system's")
        ->check(CLI::ExistingFile)
        ->envname("VARDE_SMTP_CA");
    command.add_flag("--smtp-plain", options.smtp_plain,
                     "Without TLS, to a mail server on this machine");
    auto* webhook = command
                        .add_option("--sms-webhook", options.sms_webhook,
                                    "SMS gateway: an https:// address that takes signed webhooks")
                        ->envname("VARDE_SMS_WEBHOOK");
    auto* secret = command
                       .add_option("--sms-secret-file", options.sms_secret_file,
                                   "File with the webhooks' secret: whsec_ and base64")
                       ->envname("VARDE_SMS_SECRET_FILE");
    command
        .add_option("--public-url", options.public_url,
                    "Where people sign in, as it shall stand in notices: https://…")
        ->envname("VARDE_PUBLIC_URL");
    smtp->needs(from);
    user->needs(password);
    password->needs(user);
    webhook->needs(secret);
    secret->needs(webhook);
}

}  // namespace varde::app
