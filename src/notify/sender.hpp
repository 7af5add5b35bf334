// What sends notices: one message to one address, and what came of it.
#pragma once

#include "base/id.hpp"
#include "domain/notice/notice.hpp"

namespace varde::notify {

struct Message {
    Uuid id;  ///< The notice's: the same at each attempt, so that a double can be told from a new
              ///< one.
    domain::NoticeChannel channel = domain::NoticeChannel::email;
    std::string address;  ///< From `domain::read_address`.
    std::string subject;  ///< For e-mail.
    std::string text;     ///< UTF-8, lines end with `\n`.
    Timestamp at;         ///< Of the attempt.
};

/// For one thread. `send` blocks: a minute at most.
class Sender {
public:
    virtual ~Sender() = default;
    virtual domain::Attempt send(const Message& message) = 0;
};

}  // namespace varde::notify
