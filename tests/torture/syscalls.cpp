// Every system call between a request and its answer fails or is the server's last. The calls are
// recorded with strace first, then it injects one fault a run.
#include "torture/parts.hpp"
#include "torture/wait.hpp"

#include "base/durable_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <sstream>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varde::torture {
namespace {

const std::set<std::string> of_files{"openat",    "write",   "pwrite64",  "writev",    "pwritev",
                                     "read",      "pread64", "fsync",     "fdatasync", "ftruncate",
                                     "fallocate", "rename",  "renameat2", "unlink",    "newfstatat",
                                     "fcntl",     "lseek",   "mkdir"};
const std::set<std::string> of_sockets{"recvmsg", "sendmsg", "recvfrom", "sendto", "accept4"};

/// What can be done to a call: the end of the process to any; EINTR to what may wait.
std::vector<std::string> faults_of(const std::string& call)
{
    if (of_files.contains(call))
        return {"error=EIO", "error=ENOSPC", "error=EINTR", "signal=SIGKILL"};
    if (of_sockets.contains(call))
        return {"error=EIO", "error=EINTR", "signal=SIGKILL"};
    return {"signal=SIGKILL"};
}

/// strace on a running process. Ends with it, or lets go of it.
class Tracer {
public:
    static Result<std::unique_ptr<Tracer>> attach(pid_t pid, const std::string& base,
                                                  const std::string& expression)
    {
        const auto number = std::to_string(pid);
        std::array<int, 2> messages{};
        if (::pipe2(messages.data(), O_CLOEXEC) != 0)
            return Error{ErrorCode::unavailable, "no pipe can be made"};
        const std::array words{
            std::string("strace"), std::string("-f"), std::string("-o"), base + "/strace.log",
            std::string("-e"),     expression,        std::string("-p"), number};
        const auto child = ::fork();
        if (child == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(messages[1], STDERR_FILENO);
            std::vector<char*> arguments;
            for (const auto& word : words)
                arguments.push_back(const_cast<char*>(word.c_str()));
            arguments.push_back(nullptr);
            ::execvp("strace", arguments.data());
            ::_exit(127);
        }
        ::close(messages[1]);
        std::unique_ptr<Tracer> tracer(new Tracer(child, messages[0]));
        if (hears(messages[0], "attached", std::chrono::seconds(5)))
            return tracer;
        return Error{ErrorCode::unavailable, "strace cannot attach to a process here"};
    }
    Tracer(const Tracer&) = delete;
    ~Tracer()
    {
        ::kill(child_, SIGTERM);
        // It may wait for a thread that will never stop again: then it goes without letting go.
        if (!ends(child_, std::chrono::milliseconds(500)))
            ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        ::close(messages_);
    }

private:
    Tracer(pid_t child, int messages) : child_(child), messages_(messages) {}
    pid_t child_;
    int messages_;  // What it says; a few lines, which the pipe holds.
};

/// How often the busiest thread makes each call.
std::map<std::string, std::size_t> calls_in(const std::string& log)
{
    std::map<std::pair<std::string, std::string>, std::size_t> by_thread;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
        const auto space = line.find_first_of(' ');
        const auto name = line.find_first_not_of(' ', space);
        const auto bracket = line.find('(');
        if (name != line.npos && bracket != line.npos && std::isalpha(line[name]))
            ++by_thread[{line.substr(0, space), line.substr(name, bracket - name)}];
    }
    std::map<std::string, std::size_t> most;
    for (const auto& [thread_and_call, count] : by_thread)
        most[thread_and_call.second] = std::max(most[thread_and_call.second], count);
    return most;
}

constexpr std::size_t injections_in_short = 30;
constexpr Load load{.answers = 15, .kill = false, .refusing = true, .files_percent = 40};

class Injection {
public:
    explicit Injection(Rig& rig, std::string base) : rig_(rig), base_(std::move(base)) {}

    Result<std::map<std::string, std::size_t>> record()
    {
        {
            const auto server = TRY(rig_.start());
            const auto tracer = TRY(Tracer::attach(server.pid(), base_, "trace=all"));
            rig_.load(server, 1, load);
        }
        return calls_in(TRY(read_file(base_ + "/strace.log")));
    }

    Status run(const std::string& call, const std::string& fault, std::size_t when,
               std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = rig_.acknowledged();
        {
            const auto server = TRY(rig_.start());
            {
                const auto tracer = TRY(Tracer::attach(
                    server.pid(), base_, fmt::format("inject={}:{}:when={}", call, fault, when)));
                rig_.load(server, seed, load);
            }
            siginfo_t found{};
            ::waitid(P_PID, id_t(server.pid()), &found, WEXITED | WNOHANG | WNOWAIT);
            if (found.si_pid != 0 && found.si_code != CLD_EXITED && fault != "signal=SIGKILL")
                rig_.book.breach(fmt::format("{} of {} number {} crashed the server (signal {})",
                                             fault, call, when, found.si_status));
        }
        const auto server = TRY(rig_.start());
        rig_.recover(server, rig_.book.take_unanswered());
        rig_.check(server, earlier, draw);
        return ok();
    }

private:
    Rig& rig_;
    const std::string base_;
};

struct Point {
    std::string call;
    std::string fault;
    std::size_t when;
};

/// All of them, or a seeded choice: one of each kind at most.
std::vector<Point> points_of(const std::map<std::string, std::size_t>& calls,
                             const Options& options)
{
    Draw draw(options.seed);
    std::vector<Point> points;
    for (const auto& [call, most] : calls)
        for (const auto& fault : faults_of(call)) {
            if (options.exhaustive)
                for (std::size_t when = 1; when <= most; ++when)
                    points.push_back({call, fault, when});
            else if (fault != "signal=SIGKILL" || of_files.contains(call))
                points.push_back({call, fault, 1 + draw.below(std::min<std::size_t>(most, 20))});
        }
    for (auto left = points.size(); !options.exhaustive && left > 1; --left)
        std::swap(points[left - 1], points[draw.below(left)]);
    if (!options.exhaustive && points.size() > injections_in_short)
        points.resize(injections_in_short);
    return points;
}

}  // namespace

Status syscall_faults(const Options& options, Tally& tally)
{
    const Budget budget(options);
    const auto base = options.base + "/syscalls";
    const auto rig = TRY(Rig::make(options.program, base));
    Injection injection(*rig, base);
    const auto calls = injection.record();
    if (!calls) {
        tally.no_ptrace = true;
        fmt::print("NO SYSTEM CALL FAULTS: {}\n", calls.error().message);
        return ok();
    }
    auto points = points_of(calls.value(), options);
    std::map<std::string, std::size_t> done;
    Status status = ok();
    auto seed = options.seed;
    for (const auto& [call, fault, when] : points) {
        if (!status || rig->faults() > 0 || !budget.left())
            break;
        status = injection.run(call, fault, when, ++seed);
        ++done[fault];
        if (!status || rig->faults() > 0)
            fmt::print("{} of {} at {} failed (seed {})\n", fault, call, when, seed);
    }
    if (status)
        status = rig->audit();
    for (const auto& [fault, count] : done) {
        tally.add(fmt::format("system call, {}", fault), count,
                  fmt::format("all there; {} kinds of call", calls.value().size()));
        tally.cycles += count;
    }
    tally.add(*rig);
    return status;
}

}  // namespace varde::torture
