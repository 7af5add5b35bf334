#include "store/sealed_fact.hpp"

#include <gtest/gtest.h>

namespace varde::store {
namespace {

struct SealedFacts : testing::Test {
    SealedFacts()
    {
        crypto::start();
        key = {crypto::Key::fresh(random), 20261101};
        report.uuid = make_uuid({1}, random);
    }
    crypto::SystemRandom random;
    ReportKey key;
    ReportId report;
};

TEST_F(SealedFacts, OpenToWhatWasSealed)
{
    const auto fact = seal_fact(key, report, "facts\n{}\n", "extra", random);
    const auto open = open_fact(key, report, fact.sealed);
    ASSERT_TRUE(open);
    EXPECT_EQ(open.value().committed, "facts\n{}\n");
    EXPECT_EQ(open.value().extra, "extra");
    EXPECT_EQ(open.value().opening, fact.opening);
    EXPECT_EQ(ledger::commitment(fact.opening, bytes_of("facts\n{}\n")), fact.commitment);
}

TEST_F(SealedFacts, HideWhatTheySayAndThatTheySayTheSame)
{
    const auto one = seal_fact(key, report, "dismissed", "reason", random);
    const auto two = seal_fact(key, report, "dismissed", "reason", random);
    EXPECT_NE(one.commitment, two.commitment);
    EXPECT_NE(one.sealed, two.sealed);
    EXPECT_EQ(text_of(one.sealed).find("dismissed"), std::string::npos);
    EXPECT_EQ(text_of(one.sealed).find("reason"), std::string::npos);
}

TEST_F(SealedFacts, OpenWithTheKeyOfTheirReportAlone)
{
    const auto fact = seal_fact(key, report, "facts", "", random);
    const ReportKey other{crypto::Key::fresh(random), 20261101};
    EXPECT_FALSE(open_fact(other, report, fact.sealed));
    EXPECT_FALSE(open_fact(key, {make_uuid({1}, random)}, fact.sealed));
    auto changed = fact.sealed;
    changed.back() ^= 1;
    EXPECT_FALSE(open_fact(key, report, changed));
    EXPECT_FALSE(open_fact(key, report, ByteView(fact.sealed).first(40)));
}

TEST_F(SealedFacts, RefuseAnImpossibleForm)
{
    Bytes plain(32);
    append_u32(plain, 1'000'000);  // Longer than what follows.
    const auto sealed = vault::seal_record(key.key, report.uuid, key.epoch, plain, random);
    EXPECT_FALSE(open_fact(key, report, sealed));
    const auto empty = vault::seal_record(key.key, report.uuid, key.epoch, Bytes(10), random);
    EXPECT_FALSE(open_fact(key, report, empty));
}

}  // namespace
}  // namespace varde::store
