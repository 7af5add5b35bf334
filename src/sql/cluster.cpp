#include "sql/cluster.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varde::sql {
namespace {

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr int start_seconds_max = 60;

Error failed(const std::string& what) { return {ErrorCode::unavailable, what}; }

/// Whom the server runs as; nobody else when we are not root.
const passwd* server_user() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

struct Start {
    std::string program;
    std::vector<std::string> arguments;
    std::string folder;
    std::string notify = {};  ///< Where the server says that it is ready.
};

/// Starts a program as the server's user. It goes when this thread goes.
pid_t start_program(const Start& start)
{
    std::vector<std::string> words{programs + start.program};
    words.insert(words.end(), start.arguments.begin(), start.arguments.end());
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    auto notify = "NOTIFY_SOCKET=" + start.notify;
    std::string path = "PATH=/usr/bin:/bin", language = "LC_ALL=C";
    std::array<char*, 4> environment{path.data(), language.data(),
                                     start.notify.empty() ? nullptr : notify.data(), nullptr};
    const auto log_path = start.folder + "/log";
    const auto* user = server_user();
    const auto parent = ::getpid();
    const auto child = ::fork();
    if (child != 0)
        return child;
    // From here to exec only what signal handlers may call.
    const int log = ::open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                 ::setuid(user->pw_uid) != 0))
        ::_exit(127);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // After the change of user, which would forget it.
    if (::getppid() != parent || ::chdir(start.folder.c_str()) != 0)
        ::_exit(127);
    ::execve(argv[0], argv.data(), environment.data());
    ::_exit(127);
}

/// The socket on which a server says that it is ready, as systemd's services do.
class ReadySocket {
public:
    explicit ReadySocket(const std::string& path)
        : path_(path), handle_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        ::unlink(path.c_str());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::bind(handle_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
            ::chmod(path.c_str(), 0777);
    }
    ReadySocket(const ReadySocket&) = delete;
    ~ReadySocket()
    {
        ::close(handle_);
        ::unlink(path_.c_str());
    }
    /// False when the server has ended first, or takes too long.
    bool wait_for(pid_t server) const
    {
        for (int tenths = 0; tenths < 10 * start_seconds_max; ++tenths) {
            pollfd waited{handle_, POLLIN, 0};
            if (::poll(&waited, 1, 100) == 1) {
                std::array<char, 512> said{};
                const auto got = ::recv(handle_, said.data(), said.size() - 1, 0);
                if (got > 0 && std::strstr(said.data(), "READY=1"))
                    return true;
            }
            if (::waitpid(server, nullptr, WNOHANG) != 0)
                return false;
        }
        return false;
    }

private:
    std::string path_;
    int handle_;
};

Status give_to_server(const std::string& folder)
{
    const auto* user = server_user();
    if (::geteuid() == 0 && (!user || ::chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0))
        return failed("There is no user postgres: install postgresql-15.");
    return ok();
}

Status make_folder(const std::string& folder)
{
    // A socket's whole path has 107 bytes at most.
    if (folder.size() > 80 || folder.front() != '/')
        return failed("The path " + folder + " does not do for a PostgreSQL server.");
    std::error_code error;
    if (!std::filesystem::create_directory(folder, error))
        return failed("Cannot make " + folder + ".");
    return give_to_server(folder);
}

}  // namespace

Result<Cluster> Cluster::make(const std::string& folder)
{
    if (!std::filesystem::exists(std::string(programs) + "postgres"))
        return failed("PostgreSQL 15 is not installed: run ./dev setup.");
    TRY(make_folder(folder));
    Cluster cluster(folder);
    TRY(cluster.run("initdb",
                    {"--pgdata=" + folder + "/data", "--no-sync", "--no-locale", "--encoding=UTF8",
                     "--auth=trust", "--username=varde", "--data-checksums", "--no-instructions"}));
    TRY(cluster.start());
    return cluster;
}

Result<Cluster> Cluster::follow(const Cluster& primary, const std::string& folder,
                                const std::string& name)
{
    TRY(make_folder(folder));
    Cluster cluster(folder);
    const auto source = "host=" + primary.folder() + " user=varde application_name=" + name;
    TRY(cluster.run("pg_basebackup", {"--pgdata=" + folder + "/data", "--dbname=" + source,
                                      "--write-recovery-conf", "--checkpoint=fast", "--no-sync"}));
    TRY(cluster.start());
    return cluster;
}

Cluster::Cluster(Cluster&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), pid_(std::exchange(other.pid_, -1))
{
}

Cluster::~Cluster()
{
    strike();
    std::error_code ignored;
    if (!folder_.empty())
        std::filesystem::remove_all(folder_, ignored);
}

std::string Cluster::address(const std::string& database) const
{
    return "postgres:///" + database + "?host=" + folder_ + "&user=varde";
}

Status Cluster::start()
{
    const ReadySocket ready(folder_ + "/ready");
    pid_ = start_program({.program = "postgres",
                          .arguments = {"-D", folder_ + "/data",
                                        "-c", "listen_addresses=",
                                        "-c", "unix_socket_directories=" + folder_,
                                        "-c", "fsync=on",
                                        "-c", "full_page_writes=on",
                                        "-c", "max_connections=60",
                                        "-c", "checkpoint_timeout=1h",
                                        "-c", "max_wal_size=4GB",
                                        "-c", "shared_buffers=256MB",
                                        "-c", "wal_retrieve_retry_interval=50ms"},
                          .folder = folder_,
                          .notify = folder_ + "/ready"});
    if (pid_ > 0 && ready.wait_for(pid_))
        return ok();
    strike();
    return failed("PostgreSQL did not start; its log is " + folder_ + "/log.");
}

void Cluster::end(int signal)
{
    if (pid_ <= 0)
        return;
    ::kill(pid_, signal);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
}

void Cluster::strike() { end(SIGQUIT); }
void Cluster::stop() { end(SIGINT); }

Status Cluster::run(const std::string& program, const std::vector<std::string>& arguments) const
{
    const auto child =
        start_program({.program = program, .arguments = arguments, .folder = folder_});
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child <= 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failed(program + " failed; its log is " + folder_ + "/log.");
    return ok();
}

}  // namespace varde::sql
