// The composition root: builds every part in the order in which they stand on one another, and is
// the only place that sees the whole.
#pragma once

#include "acts/collect_cosignatures.hpp"
#include "api/api.hpp"
#include "app/ballast.hpp"
#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/postbox.hpp"
#include "http/server.hpp"
#include "notify/heartbeat_call.hpp"
#include "notify/witness_call.hpp"

#include "store/tree_check.hpp"

#include <atomic>
#include <chrono>
#include <memory>

namespace varde::app {

/// A store with its acts, on one data folder; with `listen`, a server too. Members are in the
/// order in which they are built; they go in reverse.
class Node {
public:
    /// `unavailable`, `conflict` or `invalid` with what is wrong and what to do.
    static Result<std::unique_ptr<Node>> open(const std::string& folder);
    /// The same with other settings than its own.
    static Result<std::unique_ptr<Node>> open(const std::string& folder, const Settings& settings);
    ~Node();

    /// Binds the address; `run` serves until `stop`.
    Status listen(http::ServerOptions options);
    /// From the next `run` on, notices are sent as the options say.
    Status send_notices(const NoticeOptions& options);
    /// From the next `run` on this address hears each minute that all is well.
    Status send_heartbeats(const std::string& url);
    /// From the next `run` on, the witnesses that this trust policy names sign what is published.
    /// `invalid` when it cannot be read or does not name this log.
    Status ask_witnesses(const std::string& policy_path);
    /// Whether the next `run` holds drills; it does unless told otherwise.
    void set_drills(bool held) { drills_held_ = held; }
    void run();
    void stop();
    std::uint16_t port() const;
    /// Whether a failed commit has stopped acceptance: the process should end with an error.
    bool failed() const;

    /// From the next `run` on anyone may read the ledger's entries, not auditors alone.
    void publish_entries() { api_->publish_entries(); }

    acts::Services& services() { return *services_; }
    SystemClock& clock() { return clock_; }

private:
    Node(std::string folder, FolderLock lock);
    /// Each does a part of its work and says when it wants to be called again.
    std::chrono::milliseconds keep();
    std::chrono::milliseconds check_tree();
    std::chrono::milliseconds make_round();
    std::chrono::milliseconds send_heartbeat();
    std::chrono::milliseconds make_ledger_beat();
    std::chrono::milliseconds ask_witnesses();
    Status verify_after_failure();
    void stop_for_good();
    void tree_is_damaged(const std::string& how);
    void post(std::move_only_function<void()> work);

    const std::string folder_;
    FolderLock lock_;
    std::optional<store::TreeCheck> tree_check_;  // While one is under way: its thread's alone.
    bool tree_verified_ = false;                  // By the last check; its thread's alone.
    std::string journal_;                         // The intake journal's folder; empty: none.
    SystemClock clock_;
    crypto::SystemRandom random_;
    std::unique_ptr<packs::Pack> pack_;
    std::unique_ptr<vault::Vault> vault_;
    acts::Coverage coverage_;
    http::StaticFiles files_;
    std::unique_ptr<acts::Services> services_;
    std::unique_ptr<api::Api> api_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Postbox> postbox_;   // Null: notices stay on our own pages.
    std::atomic<bool> stopping_{false};  // For what takes long behind the server.
    int beats_missed_ = 0;               // In a row; of the thread that sends them.
    std::unique_ptr<notify::HeartbeatCall> heartbeat_call_;  // Null: nobody outside is told.
    std::string lock_path_;                                  // Of the checkpoint lock.
    std::unique_ptr<notify::WitnessCall> witness_call_;      // Null without a trust policy.
    std::unique_ptr<acts::CosignatureRounds> cosignatures_;  // Its thread's alone; as above.
    std::atomic<bool> witnesses_heard_{false};  // What they have kept was compared since the start.
    std::chrono::milliseconds beat_pause_{1'000};  // After a failed one; the beat's thread's alone.
    bool drills_held_ = true, rounds_begun_ = false;  // The rounds' thread's alone.
    std::optional<Ballast> ballast_;                  // Its thread's alone, while the server runs.
    std::atomic<http::Server*> posting_{nullptr};     // Set while the server takes work.
    std::unique_ptr<store::Store> store_;  // First to go: its last answers need the rest.
};

}  // namespace varde::app
