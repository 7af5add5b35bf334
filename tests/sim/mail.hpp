// The world's mail: what the service sends, whom it reaches, and when nothing gets through.
#pragma once

#include "notify/sender.hpp"
#include "sim/draw.hpp"

#include <functional>
#include <set>
#include <string>

namespace varde::sim {

class Mail final : public notify::Sender {
public:
    explicit Mail(Draw& draw) : draw_(draw) {}
    domain::Attempt send(const notify::Message& message) override;

    std::set<std::string> dead;  ///< Addresses that take nothing.
    bool down = false;           ///< Our own way out does not work.
    std::function<void(const std::string& address, const std::string& text)> arrived;
    std::size_t delivered = 0;

private:
    Draw& draw_;
};

}  // namespace varde::sim
