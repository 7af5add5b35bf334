// What is wrong with a pack, gathered so that its author sees all of it at once.
#pragma once

#include "base/result.hpp"

namespace varde::packs {

/// Belongs to the loader of one pack. For one thread.
class Faults {
public:
    explicit Faults(std::string pack_id) : pack_id_(std::move(pack_id)) {}

    /// `file` is the path below the pack's folder; lines count from 1.
    void add(std::string_view file, int line, std::string detail);
    bool empty() const { return faults_.empty(); }
    /// All of them as one error; there must be some.
    Error error() const;

private:
    std::string pack_id_;
    std::vector<Fault> faults_;
};

}  // namespace varde::packs
