#include "mutants/mutant.hpp"

#include "base/durable_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include <sys/wait.h>

namespace varde::mutants {
namespace {

/// Replaces text that must be there exactly once.
Status replace_once(std::string& text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    if (from.empty() || at == text.npos || text.find(from, at + 1) != text.npos)
        return Error{ErrorCode::invalid, "\"" + from + "\" does not stand there exactly once"};
    text.replace(at, from.size(), to);
    return ok();
}

}  // namespace

std::string Mutant::word(const std::string& wanted) const
{
    const auto found = words.find(wanted);
    return found == words.end() ? std::string() : found->second;
}

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

Result<std::vector<Mutant>> read_table(const std::string& path,
                                       const std::vector<std::string>& words)
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
        else if (std::ranges::count(words, word) > 0)
            all.back().words[word] = rest;
        else
            return Error{ErrorCode::invalid, path + ": \"" + line + "\" is not understood"};
    }
    return all;
}

Builder::Builder(std::string build, std::string source, std::string table)
    : build_(std::move(build)), source_(std::move(source)), table_(std::move(table)),
      folder_(build_ + "/mutants")
{
    std::filesystem::create_directories(folder_);
}

Error Builder::stale(const Mutant& mutant, const std::string& why) const
{
    return {ErrorCode::invalid, table_ + ", " + mutant.name + ": " + why};
}

Result<std::string> Builder::line_with(const std::string& target, const std::string& text) const
{
    std::istringstream lines(
        run(fmt::format("ninja -C '{}' -t commands {}", build_, target)).output);
    for (std::string line; std::getline(lines, line);)
        if (line.find(text) != line.npos)
            return line;
    return Error{ErrorCode::invalid, "the build of " + target + " has no \"" + text + "\""};
}

Status Builder::run_in_build(const Mutant& mutant, const std::string& command) const
{
    if (const auto ran = run("cd '" + build_ + "' && " + command); ran.status != 0)
        return stale(mutant, "it does not build:\n" + ran.output);
    return ok();
}

Status Builder::compile(const Mutant& mutant) const
{
    const auto original = source_ + "/" + mutant.file;
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

Result<std::string> Builder::link(const Mutant& mutant, const std::string& target) const
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

bool kill_each(const Choice& choice, const std::string& word, const Kill& kill)
{
    const auto all = read_table(choice.source + "/" + choice.table, {word});
    if (!all) {
        fmt::print("{}\n", all.error().message);
        return false;
    }
    const Builder builder(choice.build, choice.source, choice.table);
    std::size_t killed = 0, tried = 0;
    for (const auto& mutant : all.value()) {
        if (!choice.only.empty() && mutant.name != choice.only)
            continue;
        ++tried;
        const auto found = kill(builder, mutant);
        killed += found ? 1 : 0;
        fmt::print("{}: {}\n", mutant.name, found ? found.value() : found.error().message);
        std::fflush(stdout);
    }
    fmt::print("mutants {} killed {}\n", tried, killed);
    return tried > 0 && killed == tried;
}

}  // namespace varde::mutants
