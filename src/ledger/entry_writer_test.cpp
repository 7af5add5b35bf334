#include "ledger/entry_writer.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

TEST(EntryWriter, WritesWhatToTextWrites)
{
    EntryWriter writer;
    Entry entry{.event = "report.accepted", .channel = Channel{0xab, 1}, .commit = {7, 0xff}};
    entry.object.bytes = {0x01, 0xfe, 0x90};
    for (const auto* time : {"1970-01-01T00:00:00Z", "2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z",
                             "2028-02-29T07:08:09Z", "2046-12-31T12:34:56Z"})
        for (const std::int64_t sequence : {1, 10, 999'999'999}) {
            entry.time = parse_rfc3339(time).value();
            entry.sequence = sequence;
            EXPECT_EQ(writer.write({entry.event, entry.object, &*entry.channel, sequence,
                                    entry.time, entry.commit}),
                      to_text(entry));
        }
    entry.channel.reset();
    entry.sequence = 0;
    EXPECT_EQ(writer.write({entry.event, entry.object, nullptr, 0, entry.time, entry.commit}),
              to_text(entry));
}

}  // namespace
}  // namespace varde::ledger
