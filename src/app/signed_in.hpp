// A person's session at a Varde elsewhere, for the commands that only people may give.
#pragma once

#include "app/client.hpp"

namespace CLI {
class App;
}

namespace varde::app {

/// Who, and where.
struct PersonOptions {
    std::string url, ca_file, login;
    std::string password_file;  ///< Its first line; empty: standard input, or asked on a terminal.
};

void add_person_options(CLI::App& command, PersonOptions& options);

/// For one thread. The session ends with it.
class SignedIn {
public:
    static Result<SignedIn> sign_in(const PersonOptions& options);
    SignedIn(SignedIn&&) = default;

    /// The answer's body. The error is what a refusal says.
    Result<std::string> get(const std::string& path);
    /// The same; sent again after a lost answer, it is done once.
    Result<std::string> post(const std::string& path, std::string_view body);

private:
    SignedIn(Client client, std::string csrf) : client_(std::move(client)), csrf_(std::move(csrf))
    {
    }
    Client client_;
    std::string csrf_;
};

}  // namespace varde::app
