// P8: what outsiders read of the ledger proves itself, and shows no more than was published.
#include "support/ledger.hpp"

#include "acts/ledger_beat.hpp"
#include "base/durable_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace varde::test {
namespace {

struct Ledger : testing::Test {
    Answer get(const std::string& path) { return anyone.get("/api/v1/ledger/" + path); }
    std::string send()
    {
        const auto answer = school.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.text("/id");
    }
    ledger::Checkpoint verified(const std::string& note)
    {
        auto checkpoint = ledger::verify_note(note, log_key(product));
        EXPECT_TRUE(checkpoint) << checkpoint.error().message;
        return checkpoint ? std::move(checkpoint).value() : ledger::Checkpoint{};
    }
    Product product;
    Caller anyone = product.anyone();
    Caller school = product.add_sender("Example school");
    LedgerReader reader{anyone};
};

TEST_F(Ledger, ShowsNothingBeforeItsFirstBeat)
{
    send();
    EXPECT_EQ(get("checkpoint").status, 404);
    EXPECT_EQ(get("tile/0/000.p/1").status, 404);
    EXPECT_EQ(get("proof?index=0").status, 404);
}

TEST_F(Ledger, ShowsBetweenTwoBeatsNothingOfWhatComes)
{
    send();
    const auto size = beat(product);
    const auto note = reader.note();
    const auto told = [&] {
        const auto text = anyone.get("/metrics").body;
        std::string lines;
        for (const auto* name : {"reports_accepted_total", "reports_refused_total",
                                 "http_problems_total", "writer_waiting", "store_bytes"}) {
            const auto at = text.find("\nvarde_" + std::string(name) + " ");
            lines += text.substr(at, text.find('\n', at + 1) - at);
        }
        return lines;
    };
    const auto before = told();
    HeldWriter held(product.store());
    auto waits = school.post_later("/api/v1/reports", report_to("5001"));
    EXPECT_EQ(school.post("/api/v1/reports", "{").status, 400);
    EXPECT_EQ(told(), before) << "while one waits, and one was refused";
    held.let_go();
    EXPECT_EQ(waits.get().status, 201);
    send();
    EXPECT_EQ(told(), before);
    EXPECT_EQ(reader.note(), note);
    EXPECT_EQ(verified(note).size, size);
    EXPECT_EQ(reader.tile(0, 0, unsigned(size)).status, 200);
    EXPECT_EQ(reader.tile(0, 0, unsigned(size) + 1).status, 404);
    EXPECT_EQ(get("proof?index=" + std::to_string(size)).status, 404);
    EXPECT_EQ(get("proof?index=0&size=" + std::to_string(size + 1)).status, 404);
    EXPECT_GT(beat(product), size + 1);
    EXPECT_EQ(reader.tile(0, 0, unsigned(size) + 1).status, 200);
}

TEST_F(Ledger, BeatsOnceAMinuteWhetherOrNotAnythingComes)
{
    EXPECT_EQ(acts::seconds_to_beat(product.services()).value(), 0);
    const auto first = beat(product);
    EXPECT_EQ(acts::seconds_to_beat(product.services()).value(), 60);
    product.advance(59);
    EXPECT_EQ(acts::seconds_to_beat(product.services()).value(), 1);
    product.reopen();
    product.advance(1);
    EXPECT_EQ(acts::seconds_to_beat(product.services()).value(), 0);
    EXPECT_EQ(beat(product), first + 1);
    product.clock.set(product.clock.now().plus_seconds(-3'600));
    EXPECT_EQ(acts::seconds_to_beat(product.services()).value(), 0);
}

TEST_F(Ledger, GivesEachPublishedTreeFromItsTilesAndProvesThatEachContinuesTheLast)
{
    std::vector<ledger::Checkpoint> published;
    for (const int count : {0, 3, 251, 0, 1, 400, 112}) {
        append_entries(product, count);
        beat(product);
        published.push_back(verified(reader.note()));
    }
    ASSERT_GT(published.back().size, 768u);
    product.reopen();
    for (std::size_t i = 0; i < published.size(); ++i) {
        const auto& tree = published[i];
        const auto root = ledger::tree_root(tree.size, reader.nodes(tree.size));
        ASSERT_TRUE(root) << root.error().message;
        EXPECT_EQ(root.value(), tree.root) << tree.size;
        for (std::size_t j = 0; j < i; ++j) {
            const auto proof =
                ledger::consistency_proof(published[j].size, tree.size, reader.nodes(tree.size));
            ASSERT_TRUE(proof);
            EXPECT_TRUE(ledger::consistency_holds(published[j].size, published[j].root, tree.size,
                                                  tree.root, proof.value()));
        }
    }
}

TEST_F(Ledger, ProvesEachEntryUnderEachPublishedCheckpoint)
{
    append_entries(product, 300);
    const auto first = beat(product);
    append_entries(product, 5);
    const auto second = beat(product);
    const auto auditor = product.add_sender("Audit", domain::Sector::other, domain::Role::auditor);
    const auto entries = LedgerReader(auditor).entries();
    for (const auto size : {first, second})
        for (std::uint64_t index = 0; index < size; index += 37) {
            const auto answer =
                get("proof?index=" + std::to_string(index) + "&size=" + std::to_string(size));
            const auto proof = ledger::parse_proof(answer.body);
            ASSERT_TRUE(proof) << answer.body;
            const auto holds = ledger::verify_proof(
                proof.value(), ledger::leaf_hash(entries.at(index)), log_key(product));
            EXPECT_TRUE(holds) << index << " in " << size << ": " << holds.error().message;
        }
    EXPECT_EQ(get("proof?index=1").body, get("proof?index=1&size=" + std::to_string(second)).body);
    EXPECT_EQ(get("proof").status, 422);
    EXPECT_EQ(get("proof?index=-1").status, 422);
    EXPECT_EQ(get("proof?index=0&size=2x").status, 422);
    EXPECT_EQ(get("proof?index=0&size=" + std::to_string(first - 1)).status, 404);
}

TEST_F(Ledger, HasOneAddressForEachTileAndNoneForWhatIsNotThere)
{
    append_entries(product, 600);
    beat(product);
    EXPECT_EQ(reader.tile(0, 0).body.size(), 8'192u);
    EXPECT_EQ(reader.tile(0, 1, 7).body.size(), 7u * 32);
    EXPECT_EQ(reader.tile(0, 1, 7).body, reader.tile(0, 1).body.substr(0, 7 * 32));
    EXPECT_EQ(reader.tile(1, 0, 2).body.size(), 2u * 32);
    for (const auto* path : {"0/002",
                             "1/000",
                             "1/000.p/3",
                             "2/000.p/1",
                             "63/000.p/1",
                             "64/000",
                             "0/000.p/0",
                             "0/000.p/256",
                             "0/0",
                             "0/0000",
                             "0/x000/000",
                             "00/000",
                             "0/001.p/",
                             "0/000/",
                             "0",
                             "x",
                             "0/-01",
                             "0/999999999999999999999",
                             "entries/000.p/601",
                             "0/000.p/01"})
        EXPECT_EQ(get("tile/" + std::string(path)).status,
                  std::string_view(path).starts_with("entries") ? 401 : 404)
            << path;
}

TEST_F(Ledger, MayBeKeptByCaches)
{
    append_entries(product, 300);
    beat(product);
    const auto tile = reader.tile(0, 0), checkpoint = get("checkpoint");
    EXPECT_EQ(tile.content_type, "application/octet-stream");
    EXPECT_EQ(tile.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_TRUE(checkpoint.content_type.starts_with("text/plain"));
    EXPECT_EQ(checkpoint.header("Cache-Control"), "public, max-age=5");
    const auto again =
        anyone.get("/api/v1/ledger/checkpoint", {{"if-none-match", checkpoint.header("ETag")}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    beat(product);
    EXPECT_EQ(
        anyone.get("/api/v1/ledger/checkpoint", {{"if-none-match", checkpoint.header("ETag")}})
            .status,
        200);
}

TEST_F(Ledger, ShowsEntriesToAuditorsAndToOthersOnlyWhenTheServerSaysSo)
{
    send();
    beat(product);
    const std::string path = "tile/entries/000.p/2";
    EXPECT_EQ(get(path).status, 401);
    EXPECT_EQ(school.get("/api/v1/ledger/" + path).status, 403);
    product.add_caseworker("no.5001", "anna");
    EXPECT_EQ(product.sign_in("anna").get("/api/v1/ledger/" + path).status, 403);
    auto auditor = product.add_sender("Audit", domain::Sector::other, domain::Role::auditor);
    const auto seen = auditor.get("/api/v1/ledger/" + path);
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.header("Cache-Control"), "private, max-age=31536000, immutable");
    EXPECT_EQ(auditor.get("/api/v1/ledger/tile/entries/000.p/3").status, 404);
    product.api().publish_entries();
    EXPECT_EQ(get(path).body, seen.body);
}

TEST_F(Ledger, ShowsNothingNewInRecoveryMode)
{
    beat(product);
    const auto note = reader.note();
    product.store().enter_recovery({store::Recovery::Cause::tree_damaged, "For this test"});
    EXPECT_FALSE(acts::make_ledger_beat(product.services(), [] { return false; }));
    EXPECT_EQ(reader.note(), note);
}

TEST_F(Ledger, ShowsNoSecondTreeWhenAnotherServerSignsInOurName)
{
    beat(product);
    const auto note = reader.note();
    ASSERT_TRUE(write_durably(product.lock_path(), "somebody else's"));
    EXPECT_FALSE(acts::make_ledger_beat(product.services(), [] { return false; }));
    EXPECT_EQ(reader.note(), note);
    EXPECT_TRUE(product.store().recovery());
}

TEST_F(Ledger, GrowsByOneBeatAndNoMoreWhileTheLockCannotBeWritten)
{
    beat(product);
    const auto note = reader.note();
    const auto size = product.count("event");
    const auto in_the_way = product.lock_path() + ".new";
    std::filesystem::create_directory(in_the_way);
    for (int i = 0; i < 5; ++i)
        EXPECT_FALSE(acts::make_ledger_beat(product.services(), [] { return false; }));
    EXPECT_EQ(product.count("event"), size + 1);
    EXPECT_EQ(reader.note(), note);
    std::filesystem::remove(in_the_way);
    beat(product);
    EXPECT_NE(reader.note(), note);
}

TEST_F(Ledger, TellsItsAgeToWhoeverWatches)
{
    EXPECT_EQ(anyone.get("/metrics").body.find("varde_checkpoint_age_seconds"), std::string::npos);
    beat(product);
    product.advance(42);
    EXPECT_NE(anyone.get("/metrics").body.find("\nvarde_checkpoint_age_seconds 42\n"),
              std::string::npos);
}

}  // namespace
}  // namespace varde::test
