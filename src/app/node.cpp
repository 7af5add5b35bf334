#include "app/node.hpp"

#include "acts/keep_copies.hpp"
#include "acts/keep_upload.hpp"
#include "acts/ledger_beat.hpp"
#include "acts/wait_for.hpp"
#include "api/health.hpp"
#include "app/embedded.hpp"
#include "app/repeating.hpp"
#include "base/durable_file.hpp"
#include "base/log.hpp"
#include "jobs/book_round.hpp"
#include "jobs/challenge_round.hpp"
#include "jobs/coverage_watch.hpp"
#include "jobs/deadline_clock.hpp"
#include "jobs/drill_round.hpp"
#include "jobs/rounds.hpp"
#include "jobs/silence_watch.hpp"
#include "store/checkpoint_lock.hpp"

#include <algorithm>
#include <filesystem>

namespace varde::app {
namespace {

constexpr unsigned worker_threads = 4;

std::vector<packs::PackFile> embedded_pack(const std::string& id)
{
    const auto prefix = "packs/" + id + "/";
    std::vector<packs::PackFile> files;
    for (const auto& file : embedded_files())
        if (file.path.starts_with(prefix))
            files.push_back(
                {std::string(file.path.substr(prefix.size())), std::string(file.bytes)});
    return files;
}

void add_static_files(http::StaticFiles& files)
{
    constexpr std::string_view prefix = "ui/";
    for (const auto& file : embedded_files())
        if (file.path.starts_with(prefix))
            files.add("app/" + std::string(file.path.substr(prefix.size())), file.bytes, file.gzip);
}

std::string verify_first_path(const std::string& folder) { return folder + "/verify-first"; }

}  // namespace

Node::Node(std::string folder, FolderLock lock) : folder_(std::move(folder)), lock_(std::move(lock))
{
}

Node::~Node()
{
    posting_ = nullptr;
    store_.reset();
}

void Node::post(std::move_only_function<void()> work)
{
    if (auto* server = posting_.load())
        server->post(std::move(work));
    else
        work();
}

Result<std::unique_ptr<Node>> Node::open(const std::string& folder)
{
    return open(folder, TRY(read_settings(folder)));
}

Result<std::unique_ptr<Node>> Node::open(const std::string& folder, const Settings& settings)
{
    crypto::start();
    TRY(check_file_system(folder));
    auto lock = TRY(FolderLock::take(folder));
    std::unique_ptr<Node> node(new Node(folder, std::move(lock)));
    const auto pack = embedded_pack(settings.pack);
    node->pack_ = std::make_unique<packs::Pack>(TRY(packs::load_pack(settings.pack, pack)));
    TRY(node->pack_->can_receive_reports());
    TRY(remember_pack(folder, node->pack_->label(),
                      crypto::sha256(bytes_of(packs::digest_input(pack)))));
    node->journal_ = settings.journal;
    node->lock_path_ = lock_path(folder, settings);
    node->vault_ = TRY(vault::Vault::open(folder + "/keys", node->random_));
    node->store_ = TRY(store::Store::open(
        {.folder = folder,
         .database = settings.store,
         .lock = node->lock_path_,
         .journal = settings.journal,
         .origin = settings.origin,
         .readers = worker_threads + 2,
         .post = [node = node.get()](auto work) { node->post(std::move(work)); }},
        *node->vault_, node->clock_));
    TRY(node->coverage_.refresh(*node->store_));
    TRY(node->verify_after_failure());
    add_static_files(node->files_);
    node->services_.reset(new acts::Services{node->clock_, node->random_, *node->store_,
                                             *node->vault_, *node->pack_, node->coverage_});
    if (const auto brought = TRY(acts::bring_back_copies(*node->services_)); brought > 0)
        log::warning("brought back from the second disk", {{"files", std::int64_t(brought)}});
    TRY(acts::sweep_orphans(*node->services_));
    node->api_ = std::make_unique<api::Api>(*node->services_, node->files_);
    return node;
}

/// After a sync that failed nothing is served before every entry has been seen again.
Status Node::verify_after_failure()
{
    if (!std::filesystem::exists(verify_first_path(folder_)))
        return ok();
    log::warning("the last run ended with a failed commit: the whole tree is verified first");
    while (check_tree() < std::chrono::hours(24))
        continue;
    if (store_->recovery())
        return ok();  // Which the next start shall look at again.
    if (!tree_verified_)
        return Error{ErrorCode::unavailable,
                     "The last run ended because a sync had failed, and the entries cannot be read "
                     "to see whether all are whole. Nothing is served until they can: look at the "
                     "disk, or restore a backup."};
    std::error_code ignored;  // Looking once more does no harm.
    std::filesystem::remove(verify_first_path(folder_), ignored);
    return ok();
}

Status Node::listen(http::ServerOptions options)
{
    options.worker_threads = worker_threads;
    server_ = TRY(http::Server::listen(std::move(options), *api_));
    return ok();
}

Status Node::send_notices(const NoticeOptions& options)
{
    postbox_ = TRY(Postbox::open(options, *services_));
    return ok();
}

Status Node::send_heartbeats(const std::string& url)
{
    heartbeat_call_ = TRY(notify::HeartbeatCall::make(url, stopping_));
    return ok();
}

std::chrono::milliseconds Node::make_round()
{
    const auto stopped = [this] { return stopping_.load(); };
    if (!std::exchange(rounds_begun_, true))
        jobs::begin_rounds(*services_);
    jobs::make_round(*services_, stopped);
    if (drills_held_)
        jobs::hold_drills(*services_, stopped);
    jobs::watch_silence(*services_, stopped);
    jobs::strike_balance(*services_, stopped);
    api_->pulse().round_made(clock_.now());
    return std::chrono::minutes(10);
}

std::chrono::milliseconds Node::send_heartbeat()
{
    const auto heartbeat = acts::wait_for<acts::Heartbeat>(
        [this](auto done) { acts::take_heartbeat(*services_, api_->pulse(), std::move(done)); },
        [this] { return stopping_.load(); });
    if (!heartbeat || !*heartbeat || !heartbeat->value().healthy())
        return notify::heartbeat_pause(++beats_missed_);  // Nothing is sent: that is the alarm.
    const auto sent = heartbeat_call_->send(api::show_heartbeat(heartbeat->value()));
    if (!sent && !stopping_)
        log::warning("the heartbeat was not taken", {{"reason", sent.error().message}});
    beats_missed_ = sent ? 0 : beats_missed_ + 1;
    return notify::heartbeat_pause(beats_missed_);
}

Status Node::ask_witnesses(const std::string& policy_path)
{
    const auto text = TRY(read_file(policy_path));
    auto policy = TRY(ledger::parse_policy(text));
    const auto key =
        ledger::to_text(ledger::verifier_key(store_->origin(), vault_->ledger_key().public_key()));
    if (std::ranges::none_of(policy.logs,
                             [&](const auto& log) { return ledger::to_text(log.key) == key; }))
        return Error{ErrorCode::invalid, "The trust policy " + policy_path +
                                             " does not name this log. Add the line: log " + key};
    for (const auto& witness : policy.witnesses)
        if (!witness.url.empty())
            TRY(notify::check_witness_url(witness.name, witness.url));
    witness_call_ = TRY(notify::WitnessCall::make(stopping_));
    services_->witnesses = ledger::witness_lines(text);
    cosignatures_ = std::make_unique<acts::CosignatureRounds>(
        *services_, std::move(policy),
        [this](const std::string& url, const std::string* body) -> Result<acts::WitnessReply> {
            auto answer = TRY(witness_call_->ask(url, body));
            return acts::WitnessReply{answer.status, std::move(answer.content_type),
                                      std::move(answer.body)};
        },
        [this](const std::string& note) {
            return store::CheckpointLock::keep_ahead(lock_path_, note);
        });
    return ok();
}

std::chrono::milliseconds Node::make_ledger_beat()
{
    if (store_->recovery())
        return std::chrono::minutes(1);
    if (cosignatures_ && !witnesses_heard_)
        return std::chrono::milliseconds(100);  // They may know that this store went back in time.
    const auto due = acts::seconds_to_beat(*services_);
    if (due && due.value() > 0)
        return std::chrono::seconds(due.value());
    const auto made = acts::make_ledger_beat(*services_, [this] { return stopping_.load(); });
    if (made) {
        beat_pause_ = std::chrono::seconds(1);
        return std::chrono::seconds(acts::beat_seconds);
    }
    if (beat_pause_ == std::chrono::seconds(1) && !stopping_)  // One line for one trouble.
        log::warning("no checkpoint was published", {{"reason", made.error().message}});
    return std::exchange(
        beat_pause_, std::min<std::chrono::milliseconds>(2 * beat_pause_, std::chrono::minutes(1)));
}

std::chrono::milliseconds Node::ask_witnesses()
{
    const auto stopped = [this] { return stopping_.load(); };
    if (!witnesses_heard_) {
        cosignatures_->compare_with_all(stopped);
        witnesses_heard_ = true;
    }
    const auto asked = cosignatures_->make_round(stopped);
    if (!asked && !stopping_)
        log::warning("witnesses could not be asked", {{"reason", asked.error().message}});
    return asked ? std::chrono::seconds(1) : std::chrono::seconds(60);
}

void Node::run()
{
    CHECK(server_);
    posting_ = server_.get();
    ballast_.emplace(folder_, [this] { return disk_space(folder_); });
    {
        const Repeating rounds([this] { return make_round(); });
        const Repeating coverage([this] {
            if (!store_->recovery())
                jobs::watch_coverage(*services_);
            return std::chrono::minutes(1);
        });
        // As quick as anybody could need, and as seldom as costs nothing: one read.
        const Repeating polls([this] {
            api_->polls().look(*services_);
            return std::chrono::milliseconds(200);
        });
        const Repeating challenges([this] {
            jobs::challenge_case_systems(*services_, [this] { return stopping_.load(); });
            return std::chrono::minutes(1);
        });
        jobs::BookKeeper book_keeper(*services_, [this] { return stopping_.load(); });
        const Repeating booking([&book_keeper] { return book_keeper.step(); });
        jobs::DeadlineClock deadline_clock(*services_);
        const Repeating deadlines([this, &deadline_clock] {
            const auto pause = deadline_clock.make_round();
            if (const auto looked = deadline_clock.last_look())
                api_->pulse().deadlines_looked_at(*looked);
            return pause;
        });
        std::optional<Repeating> heartbeats;
        if (heartbeat_call_)
            heartbeats.emplace([this] { return send_heartbeat(); });
        const Repeating beats([this] { return make_ledger_beat(); });
        std::optional<Repeating> witnesses;
        if (cosignatures_)
            witnesses.emplace([this] { return ask_witnesses(); });
        const Repeating keeping([this] { return keep(); });
        const Repeating checking([this] { return check_tree(); });
        if (postbox_)
            postbox_->start();
        server_->run();
        stopping_ = true;
        posting_ = nullptr;  // Its threads have ended: from here on answers run where they come.
        if (postbox_)
            postbox_->stop();
    }
    if (store_->failed())
        stop_for_good();
}

std::chrono::milliseconds Node::check_tree()
{
    auto checked = store_->read([this](store::Reading& reading) -> Result<bool> {
        if (!tree_check_)
            tree_check_.emplace(
                TRY(store::TreeCheck::begin(reading, vault_->ledger_key().public_key())));
        return tree_check_->step(reading);
    });
    if (checked && !checked.value())
        return std::chrono::milliseconds(5);
    tree_verified_ = bool(checked);
    if (checked)
        log::info("every entry gives the tree that was signed",
                  {{"entries", std::int64_t(tree_check_->target().size)}});
    else if (checked.error().code != ErrorCode::unavailable)
        tree_is_damaged(checked.error().message);
    else
        log::warning("the tree could not be verified now", {{"reason", checked.error().message}});
    tree_check_.reset();
    return std::chrono::hours(24);
}

void Node::tree_is_damaged(const std::string& how)
{
    // So that the next start looks before it serves.
    if (!write_durably(verify_first_path(folder_), ""))
        log::error("it could not be noted that the tree must be verified before the next start");
    store_->enter_recovery({store::Recovery::Cause::tree_damaged,
                            "What is stored is not what was signed: " + how +
                                ". Stop the server, keep this disk as it is, and restore a backup "
                                "or delete the database and bring it back from the intake "
                                "journal"});
}

std::chrono::milliseconds Node::keep()
{
    if (store_->failed())
        stop_for_good();  // First: what follows may wait for the disk that has just failed.
    const auto room = ballast_->look();
    store_->set_room(journal_.empty() ? room : std::max(room, room_in(disk_space(journal_))));
    const bool known = store_->lock_stuck();  // One line for one trouble.
    if (const auto kept = store_->bring_up_lock(); !kept && !known)
        log::error("the checkpoint lock was not brought up", {{"reason", kept.error().message}});
    return std::chrono::milliseconds(250);  // What the lock may be behind, and two syncs.
}

void Node::stop_for_good()
{
    // If the disk takes not even this, the check behind the start finds what is wrong, but later.
    if (!write_durably(verify_first_path(folder_), ""))
        log::error("it could not be noted that the tree must be verified before the next start");
    api_->polls().end();
    server_->stop();  // What is under way is still answered: as unknown.
}

void Node::stop()
{
    stopping_ = true;
    api_->polls().end();
    server_->stop();
}
std::uint16_t Node::port() const { return server_->port(); }
bool Node::failed() const { return store_->failed(); }

}  // namespace varde::app
