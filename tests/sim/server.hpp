// The service as its clients meet it: it answers, or it does not; it dies and is started again.
#pragma once

#include "jobs/deadline_clock.hpp"
#include "jobs/outbox.hpp"
#include "sim/draw.hpp"
#include "sim/faults.hpp"
#include "sim/mail.hpp"
#include "support/product.hpp"

namespace varde::sim {

enum class Came {
    answered,
    lost,    ///< Asked, and no answer came: it may have been done or not.
    nowhere  ///< Nobody was there to ask.
};

struct Outcome {
    Came came = Came::nowhere;
    std::optional<test::Answer> answer;  ///< When it came.
    int status() const { return answer ? answer->status : 0; }
    bool well() const { return status() >= 200 && status() < 300; }
    /// Whether the answer says that nobody knows; a form says it in words.
    bool unknown() const
    {
        return answer && (answer->problem() == "outcome-unknown" ||
                          answer->body.find("Vi vet ikke om") != std::string::npos);
    }
};

/// How often what goes wrong, for each request; drawn once for a world.
struct Rates {
    double fault = 0;      ///< Of the database or the process.
    double lost = 0;       ///< Only the answer is lost, on its way.
    double line = 0;       ///< Of case systems' calls: lost, late or twice.
    bool journal = false;  ///< With an intake journal.
};

/// Norway's pack, but that what was closed may be erased after five weeks: worlds last for months.
const packs::Pack& hasty_norway();

/// The whole product in a folder in memory. One thread; time moves only when the world says so.
class Server {
public:
    Server(std::uint64_t seed, Draw& draw, Rates rates);

    /// Asks with whatever may go wrong going wrong.
    Outcome ask(const std::function<test::Answer()>& request);
    /// The same for what nobody waits for.
    void run(const std::function<void()>& job);
    /// One look of the deadline clock; rounds of the outbox until it has nothing more to send.
    void watch();
    void send_notices();
    /// Asks in fair weather: for checkers and for setting up. The server must be up.
    test::Product& product() { return *product_; }

    bool up() const { return up_; }
    void stop();   ///< In order, as for an upgrade.
    void start();  ///< May take several attempts.
    void restart_if_dead();

    Mail mail;
    std::size_t faults_seen = 0, starts = 0;
    std::string last_fault;  ///< What went wrong in the last step, for the story.

private:
    Fault draw_fault();
    void note(const Fault& fault);
    void begin_jobs();
    /// What is made anew with each start of the process.
    struct Jobs {
        Jobs(acts::Services& services, Mail& mail);
        jobs::DeadlineClock clock;
        std::atomic<bool> stopping{false};
        jobs::Outbox outbox;
    };
    Draw& draw_;
    const Rates rates_;
    Faults faults_;
    std::unique_ptr<Jobs> jobs_;  // Outlives the store, whose answers it takes.
    std::unique_ptr<test::Product> product_;
    bool up_ = true;
};

}  // namespace varde::sim
