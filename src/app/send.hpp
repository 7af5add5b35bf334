// Sending a report to a Varde elsewhere, and asking what became of it.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

/// Where, and as whom.
struct ServerOptions {
    std::string url, key, key_file, ca_file;
};

struct SendOptions {
    ServerOptions server;
    std::string kind;  ///< Empty: `concern.child`, or without a key `concern.child.public`.
    std::string municipality, district, unit, reference;
    std::string concern;       ///< One sentence is enough…
    std::string content_file;  ///< …or the form's content as JSON; `-` is standard input.
    std::vector<std::string> attachments;
    std::string retry_key;  ///< Empty: a fresh one.
    std::string save_receipt, vkey_file;
    bool urgent = false;
    bool json = false;
};

struct StatusOptions {
    ServerOptions server;
    std::string report, code;  ///< One of them.
    bool json = false;
};

struct EvidenceOptions {
    ServerOptions server;
    std::string report, to;
    std::string login, password_file;  ///< Of a person, instead of a key.
    bool json = false;
};

/// 0 only for what was stored and whose receipt holds.
int send(const SendOptions& options);
int status(const StatusOptions& options);
int evidence(const EvidenceOptions& options);

void add_send(CLI::App& program, int& exit_code);
void add_status(CLI::App& program, int& exit_code);
void add_evidence(CLI::App& program, int& exit_code);

}  // namespace varde::app
