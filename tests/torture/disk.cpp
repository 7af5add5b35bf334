#include "torture/disk.hpp"

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include <unistd.h>

namespace varde::torture {

Disk::Disk() { nodes_[root].mode = S_IFDIR | 0700; }

Disk::Node* Disk::node(Ino ino)
{
    const auto found = nodes_.find(ino);
    return found == nodes_.end() ? nullptr : &found->second;
}

std::optional<Fault::Kind> Disk::strikes(Operation operation, const Node& node)
{
    if (!fault_ || (fault_->operation && *fault_->operation != operation) ||
        !node.last_name.ends_with(fault_->file) || --fault_->number > 0)
        return std::nullopt;
    return std::exchange(fault_, std::nullopt)->kind;
}

int Disk::lose_power()
{
    dead_ = true;
    if (when_cut_)
        when_cut_();
    return EIO;
}

int Disk::look_up(Ino folder, const std::string& name, Ino& found)
{
    std::lock_guard lock(mutex_);
    const auto* in = node(folder);
    if (dead_ || !in)
        return EIO;
    const auto at = in->names.find(name);
    if (at == in->names.end())
        return ENOENT;
    found = at->second;
    return 0;
}

int Disk::facts(Ino ino, struct stat& facts)
{
    std::lock_guard lock(mutex_);
    const auto* of = node(ino);
    if (!of)
        return EIO;
    facts = {};
    facts.st_ino = ino;
    facts.st_mode = of->mode;
    facts.st_nlink = 1;
    facts.st_uid = ::geteuid();
    facts.st_gid = ::getegid();
    facts.st_size = off_t(of->bytes.size());
    facts.st_blocks = blkcnt_t((of->bytes.size() + 511) / 512);
    facts.st_blksize = 4'096;
    return 0;
}

/// Does it for everybody to see; what lasts is decided by syncs.
void Disk::name(std::vector<Naming> namings)
{
    for (const auto& [folder, name, ino] : namings) {
        auto& names = nodes_.at(folder).names;
        if (ino == 0) {
            names.erase(name);
            continue;
        }
        names[name] = ino;
        nodes_.at(ino).last_name = name;
    }
    unsynced_names_.push_back({++moment_, std::move(namings)});
}

int Disk::make(Ino folder, const std::string& name, mode_t mode, Ino& made)
{
    std::lock_guard lock(mutex_);
    if (dead_ || !node(folder))
        return EIO;
    if (node(folder)->names.contains(name))
        return EEXIST;
    made = next_ino_++;
    auto& node = nodes_[made];
    node.mode = mode;
    node.last_name = name;
    const auto fault = strikes(Operation::name, node);
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    this->name({{folder, name, made}});
    return fault ? lose_power() : 0;
}

int Disk::remove(Ino folder, const std::string& name)
{
    std::lock_guard lock(mutex_);
    if (dead_ || !node(folder))
        return EIO;
    const auto at = node(folder)->names.find(name);
    if (at == node(folder)->names.end())
        return ENOENT;
    const auto& going = nodes_.at(at->second);
    if (!going.names.empty())
        return ENOTEMPTY;
    const auto fault = strikes(Operation::name, going);
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    this->name({{folder, name, 0}});
    return fault ? lose_power() : 0;
}

int Disk::rename(Ino folder, const std::string& name, Ino to_folder, const std::string& to_name,
                 bool may_replace)
{
    std::lock_guard lock(mutex_);
    if (dead_ || !node(folder) || !node(to_folder))
        return EIO;
    const auto at = node(folder)->names.find(name);
    if (at == node(folder)->names.end())
        return ENOENT;
    if (!may_replace && node(to_folder)->names.contains(to_name))
        return EEXIST;
    const auto fault = strikes(Operation::name, nodes_.at(at->second));
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    this->name({{folder, name, 0}, {to_folder, to_name, at->second}});
    return fault ? lose_power() : 0;
}

int Disk::read(Ino ino, std::uint64_t at, std::size_t bytes, std::string& into)
{
    std::lock_guard lock(mutex_);
    const auto* from = node(ino);
    if (dead_ || !from)
        return EIO;
    into = at < from->bytes.size() ? from->bytes.substr(at, bytes) : std::string();
    return 0;
}

void Disk::apply(std::string& bytes, const Change& change)
{
    if (change.resize) {
        bytes.resize(change.at);
        return;
    }
    if (bytes.size() < change.at + change.bytes.size())
        bytes.resize(change.at + change.bytes.size());
    bytes.replace(change.at, change.bytes.size(), change.bytes);
}

int Disk::write(Ino ino, std::uint64_t at, std::string_view bytes, std::size_t& written)
{
    std::lock_guard lock(mutex_);
    auto* to = node(ino);
    if (dead_ || !to)
        return EIO;
    const auto fault = strikes(Operation::write, *to);
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    if (limit_ != SIZE_MAX) {
        const auto used = used_now();
        const auto end = to->bytes.size() + (used < limit_ ? limit_ - used : 0);
        if (at + bytes.size() > end)
            bytes = bytes.substr(0, at < end ? end - at : 0);
        if (bytes.empty())
            return ENOSPC;
    }
    to->unsynced.push_back({.moment = ++moment_, .at = at, .bytes = std::string(bytes)});
    apply(to->bytes, to->unsynced.back());
    written = bytes.size();
    return fault ? lose_power() : 0;
}

int Disk::resize(Ino ino, std::uint64_t bytes)
{
    std::lock_guard lock(mutex_);
    auto* of = node(ino);
    if (dead_ || !of)
        return EIO;
    if (limit_ != SIZE_MAX && bytes > of->bytes.size() &&
        used_now() + bytes - of->bytes.size() > limit_)
        return ENOSPC;
    const auto fault = strikes(Operation::write, *of);
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    of->unsynced.push_back({.moment = ++moment_, .at = bytes, .bytes = {}, .resize = true});
    apply(of->bytes, of->unsynced.back());
    return fault ? lose_power() : 0;
}

int Disk::set_mode(Ino ino, mode_t mode)
{
    std::lock_guard lock(mutex_);
    auto* of = node(ino);
    if (dead_ || !of)
        return EIO;
    of->mode = (of->mode & S_IFMT) | (mode & ~mode_t(S_IFMT));
    return 0;
}

/// Makes the chosen changes of names last, and every earlier one of a name that they touch.
void Disk::keep_names(const std::function<bool(const NameChange&)>& chosen)
{
    std::set<std::pair<Ino, std::string>> touched;
    std::vector<bool> kept(unsynced_names_.size());
    for (auto i = unsynced_names_.size(); i-- > 0;) {
        const auto& change = unsynced_names_[i];
        kept[i] = chosen(change) || std::ranges::any_of(change.namings, [&](const Naming& naming) {
                      return touched.contains({naming.folder, naming.name});
                  });
        if (kept[i])
            for (const auto& naming : change.namings)
                touched.emplace(naming.folder, naming.name);
    }
    std::vector<NameChange> left;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) {
            left.push_back(std::move(unsynced_names_[i]));
            continue;
        }
        for (const auto& [folder, name, ino] : unsynced_names_[i].namings)
            if (ino == 0)
                nodes_.at(folder).lasting_names.erase(name);
            else
                nodes_.at(folder).lasting_names[name] = ino;
    }
    unsynced_names_ = std::move(left);
}

