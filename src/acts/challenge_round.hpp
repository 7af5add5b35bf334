// What goes round behind read-back: asks again, finds who does not answer, and tells people.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

struct ChallengeRound {
    std::size_t asked = 0, silent = 0;  ///< Deliveries asked for again, and never answered for.
    std::size_t told = 0, ended = 0;    ///< Problems raised and taken back.
};

/// One round, in steps that each stand for themselves: blocks until all is stored, or `stopped`.
/// One at a time; whatever it does not reach comes with the next.
Result<ChallengeRound> make_challenge_round(Services& services,
                                            const std::function<bool()>& stopped);

}  // namespace varde::acts
