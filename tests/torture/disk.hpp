// A disk in memory that knows what has been synced, so that its power can be cut.
//
// The model is the strictest that POSIX allows. Data lasts from the file's fsync on; a name (made,
// renamed, removed) from the fsync of its folder on, and never by the file's own. What was not
// synced may last or not, whole or in pieces, in any order; only changes of one same name keep
// theirs.
#pragma once

#include "torture/draw.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>

namespace varde::torture {

using Ino = std::uint64_t;

/// What the next power cut leaves of that which was not synced.
enum class Keeps {
    nothing,
    everything,
    beginning,  ///< Everything up to some moment, the last write torn.
    writes,     ///< Any of the writes.
    pages,      ///< Any of their pieces of 4 KiB.
    sectors,    ///< Any of their pieces of 512 bytes.
};
constexpr std::size_t keeps_count = 6;

enum class Operation { write, sync, name };

/// What goes wrong, once, at a counted operation.
struct Fault {
    enum class Kind {
        cut_before,  ///< The power goes, and the operation has had no effect.
        cut_after,   ///< It had its effect, and nobody was told.
        sync_fails,  ///< EIO; what was to be synced is forgotten, as by ext4 and others.
        sync_lies,   ///< 0, and it is forgotten all the same.
    };
    Kind kind = Kind::cut_before;
    std::size_t number = 0;                   ///< The operation that it strikes, counted from 1.
    std::optional<Operation> operation = {};  ///< Only these are counted; nothing: all.
    std::string file = {};  ///< Only files whose name ends so are counted; empty: all.
};

/// May be used from any thread. Functions that return int give 0 or an errno.
class Disk {
public:
    static constexpr Ino root = 1;
    Disk();

    int look_up(Ino folder, const std::string& name, Ino& found);
    int facts(Ino ino, struct stat& facts);
    int make(Ino folder, const std::string& name, mode_t mode, Ino& made);
    int remove(Ino folder, const std::string& name);
    int rename(Ino folder, const std::string& name, Ino to_folder, const std::string& to_name,
               bool may_replace);
    int read(Ino ino, std::uint64_t at, std::size_t bytes, std::string& into);
    /// Writes what there is room for; `written` says how much.
    int write(Ino ino, std::uint64_t at, std::string_view bytes, std::size_t& written);
    int resize(Ino ino, std::uint64_t bytes);
    int set_mode(Ino ino, mode_t mode);
    int sync(Ino ino);
    std::vector<std::pair<std::string, Ino>> list(Ino folder);

    /// Space for files' bytes; SIZE_MAX is without end.
    void limit(std::size_t bytes);
    std::size_t used();
    std::size_t free_bytes();

    /// Arms a fault; `when_cut` runs as the power goes, before anybody can notice.
    void arm(Fault fault, std::function<void()> when_cut = {});
    /// Whether the armed fault has struck.
    bool struck();
    /// From here on every operation fails.
    void cut();
    /// The power is back: what lasted is what is. Nobody may hold anything open.
    void restore(Keeps keeps, Draw& draw);

private:
    struct Change {  // Of a file's bytes.
        std::uint64_t moment = 0;
        std::uint64_t at = 0;
        std::string bytes;
        bool resize = false;  // To `at` bytes.
    };
    struct Node {
        mode_t mode = 0;
        std::string last_name;
        std::string bytes, lasting;
        std::vector<Change> unsynced;
        std::map<std::string, Ino> names, lasting_names;
        bool is_folder() const { return S_ISDIR(mode); }
    };
    struct Naming {  // `ino` 0: the name goes.
        Ino folder = 0;
        std::string name;
        Ino ino = 0;
    };
    struct NameChange {  // All or nothing, as a rename is.
        std::uint64_t moment = 0;
        std::vector<Naming> namings;
    };

    static void apply(std::string& bytes, const Change& change);
    void name(std::vector<Naming> namings);
    void keep_names(const std::function<bool(const NameChange&)>& chosen);
    static void keep_bytes(Node& node, Keeps keeps, std::uint64_t moment, Draw& draw);
    std::optional<Fault::Kind> strikes(Operation operation, const Node& node);
    int lose_power();
    std::size_t used_now() const;
    Node* node(Ino ino);

    std::mutex mutex_;  // Guards everything below.
    std::map<Ino, Node> nodes_;
    std::vector<NameChange> unsynced_names_;
    Ino next_ino_ = root + 1;
    std::uint64_t moment_ = 0;
    std::size_t limit_ = SIZE_MAX;
    std::optional<Fault> fault_;
    std::function<void()> when_cut_;
    bool dead_ = false;
};

}  // namespace varde::torture
