// A Varde elsewhere, asked by a system with its key or by a person who signs in.
#pragma once

#include "app/send.hpp"
#include "app/signed_in.hpp"

#include <optional>

namespace varde::app {

/// Either the server's key or a login.
struct AskerOptions {
    ServerOptions server;
    std::string login, password_file;
};

void add_asker_options(CLI::App& command, AskerOptions& options);

/// For one thread. On a terminal it says after a second that it waits.
class Asker {
public:
    static Result<Asker> make(const AskerOptions& options);

    /// The answer's body. The error is what a refusal says.
    Result<std::string> get(const std::string& path);
    /// The same; sent again after a lost answer, it is done once.
    Result<std::string> post(const std::string& path, std::string_view body);

private:
    Asker() = default;
    std::optional<Client> client_;    // Of a system…
    std::optional<SignedIn> person_;  // …or of a person.
};

}  // namespace varde::app
