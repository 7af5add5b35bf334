// A real Postfix on a free port of this machine, with a configuration, a queue and mailboxes of its
// own. It must be started by root, because its parts change to users of their own.
#pragma once

#include "support/fakes.hpp"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace varde::test {

/// Takes mail for `anna@unit.example` and `bo@unit.example` over TLS alone, says 452 to
/// `full@unit.example` and 550 to everybody else there.
class Postfix {
public:
    /// Starts it. The certificate is its own authority.
    Postfix();
    ~Postfix();
    Postfix(const Postfix&) = delete;

    void stop();
    void start();
    /// Changes one setting; for the next start.
    void set(const std::string& setting);

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::string ca_file() const { return folder_.path() + "/certificate.pem"; }
    /// The next mail that this mailbox got and that was not asked for yet. Waits for it.
    std::string next_mail(const std::string& mailbox);
    /// How many mails the mailbox has got so far.
    std::size_t mails_in(const std::string& mailbox) const;

private:
    void write_settings() const;
    std::string pid_path() const;
    const Folder folder_;
    std::uint16_t port_ = 0;
    std::FILE* watcher_ = nullptr;  // While it runs.
    std::vector<std::string> seen_;
};

}  // namespace varde::test
