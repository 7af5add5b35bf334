#include "ledger/policy.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace varde::ledger {
namespace {

std::vector<std::string> words_of(std::string_view line)
{
    std::vector<std::string> words;
    while (!line.empty()) {
        const auto start = line.find_first_not_of(" \t\r");
        if (start == std::string_view::npos)
            break;
        line.remove_prefix(start);
        const auto word = line.substr(0, line.find_first_of(" \t\r"));
        words.emplace_back(word);
        line.remove_prefix(word.size());
    }
    return words;
}

using Words = std::span<const std::string>;

/// One line after the other; each error is what stands after "line 7: ".
class PolicyReader {
public:
    Status read(Words words)
    {
        const auto& what = words.front();
        if (what == "log")
            return read_log(words.subspan(1));
        if (what == "witness")
            return read_witness(words.subspan(1));
        if (what == "group")
            return read_group(words.subspan(1));
        if (what == "quorum")
            return read_quorum(words.subspan(1));
        return wrong("\"" + what + "\" is not log, witness, group or quorum");
    }

    Result<Policy> finish()
    {
        if (policy_.quorum.empty())
            return wrong("there is no quorum line; write \"quorum none\" to ask for no witness");
        return std::move(policy_);
    }

private:
    static Error wrong(std::string why) { return {ErrorCode::invalid, std::move(why)}; }

    Status read_log(Words words)
    {
        if (words.empty() || words.size() > 2)
            return wrong("a log line is: log <vkey> [<url>]");
        policy_.logs.push_back({TRY(parse_verifier_key(words[0])), url_in(words, 1)});
        return ok();
    }

    Status read_witness(Words words)
    {
        if (words.size() < 2 || words.size() > 3)
            return wrong("a witness line is: witness <name> <vkey> [<url>]");
        TRY(claim(words[0]));
        auto key = TRY(parse_witness_key(words[1]));
        for (const auto& other : policy_.witnesses)
            if (other.key.key == key.key)  // Under another name it is the same witness.
                return wrong("the witness \"" + other.name + "\" has this key already");
        policy_.witnesses.push_back({words[0], std::move(key), url_in(words, 2)});
        return ok();
    }

    Status read_group(Words words)
    {
        if (words.size() < 3)
            return wrong("a group line is: group <name> all|any|<number> <member>…");
        WitnessGroup group{.members = {words.begin() + 2, words.end()}};
        const auto& number = words[1];
        if (number == "all") {
            group.needed = group.members.size();
        } else if (number == "any") {
            group.needed = 1;
        } else {
            const auto* end = number.data() + number.size();
            const auto read = std::from_chars(number.data(), end, group.needed);
            if (read.ec != std::errc{} || read.ptr != end || group.needed == 0 ||
                group.needed > group.members.size())
                return wrong("\"" + number + "\" is not all, any or a number up to " +
                             std::to_string(group.members.size()));
        }
        std::set<std::string_view> members;
        for (const auto& member : group.members) {
            if (!names_.contains(member))
                return wrong("no witness or group before this line is named \"" + member + "\"");
            if (!members.insert(member).second)
                return wrong("\"" + member + "\" is named twice");
        }
        TRY(claim(words[0]));
        policy_.groups.emplace(words[0], std::move(group));
        return ok();
    }

    Status read_quorum(Words words)
    {
        if (words.size() != 1 || !policy_.quorum.empty())
            return wrong("there must be one quorum line with one name");
        if (words[0] != "none" && !names_.contains(words[0]))
            return wrong("no witness or group before this line is named \"" + words[0] + "\"");
        policy_.quorum = words[0];
        return ok();
    }

    Status claim(const std::string& name)
    {
        if (name == "none" || !names_.insert(name).second)
            return wrong("the name \"" + name + "\" is taken");
        return ok();
    }

    static std::string url_in(Words words, std::size_t at)
    {
        return at < words.size() ? words[at] : std::string();
    }

    Policy policy_;
    std::set<std::string, std::less<>> names_;
};

/// Groups name earlier lines only, so this ends.
bool is_satisfied(const Policy& policy, const std::string& name,
                  const std::set<std::string, std::less<>>& signed_by)
{
    const auto group = policy.groups.find(name);
    if (group == policy.groups.end())
        return name == "none" || signed_by.contains(name);
    const auto& [members, needed] = group->second;
    return std::size_t(std::ranges::count_if(members, [&](const std::string& member) {
               return is_satisfied(policy, member, signed_by);
           })) >= needed;
}

/// By whichever trusted log of its name has signed it: a log that changed its key has two.
Result<Witnessed> verify_log(std::string_view note, const Policy& policy)
{
    std::optional<Error> error;
    for (const auto& log : policy.logs) {
        if (log.key.name != origin_of(note))
            continue;
        auto checkpoint = verify_note(note, log.key);
        if (checkpoint)
            return Witnessed{.checkpoint = std::move(checkpoint).value(), .log = log.key};
        error = std::move(checkpoint).error();
    }
    if (error)
        return std::move(*error);
    return Error{ErrorCode::invalid,
                 "the policy trusts no log of the name \"" + std::string(origin_of(note)) + "\""};
}

}  // namespace

Result<Policy> parse_policy(std::string_view text)
{
    PolicyReader reader;
    for (int number = 1; !text.empty(); ++number) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#'))
            continue;
        if (auto read = reader.read(words); !read)
            return Error{ErrorCode::invalid,
                         "policy, line " + std::to_string(number) + ": " + read.error().message};
    }
    return reader.finish();
}

std::string witness_lines(std::string_view text)
{
    std::string lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#') || words.front() == "log")
            continue;
        if (words.front() == "witness")
            words.resize(std::min<std::size_t>(words.size(), 3));
        for (const auto& word : words)
            lines += word + (&word == &words.back() ? "\n" : " ");
    }
    return lines;
}

Result<Witnessed> verify_note(std::string_view note, const Policy& policy)
{
    auto found = TRY(verify_log(note, policy));
    std::set<std::string, std::less<>> signed_by;
    for (const auto& witness : policy.witnesses)
        if (const auto at = TRY(cosigned_at(note, witness.key))) {
            found.witnesses.emplace_back(witness.name, *at);
            signed_by.insert(witness.name);
        }
    found.quorum = is_satisfied(policy, policy.quorum, signed_by);
    return found;
}

}  // namespace varde::ledger
