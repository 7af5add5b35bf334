// The last look, with the server gone: the whole ledger against all that was acknowledged.
#pragma once

#include "torture/checks.hpp"

namespace varde::torture {

/// Reads every event: the tree that they make is the one that was signed, each receipt's
/// checkpoint is a prefix of it, channels count from 1 without gaps, and each acknowledged report
/// was accepted exactly once. Breaches go into the book; an error means that it cannot be read.
Status audit(const World& world, Checkpoints& checkpoints, Book& book);

}  // namespace varde::torture
