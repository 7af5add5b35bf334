#define FUSE_USE_VERSION 34
#include "torture/mount.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <thread>

#include <fuse3/fuse_lowlevel.h>
#include <linux/fs.h>
#include <sys/mount.h>

namespace varde::torture {
namespace {

constexpr double for_ever = 86'400;  // Nobody changes the disk behind the kernel's back.

Disk& disk_of(fuse_req_t request) { return *static_cast<Disk*>(fuse_req_userdata(request)); }

void reply_with_entry(fuse_req_t request, Ino ino, fuse_file_info* file = nullptr)
{
    fuse_entry_param entry{};
    entry.ino = ino;
    entry.attr_timeout = entry.entry_timeout = for_ever;
    if (const int error = disk_of(request).facts(ino, entry.attr))
        fuse_reply_err(request, error);
    else if (file)
        fuse_reply_create(request, &entry, file);
    else
        fuse_reply_entry(request, &entry);
}

void look_up(fuse_req_t request, fuse_ino_t folder, const char* name)
{
    Ino found = 0;
    if (const int error = disk_of(request).look_up(folder, name, found))
        fuse_reply_err(request, error);
    else
        reply_with_entry(request, found);
}

void reply_with_facts(fuse_req_t request, fuse_ino_t ino)
{
    struct stat facts{};
    if (const int error = disk_of(request).facts(ino, facts))
        fuse_reply_err(request, error);
    else
        fuse_reply_attr(request, &facts, for_ever);
}

void get_facts(fuse_req_t request, fuse_ino_t ino, fuse_file_info*)
{
    reply_with_facts(request, ino);
}

void set_facts(fuse_req_t request, fuse_ino_t ino, struct stat* facts, int which, fuse_file_info*)
{
    int error = 0;
    if (which & FUSE_SET_ATTR_MODE)
        error = disk_of(request).set_mode(ino, facts->st_mode);
    if (error == 0 && (which & FUSE_SET_ATTR_SIZE))
        error = disk_of(request).resize(ino, std::uint64_t(facts->st_size));
    if (error != 0)
        fuse_reply_err(request, error);
    else
        reply_with_facts(request, ino);
}

void make_folder(fuse_req_t request, fuse_ino_t folder, const char* name, mode_t mode)
{
    Ino made = 0;
    if (const int error = disk_of(request).make(folder, name, S_IFDIR | mode, made))
        fuse_reply_err(request, error);
    else
        reply_with_entry(request, made);
}

void create(fuse_req_t request, fuse_ino_t folder, const char* name, mode_t mode,
            fuse_file_info* file)
{
    Ino made = 0;
    file->keep_cache = 1;
    if (const int error = disk_of(request).make(folder, name, S_IFREG | mode, made))
        fuse_reply_err(request, error);
    else
        reply_with_entry(request, made, file);
}

void remove(fuse_req_t request, fuse_ino_t folder, const char* name)
{
    fuse_reply_err(request, disk_of(request).remove(folder, name));
}

void rename(fuse_req_t request, fuse_ino_t folder, const char* name, fuse_ino_t to_folder,
            const char* to_name, unsigned flags)
{
    if (flags & ~unsigned(RENAME_NOREPLACE)) {
        fuse_reply_err(request, EINVAL);
        return;
    }
    fuse_reply_err(request, disk_of(request).rename(folder, name, to_folder, to_name, flags == 0));
}

void open(fuse_req_t request, fuse_ino_t, fuse_file_info* file)
{
    file->keep_cache = 1;
    fuse_reply_open(request, file);
}

void read(fuse_req_t request, fuse_ino_t ino, std::size_t bytes, off_t at, fuse_file_info*)
{
    std::string into;
    if (const int error = disk_of(request).read(ino, std::uint64_t(at), bytes, into))
        fuse_reply_err(request, error);
    else
        fuse_reply_buf(request, into.data(), into.size());
}

void write(fuse_req_t request, fuse_ino_t ino, const char* bytes, std::size_t count, off_t at,
           fuse_file_info*)
{
    std::size_t written = 0;
    if (const int error = disk_of(request).write(ino, std::uint64_t(at), {bytes, count}, written))
        fuse_reply_err(request, error);
    else
        fuse_reply_write(request, written);
}

void sync(fuse_req_t request, fuse_ino_t ino, int, fuse_file_info*)
{
    fuse_reply_err(request, disk_of(request).sync(ino));
}

/// Reserving space is a matter of size here.
void allocate(fuse_req_t request, fuse_ino_t ino, int mode, off_t at, off_t bytes, fuse_file_info*)
{
    struct stat facts{};
    auto& disk = disk_of(request);
    if (mode != 0) {
        fuse_reply_err(request, EOPNOTSUPP);
        return;
    }
    int error = disk.facts(ino, facts);
    if (error == 0 && facts.st_size < at + bytes)
        error = disk.resize(ino, std::uint64_t(at + bytes));
    fuse_reply_err(request, error);
}

void list(fuse_req_t request, fuse_ino_t folder, std::size_t bytes, off_t from, fuse_file_info*)
{
    std::string page(bytes, '\0');
    std::size_t filled = 0;
    const auto names = disk_of(request).list(folder);
    for (auto i = std::size_t(from); i < names.size(); ++i) {
        struct stat facts{};
        disk_of(request).facts(names[i].second, facts);
        const auto size = fuse_add_direntry(request, page.data() + filled, bytes - filled,
                                            names[i].first.c_str(), &facts, off_t(i + 1));
        if (size > bytes - filled)
            break;
        filled += size;
    }
    fuse_reply_buf(request, page.data(), filled);
}

void space(fuse_req_t request, fuse_ino_t)
{
    struct statvfs facts{};
    facts.f_bsize = facts.f_frsize = 4'096;
    facts.f_bavail = facts.f_bfree = disk_of(request).free_bytes() / 4'096;
    facts.f_blocks = facts.f_bfree + disk_of(request).used() / 4'096;
    facts.f_namemax = 255;
    fuse_reply_statfs(request, &facts);
}

fuse_lowlevel_ops operations()
{
    fuse_lowlevel_ops ops{};
    ops.lookup = look_up;
    ops.getattr = get_facts;
    ops.setattr = set_facts;
    ops.mkdir = make_folder;
    ops.create = create;
    ops.unlink = remove;
    ops.rmdir = remove;
    ops.rename = rename;
    ops.open = open;
    ops.read = read;
    ops.write = write;
    ops.fsync = sync;
    ops.fsyncdir = sync;
    ops.fallocate = allocate;
    ops.readdir = list;
    ops.statfs = space;
    return ops;
}

}  // namespace

struct Mount::State {
    std::string folder;
    fuse_session* session = nullptr;
    std::thread thread;
};

Mount::Mount(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Mount>> Mount::at(const std::string& folder, Disk& disk)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    static const auto ops = operations();
    std::string program = "varde_torture", options = "-ofsname=varde_torture";
    std::array<char*, 2> words{program.data(), options.data()};
    fuse_args arguments = FUSE_ARGS_INIT(int(words.size()), words.data());
    auto state = std::make_unique<State>();
    state->folder = folder;
    state->session = fuse_session_new(&arguments, &ops, sizeof ops, &disk);
    fuse_opt_free_args(&arguments);
    if (!state->session || fuse_session_mount(state->session, folder.c_str()) != 0) {
        if (state->session)
            fuse_session_destroy(state->session);
        return Error{ErrorCode::unavailable, "FUSE cannot be used here: /dev/fuse and the package "
                                             "fuse3 are needed, and the right to mount"};
    }
    state->thread = std::thread([session = state->session] { fuse_session_loop(session); });
    return std::unique_ptr<Mount>(new Mount(std::move(state)));
}

Mount::~Mount()
{
    if (::umount2(state_->folder.c_str(), MNT_DETACH) != 0) [[maybe_unused]]
        const int ignored = std::system(("fusermount3 -u -z '" + state_->folder + "'").c_str());
    state_->thread.join();
    fuse_session_destroy(state_->session);
}

}  // namespace varde::torture
