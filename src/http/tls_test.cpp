#include "http/test_server.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>

namespace varde::http {
namespace {

template <auto free_it>
struct Freer {
    template <class T>
    void operator()(T* raw) const
    {
        free_it(raw);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freer<SSL_CTX_free>>;
using Connection = std::unique_ptr<SSL, Freer<SSL_free>>;

void write_pem(const std::string& path, const std::function<void(std::FILE*)>& write)
{
    std::unique_ptr<std::FILE, Freer<std::fclose>> file(std::fopen(path.c_str(), "w"));
    ASSERT_TRUE(file);
    write(file.get());
}

/// A key and a certificate that it signs itself, as files.
struct SelfSigned {
    explicit SelfSigned(const std::string& name)
        : certificate(testing::TempDir() + "varde-" + name + ".pem"),
          key(testing::TempDir() + "varde-" + name + ".key")
    {
        const Key pair(EVP_EC_gen("P-256"));
        const Certificate signed_by_itself(X509_new());
        auto* raw = signed_by_itself.get();
        ASN1_INTEGER_set(X509_get_serialNumber(raw), 1);
        X509_gmtime_adj(X509_getm_notBefore(raw), -60);
        X509_gmtime_adj(X509_getm_notAfter(raw), 3'600);
        X509_set_pubkey(raw, pair.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(raw), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(raw, X509_get_subject_name(raw));
        EXPECT_GT(X509_sign(raw, pair.get(), EVP_sha256()), 0);
        write_pem(certificate, [&](std::FILE* file) { PEM_write_X509(file, raw); });
        write_pem(key, [&](std::FILE* file) {
            PEM_write_PrivateKey(file, pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    ~SelfSigned()
    {
        std::remove(certificate.c_str());
        std::remove(key.c_str());
    }
    ServerOptions options() const { return {.tls_certificate = certificate, .tls_key = key}; }

    std::string certificate, key;
};

class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, int version_max = TLS1_3_VERSION)
        : tcp_(port), context_(SSL_CTX_new(TLS_client_method()))
    {
        SSL_CTX_set_max_proto_version(context_.get(), version_max);
        SSL_CTX_set_cipher_list(context_.get(), "ALL:@SECLEVEL=0");
        tls_.reset(SSL_new(context_.get()));
        SSL_set_fd(tls_.get(), tcp_.socket());
    }
    ~TlsClient() { ERR_clear_error(); }
    bool connect(const std::string& protocol = "\x08http/1.1")
    {
        SSL_set_alpn_protos(tls_.get(), reinterpret_cast<const unsigned char*>(protocol.data()),
                            unsigned(protocol.size()));
        return SSL_connect(tls_.get()) == 1;
    }
    std::string protocol() const
    {
        const unsigned char* name = nullptr;
        unsigned length = 0;
        SSL_get0_alpn_selected(tls_.get(), &name, &length);
        return {reinterpret_cast<const char*>(name), length};
    }
    bool send(std::string_view bytes)
    {
        return SSL_write(tls_.get(), bytes.data(), int(bytes.size())) == int(bytes.size());
    }
    /// Whatever comes until the server says goodbye, or drops the connection.
    std::string read_to_end()
    {
        std::string all;
        char piece[16'384];
        int bytes;
        while ((bytes = SSL_read(tls_.get(), piece, sizeof piece)) > 0)
            all.append(piece, std::size_t(bytes));
        said_goodbye = SSL_get_error(tls_.get(), bytes) == SSL_ERROR_ZERO_RETURN;
        return all;
    }
    TestClient& tcp() { return tcp_; }
    bool said_goodbye = false;

private:
    TestClient tcp_;
    Context context_;
    Connection tls_;
};

TEST(HttpTls, ServesRequestsAndSaysGoodbye)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const SelfSigned files("serves");
        TestHandler handler;
        handler.on_serve = [](Request request, Reply reply) {
            reply({.body = (request.secure ? "secure " : "plain ") + request.body});
        };
        TestServer server(handler, files.options());
        TlsClient client(server->port(), version);
        ASSERT_TRUE(client.connect());
        EXPECT_EQ(client.protocol(), "http/1.1");
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const auto both = client.read_to_end();
        EXPECT_TRUE(contains(both, "secure ab"));
        EXPECT_TRUE(both.ends_with("secure "));
        EXPECT_TRUE(client.said_goodbye);
    }
}

TEST(HttpTls, CarriesLargeBodiesBothWays)
{
    const SelfSigned files("large");
    TestHandler handler;
    handler.on_plan = [](const RequestHead&) { return BodyPlan{.bytes_max = 5'000'000}; };
    handler.on_serve = [](Request request, Reply reply) { reply({.body = request.body}); };
    TestServer server(handler, files.options());
    TlsClient client(server->port());
    ASSERT_TRUE(client.connect());
    const std::string body(3'000'000, 'b');
    client.send(
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3000000\r\n\r\n");
    EXPECT_TRUE(client.send(body));
    EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n" + body));
}

TEST(HttpTls, TellsASlowClientSo)
{
    const SelfSigned files("slow");
    TestHandler handler;
    auto options = files.options();
    options.body_seconds_max = options.header_seconds_max = 1;
    TestServer server(handler, options);
    TestClient silent(server->port());
    TlsClient client(server->port());
    ASSERT_TRUE(client.connect());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
    EXPECT_TRUE(contains(client.read_to_end(), "request-timeout"));
    EXPECT_TRUE(client.said_goodbye);
    EXPECT_EQ(silent.read_to_end(), "");
    EXPECT_TRUE(silent.was_closed());
}

TEST(HttpTls, RefusesOldVersionsOtherProtocolsAndPlainHttp)
{
    const SelfSigned files("refuses");
    TestHandler handler;
    TestServer server(handler, files.options());
    EXPECT_FALSE(TlsClient(server->port(), TLS1_1_VERSION).connect());
    EXPECT_FALSE(TlsClient(server->port()).connect("\x02h2"));
    TestClient plain(server->port());
    plain.get("/");
    EXPECT_FALSE(contains(plain.read_to_end(), "HTTP/1.1 200"));
    EXPECT_TRUE(TlsClient(server->port()).connect());
}

TEST(HttpTls, SaysWhichFileCannotBeUsed)
{
    const SelfSigned files("one"), others("two");
    TestHandler handler;
    const auto mixed =
        Server::listen({.tls_certificate = files.certificate, .tls_key = others.key}, handler);
    ASSERT_FALSE(mixed);
    EXPECT_TRUE(contains(mixed.error().message, others.key));
    const auto swapped =
        Server::listen({.tls_certificate = files.key, .tls_key = files.certificate}, handler);
    ASSERT_FALSE(swapped);
    EXPECT_TRUE(contains(swapped.error().message, files.key));
}

}  // namespace
}  // namespace varde::http
