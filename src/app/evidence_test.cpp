// In twenty years, with a shell and OpenSSL: the bundle still shows what it shows today, and
// whatever was changed in it is found.
#include "app/evidence_bundle.hpp"
#include "app/scratch_test.hpp"
#include "app/verify.hpp"
#include "base/durable_file.hpp"
#include "ledger/tree.hpp"
#include "json/writer.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

/// A log of eleven entries; three of them are about the report.
struct EvidenceTest : ScratchTest {
    EvidenceTest()
    {
        for (std::uint8_t i = 0; i < 11; ++i) {
            entries.push_back(
                ledger::to_text({.event = i == 3   ? "report.accepted"
                                          : i == 7 ? "delivery.opened"
                                                   : "ledger.beat",
                                 .object = {.bytes = {i}},
                                 .channel = ledger::Channel{1},
                                 .sequence = i + 1,
                                 .time = {1'795'298'400'000'000 + i * 1'000'000},
                                 .commit = ledger::commitment(opening, bytes_of(manifest))}));
            leaves.push_back(ledger::leaf_hash(entries.back()));
        }
        json::Writer w;
        w.object([&] {
            w.array("items", [&] {
                for (const std::uint64_t index : {3u, 7u, 10u})
                    w.object([&] {
                        w("entry", entries[index])("proof", proof_of(index))("vkey", vkey);
                        if (index == 3)
                            w("manifest", manifest);
                    });
            });
            w("policy", "log " + vkey + "\nquorum none\n");
        });
        CHECK(write_bundle(bundle, w.take()));
    }
    std::string proof_of(std::uint64_t index) const
    {
        const ledger::Growth growth({}, leaves);
        return ledger::to_text(ledger::Proof{
            .extra = index == 3 ? std::optional(opening) : std::nullopt,
            .index = index,
            .path = growth.inclusion_proof(index),
            .note = ledger::sign({"evidence.example/log", leaves.size(), growth.root()}, key)});
    }
    int by_shell(const std::string& more = "", const std::string& before = "") const
    {
        return std::system(
            (before + " sh " + bundle + "/verify.sh " + more + " >" + folder + "/said 2>&1")
                .c_str());
    }
    std::string said() const { return read_file(folder + "/said").value(); }
    int by_program(const std::string& trusted = "") const
    {
        return verify({.receipt = bundle, .key = trusted, .json = true});
    }
    static void change_byte(const std::string& path, std::size_t at)
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(std::streamoff(at));
        const auto byte = char(file.get());
        file.seekp(std::streamoff(at));
        file.put(char(byte ^ 1));
    }

    const crypto::SigningKey key{Bytes(32, 7)};
    const std::string vkey =
        ledger::to_text(ledger::verifier_key("evidence.example/log", key.public_key()));
    const Bytes opening = Bytes(32, 9);
    const std::string manifest = "part 0 application/json 2 " + std::string(64, 'a') + "\n";
    std::vector<std::string> entries;
    std::vector<Hash> leaves;
    const std::string bundle = folder + "/bundle";
};

TEST_F(EvidenceTest, HoldsIn2046WithAShellAndOpenSslAndWithTheProgram)
{
    const std::string then =
        fs::exists("/usr/bin/faketime") ? "faketime '2046-11-22 12:00:00'" : "";
    EXPECT_EQ(by_shell("", then), 0) << said();
    EXPECT_NE(said().find("Holds: entry 7 of evidence.example/log, delivery.opened"),
              std::string::npos)
        << said();
    EXPECT_NE(said().find("All 3 hold."), std::string::npos) << said();
    EXPECT_EQ(by_shell("'" + vkey + "'", then), 0) << said();
    EXPECT_EQ(by_program(), 0);
    EXPECT_EQ(by_program(vkey), 0);
}

TEST_F(EvidenceTest, DoesNotHoldUnderAnothersKey)
{
    const crypto::SigningKey other(Bytes(32, 8));
    const auto another =
        ledger::to_text(ledger::verifier_key("evidence.example/log", other.public_key()));
    EXPECT_NE(by_shell("'" + another + "'"), 0) << said();
    EXPECT_NE(by_program(another), 0);
}

TEST_F(EvidenceTest, ShowsAChangeOfAnyByteInAnyFile)
{
    for (const auto& file : fs::directory_iterator(bundle)) {
        const auto path = file.path().string();
        const auto bytes = fs::file_size(path);
        for (std::size_t at = 0; at < bytes; at += 1 + bytes / 97) {
            change_byte(path, at);
            EXPECT_FALSE(read_bundle(bundle)) << path << " at " << at;
            change_byte(path, at);
        }
        if (path.ends_with("verify.sh"))
            continue;  // It cannot be asked about itself; the program sees it.
        change_byte(path, bytes / 2);
        EXPECT_NE(by_shell(), 0) << path;
        change_byte(path, bytes / 2);
    }
    EXPECT_TRUE(read_bundle(bundle));
    ASSERT_TRUE(write_durably(bundle + "/more", "x"));
    EXPECT_FALSE(read_bundle(bundle));
    EXPECT_NE(by_shell(), 0);
}

/// Whoever changes a file and its sum as well is found by the proofs.
TEST_F(EvidenceTest, ShowsAChangeThatTheSumsWereMadeToFit)
{
    const auto sums = [&] {
        return std::system(("cd " + bundle + " && rm SHA256SUMS && LC_ALL=C sha256sum * > " +
                            folder + "/sums && mv " + folder + "/sums SHA256SUMS")
                               .c_str());
    };
    for (const auto* name : {"0001-report.accepted.entry", "0001-report.accepted.manifest",
                             "0002-delivery.opened.tlog-proof", "0003-ledger.beat.vkey"}) {
        const auto path = bundle + "/" + name;
        change_byte(path, fs::file_size(path) / 2);
        ASSERT_EQ(sums(), 0);
        EXPECT_NE(by_shell(), 0) << name;
        EXPECT_NE(by_program(), 0) << name;
        change_byte(path, fs::file_size(path) / 2);
        ASSERT_EQ(sums(), 0);
        EXPECT_EQ(by_shell(), 0) << name << said();
    }
}

TEST_F(EvidenceTest, NeverWritesOverAnything)
{
    EXPECT_EQ(write_bundle(bundle, R"({"items":[]})").error().code, ErrorCode::invalid);
    json::Writer w;
    w.object([&] {
        w.array("items", [&] { w.object([&] { w("entry", entries[3])("proof", "p"); }); });
    });
    EXPECT_EQ(write_bundle(bundle, w.take()).error().code, ErrorCode::conflict);
    EXPECT_TRUE(read_bundle(bundle));
}

}  // namespace
}  // namespace varde::app
