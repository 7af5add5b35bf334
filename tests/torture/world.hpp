// The data folder under torture, and who sends and reads in it.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace varde::torture {

/// An organisation whose system sends with a key.
struct Organisation {
    std::string name;
    std::string kind;     ///< What it sends.
    std::string api_key;  ///< As it goes into Authorization.
};

struct World {
    std::string program;  ///< The `varde` binary that is started and killed.
    std::string folder;   ///< Its data folder.
    std::string log;      ///< What the servers write.
    std::vector<Organisation> organisations;
    std::string login, password;  ///< Of the caseworker, who has access wherever reports arrive.
};

/// The places that reports are sent to: municipality, and district or nothing.
struct Place {
    std::string_view municipality;
    std::string_view district;
};
const std::vector<Place>& places();

/// Runs `varde init`, then adds the accounts. `world` says where; the checkpoint lock is in the
/// data folder unless `lock` is a path.
Result<World> make_world(World world, const std::string& lock = {});

}  // namespace varde::torture
