#include "notify/smtp.hpp"

#include "notify/endpoint.hpp"
#include "notify/mail.hpp"
#include "notify/transfer.hpp"

#include <algorithm>

namespace varde::notify {
namespace {

using domain::Attempt;
using Outcome = Attempt::Outcome;

constexpr long answer_seconds_max = 30;  // For each of the server's answers.

Error wrong(std::string option, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "Mail cannot be sent like this.",
            .faults = {{std::move(option), std::move(detail)}}};
}

/// What was said in one attempt, as libcurl tells it.
struct Talk {
    bool recipient_named = false;  ///< From here on an answer is about this mail and its address.
    bool content_begun = false;    ///< From here on it is about what the mail says.
    bool over = false;             ///< We said goodbye: what comes now is courtesy.
    std::string answer;            ///< The last line that the server said before.
    std::string* tls;              ///< Of the connection.
};

int listen(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* into)
{
    auto& talk = *static_cast<Talk*>(into);
    const std::string_view text(bytes, size);
    constexpr std::string_view tls = "SSL connection using ";
    if (kind == CURLINFO_HEADER_IN && !talk.over)
        talk.answer = as_evidence(text);
    else if (kind == CURLINFO_HEADER_OUT) {
        talk.recipient_named = talk.recipient_named || text.starts_with("RCPT TO");
        talk.content_begun = talk.content_begun || text.starts_with("DATA");
        talk.over = talk.over || text.starts_with("QUIT");
    } else if (kind == CURLINFO_TEXT && text.starts_with(tls))
        *talk.tls = as_evidence(text.substr(tls.size()));
    return 0;
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* from)
{
    auto& rest = *static_cast<std::string_view*>(from);
    const auto bytes = std::min(size * count, rest.size());
    std::copy_n(rest.begin(), bytes, to);
    rest.remove_prefix(bytes);
    return bytes;
}

bool speaks_of(std::string_view answer, std::string_view word)
{
    return !std::ranges::search(answer, word, {}, [](char c) {
                return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
            }).empty();
}

bool refuses(std::string_view answer) { return answer.starts_with('4') || answer.starts_with('5'); }

Outcome outcome_of(const Talk& talk, bool accepted)
{
    if (accepted)
        return Outcome::sent;
    if (!talk.recipient_named)
        return Outcome::not_possible;
    if (!talk.content_begun && blames_address(talk.answer))
        return Outcome::undeliverable;
    return talk.answer.starts_with('4') ? Outcome::try_later : Outcome::not_possible;
}

class SmtpSender final : public Sender {
public:
    SmtpSender(SmtpOptions options, Handle curl, const std::atomic<bool>& stopping)
        : options_(std::move(options)), curl_(std::move(curl)), stopping_(stopping)
    {
    }

    Attempt send(const Message& message) override
    {
        auto* handle = curl_.get();
        prepare(handle, options_.url, "smtp,smtps", options_.ca_file, stopping_);
        const auto mail = compose_mail(message, options_.mail_from);
        std::string_view rest = mail;
        Talk talk{.tls = &tls_};
        char words[CURL_ERROR_SIZE] = "";
        List recipients;
        add_line(recipients, message.address);
        curl_easy_setopt(handle, CURLOPT_USE_SSL,
                         options_.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL);
        curl_easy_setopt(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, answer_seconds_max);
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, options_.mail_from.c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(handle, CURLOPT_READDATA, &rest);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
        curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
        curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen);
        curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &talk);
        if (!options_.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, options_.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, options_.password.c_str());
        }
        const auto code = curl_easy_perform(handle);
        curl_easy_reset(handle);  // Its connection stays and must not know what goes here.
        const auto outcome = outcome_of(talk, code == CURLE_OK);
        if (outcome == Outcome::sent)
            return {outcome, talk.answer + (options_.plain ? " (plain)" : " (" + tls_ + ")")};
        // An answer to a sign-in may repeat it, and one that agrees is not the reason.
        if (talk.recipient_named && refuses(talk.answer))
            return {outcome, talk.answer};
        return {outcome, as_evidence(*words ? words : curl_easy_strerror(code))};
    }

private:
    const SmtpOptions options_;
    Handle curl_;
    const std::atomic<bool>& stopping_;
    std::string tls_;  // Version and cipher of the present connection, which many mails may use.
};

}  // namespace

bool blames_address(std::string_view answer)
{
    if (!answer.starts_with('5') || answer.size() < 4 || speaks_of(answer, "sender"))
        return false;
    const auto words = answer.substr(4);
    if (words.starts_with("5.1.7") || words.starts_with("5.1.8"))  // The sender's address.
        return false;
    if (words.starts_with("5.") && words.substr(0, words.find(' ')).find('.', 2) != words.npos)
        return words.starts_with("5.1.") || words.starts_with("5.2.");
    const auto code = answer.substr(0, 3);
    return (code == "550" || code == "551" || code == "553") && !speaks_of(words, "relay");
}

Result<std::unique_ptr<Sender>> make_smtp_sender(SmtpOptions options,
                                                 const std::atomic<bool>& stopping)
{
    const auto host = host_of(options.url);
    if (host.empty() ||
        !(options.url.starts_with("smtp://") || options.url.starts_with("smtps://")))
        return wrong("--smtp", "must be smtp://host:port (STARTTLS) or smtps://host:port, without "
                               "a user");
    if (options.plain && (!is_loopback(host) || options.url.starts_with("smtps://")))
        return wrong("--smtp-plain", "is for a mail server on this machine only, such as "
                                     "smtp://127.0.0.1:25: mail must not travel in the clear");
    auto from = domain::read_address(domain::NoticeChannel::email, options.mail_from);
    if (!from)
        return wrong("--mail-from", from.error().message);
    options.mail_from = std::move(from).value();
    if (options.user.empty() != options.password.empty())
        return wrong("--smtp-user", "and --smtp-password-file belong together");
    // How we name ourselves to the server, unless the operator says a name as the address's path.
    const auto path = options.url.find('/', options.url.find("://") + 3);
    if (path == std::string::npos)
        options.url += "/" + std::string(domain_of(options.mail_from));
    auto handle = TRY(open_handle());
    return std::unique_ptr<Sender>(
        std::make_unique<SmtpSender>(std::move(options), std::move(handle), stopping));
}

}  // namespace varde::notify
