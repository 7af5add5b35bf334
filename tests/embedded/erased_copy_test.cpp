// Copies of the data and an erasure: what was erased is gone from each, and the proof says so.
#include "store/backup.hpp"
#include "store/restore_proof.hpp"
#include "support/kept_unit.hpp"

namespace varde::test {
namespace {

struct ErasedCopy : KeptUnit {
    std::string copy(const std::string& name) const { return place.path() + "/" + name; }
    void back_up(const std::string& name)
    {
        const store::BackupFrom from{.data = product.folder.path(),
                                     .origin = "varde.example/test",
                                     .settings = "origin=varde.example/test\npack=no\n"};
        const auto data = store::back_up_data(from, copy(name), product.clock.now(), nullptr);
        ASSERT_TRUE(data) << data.error().message;
        const auto keys = store::back_up_keys(from, copy(name + "-keys"), product.clock.now());
        ASSERT_TRUE(keys) << keys.error().message;
    }
    Result<store::RestoreProof> prove(const std::string& data, const std::string& keys)
    {
        return store::prove(copy(data), copy(keys), product.random);
    }
    void replace_keys()
    {
        for (int round = 0; round < 3; ++round) {
            make_round();
            product.advance(11 * 24 * 3600);
        }
    }
    const Folder place;
};

TEST_F(ErasedCopy, IsProvenWithoutWhatWasErased)
{
    const auto sent = due();
    send_with_file();
    erase(sent);
    back_up("after");
    const auto proof = prove("after", "after-keys");
    ASSERT_TRUE(proof) << proof.error().message;
    EXPECT_EQ(proof.value().erased, 1u);
    EXPECT_EQ(proof.value().contents, 1u);
    EXPECT_EQ(proof.value().attachments, 1u);
}

TEST_F(ErasedCopy, FromBeforeOpensNothingWithTheKeysOfToday)
{
    const auto sent = due();
    back_up("before");
    EXPECT_TRUE(prove("before", "before-keys"));
    erase(sent);
    replace_keys();
    back_up("after");
    EXPECT_TRUE(prove("after", "after-keys"));
    const auto refused = prove("before", "after-keys");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("the key has been destroyed"), std::string::npos)
        << refused.error().message;
}

}  // namespace
}  // namespace varde::test
