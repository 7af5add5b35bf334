#include "http/tls.hpp"

#include <string_view>

namespace varde::http {
namespace {

namespace ssl = boost::asio::ssl;

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_bytes,
                    const unsigned char* offered, unsigned offered_bytes, void*)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* match = nullptr;
    const int outcome =
        SSL_select_next_proto(&match, chosen_bytes, ours, sizeof ours - 1, offered, offered_bytes);
    *chosen = match;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Error unusable(std::string what)
{
    return {.code = ErrorCode::unavailable, .message = std::move(what)};
}

}  // namespace

Result<ssl::context> open_tls(const std::string& certificate, const std::string& key)
{
    ssl::context tls(ssl::context::tls_server);
    auto* raw = tls.native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                 SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);  // Idle connections must stay small.
    SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");  // For TLS 1.2.
    SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
    boost::system::error_code error;
    tls.use_certificate_chain_file(certificate, error);
    if (error)
        return unusable("The TLS certificate '" + certificate +
                        "' cannot be used: " + error.message());
    tls.use_private_key_file(key, ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(raw) != 1)
        return unusable("The TLS key '" + key + "' cannot be used: " +
                        (error ? error.message() : "it does not belong to the certificate."));
    return tls;
}

}  // namespace varde::http