int Disk::sync(Ino ino)
{
    std::lock_guard lock(mutex_);
    auto* of = node(ino);
    if (dead_ || !of)
        return EIO;
    const auto fault = strikes(Operation::sync, *of);
    if (fault == Fault::Kind::cut_before)
        return lose_power();
    if (fault == Fault::Kind::sync_fails || fault == Fault::Kind::sync_lies) {
        of->unsynced.clear();
        return fault == Fault::Kind::sync_fails ? EIO : 0;
    }
    if (of->is_folder())
        keep_names([&](const NameChange& change) {
            return std::ranges::any_of(change.namings,
                                       [&](const Naming& at) { return at.folder == ino; });
        });
    for (const auto& change : of->unsynced)
        apply(of->lasting, change);
    of->unsynced.clear();
    return fault ? lose_power() : 0;
}

std::vector<std::pair<std::string, Ino>> Disk::list(Ino folder)
{
    std::lock_guard lock(mutex_);
    const auto* in = node(folder);
    if (!in)
        return {};
    return {in->names.begin(), in->names.end()};
}

std::size_t Disk::used_now() const
{
    std::size_t used = 0;
    for (const auto& [ino, node] : nodes_)
        used += node.bytes.size();
    return used;
}

void Disk::limit(std::size_t bytes)
{
    std::lock_guard lock(mutex_);
    limit_ = bytes;
}

