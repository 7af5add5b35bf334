#include "mail/postfix.hpp"

#include "base/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace varde::test {
namespace {

namespace fs = std::filesystem;

constexpr uid_t mailbox_user = 65'534;  // Who must own the mailboxes; Postfix refuses root.
constexpr int wait_ms_max = 30'000;     // For what takes tens of milliseconds.

void run(const std::string& command)
{
    const int status = std::system((command + " >&2").c_str());
    CHECK(status == 0);
}

/// One that nobody listens on just now.
std::uint16_t free_port()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    CHECK(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
    CHECK(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    ::close(socket);
    return ntohs(address.sin_port);
}

void give_to(const std::string& folder, uid_t user)
{
    CHECK(::chown(folder.c_str(), user, gid_t(-1)) == 0);
}

std::string text_in(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> files_in(const std::string& folder)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace

Postfix::Postfix()
{
    CHECK(::geteuid() == 0);  // Postfix's parts change to users of their own: run this as root.
    const auto& top = folder_.path();
    fs::permissions(top, fs::perms(0755));  // Postfix's users must get through.
    for (const auto* name : {"conf", "queue", "data", "mail"})
        fs::create_directory(top + "/" + name);
    for (const auto* mailbox : {"anna", "bo", "full"})
        for (const auto* part : {"", "/new", "/cur", "/tmp"}) {
            const auto folder = top + "/mail/" + mailbox + part;
            fs::create_directory(folder);
            give_to(folder, mailbox_user);
        }
    const auto* user = ::getpwnam("postfix");
    CHECK(user != nullptr);  // Installed by ./dev setup.
    give_to(top + "/data", user->pw_uid);
    run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
        "/CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout " +
        top + "/key.pem -out " + ca_file() + " 2>/dev/null");
    port_ = free_port();
    write_settings();
    start();
}

Postfix::~Postfix() { stop(); }

void Postfix::write_settings() const
{
    const auto& top = folder_.path();
    std::ofstream(top + "/conf/main.cf")
        << "compatibility_level = 3.6\n"
        << "queue_directory = " << top << "/queue\n"
        << "data_directory = " << top << "/data\n"
        << "command_directory = /usr/sbin\n"
        << "daemon_directory = /usr/lib/postfix/sbin\n"
        << "maillog_file = " << top << "/log\n"
        << "maillog_file_prefixes = " << top << "\n"
        << "myhostname = mail.example\n"
        << "mydestination =\n"
        << "inet_interfaces = 127.0.0.1\n"
        << "inet_protocols = ipv4\n"
        << "alias_maps =\n"
        << "alias_database =\n"
        << "virtual_mailbox_domains = unit.example\n"
        << "virtual_mailbox_base = " << top << "/mail\n"
        << "virtual_mailbox_maps = inline:{ anna@unit.example=anna/, bo@unit.example=bo/, "
        << "full@unit.example=full/ }\n"
        << "virtual_uid_maps = static:" << mailbox_user << "\n"
        << "virtual_gid_maps = static:" << mailbox_user << "\n"
        << "smtpd_recipient_restrictions = check_recipient_access inline:{ {full@unit.example = "
        << "452 4.2.2 Mailbox full} }, permit_mynetworks, reject\n"
        << "smtpd_error_sleep_time = 0\n"
        << "smtpd_tls_security_level = encrypt\n"
        << "smtpd_tls_cert_file = " << ca_file() << "\n"
        << "smtpd_tls_key_file = " << top << "/key.pem\n";
    std::ofstream(top + "/conf/master.cf") << "127.0.0.1:" << port_ << " inet n - n - - smtpd\n"
                                           << "cleanup unix n - n - 0 cleanup\n"
                                           << "qmgr unix n - n 300 1 qmgr\n"
                                           << "tlsmgr unix - - n 1000? 1 tlsmgr\n"
                                           << "rewrite unix - - n - - trivial-rewrite\n"
                                           << "bounce unix - - n - 0 bounce\n"
                                           << "defer unix - - n - 0 bounce\n"
                                           << "trace unix - - n - 0 bounce\n"
                                           << "proxymap unix - - n - - proxymap\n"
                                           << "anvil unix - - n - 1 anvil\n"
                                           << "error unix - - n - - error\n"
                                           << "retry unix - - n - - error\n"
                                           << "virtual unix - n n - - virtual\n"
                                           << "postlog unix-dgram n - n - 1 postlogd\n";
}

void Postfix::set(const std::string& setting)
{
    std::ofstream(folder_.path() + "/conf/main.cf", std::ios::app) << setting << "\n";
}

void Postfix::start()
{
    run("postfix -c " + folder_.path() + "/conf start 2>/dev/null");
    // Ends it when we say so, or when this process is gone.
    watcher_ = ::popen(("read end; kill $(cat " + pid_path() + ")").c_str(), "we");
    CHECK(watcher_ != nullptr);
}

std::string Postfix::pid_path() const { return folder_.path() + "/queue/pid/master.pid"; }

void Postfix::stop()
{
    if (watcher_ == nullptr)
        return;
    const auto pid = pid_t(std::atoi(text_in(pid_path()).c_str()));
    const int process = int(::syscall(SYS_pidfd_open, pid, 0));
    CHECK(process >= 0);
    ::pclose(std::exchange(watcher_, nullptr));
    pollfd ended{.fd = process, .events = POLLIN};
    EXPECT_EQ(::poll(&ended, 1, wait_ms_max), 1);
    ::close(process);
}

std::string Postfix::next_mail(const std::string& mailbox)
{
    const auto folder = folder_.path() + "/mail/" + mailbox + "/new";
    const int watch = ::inotify_init1(IN_CLOEXEC);
    CHECK(::inotify_add_watch(watch, folder.c_str(), IN_CREATE | IN_MOVED_TO) >= 0);
    for (;;) {
        for (const auto& path : files_in(folder))
            if (std::ranges::count(seen_, path) == 0) {
                seen_.push_back(path);
                ::close(watch);
                return text_in(path);
            }
        pollfd arrived{.fd = watch, .events = POLLIN};
        if (::poll(&arrived, 1, wait_ms_max) != 1) {
            ::close(watch);
            ADD_FAILURE() << "no mail came. Postfix says:\n" << text_in(folder_.path() + "/log");
            return {};
        }
        char events[4'096];
        CHECK(::read(watch, events, sizeof events) > 0);
    }
}

std::size_t Postfix::mails_in(const std::string& mailbox) const
{
    return files_in(folder_.path() + "/mail/" + mailbox + "/new").size();
}

}  // namespace varde::test
