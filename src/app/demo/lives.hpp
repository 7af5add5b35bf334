// Plays the scenes of a plot against the store, all of them in the order of time.
#pragma once

#include "acts/handle_delivery.hpp"
#include "app/demo/past.hpp"
#include "app/demo/plot.hpp"
#include "app/demo/seed.hpp"

#include <queue>

namespace varde::app::demo {

struct Actors {
    std::map<UnitId, std::vector<domain::Actor>> of_unit;        ///< Who can open there, in order.
    std::vector<domain::Actor> sending_people, sending_systems;  ///< By Cast::senders.
};

class Lives {
public:
    Lives(acts::Services& services, const Actors& actors, Past& past, Timestamp now)
        : services_(services), actors_(actors), past_(past), now_(now)
    {
    }
    /// Until nothing more happens before now. Acts on different reports are under way together;
    /// before a second act on a report everything is waited for.
    Status live(const std::vector<Scene>& plot, const Progress& told);

private:
    /// One report on its way through the units.
    struct Life {
        const Scene* scene = nullptr;
        std::vector<Beat> beats;
        std::size_t next = 0;
        Choice choice{0};
        UnitId unit, came_from;
        std::size_t handler = 0;
        bool accepted = false;   // Submitted, that is.
        bool owned = false;      // By its handler.
        bool under_way = false;  // Cleared by whoever waits.
        // Written by answers, read after waiting for them.
        ReportId report;
        DeliveryId delivery, origin;
    };
    using Event = std::pair<Timestamp, std::size_t>;  // When, and which life.

    Status play(const std::vector<Scene>& plot, const Progress& told);
    Status step(Life& life, Timestamp at);
    Status accept(Life& life);
    Result<std::vector<acts::NamedUpload>> upload(const Scene& scene, const domain::Actor& actor);
    void plan(Life& life, const domain::Unit& unit);
    void act(Life& life, const Beat& beat);
    void hand_on(Life& life, const Beat& beat, acts::OnDelivery on);
    void withdraw(Life& life);
    domain::Actor sender_of(const Life& life) const;
    const domain::Actor& handler_of(const Life& life, std::size_t further = 0) const;
    acts::Done<acts::DeliveryView> answer(Life& life, std::string_view what);
    std::optional<Timestamp> when_next(const Life& life, Timestamp after) const;
    Status wait();

    acts::Services& services_;
    const Actors& actors_;
    Past& past_;
    const Timestamp now_;
    std::vector<Life> lives_;
};

}  // namespace varde::app::demo
