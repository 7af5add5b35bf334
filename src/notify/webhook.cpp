#include "notify/webhook.hpp"

#include "crypto/crypto.hpp"
#include "notify/endpoint.hpp"
#include "notify/transfer.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace varde::notify {
namespace {

using domain::Attempt;
using Outcome = Attempt::Outcome;

constexpr std::size_t secret_bytes_min = 24, secret_bytes_max = 64;
constexpr std::size_t answer_bytes_max = 64 * 1024;

Error wrong(std::string option, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "SMS cannot be sent like this.",
            .faults = {{std::move(option), std::move(detail)}}};
}

Result<Bytes> read_secret(std::string_view text)
{
    constexpr std::string_view prefix = "whsec_";
    if (text.starts_with(prefix))
        if (auto secret = from_base64(text.substr(prefix.size()));
            secret && secret->size() >= secret_bytes_min && secret->size() <= secret_bytes_max)
            return std::move(*secret);
    return wrong("--sms-secret-file", "must hold whsec_ and the base64 of 24 to 64 bytes");
}

std::string body_of(const Message& message)
{
    json::Writer w;
    w.object([&] {
        w("type", "notice")("channel", domain::name_of(message.channel));
        w("to", message.address)("text", message.text)("id", to_string(message.id));
    });
    return w.take();
}

/// Takes all of an answer and keeps its beginning.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into)
{
    auto& answer = *static_cast<std::string*>(into);
    const auto room = answer_bytes_max - std::min(answer_bytes_max, answer.size());
    answer.append(bytes, std::min(room, size * count));
    return size * count;
}

/// What a gateway's status says of the number: only 422 says that it takes nothing. All others are
/// about us, our settings or the gateway: with a wrong secret or a wrong address no number is dead.
Outcome outcome_of(long status)
{
    if (status >= 200 && status < 300)
        return Outcome::sent;
    if (status == 408 || status == 429)
        return Outcome::try_later;
    return status == 422 ? Outcome::undeliverable : Outcome::not_possible;
}

class WebhookSender final : public Sender {
public:
    WebhookSender(std::string url, Bytes secret, Handle curl, const std::atomic<bool>& stopping)
        : url_(std::move(url)), secret_(std::move(secret)), curl_(std::move(curl)),
          stopping_(stopping)
    {
    }
    ~WebhookSender() override { crypto::wipe(secret_); }

    Attempt send(const Message& message) override
    {
        auto* handle = curl_.get();
        prepare(handle, url_, "http,https", {}, stopping_);
        const auto body = body_of(message);
        const auto id = to_string(message.id);
        std::string answer;
        char words[CURL_ERROR_SIZE] = "";
        List headers;
        add_line(headers, "Content-Type: application/json");
        add_line(headers, "Expect:");
        add_line(headers, "webhook-id: " + id);
        add_line(headers, "webhook-timestamp: " + std::to_string(message.at.unix_s()));
        add_line(headers,
                 "webhook-signature: " + webhook_signature(secret_, id, message.at.unix_s(), body));
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
        curl_easy_setopt(handle, CURLOPT_USERAGENT, "varde");
        const auto code = curl_easy_perform(handle);
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_reset(handle);  // Its connection stays and must not know what goes here.
        if (code != CURLE_OK)     // The status line alone is no yes: what follows was never heard.
            return {Outcome::not_possible, as_evidence(*words ? words : curl_easy_strerror(code))};
        return {outcome_of(status), as_evidence("HTTP " + std::to_string(status) + " " + answer)};
    }

private:
    const std::string url_;
    Bytes secret_;
    Handle curl_;
    const std::atomic<bool>& stopping_;
};

}  // namespace

std::string webhook_signature(ByteView secret, std::string_view id, std::int64_t unix_seconds,
                              std::string_view body)
{
    const auto signed_text =
        std::string(id) + "." + std::to_string(unix_seconds) + "." + std::string(body);
    return "v1," + to_base64(crypto::hmac_sha256(secret, {bytes_of(signed_text)}));
}

Result<std::unique_ptr<Sender>> make_webhook_sender(const WebhookOptions& options,
                                                    const std::atomic<bool>& stopping)
{
    const auto host = host_of(options.url);
    const bool plain = options.url.starts_with("http://");
    if (host.empty() || !(options.url.starts_with("https://") || (plain && is_loopback(host))))
        return wrong("--sms-webhook", "must be an https:// address without a user; http:// is for "
                                      "this machine only");
    auto secret = TRY(read_secret(options.secret));
    auto handle = TRY(open_handle());
    return std::unique_ptr<Sender>(std::make_unique<WebhookSender>(options.url, std::move(secret),
                                                                   std::move(handle), stopping));
}

}  // namespace varde::notify
