// Bugs put in on purpose: programs of this build with one source file of a library changed.
#pragma once

#include "base/result.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace varde::mutants {

struct Mutant {
    std::string name, file;
    std::vector<std::pair<std::string, std::string>>
        changes;                                      ///< Text found once, and what replaces it.
    std::map<std::string, std::string> words;         ///< Whatever else its table says of it.
    std::string word(const std::string& name) const;  ///< Empty when the table has none.
};

/// `mutant: name`, then `file:`, and `find:` with its `put:` as often as needed, and any of
/// `words`.
Result<std::vector<Mutant>> read_table(const std::string& path,
                                       const std::vector<std::string>& words);

struct Ran {
    int status = 0;
    std::string output;
};
Ran run(const std::string& command);

/// A mutant's file is compiled with the very command of the build and linked before the library,
/// whose own copy the linker then leaves out.
class Builder {
public:
    /// `build` and `source` are absolute paths; `table` is named in errors.
    Builder(std::string build, std::string source, std::string table);
    Status compile(const Mutant& mutant) const;
    /// The path of the program; `compile` comes first.
    Result<std::string> link(const Mutant& mutant, const std::string& target) const;
    Error stale(const Mutant& mutant, const std::string& why) const;

private:
    std::string object(const Mutant& mutant) const { return folder_ + "/" + mutant.name + ".o"; }
    Result<std::string> line_with(const std::string& target, const std::string& text) const;
    Status run_in_build(const Mutant& mutant, const std::string& command) const;

    const std::string build_, source_, table_, folder_;
};

/// Where a program's mutants are, and which of them are tried.
struct Choice {
    std::string build, source, table;  ///< `table` from `source` on.
    std::string only;                  ///< The name of one; empty: all.
};
/// What a mutant was killed by, or an error.
using Kill = std::function<Result<std::string>(const Builder&, const Mutant&)>;
/// Prints what each came to, and last `mutants N killed N`; true when all were found. `word` is
/// what the table says of each beside its changes.
bool kill_each(const Choice& choice, const std::string& word, const Kill& kill);

}  // namespace varde::mutants
