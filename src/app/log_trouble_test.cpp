// What is kept and told when a followed ledger shows too little, or two things.
#include "app/log_state.hpp"
#include "app/log_tiles.hpp"
#include "app/shown_log_test.hpp"
#include "app/verify.hpp"

#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

using Verdict = LogSeen::Verdict;

struct LogInTrouble : ShownLog {};

TEST_F(LogInTrouble, FetchesABundleAgainThatDidNotHold)
{
    grow_to(600);
    publish();
    auto& bundle = files["/log/" + ledger::entries_path(1, 0)];
    bundle[bundle.find("commit ") + 9] ^= 1;
    EXPECT_EQ(verdict(true), Verdict::wrong_tiles);
    now = {1'795'298'400'000'000 + 610 * 1'000'000LL};
    publish();
    EXPECT_EQ(verdict(true), Verdict::continues);
    files["/log/" + ledger::entries_path(2, 88)] = "cut";
    EXPECT_EQ(verdict(true), Verdict::wrong_tiles);
}

TEST_F(LogInTrouble, AnAuditorFetchesOnlyWhatIsNew)
{
    grow_to(600);
    publish();
    ASSERT_TRUE(look(true));
    grow_to(800);
    publish();
    ASSERT_TRUE(look(true));
    std::erase_if(asked, [](const auto& path) { return path.find("/entries/") == path.npos; });
    EXPECT_EQ(asked, (std::vector<std::string>{"/log/" + ledger::entries_path(2, 0),
                                               "/log/" + ledger::entries_path(3, 32)}));
    std::filesystem::remove(state + "/entries/0");
    EXPECT_EQ(look(true).error().code, ErrorCode::conflict) << "somebody was in the folder";
    EXPECT_EQ(look(true).value().entries, 800u);
}

TEST_F(LogInTrouble, KeepsWhatWasSignedWhenItsTilesAreNotShown)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    fork(290, 400);
    take_away("/log/tile");
    const auto hidden = files["/log/checkpoint"];
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen.value().verdict, Verdict::wrong_tiles);
    EXPECT_EQ(read_file(seen.value().evidence + "/shown").value(), hidden);
    EXPECT_EQ(read_file(seen.value().evidence + "/kept").value(), kept());

    entries.resize(290);
    grow_to(500);
    publish();
    const auto honest = look();
    EXPECT_EQ(honest.value().verdict, Verdict::forked) << "the log had signed something else";
    EXPECT_EQ(read_file(honest.value().evidence + "/kept").value(), hidden);
    EXPECT_EQ(read_file(honest.value().evidence + "/shown").value(), files["/log/checkpoint"]);
    EXPECT_EQ(verdict(), Verdict::continues) << "what is proven is told once, and kept";
}

TEST_F(LogInTrouble, ProvesLaterThatALogWhichWentBackHadForked)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    fork(290, 299);
    const auto hidden = files["/log/checkpoint"];
    take_away("/log/tile");
    EXPECT_EQ(verdict(), Verdict::rolled_back);
    entries.resize(290);
    grow_to(500);
    publish();
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen.value().verdict, Verdict::forked);
    EXPECT_EQ(read_file(seen.value().evidence + "/kept").value(), hidden);
}

TEST_F(LogInTrouble, SaysThatMoreWasSignedThanIsShown)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    grow_to(400);
    publish();
    take_away("/log/tile");
    EXPECT_EQ(verdict(), Verdict::wrong_tiles);
    entries.resize(310);
    publish();
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen.value().verdict, Verdict::older);
    EXPECT_EQ(seen.value().not_shown, 400u);
    EXPECT_EQ(kept(), files["/log/checkpoint"]) << "which continues what was believed";
    grow_to(401);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogInTrouble, KeepsNoMoreThanAThousandThatAreNotExplained)
{
    for (std::size_t i = 1; i <= LogState::unproven_max; ++i) {
        const auto one = state + "/evidence/" + std::to_string(i);
        std::filesystem::create_directories(one);
        std::ofstream(one + "/unproven");
    }
    grow_to(300);
    publish();
    take_away("/log/tile");
    EXPECT_EQ(look().error().code, ErrorCode::conflict);
    EXPECT_FALSE(std::filesystem::exists(state + "/evidence/1001"));
}

