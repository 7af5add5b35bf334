// The store: durable before it answers. One writer, group commit, and reads beside it.
#pragma once

#include "sql/pool.hpp"
#include "sql/writer.hpp"
#include "store/recovery.hpp"
#include "store/roll_check.hpp"
#include "store/transaction.hpp"

#include <memory>

namespace varde::store {

/// What only the batch knows: given to an answer after the commit.
struct Committed {
    std::shared_ptr<const Batch> batch;    // Owners: every answer of the batch.
    std::vector<std::uint64_t> positions;  ///< Of the events that the decision appended.
};

/// What the disk still has room for, as whoever watches it says.
enum class Room {
    enough,
    low,       ///< Less than a tenth is free: the operator should act.
    text_only  ///< Files are refused, so that reports can still be taken.
};

struct StoreOptions {
    std::string folder;      ///< Holds attachments/ and, without `database`, varde.db.
    std::string database;    ///< An address for sql::Database; empty: varde.db in the folder.
    std::string lock;        ///< The checkpoint lock's path; see checkpoint_lock.hpp.
    std::string journal;     ///< Folder of the intake journal, on another device; empty: none.
    std::string origin;      ///< The log's name, such as `varde.example/no/2026`.
    unsigned readers = 4;    ///< Reading connections: as many as worker threads.
    sql::Writer::Post post;  ///< Runs a batch's answers; not on the writer thread.
    sql::WriterOptions writer = {};
    /// Puts something between the store and the connection that writes: what breaks it in tests.
    std::function<std::unique_ptr<sql::Connection>(std::unique_ptr<sql::Connection>)> through = {};
};

class Store {
public:
    /// Opens or makes the database, migrates it and reads the ledger's frontier. `unavailable` when
    /// it is not usable as it stands; nothing is then changed. One that is readable but not what
    /// was promised opens in recovery mode.
    static Result<std::unique_ptr<Store>> open(StoreOptions options, const vault::Vault& vault,
                                               Clock& clock);
    ~Store();

    template <class T>
    using Decide = std::move_only_function<Result<T>(Transaction&)>;
    template <class T>
    using Done = std::move_only_function<void(Result<T>, const Committed&)>;

    /// Runs `decide` in the writer, in order with all other writes. `done` is called once, after
    /// the batch is durable; or with `decide`'s own error; or with `unavailable` when nothing was
    /// stored or (problem `outcome-unknown`) nobody can tell.
    template <class T>
    void write(Decide<T> decide, Done<T> done)
    {
        submit(std::make_unique<Write<T>>(parts(), std::move(decide), std::move(done),
                                          sql::Undo::turn));
    }
    /// The same for a decision that refuses only before it has changed anything: it costs less,
    /// and if it breaks its word the whole batch is undone and told that nothing was stored.
    template <class T>
    void write_quickly(Decide<T> decide, Done<T> done)
    {
        submit(std::make_unique<Write<T>>(parts(), std::move(decide), std::move(done),
                                          sql::Undo::batch));
    }

    /// Runs `body(Reading&)` on a reading connection, at one instant. Blocks.
    template <class Body>
    auto read(Body&& body) -> std::invoke_result_t<Body&, Reading&>
    {
        return pool().lend([&](sql::Connection& connection) {
            Reading reading(connection, confirmed());
            return body(reading);
        });
    }

    /// Runs work of its own where answers run, and not before what waits there: for an answer that
    /// must read much before it can say something. The other answers of its batch need not wait.
    void post(std::move_only_function<void()> work);

    /// The valid API key with this hash.
    Result<std::optional<ApiKey>> api_key(const Hash& key_hash);

    /// Acceptances whose sender's reference may not be in its index yet: ask before reading.
    std::vector<std::int64_t> recent_references(ByteView reference_mac) const;
    /// Reads every key in the index, so that new ones need not be looked for from then on. Blocks;
    /// call it once, from a thread that has time.
    Status learn_keys();

    /// Why the store only reads, if it does.
    std::optional<Recovery> recovery() const { return mode().why(); }
    void enter_recovery(Recovery why) { mode().enter(std::move(why)); }
    /// Makes the newest checkpoint durable in the lock: four times a second, and at the end.
    Status bring_up_lock();
    bool lock_stuck() const;  ///< The lock cannot be written at present.
    /// Nor the roll of accepted reports: acceptance goes on, but its losses could not be named.
    bool roll_stuck() const;
    /// The accepted reports that the database lacks, by the roll. Blocks, perhaps for seconds.
    Result<MissingReports> missing_reports();

    /// May be called from any thread.
    Room room() const { return room_; }
    void set_room(Room room) { room_ = room; }

    /// Whether a commit of unknown outcome has stopped acceptance for good.
    bool failed() const;
    std::size_t waiting() const;  ///< Decisions not yet begun.
    const std::string& origin() const;
    std::string attachment_folder() const;
    /// Where the intake journal keeps its copies of them; empty without a journal.
    std::string attachment_copy_folder() const;
    /// Where an upload's sealed bytes stand.
    std::string attachment_path(const UploadId& id) const;
    /// Bytes that the database and its log take on disk.
    std::uint64_t bytes_on_disk() const;

private:
    template <class T>
    class Write final : public sql::Job {
    public:
        Write(BatchParts& parts, Decide<T> decide, Done<T> done, sql::Undo undo)
            : Job(undo), parts_(parts), decide_(std::move(decide)), done_(std::move(done))
        {
        }
        Status decide(sql::Connection& connection) override
        {
            Transaction transaction(connection, parts_);
            auto result = decide_(transaction);
            changed_ = transaction.changed();
            if (!result)
                return std::move(result).error();
            value_ = std::move(result).value();
            committed_ = {parts_.ledger->batch(), transaction.take_positions()};
            return ok();
        }
        bool changed() const override { return changed_; }
        void done(Status outcome) override
        {
            if (outcome)
                done_(std::move(*value_), committed_);
            else
                done_(std::move(outcome).error(), committed_);
        }

    private:
        BatchParts& parts_;
        Decide<T> decide_;
        Done<T> done_;
        std::optional<T> value_;
        Committed committed_;
        bool changed_ = false;
    };

    struct State;
    explicit Store(std::unique_ptr<State> state);
    void submit(std::unique_ptr<sql::Job> job);
    BatchParts& parts() const;
    sql::ReadPool& pool();
    std::uint64_t confirmed() const;
    RecoveryMode& mode() const;
    std::unique_ptr<State> state_;
    std::atomic<Room> room_{Room::enough};
};

}  // namespace varde::store
