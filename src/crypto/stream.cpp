#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <sodium.h>

namespace varde::crypto {

static_assert(std::tuple_size_v<Nonce> == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(stream_overhead == crypto_secretstream_xchacha20poly1305_ABYTES);

struct StreamSealer::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    bool ended = false;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

StreamSealer::StreamSealer(const Key& key) : state_(std::make_unique<State>())
{
    CHECK(crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, header_.data(),
                                                          key.view().data()) == 0);
}
StreamSealer::~StreamSealer() = default;

Bytes StreamSealer::push(ByteView plain, ByteView associated, bool last)
{
    CHECK(!state_->ended);
    state_->ended = last;
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    Bytes sealed(plain.size() + stream_overhead);
    CHECK(crypto_secretstream_xchacha20poly1305_push(&state_->stream, sealed.data(), nullptr,
                                                     plain.data(), plain.size(), associated.data(),
                                                     associated.size(), tag) == 0);
    return sealed;
}

struct StreamOpener::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    bool ended = false;  // After the last chunk, and after the first that did not open.
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

StreamOpener::StreamOpener(const Key& key, const Nonce& header) : state_(std::make_unique<State>())
{
    state_->ended = crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, header.data(),
                                                                    key.view().data()) != 0;
}
StreamOpener::~StreamOpener() = default;

std::optional<StreamOpener::Chunk> StreamOpener::pull(ByteView sealed, ByteView associated)
{
    if (state_->ended || sealed.size() < stream_overhead)
        return std::nullopt;
    Chunk chunk{Bytes(sealed.size() - stream_overhead)};
    unsigned char tag = 0;
    const bool opened = crypto_secretstream_xchacha20poly1305_pull(
                            &state_->stream, chunk.plain.data(), nullptr, &tag, sealed.data(),
                            sealed.size(), associated.data(), associated.size()) == 0;
    chunk.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    state_->ended = !opened || chunk.last;
    if (!opened)
        return std::nullopt;
    return chunk;
}

}  // namespace varde::crypto
