#include "sim/mail.hpp"

namespace varde::sim {

domain::Attempt Mail::send(const notify::Message& message)
{
    using Outcome = domain::Attempt::Outcome;
    if (down)
        return {Outcome::not_possible, "no connection"};
    if (dead.contains(message.address))
        return {Outcome::undeliverable, "550 no such mailbox"};
    if (draw_.chance(0.02))
        return {Outcome::try_later, "451 try again later"};
    ++delivered;
    arrived(message.address, message.text);
    return {Outcome::sent, "250 accepted"};
}

}  // namespace varde::sim
