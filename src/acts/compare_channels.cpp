#include "acts/compare_channels.hpp"

#include "acts/duty_event.hpp"
#include "acts/raise_problem.hpp"
#include "acts/sealed_words.hpp"

#include <map>

namespace varde::acts {
namespace {

constexpr auto failed = domain::ProblemName::readback_failed;

Result<ChannelSum> sum_of(const domain::Channel& channel,
                          const std::vector<store::ChannelItem>& items)
{
    ChannelSum sum{.channel = channel};
    crypto::Sha256 digest;
    for (const auto& item : items) {
        sum.highest = item.sequence;
        ++sum.count;
        const auto line = std::to_string(item.sequence) + " " + to_string(item.delivery) + "\n";
        digest.add(bytes_of(line));
    }
    sum.digest = digest.finish();
    return sum;
}

Result<std::vector<ComparedChannel>> compare(store::Reading& reading, const Comparing& comparing)
{
    store::ReadbackRecords records(reading);
    const auto system = TRY(records.case_system(comparing.unit));
    if (!system)
        return Error{ErrorCode::not_found, "This unit has no case system here."};
    if (comparing.after_number > system->last_number)
        return Error{.code = ErrorCode::conflict,
                     .message = "after_seq is past the last number of this unit, which is " +
                                std::to_string(system->last_number) + ".",
                     .problem = "after-seq-ahead"};
    std::map<domain::Channel, ComparedChannel> compared;
    for (const auto& channel : TRY(records.channels(comparing.unit, comparing.after_number))) {
        auto& each = compared[channel];
        each.channel = channel;
        each.items = TRY(records.of_channel(comparing.unit, channel, comparing.after_number));
        each.ours = TRY(sum_of(channel, each.items));
    }
    for (const auto& theirs : comparing.theirs) {
        auto& each = compared[theirs.channel];
        each.channel = theirs.channel;
        each.theirs = theirs;
    }
    std::vector<ComparedChannel> channels;
    for (auto& [channel, each] : compared) {
        if (each.agrees())
            each.items.clear();
        channels.push_back(std::move(each));
    }
    return channels;
}

std::string text_of(const Services& services, const Comparing& comparing,
                    const ComparedChannel& channel)
{
    const auto unit = unit_name(services, comparing.unit);
    const auto name = to_hex(channel.channel);
    const auto ours = std::to_string(channel.ours.count);
    const auto theirs = std::to_string(channel.theirs.count);
    return services.pack.languages.front() == "nb"
               ? "Fagsystemet i " + unit + " (" + comparing.connector +
                     ") teller annerledes enn "
                     "vi gjør i kanal " +
                     name + ": vi ga det " + ours + ", det har " + theirs +
                     ". Det er spurt om hver av dem; de som mangler, blir et eget problem. Be "
                     "leverandøren om å hente dem på nytt."
               : "The case system of " + unit + " (" + comparing.connector +
                     ") counts otherwise "
                     "than we do in channel " +
                     name + ": we gave it " + ours + ", it has " + theirs +
                     ". It is asked for each of them; what is missing becomes a problem "
                     "of its own. Have its vendor fetch them again.";
}

/// Where the two differ each delivery is asked for, so that those that are not there show.
Status ask_for_all(store::Transaction& tx, const Comparing& comparing,
                   const ComparedChannel& channel, Timestamp now)
{
    for (const auto& item : channel.items) {
        auto readback = TRY(store::ReadbackRecords(tx).of(item.delivery));
        if (!readback || readback->state != domain::ReadbackState::stored || readback->asked_at ||
            readback->unit != comparing.unit)
            continue;
        readback->due_at = now;
        TRY(store::ReadbackChanges(tx).save(
            domain::look_again(std::move(*readback), now).readback));
    }
    return ok();
}

Status keep_outcome(Services& services, store::Transaction& tx, const Comparing& comparing,
                    const std::vector<ComparedChannel>& channels, Timestamp now)
{
    for (const auto& channel : channels) {
        const auto about = "channel " + to_hex(channel.channel);
        if (channel.agrees()) {
            TRY(end_problem(services, tx, failed, comparing.unit, about, now));
            continue;
        }
        TRY(raise_problem(services, tx,
                          {.name = failed,
                           .unit = comparing.unit,
                           .about = about,
                           .text = text_of(services, comparing, channel)},
                          now));
        TRY(ask_for_all(tx, comparing, channel, now));
    }
    return ok();
}

/// How many channels, how many agree, what we gave, what they have.
Status append_exchange(Services& services, store::Transaction& tx, const Comparing& comparing,
                       const std::vector<ComparedChannel>& channels, const domain::By& by,
                       const domain::DutyId& id, const SealedNote& note, Timestamp now)
{
    std::vector<std::int64_t> counts(4);
    counts[0] = std::int64_t(channels.size());
    for (const auto& channel : channels) {
        counts[1] += channel.agrees() ? 1 : 0;
        counts[2] += channel.ours.count;
        counts[3] += channel.theirs.count;
    }
    domain::Event event{.name = domain::EventName::channel_compared,
                        .report = {id.uuid},
                        .unit = comparing.unit,
                        .by = by,
                        .at = now};
    event.facts.name = counts[0] == counts[1] ? "agreed" : "different";
    event.facts.connector = comparing.connector;
    event.facts.counts = std::move(counts);
    TRY(tx.keep(event.report, note.content, note.wrap));
    return tx.append(std::move(event), note.key, services.random);
}

}  // namespace

void compare_channels(Services& services, const domain::Actor& actor, Comparing comparing,
                      Done<std::vector<ComparedChannel>> done)
{
    const auto now = services.clock.now();
    const auto decision = may_fetch(services, actor, comparing.unit);
    if (!decision)
        return done(Error{ErrorCode::forbidden, decision.reason});
    const domain::DutyId id{make_uuid(now, services.random)};
    auto note = seal_note(services, id, "{}", now);
    if (!note)
        return done(std::move(note).error());
    // Read before it is recorded: what has a number keeps it, and its place in its channel.
    auto compared = services.store.read(
        [&](store::Reading& reading) { return compare(reading, comparing); });
    if (!compared)
        return done(std::move(compared).error());
    services.store.write<std::vector<ComparedChannel>>(
        [&services, by = decision.as, id, now, note = std::move(note).value(),
         channels = std::move(compared).value(), comparing = std::move(comparing)](
            store::Transaction& tx) -> Result<std::vector<ComparedChannel>> {
            TRY(append_exchange(services, tx, comparing, channels, by, id, note, now));
            TRY(keep_outcome(services, tx, comparing, channels, now));
            return channels;
        },
        [done = std::move(done)](Result<std::vector<ComparedChannel>> channels,
                                 const store::Committed&) mutable { done(std::move(channels)); });
}

}  // namespace varde::acts