TEST_F(LogInTrouble, DoesNotBlameALogThatIsAskedTooOften)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    grow_to(400);
    publish();
    take_away("/log/tile");
    absent = 429;
    EXPECT_EQ(look().error().problem, log_unreachable);
}

TEST_F(LogInTrouble, ForgetsWhatTurnedOutToBeAHiccup)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    grow_to(400);
    publish();
    take_away("/log/tile");
    const auto evidence = look().value().evidence;
    EXPECT_TRUE(std::filesystem::exists(evidence + "/unproven"));
    grow_to(500);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
    EXPECT_FALSE(std::filesystem::exists(evidence));
}

TEST_F(LogInTrouble, CallsAForkOnlyWhatTheTilesProve)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    grow_to(700);
    publish();
    files["/log/" + ledger::tile_path(0, 1, 0)][5] ^= 1;  // Junk that is not at the right edge.
    EXPECT_EQ(verdict(), Verdict::wrong_tiles);
}

TEST_F(LogInTrouble, SaysThatAnOldCopyIsOlder)
{
    grow_to(300);
    publish();
    const auto cached = files["/log/checkpoint"];
    grow_to(400);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    const auto believed = kept();
    files["/log/checkpoint"] = cached;
    EXPECT_EQ(verdict(), Verdict::older);
    EXPECT_EQ(kept(), believed);
    EXPECT_FALSE(std::filesystem::exists(state + "/evidence"));
    fork(290, 300);
    const auto other = files["/log/checkpoint"];
    entries.resize(290);
    grow_to(400);
    publish();
    files["/log/checkpoint"] = other;
    EXPECT_EQ(verdict(), Verdict::forked) << "smaller, and not a part of it";
}

TEST_F(LogInTrouble, AsksForTheWitnessesOfThePolicy)
{
    const crypto::SigningKey witness(Bytes(32, 9));
    const auto trusted = ledger::parse_policy(
        "log " + ledger::to_text(vkey) + "\nwitness w " +
        ledger::to_text(ledger::witness_key("w.example", witness.public_key())) + "\nquorum w\n");
    ASSERT_TRUE(trusted) << trusted.error().message;
    policy = trusted.value();
    grow_to(8);
    publish();
    EXPECT_EQ(verdict(), Verdict::unwitnessed);
    auto& note = files["/log/checkpoint"];
    note += ledger::cosign(note, "w.example", witness, now).value();
    EXPECT_EQ(verdict(), Verdict::continues);
    fork(7, 8);
    EXPECT_EQ(verdict(), Verdict::forked) << "which matters more";
}

TEST_F(LogInTrouble, EndsWithAnotherCodeForEachTrouble)
{
    const auto code = [&] {
        return verify_log(
            {.key = ledger::to_text(vkey), .json = true, .log = url(), .state = state});
    };
    grow_to(300);
    publish();
    EXPECT_EQ(code(), 0);
    const auto cached = files["/log/checkpoint"];
    grow_to(400);
    publish();
    EXPECT_EQ(code(), 0);
    files["/log/checkpoint"] = cached;
    EXPECT_EQ(code(), 3);
    publish();
    files["/log/checkpoint"] = "nothing that is signed";
    EXPECT_EQ(code(), 2);
    fork(390, 500);
    EXPECT_EQ(code(), 5);
    take_away("/log/tile");
    EXPECT_EQ(code(), 1);
}

TEST_F(LogInTrouble, SaysWhenNobodyAnswers)
{
    server.stop();
    EXPECT_EQ(look().error().problem, log_unreachable);
}

}  // namespace
}  // namespace varde::app
