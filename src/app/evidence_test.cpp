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
                                 .object = i == 5 ? Uuid{.bytes = {2}} : report,
                                 .channel = ledger::Channel{1},
                                 .sequence = i + 1,
                                 .time = {1'795'298'400'000'000 + i * 1'000'000},
                                 .commit = ledger::commitment(opening, bytes_of(manifest))}));
            leaves.push_back(ledger::leaf_hash(entries.back()));
        }
        CHECK(write_bundle(bundle, report, answer({3, 7, 10})));
    }
    /// What a server says; `without` is left out of its second entry.
    std::string answer(std::vector<std::size_t> indexes, std::string_view without = "") const
    {
        json::Writer w;
        const auto write = [&](std::string_view name, const std::string& text, std::size_t index) {
            if (name != without || index != indexes[1])
                w(name, text);
        };
        w.object([&] {
            w.array("items", [&] {
                for (const auto index : indexes)
                    w.object([&] {
                        write("entry", entries[index], index);
                        write("proof", proof_of(index), index);
                        write("vkey", vkey, index);
                        if (index == 3)
                            w("manifest", manifest);
                    });
            });
            w("policy", "log " + vkey + "\n" + witnesses);
        });
        return w.take();
    }
    std::string proof_of(std::uint64_t index) const
    {
        const ledger::Growth growth({}, leaves);
        return ledger::to_text(ledger::Proof{
            .extra = index == 3 ? std::optional(opening) : std::nullopt,
            .index = index,
            .path = growth.inclusion_proof(index),
            .note = seen(ledger::sign({"evidence.example/log", leaves.size(), growth.root()}, key),
                         index)});
    }
    /// The county has seen all of it, the neighbour no more than the first ten.
    std::string seen(const std::string& note, std::uint64_t index) const
    {
        const Timestamp at{1'795'298'500'000'000};
        const auto by = [&](const std::string& name, std::uint8_t number) {
            const crypto::SigningKey witness{Bytes(32, number)};
            return ledger::cosign(note, name, witness, at).value();
        };
        return note + by("county.example", 21) + by("unknown.example", 24) +
               (index < 10 ? by("neighbour.example", 22) : "");
    }
    static std::string witness_vkey(const std::string& name, std::uint8_t number)
    {
        const crypto::SigningKey witness{Bytes(32, number)};
        return ledger::to_text(ledger::witness_key(name, witness.public_key()));
    }
    int by_shell(const std::string& more = "", const std::string& before = "sh") const
    {
        return std::system(
            (before + " " + bundle + "/verify.sh " + more + " >" + folder + "/said 2>&1").c_str());
    }
    /// Makes the sums fit what stands there now.
    int sums() const
    {
        return std::system(("cd " + bundle + " && rm SHA256SUMS && LC_ALL=C sha256sum * > " +
                            folder + "/sums && mv " + folder + "/sums SHA256SUMS")
                               .c_str());
    }
    void replace(const std::string& name, const std::string& old, const std::string& with) const
    {
        auto text = read_file(bundle + "/" + name).value();
        ASSERT_NE(text.find(old), std::string::npos);
        text.replace(text.find(old), old.size(), with);
        ASSERT_TRUE(write_durably(bundle + "/" + name, text));
        ASSERT_EQ(sums(), 0);
    }
    /// By each shell that there is and by the program.
    void expect_refused(const std::string& why) const
    {
        for (const auto* shell : {"bash", "dash"})
            if (fs::exists(std::string("/bin/") + shell)) {
                EXPECT_NE(by_shell("", shell), 0) << shell << why;
                EXPECT_NE(said().find("Does not hold"), std::string::npos) << shell << said();
            }
        EXPECT_NE(by_program(), 0) << why;
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

    const Uuid report{.bytes = {1}};
    const crypto::SigningKey key{Bytes(32, 7)};
    const std::string vkey =
        ledger::to_text(ledger::verifier_key("evidence.example/log", key.public_key()));
    const std::string witnesses = "witness county " + witness_vkey("county.example", 21) +
                                  "\nwitness neighbour " + witness_vkey("neighbour.example", 22) +
                                  "\nwitness silent " + witness_vkey("silent.example", 23) +
                                  "\ngroup two 2 county neighbour silent\nquorum two\n";
    const Bytes opening = Bytes(32, 9);
    const std::string manifest = "part 0 application/json 2 " + std::string(64, 'a') + "\n";
    std::vector<std::string> entries;
    std::vector<Hash> leaves;
    const std::string bundle = folder + "/bundle";
};

TEST_F(EvidenceTest, HoldsIn2046WithAShellAndOpenSslAndWithTheProgram)
{
    ASSERT_TRUE(fs::exists("/usr/bin/faketime")) << "Install faketime: dev names what tests need.";
    const std::string then = "faketime '2046-11-22 12:00:00' sh";
    EXPECT_EQ(by_shell("", then), 0) << said();
    EXPECT_NE(said().find("Holds: entry 7 of evidence.example/log, delivery.opened"),
              std::string::npos)
        << said();
    EXPECT_NE(said().find("All 3 hold."), std::string::npos) << said();
    EXPECT_EQ(by_shell("'" + vkey + "'", then), 0) << said();
    EXPECT_EQ(by_program(), 0);
    EXPECT_EQ(by_program(vkey), 0);
}

TEST_F(EvidenceTest, SaysWhichWitnessesHaveSignedAndWhetherTheyAreEnough)
{
    for (const std::string shell : {"bash", "dash"}) {
        EXPECT_EQ(by_shell("'" + vkey + "'", shell), 0) << said();
        const auto text = said();
        EXPECT_NE(text.find("Seen by county at 2026-11-21T22:01:40Z"), std::string::npos) << text;
        EXPECT_NE(text.find("Seen by neighbour at 2026"), std::string::npos) << text;
        EXPECT_EQ(text.find("silent"), std::string::npos) << text;
        EXPECT_EQ(text.find("unknown"), std::string::npos) << text;
        EXPECT_NE(text.find("have signed 2 of these 3 checkpoints"), std::string::npos) << text;
        EXPECT_NE(text.find("The keys of the witnesses came"), std::string::npos) << text;
        const auto all = "'" + vkey + "' '" + witness_vkey("county.example", 21) + "' '" +
                         witness_vkey("neighbour.example", 22) + "'";
        EXPECT_EQ(by_shell(all, shell), 0) << said();
        EXPECT_EQ(said().find("came with this folder"), std::string::npos) << said();
    }
    const auto receipts = read_bundle(bundle).value();
    EXPECT_EQ(check_holding(receipts[0], {}, {}).value().seen.witnesses.size(), 2u);
    EXPECT_EQ(check_holding(receipts[2], {}, {}).value().seen.witnesses.size(), 1u);
}

TEST_F(EvidenceTest, DoesNotHoldWhereAWitnessHasSignedSomethingElse)
{
    const auto* name = "0002-delivery.opened.tlog-proof";
    const auto note = ledger::parse_proof(proof_of(7)).value().note;
    auto county = ledger::parse_note(note).value().signatures.at(1);
    ASSERT_EQ(county.name, "county.example");
    const auto good = ledger::to_text(county);
    for (const std::size_t at : {0u, 7u, 8u, 71u}) {  // The time, and the signature over it.
        auto other = county;
        other.signature[at] ^= 1;
        const auto bad = ledger::to_text(other);
        replace(name, good, bad);
        expect_refused("a witness's line");
        replace(name, bad, good);
    }
    county.signature.resize(5);
    replace(name, good, ledger::to_text(county));
    expect_refused("a cut line");
}

TEST_F(EvidenceTest, NeverRunsWhatStandsInThePolicy)
{
    const std::string ran = folder + "/ran";
    const auto command = "key[$(touch${IFS}" + ran + ")0]";
    for (const std::string number : {command.c_str(), "0x2", "2;", "-1", "$(x)"}) {
        replace("trust.policy", "two 2 ", "two " + number + " ");
        expect_refused(number);
        EXPECT_FALSE(fs::exists(ran)) << number;
        replace("trust.policy", "two " + number + " ", "two 2 ");
    }
    EXPECT_EQ(by_shell("", "bash"), 0) << said();
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

/// A shell's arithmetic runs what stands in it; under bash that is any command.
TEST_F(EvidenceTest, NeverRunsWhatStandsInAProof)
{
    const auto* name = "0002-delivery.opened.tlog-proof";
    const std::string ran = folder + "/ran", command = "key[$(touch " + ran + ")0]";
    for (const std::string old : {"index 7\n", "/log\n11\n"})
        for (const std::string number :
             {command.c_str(), "-1", "07", "0x7", "7 ", "", "1000000000000000000"}) {
            const auto bad = old.substr(0, old[0] == 'i' ? 6 : 5) + number + "\n";
            replace(name, old, bad);
            expect_refused(bad);
            EXPECT_FALSE(fs::exists(ran)) << bad;
            replace(name, bad, old);
        }
    EXPECT_EQ(by_shell("", "bash"), 0) << said();
}

/// Whoever makes a bundle has a key of their own, and so can sign whatever they like.
TEST_F(EvidenceTest, NeverRunsWhatStandsInASignedCheckpoint)
{
    const auto* name = "0001-report.accepted.tlog-proof";
    const std::string ran = folder + "/ran";
    const std::string script = SOURCE_ROOT "/docs/guides/verify_receipt.sh ";
    fs::create_directory(folder + "/one");
    const auto by_guide = [&] {
        for (const auto& [from, to] : {std::pair{".entry", "entry"},
                                       {".tlog-proof", "proof"},
                                       {".manifest", "manifest"},
                                       {".vkey", "vkey"}})
            fs::copy_file(bundle + "/0001-report.accepted" + from, folder + "/one/" + to,
                          fs::copy_options::overwrite_existing);
        return std::system((script + folder + "/one - >" + folder + "/said 2>&1").c_str());
    };
    EXPECT_EQ(by_guide(), 0) << said();
    const auto good = read_file(bundle + "/" + name).value();
    const auto head = good.substr(0, good.find("\n\n") + 2);
    const auto root = good.substr(good.find("/log\n11\n") + 8, 45);
    const auto id = vkey.substr(vkey.find('+') + 1, 8);
    // The second is for a sed that is given the log's name.
    for (const std::string& text : {"evidence.example/log\nkey[$(touch " + ran + ")0]\n" + root,
                                    "x|touch " + ran + "|e;#\n11\n" + root}) {
        Bytes signature(4);
        for (std::size_t i = 0; i < 4; ++i)
            signature[i] = std::uint8_t(std::stoi(id.substr(2 * i, 2), nullptr, 16));
        const auto signed_text = key.sign(bytes_of(text));
        signature.insert(signature.end(), signed_text.begin(), signed_text.end());
        const auto origin = text.substr(0, text.find('\n'));
        const auto bad = head + text + "\n— " + origin + " " + to_base64(signature) + "\n";
        replace(name, good, bad);
        expect_refused(text);
        EXPECT_NE(by_guide(), 0) << text;
        EXPECT_FALSE(fs::exists(ran)) << text;
        replace(name, bad, good);
    }
}

TEST_F(EvidenceTest, DoesNotHoldWhereTheOpeningIsNotOf32Bytes)
{
    for (const std::size_t bytes : {0u, 31u, 33u}) {
        const auto* name = "0001-report.accepted.tlog-proof";
        const auto good = "extra " + to_base64(opening) + "\n",
                   bad = "extra " + to_base64(Bytes(bytes, 9)) + "\n";
        replace(name, good, bad);
        expect_refused(bad);
        replace(name, bad, good);
    }
}

TEST_F(EvidenceTest, DoesNotHoldWithAnEntryThatNothingProves)
{
    for (const auto* ending : {".tlog-proof", ".vkey", ".entry"}) {
        const auto path = bundle + "/0003-ledger.beat" + ending;
        const auto text = read_file(path).value();
        fs::remove(path);
        ASSERT_EQ(sums(), 0);
        expect_refused(ending);
        ASSERT_TRUE(write_durably(path, text));
    }
}

TEST_F(EvidenceTest, DoesNotHoldWithAnEntryOfAnotherReport)
{
    ASSERT_TRUE(write_durably(bundle + "/0004-ledger.beat.entry", entries[5]));
    ASSERT_TRUE(write_durably(bundle + "/0004-ledger.beat.tlog-proof", proof_of(5)));
    ASSERT_TRUE(write_durably(bundle + "/0004-ledger.beat.vkey", vkey + "\n"));
    ASSERT_EQ(sums(), 0);
    expect_refused("another report");
}

TEST_F(EvidenceTest, IsNotWrittenFromAnAnswerThatProvesLess)
{
    const auto to = folder + "/another";
    for (const auto* without : {"entry", "proof", "vkey"})
        EXPECT_FALSE(write_bundle(to, report, answer({3, 7, 10}, without))) << without;
    EXPECT_FALSE(write_bundle(to, report, answer({3, 5})));
    EXPECT_FALSE(write_bundle(to, Uuid{.bytes = {2}}, answer({3, 7})));
    EXPECT_FALSE(fs::exists(to));
    auto no_policy = answer({3, 7, 10});
    no_policy.replace(no_policy.find("quorum two"), 10, "quorum ten");
    EXPECT_FALSE(write_bundle(to, report, no_policy));
    EXPECT_FALSE(fs::exists(to));
    EXPECT_TRUE(write_bundle(to, report, answer({3, 7, 10})));
}

TEST_F(EvidenceTest, NeverWritesOverAnything)
{
    EXPECT_EQ(write_bundle(bundle, report, R"({"items":[]})").error().code, ErrorCode::invalid);
    json::Writer w;
    w.object([&] {
        w.array("items", [&] { w.object([&] { w("entry", entries[3])("proof", "p"); }); });
    });
    EXPECT_EQ(write_bundle(bundle, report, w.take()).error().code, ErrorCode::conflict);
    EXPECT_TRUE(read_bundle(bundle));
}

}  // namespace
}  // namespace varde::app
