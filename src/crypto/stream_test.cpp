#include "crypto/crypto.hpp"

#include <gtest/gtest.h>

namespace varde::crypto {
namespace {

struct Sealed {
    Nonce header;
    std::vector<Bytes> chunks;
};

const Key& test_key()
{
    static const Key key{Bytes(32, 0x42)};
    return key;
}

Sealed three_chunks()
{
    StreamSealer sealer(test_key());
    Sealed sealed{sealer.header(), {}};
    sealed.chunks.push_back(sealer.push(bytes_of("one"), bytes_of("head"), false));
    sealed.chunks.push_back(sealer.push(bytes_of("two"), {}, false));
    sealed.chunks.push_back(sealer.push({}, {}, true));
    return sealed;
}

TEST(Stream, OpensInTheOrderInWhichItWasSealed)
{
    const auto sealed = three_chunks();
    StreamOpener opener(test_key(), sealed.header);
    const auto one = opener.pull(sealed.chunks[0], bytes_of("head"));
    const auto two = opener.pull(sealed.chunks[1], {});
    const auto three = opener.pull(sealed.chunks[2], {});
    ASSERT_TRUE(one && two && three);
    EXPECT_EQ(text_of(one->plain), "one");
    EXPECT_EQ(text_of(two->plain), "two");
    EXPECT_EQ(text_of(three->plain), "");
    EXPECT_FALSE(one->last);
    EXPECT_FALSE(two->last);
    EXPECT_TRUE(three->last);
    EXPECT_EQ(sealed.chunks[0].size(), 3 + stream_overhead);
}

TEST(Stream, RefusesChunksOutOfPlace)
{
    const auto sealed = three_chunks();
    StreamOpener skips(test_key(), sealed.header);
    EXPECT_FALSE(skips.pull(sealed.chunks[1], {}));
    EXPECT_FALSE(skips.pull(sealed.chunks[0], bytes_of("head")));  // It stays refused.

    StreamOpener repeats(test_key(), sealed.header);
    EXPECT_TRUE(repeats.pull(sealed.chunks[0], bytes_of("head")));
    EXPECT_FALSE(repeats.pull(sealed.chunks[0], bytes_of("head")));
}

TEST(Stream, RefusesEveryChangedByte)
{
    const auto sealed = three_chunks();
    for (std::size_t i = 0; i < sealed.chunks[0].size(); ++i) {
        auto changed = sealed.chunks[0];
        changed[i] ^= 1;
        StreamOpener opener(test_key(), sealed.header);
        EXPECT_FALSE(opener.pull(changed, bytes_of("head")));
    }
    StreamOpener other_data(test_key(), sealed.header);
    EXPECT_FALSE(other_data.pull(sealed.chunks[0], bytes_of("tail")));
    StreamOpener other_key(Key{Bytes(32, 0x43)}, sealed.header);
    EXPECT_FALSE(other_key.pull(sealed.chunks[0], bytes_of("head")));
    StreamOpener too_short(test_key(), sealed.header);
    EXPECT_FALSE(too_short.pull(ByteView(sealed.chunks[0]).first(16), bytes_of("head")));
}

TEST(Stream, EndsWithItsLastChunk)
{
    StreamSealer sealer(test_key());
    const auto last = sealer.push(bytes_of("all"), {}, true);
    EXPECT_DEATH(sealer.push({}, {}, true), "check failed");
    StreamOpener opener(test_key(), sealer.header());
    ASSERT_TRUE(opener.pull(last, {}));
    EXPECT_FALSE(opener.pull(last, {}));
}

}  // namespace
}  // namespace varde::crypto
