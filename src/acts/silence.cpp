#include "acts/silence.hpp"

#include "acts/drill_records.hpp"
#include "acts/list_obligations.hpp"
#include "acts/raise_problem.hpp"

#include <memory>

namespace varde::acts {
namespace {

using domain::Hearing;

constexpr std::uint64_t positions_at_once = 2'000;
constexpr int channels_at_once = 500;
constexpr auto silent = domain::ProblemName::channel_silent;

/// The name under which the pack's people know whoever does not sign in.
std::string public_name(const Services& services)
{
    return services.pack.languages.front() == "nb" ? "Publikum" : "The public";
}

Result<std::string> sender_name(const Services& services, store::Reading& reading,
                                const OrganisationId& sender)
{
    if (sender.is_nil())
        return public_name(services);
    const auto organisation = TRY(reading.organisation(sender));
    return organisation ? organisation->name : to_string(sender);
}

std::string about_of(const OrganisationId& sender)
{
    return sender.is_nil() ? "public" : to_string(sender);
}

std::string text_of_silence(const Services& services, const store::SilenceRow& row,
                            const std::string& sender, Timestamp now)
{
    const auto& calendar = services.pack.calendar;
    const auto language = services.pack.languages.front() == "nb" ? "nb" : "en";
    const auto last = calendar.in_words(row.count.last, language);
    const auto words = domain::in_words(domain::silence_of(row.count, now), language);
    const auto unit = unit_name(services, row.unit);
    return std::string(language) == "nb" ? "Ingenting er kommet fra " + sender + " til " + unit +
                                               " siden " + last + ". " + words
                                         : "Nothing has come from " + sender + " to " + unit +
                                               " since " + last + ". " + words;
}

/// What one chunk of the ledger holds.
struct Chunk {
    std::uint64_t from = 0, to = 0;
    std::vector<store::HeardReport> heard;
};

Result<Chunk> next_chunk(const Services& services, store::Reading& reading)
{
    store::SilenceRecords records(reading);
    Chunk chunk{.from = TRY(records.watermark())};
    const auto note = TRY(reading.last_note());
    const auto size = note ? note->size : 0;
    chunk.to = std::max(chunk.from, std::min(size, chunk.from + positions_at_once));
    for (auto& heard : TRY(records.accepted_between(chunk.from, chunk.to)))
        if (!TRY(is_drill(services, reading, heard.report)))
            chunk.heard.push_back(std::move(heard));
    return chunk;
}

/// Channels whose problem does not fit what is heard of them.
Result<std::vector<store::SilenceRow>> misfits(const Services& services, Timestamp now)
{
    return services.store.read(
        [&](store::Reading& reading) -> Result<std::vector<store::SilenceRow>> {
            std::vector<store::SilenceRow> found;
            store::SilenceRecords records(reading);
            UnitId unit;
            OrganisationId sender;
            for (;;) {
                const auto rows = TRY(records.after(unit, sender, channels_at_once));
                for (const auto& row : rows) {
                    const bool is_silent =
                        domain::silence_of(row.count, now).hearing == Hearing::silent;
                    if (is_silent != row.told_at.has_value() &&
                        services.pack.directory.find(row.unit))
                        found.push_back(row);
                }
                if (rows.size() < std::size_t(channels_at_once))
                    return found;
                unit = rows.back().unit;
                sender = rows.back().sender;
            }
        });
}

/// A person may have closed the problem meanwhile: the same silence is not told twice.
Status fit(Services& services, store::Transaction& tx, const store::SilenceRow& row, Timestamp now)
{
    store::SilenceChanges changes(tx);
    const auto about = about_of(row.sender);
    if (row.told_at) {
        TRY(end_problem(services, tx, silent, row.unit, about, now));
        return changes.tell(row, std::nullopt);
    }
    const auto name = TRY(sender_name(services, tx, row.sender));
    TRY(raise_problem(services, tx,
                      {.name = silent,
                       .unit = row.unit,
                       .about = about,
                       .text = text_of_silence(services, row, name, now)},
                      now));
    return changes.tell(row, now);
}

/// One round, from one decision to the next.
class Round : public std::enable_shared_from_this<Round> {
public:
    Round(Services& services, std::function<bool()> stopped, Done<SilenceRound> done)
        : services_(services), now_(services.clock.now()), stopped_(std::move(stopped)),
          done_(std::move(done))
    {
    }

    void count()
    {
        auto chunk = services_.store.read(
            [&](store::Reading& reading) { return next_chunk(services_, reading); });
        if (!chunk)
            return done_(std::move(chunk).error());
        if (chunk.value().from == chunk.value().to || stopped_())
            return compare();
        const auto heard = chunk.value().heard.size();
        services_.store.write<bool>(
            [chunk = std::move(chunk).value()](store::Transaction& tx) -> Result<bool> {
                store::SilenceChanges changes(tx);
                if (!TRY(changes.move_watermark(chunk.from, chunk.to)))
                    return false;
                for (const auto& each : chunk.heard)
                    TRY(changes.count(each));
                return true;
            },
            [self = shared_from_this(), heard](Result<bool> counted, const store::Committed&) {
                if (!counted)
                    return self->done_(std::move(counted).error());
                self->round_.counted += counted.value() ? heard : 0;
                self->count();
            });
    }

private:
    void compare()
    {
        auto found = misfits(services_, now_);
        if (!found)
            return done_(std::move(found).error());
        misfits_ = std::move(found).value();
        tell();
    }

    void tell()
    {
        if (next_ == misfits_.size() || stopped_())
            return done_(failure_ ? Result<SilenceRound>(std::move(*failure_)) : round_);
        const auto row = misfits_[next_++];
        services_.store.write<Nothing>(
            [this, row](store::Transaction& tx) { return fit(services_, tx, row, now_); },
            [self = shared_from_this(), row](Result<Nothing> outcome, const store::Committed&) {
                if (outcome)
                    ++(row.told_at ? self->round_.ended : self->round_.told);
                else if (!self->failure_)
                    self->failure_ = std::move(outcome).error();
                self->tell();
            });
    }

    Services& services_;
    const Timestamp now_;
    const std::function<bool()> stopped_;
    Done<SilenceRound> done_;
    SilenceRound round_;
    std::vector<store::SilenceRow> misfits_;
    std::size_t next_ = 0;
    std::optional<Error> failure_;  // The first.
};

}  // namespace

void watch_silence(Services& services, std::function<bool()> stopped, Done<SilenceRound> done)
{
    const auto round = std::make_shared<Round>(  // Owners: whichever answer comes next.
        services, std::move(stopped), std::move(done));
    round->count();
}

Result<std::vector<ChannelView>> see_silence(const Services& services, const domain::Actor& actor,
                                             const UnitId& unit)
{
    if (const auto decision = may_watch(services, actor, unit); !decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    const auto now = services.clock.now();
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<ChannelView>> {
        std::vector<ChannelView> views;
        for (auto& row : TRY(store::SilenceRecords(reading).of(unit))) {
            const auto clock = domain::silence_of(row.count, now);
            auto name = TRY(sender_name(services, reading, row.sender));
            views.push_back({std::move(row), std::move(name), clock});
        }
        return views;
    });
}

}  // namespace varde::acts
