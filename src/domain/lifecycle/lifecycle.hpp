// What may follow what in a ledger: rules that anybody can check from its entries, without any
// content. One pass in order; where the actors are known as well (in the store, not in a bundle of
// entries) the rules about people are checked too.
//
// Needs memory for each delivery and report, about 60 bytes for both.
#pragma once

#include "domain/event.hpp"

#include <unordered_map>
#include <vector>

namespace varde::domain {

/// One entry of the ledger, as far as the rules need it.
struct LedgerStep {
    std::uint64_t position = 0;
    EventName name = EventName::report_accepted;
    ReportId object;
    Channel channel{};
    std::int64_t sequence = 0;  ///< 0: not of a delivery and not numbered.
    bool actor_known = false;
    PersonId person;  ///< Nil: no person did it.
    Timestamp at{};   ///< 0: not known.
};

enum class LifecycleRule {
    begins,        ///< The first event of a delivery is accepted, offered or (a problem's) raised.
    begins_once,   ///< …and comes once.
    gapless,       ///< Each channel counts 1, 2, 3, … in the order of the ledger.
    same_object,   ///< All entries of a number are about the same report.
    opened_once,   ///< Opened is the first reading; each later one is read.
    opened_first,  ///< Nobody files, assesses, answers or closes what nobody has opened.
    assessed_first,  ///< Nobody closes what nobody has assessed.
    by_people,       ///< People open, assess and close; machines do not.
    ended,           ///< Nothing is done about a delivery that has ended.
    taken_first,     ///< Nor about one that is offered, before it is taken.
    decided_first,   ///< Only what was opened, assessed and closed is erased, and no open delivery.
    two_persons,     ///< One proposes, another erases.
    not_held,        ///< What is held is not erased.
    after_erased,    ///< Nothing is done about what is erased.
    handed_over,     ///< A delivery ends as transferred only when another unit has taken it over.
    held_first       ///< What is released was held: as many holds end as were placed, and no more.
};
std::string_view name_of(LifecycleRule rule);   ///< `opened-first`…
std::string_view in_words(LifecycleRule rule);  ///< What should have been, for people.

struct LifecycleFinding {
    std::uint64_t position = 0;
    LifecycleRule rule = LifecycleRule::begins;
    ReportId object;
    bool operator==(const LifecycleFinding&) const = default;
};

/// One thread. Positions must ascend; they need not begin at 0 where `take` is told of all that
/// matters, but then what began before is unknown and found.
class Lifecycle {
public:
    void take(const LedgerStep& step);
    /// Those of all steps so far; no more than `findings_max` are kept…
    const std::vector<LifecycleFinding>& findings() const { return findings_; }
    std::uint64_t found() const { return found_; }  ///< …and so many there were.

    struct Counts {
        std::uint64_t steps = 0, reports = 0, deliveries = 0, channels = 0, erased = 0;
        /// Deliveries that came more than `unopened_hours` before the newest step, that have not
        /// ended, and that nobody has opened. No finding: a store that says so may be whole.
        std::uint64_t unopened = 0;
    };
    static constexpr std::uint32_t unopened_hours = 7 * 24;
    Counts counts() const;
    static constexpr std::size_t findings_max = 1'000;

private:
    struct Numbered {
        std::uint64_t object = 0;  // The last eight bytes of its report's id: they are random.
        std::uint16_t facts = 0;
        std::uint32_t hour = 0;  // Since 1970, when it began.
    };
    struct Place {
        std::uint32_t channel = 0, sequence = 0;
    };
    /// The first delivery of each report, by the end of its id: open addressing, at most half full.
    class Reports {
    public:
        /// The place that is there already, or null when this one is there from now on.
        const Place* add(std::uint64_t object, Place place);
        const Place* find(std::uint64_t object) const;
        std::uint64_t size() const { return size_; }

    private:
        struct Slot {
            std::uint64_t object = 0;
            Place place;  // Sequence 0: the slot is free.
        };
        std::size_t slot_of(std::uint64_t object) const;
        void grow();
        std::vector<Slot> slots_;
        std::uint64_t size_ = 0;
    };
    struct Closing {
        std::vector<Place> more;  // Deliveries after the first.
        bool erased = false;
        bool proposed = false;
        PersonId proposer;
        int holds = 0;
        int taken = 0, transferred = 0;  // From unit to unit.
    };
    struct HashBytes {
        std::size_t operator()(const Channel& channel) const;
        std::size_t operator()(const ReportId& id) const;
    };

    void find(const LedgerStep& step, LifecycleRule rule);
    void begin(const LedgerStep& step);
    void go_on(const LedgerStep& step, Numbered& numbered);
    void check_people(const LedgerStep& step, Numbered& numbered);
    void check_report(const LedgerStep& step);
    void erase(const LedgerStep& step);
    void release(const LedgerStep& step);
    void transfer(const LedgerStep& step);
    Numbered* numbered(const LedgerStep& step);
    std::uint32_t channel_of(const LedgerStep& step);

    std::unordered_map<Channel, std::uint32_t, HashBytes> channels_;
    std::vector<std::vector<Numbered>> numbers_;  // Per channel; number 1 stands at 0.
    Reports reports_;
    std::unordered_map<ReportId, Closing, HashBytes> closings_;
    std::vector<LifecycleFinding> findings_;
    std::uint64_t found_ = 0, steps_ = 0, erased_ = 0;
    std::uint32_t newest_hour_ = 0;
};

}  // namespace varde::domain