std::size_t Disk::used()
{
    std::lock_guard lock(mutex_);
    return used_now();
}

std::size_t Disk::free_bytes()
{
    std::lock_guard lock(mutex_);
    const auto used = used_now();
    return limit_ == SIZE_MAX ? std::size_t{1} << 40 : limit_ > used ? limit_ - used : 0;
}

void Disk::arm(Fault fault, std::function<void()> when_cut)
{
    std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
    when_cut_ = std::move(when_cut);
}

bool Disk::struck()
{
    std::lock_guard lock(mutex_);
    return !fault_;
}

void Disk::cut()
{
    std::lock_guard lock(mutex_);
    dead_ = true;
    fault_.reset();
}

void Disk::keep_bytes(Node& node, Keeps keeps, std::uint64_t moment, Draw& draw)
{
    const auto piece = keeps == Keeps::pages     ? std::uint64_t{4'096}
                       : keeps == Keeps::sectors ? std::uint64_t{512}
                                                 : UINT64_MAX;
    for (const auto& change : node.unsynced) {
        if (keeps == Keeps::everything || (keeps == Keeps::beginning && change.moment < moment)) {
            apply(node.lasting, change);
        } else if (keeps == Keeps::beginning && change.moment == moment && !change.resize) {
            auto torn = change;
            torn.bytes.resize(draw.below(torn.bytes.size() + 1) / 512 * 512);
            apply(node.lasting, torn);
        } else if (change.resize || keeps == Keeps::writes) {
            if (keeps != Keeps::nothing && keeps != Keeps::beginning && draw.below(2) == 0)
                apply(node.lasting, change);
        } else if (piece != UINT64_MAX) {
            const auto end = change.at + change.bytes.size();
            for (auto at = change.at, next = at; at < end; at = next) {
                next = std::min(end, (at / piece + 1) * piece);
                if (draw.below(2) == 0)
                    apply(node.lasting,
                          {.at = at, .bytes = change.bytes.substr(at - change.at, next - at)});
            }
        }
    }
    node.unsynced.clear();
}

void Disk::restore(Keeps keeps, Draw& draw)
{
    std::lock_guard lock(mutex_);
    // What was synced long ago is not a choice: the moment lies among what was not.
    auto first = moment_;
    for (const auto& [ino, node] : nodes_)
        if (!node.unsynced.empty())
            first = std::min(first, node.unsynced.front().moment);
    if (!unsynced_names_.empty())
        first = std::min(first, unsynced_names_.front().moment);
    const auto moment = first + draw.below(moment_ - first + 1);
    keep_names([&](const NameChange& change) {
        return keeps == Keeps::everything ||
               (keeps == Keeps::beginning && change.moment < moment) ||
               (keeps > Keeps::beginning && draw.below(2) == 0);
    });
    unsynced_names_.clear();
    for (auto& [ino, node] : nodes_) {
        keep_bytes(node, keeps, moment, draw);
        node.bytes = node.lasting;
        node.names = node.lasting_names;
    }
    std::set<Ino> named{root};
    for (const auto& [ino, node] : nodes_)
        for (const auto& [name, child] : node.names)
            named.insert(child);
    std::erase_if(nodes_, [&](const auto& node) { return !named.contains(node.first); });
    for (auto& [ino, node] : nodes_)
        for (const auto& [name, child] : node.names)
            nodes_.at(child).last_name = name;
    fault_.reset();
    when_cut_ = {};
    dead_ = false;
}

}  // namespace varde::torture
