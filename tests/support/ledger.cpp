#include "support/ledger.hpp"

#include "acts/ledger_beat.hpp"
#include "ledger/cosignature.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr std::string_view prefix = "/api/v1/ledger/";

std::vector<Hash> hashes_in(const std::string& tile)
{
    std::vector<Hash> hashes(tile.size() / sizeof(Hash));
    for (std::size_t i = 0; i < hashes.size(); ++i)
        std::copy_n(tile.begin() + std::ptrdiff_t(i * sizeof(Hash)), sizeof(Hash),
                    hashes[i].begin());
    return hashes;
}

}  // namespace

std::uint64_t beat(Product& product)
{
    const auto made = acts::make_ledger_beat(product.services(), [] { return false; });
    EXPECT_TRUE(made) << made.error().message;
    return made ? made.value() : 0;
}

void append_entries(Product& product, int count)
{
    std::promise<bool> done;
    const auto now = product.clock.now();
    product.store().write<Nothing>(
        [&](store::Transaction& tx) -> Status {
            for (int i = 0; i < count; ++i)
                TRY(tx.append({.name = domain::EventName::ledger_beat,
                               .report = {make_uuid(now, product.random)},
                               .at = now},
                              {}));
            return ok();
        },
        [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(bool(outcome)); });
    ASSERT_TRUE(done.get_future().get());
}

std::string LedgerReader::note() const
{
    return caller_.get(std::string(prefix) + "checkpoint").body;
}

std::uint64_t LedgerReader::size() const
{
    const auto text = note();
    const auto at = text.find('\n');
    return at == std::string::npos ? 0 : std::stoull(text.substr(at + 1));
}

Answer LedgerReader::tile(unsigned level, std::uint64_t index, unsigned width) const
{
    return caller_.get(std::string(prefix) + ledger::tile_path(level, index, width));
}

ledger::NodeReader LedgerReader::nodes(std::uint64_t size) const
{
    return ledger::nodes_of([this, size](unsigned level,
                                         std::uint64_t index) -> Result<std::vector<Hash>> {
        auto hashes = size;
        for (unsigned i = 0; i < level; ++i)
            hashes /= ledger::tile_width;
        const bool full = (index + 1) * ledger::tile_width <= hashes;
        const auto answer = tile(level, index, full ? 0 : unsigned(hashes % ledger::tile_width));
        if (answer.status != 200)
            return Error{ErrorCode::not_found, answer.body};
        return hashes_in(answer.body);
    });
}

std::vector<std::string> LedgerReader::entries() const
{
    std::vector<std::string> entries;
    const auto total = size();
    for (std::uint64_t index = 0; index * ledger::tile_width < total; ++index) {
        const auto left = total - index * ledger::tile_width;
        const auto width = left >= ledger::tile_width ? 0 : unsigned(left);
        const auto answer = caller_.get(std::string(prefix) + ledger::entries_path(index, width));
        EXPECT_EQ(answer.status, 200) << answer.body;
        for (std::size_t at = 0; at + 2 <= answer.body.size();) {
            const auto length =
                std::size_t(std::uint8_t(answer.body[at])) << 8 | std::uint8_t(answer.body[at + 1]);
            entries.push_back(answer.body.substr(at + 2, length));
            at += 2 + length;
        }
    }
    EXPECT_EQ(entries.size(), total);
    return entries;
}

ledger::VerifierKey log_key(Product& product)
{
    return ledger::verifier_key(product.store().origin(),
                                product.services().vault.ledger_key().public_key());
}

Witness::Witness(std::string name_, Product& product)
    : name(std::move(name_)), key_(crypto::sha256(bytes_of(name))), logs_{{log_key(product), ""}}
{
}

acts::WitnessReply Witness::serve(const std::string& url, const std::string* body)
{
    ++asked;
    if (!body)
        return note.empty() ? acts::WitnessReply{404} : acts::WitnessReply{200, "text/plain", note};
    EXPECT_TRUE(url.ends_with("/prefix/add-checkpoint")) << url;
    const auto request = ledger::parse_add_checkpoint(*body);
    if (!request)
        return {400};
    const auto considered =
        ledger::consider(request.value(), logs_, head.size ? std::optional(head) : std::nullopt);
    if (considered.verdict == ledger::Verdict::other_size)
        return {409, "text/x.tlog.size", std::to_string(head.size) + "\n"};
    if (considered.verdict != ledger::Verdict::sign)
        return {int(considered.verdict), "text/plain", ""};
    head = {considered.checkpoint.size, considered.checkpoint.root};
    const auto line = ledger::cosign(request.value().note, name, key_, now).value();
    note = request.value().note + line;
    return {200, "text/plain", line};
}

std::string Witness::policy_line() const
{
    return "witness " + name + " " + ledger::to_text(ledger::witness_key(name, key_.public_key())) +
           " " + url() + "\n";
}

ledger::Policy policy_of(Product& product, const std::vector<Witness*>& witnesses,
                         const std::string& needed)
{
    std::string text = "log " + ledger::to_text(log_key(product)) + "\n", members;
    for (const auto* witness : witnesses) {
        text += witness->policy_line();
        members += " " + witness->name;
    }
    auto policy = ledger::parse_policy(text + "group all-of-them " + needed + members +
                                       "\nquorum all-of-them\n");
    EXPECT_TRUE(policy);
    return std::move(policy).value();
}

acts::AskWitness asking(std::vector<Witness*> witnesses)
{
    return [witnesses = std::move(witnesses)](
               const std::string& url, const std::string* body) -> Result<acts::WitnessReply> {
        for (auto* witness : witnesses)
            if (url.starts_with("https://" + witness->name + "/")) {
                if (!witness->reachable)
                    break;
                return witness->serve(url, body);
            }
        return Error{ErrorCode::unavailable, "nobody answers"};
    };
}

}  // namespace varde::test
