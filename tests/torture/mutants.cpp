// Bugs put in on purpose: a named test must turn red, and a part of the torture must fail.
//
// Each is one source file of a library with other text in it. It is compiled with the very command
// of the build and linked before the library, whose own copy the linker then leaves out.
#include "torture/parts.hpp"

#include "base/durable_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include <sys/wait.h>

namespace varde::torture {
namespace {

struct Mutant {
    std::string name;
    std::string file;
    std::vector<std::pair<std::string, std::string>>
        changes;          // Text found once, and what replaces it.
    std::string test;     // Program and filter; must fail.
    std::string torture;  // Arguments of a run that must fail.
};

struct Ran {
    int status = 0;
    std::string output;
};

Ran run(const std::string& command)
{
    Ran ran;
    auto* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (!pipe)
        return {.status = -1, .output = "cannot run " + command};
    std::array<char, 4'096> buffer;
    for (std::size_t got = 0; (got = ::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        ran.output.append(buffer.data(), got);
    const int ended = ::pclose(pipe);
    ran.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128;
    return ran;
}

Error stale(const Mutant& mutant, const std::string& why)
{
    return {ErrorCode::invalid, "tests/torture/mutants.txt, " + mutant.name + ": " + why};
}

Result<std::vector<Mutant>> read_table(const std::string& path)
{
    std::istringstream lines(TRY(read_file(path)));
    std::vector<Mutant> all;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.starts_with("#"))
            continue;
        const auto colon = line.find(": ");
        const auto word = line.substr(0, colon);
        const auto rest = colon == line.npos ? std::string() : line.substr(colon + 2);
        if (word == "mutant")
            all.push_back({.name = rest});
        else if (all.empty())
            return Error{ErrorCode::invalid, path + " does not begin with a mutant"};
        else if (word == "file")
            all.back().file = rest;
        else if (word == "find")
            all.back().changes.emplace_back(rest, "");
        else if (word == "put" && !all.back().changes.empty())
            all.back().changes.back().second = rest;
        else if (word == "test")
            all.back().test = rest;
        else if (word == "torture")
            all.back().torture = rest;
        else
            return Error{ErrorCode::invalid, path + ": \"" + line + "\" is not understood"};
    }
    return all;
}

/// Replaces text that must be there exactly once.
Status replace_once(std::string& text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    if (from.empty() || at == text.npos || text.find(from, at + 1) != text.npos)
        return Error{ErrorCode::invalid, "\"" + from + "\" does not stand there exactly once"};
    text.replace(at, from.size(), to);
    return ok();
}

class Mutants {
public:
    explicit Mutants(const Options& options)
        : options_(options), folder_(options.build + "/mutants")
    {
        std::filesystem::create_directories(folder_);
    }

    /// What killed it, or an error. A mutant that lives is a breach.
    Result<std::string> kill(const Mutant& mutant)
    {
        TRY(compile(mutant));
        const auto test = mutant.test.substr(0, mutant.test.find(' '));
        const auto filter = mutant.test.substr(mutant.test.find(' ') + 1);
        const auto program = TRY(link(mutant, test));
        const auto tested = run(fmt::format("cd '{}' && timeout 120 '{}' --gtest_brief=1 "
                                            "--gtest_filter='{}'",
                                            options_.source, program, filter));
        if (tested.status == 0)
            return lives(mutant, filter);
        if (mutant.torture.empty())
            return filter;
        const auto server = TRY(link(mutant, "varde"));
        const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
        // A server that cannot even serve in fair weather would prove nothing.
        if (const auto fair =
                run(fmt::format("timeout 60 '{}' '{}' --part kill --cycles 0", self, server));
            fair.status != 0) {
            if (fair.output.find("LOST") != fair.output.npos)
                return filter + "; loses reports in fair weather";
            return stale(mutant, "it does not serve at all:\n" + fair.output);
        }
        const auto tortured = run(fmt::format("timeout 120 '{}' '{}' --seed {} --part {}", self,
                                              server, options_.seed, mutant.torture));
        for (const auto* sign : {"LOST", "BREACH", "cannot go on"})
            if (tortured.status != 0 && tortured.output.find(sign) != std::string::npos)
                return fmt::format("{}; {}: {}", filter, mutant.torture, sign);
        return lives(mutant, "--part " + mutant.torture + "\n" + tortured.output);
    }

private:
    static Error lives(const Mutant& mutant, const std::string& through)
    {
        return {ErrorCode::conflict, "the mutant " + mutant.name + " lives through " + through};
    }

    std::string object(const Mutant& mutant) const { return folder_ + "/" + mutant.name + ".o"; }

    /// The build's commands for a target.
    std::string commands(const std::string& target) const
    {
        return run(fmt::format("ninja -C '{}' -t commands {}", options_.build, target)).output;
    }

    Result<std::string> line_with(const std::string& target, const std::string& text) const
    {
        std::istringstream lines(commands(target));
        for (std::string line; std::getline(lines, line);)
            if (line.find(text) != line.npos)
                return line;
        return Error{ErrorCode::invalid, "the build of " + target + " has no \"" + text + "\""};
    }

    Status run_in_build(const Mutant& mutant, const std::string& command) const
    {
        if (const auto ran = run("cd '" + options_.build + "' && " + command); ran.status != 0)
            return stale(mutant, "it does not build:\n" + ran.output);
        return ok();
    }

    Status compile(const Mutant& mutant) const
    {
        const auto original = options_.source + "/" + mutant.file;
        auto text = TRY(read_file(original));
        for (const auto& [from, to] : mutant.changes)
            if (const auto changed = replace_once(text, from, to); !changed)
                return stale(mutant, changed.error().message);
        const auto copy = folder_ + "/" + mutant.name + ".cpp";
        TRY(write_durably(copy, text));
        auto command = TRY(line_with("varde", " -c " + original));
        const auto built = command.substr(command.find(" -o ") + 4);
        const auto output = built.substr(0, built.find(' '));
        TRY(replace_once(command, " -o " + output, " -w -o " + object(mutant)));
        TRY(replace_once(command, " -MF " + output + ".d", " -MF " + object(mutant) + ".d"));
        TRY(replace_once(command, " -c " + original, " -c " + copy));
        return run_in_build(mutant, command);
    }

    Result<std::string> link(const Mutant& mutant, const std::string& target) const
    {
        auto command = TRY(line_with(target, " -o " + target + " "));
        const auto program = folder_ + "/" + mutant.name + "-" + target;
        if (const auto changed = replace_once(command, " -o " + target + " ",
                                              " " + object(mutant) + " -o " + program + " ");
            !changed)
            return stale(mutant, changed.error().message);
        TRY(run_in_build(mutant, command));
        return program;
    }

    const Options& options_;
    const std::string folder_;
};

}  // namespace

Status kill_mutants(const Options& options, Tally& tally)
{
    const auto table = TRY(read_table(options.source + "/tests/torture/mutants.txt"));
    Mutants mutants(options);
    std::size_t tried = 0;
    for (const auto& mutant : table) {
        const bool wanted =
            options.mutant.empty() ? tried < options.mutants : mutant.name == options.mutant;
        if (!wanted)
            continue;
        ++tried;
        auto killed = mutants.kill(mutant);
        if (!killed && killed.error().code != ErrorCode::conflict)
            return std::move(killed).error();
        tally.add("mutant " + mutant.name, killed ? 1 : 0, killed ? killed.value() : "");
        if (!killed) {
            ++tally.breaches;
            fmt::print("BREACH: {}\n", killed.error().message);
        }
        std::fflush(stdout);
    }
    return ok();
}

}  // namespace varde::torture
