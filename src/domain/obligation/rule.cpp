#include "domain/obligation/rule.hpp"

#include "domain/event.hpp"

#include <algorithm>
#include <set>

namespace varde::domain {
namespace {

/// What cases and registrations will bring; no act records these yet.
constexpr std::string_view case_occasions[] = {
    "investigation.opened", "investigation.concluded", "assessment.concluded", "strategy.discussed",
    "conference.held",      "police.attended",         "school.told",          "crime.reported",
    "crime.recorded",       "crime.not_pursued",       "victim.told",          "force.used",
    "force.reported",       "prison.admitted",         "action_plan.made",
};

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::ranges::find(names, name) != names.end();
}

Timestamp start_of(const Rule& rule, const Occasion& occasion)
{
    return rule.from_first_receipt ? occasion.first_receipt.value_or(occasion.at) : occasion.at;
}

/// The way of one rule, in all its versions, through a history.
class Course {
public:
    Course(const RuleSet& rules, std::string_view name, std::vector<Owed>& all)
        : rules_(rules), name_(name), all_(all)
    {
    }

    void pass(const Occasion& occasion)
    {
        for (const auto& [fact, value] : occasion.facts)
            facts_[fact] = value;
        if (running_)
            end(occasion);
        // What a rule depends on may become known after what it demands was done.
        if (rule_ && !cancelled_)
            weigh(occasion.at);
        // What meets a rule may start it anew, as with reviews that come again and again.
        if (!running_ && start(occasion))
            weigh(occasion.at);
    }

private:
    /// Whether it starts.
    bool start(const Occasion& occasion)
    {
        const auto version = std::ranges::find_if(rules_, [&](const Rule& rule) {
            return rule.name == name_ && contains(rule.starts, occasion.name) &&
                   in_force(rule, start_of(rule, occasion));
        });
        if (version == rules_.end())
            return false;
        rule_ = &*version;
        running_ = true;
        cancelled_ = false;
        place_.reset();
        current_ = {.rule = name_, .since = start_of(*version, occasion)};
        return true;
    }

    void end(const Occasion& occasion)
    {
        const auto is_true = [&](const std::string& name) {
            const auto found = facts_.find(name);
            return found != facts_.end() && found->second;
        };
        if (contains(rule_->met_by, occasion.name) && std::ranges::all_of(rule_->needs, is_true)) {
            running_ = false;
            current_.met_at = occasion.at;
        } else if (contains(rule_->cancelled_by, occasion.name)) {
            running_ = false;
            cancelled_ = true;
            if (place_ && !all_[*place_].cancelled_at)
                all_[*place_].cancelled_at = occasion.at;
        }
    }

    void weigh(Timestamp at)
    {
        const auto answer = applies(rule_->condition, facts_);
        if (answer == Answer::no) {
            if (place_ && !all_[*place_].met_at && !all_[*place_].cancelled_at)
                all_[*place_].cancelled_at = at;
            return;
        }
        if (!place_) {
            place_ = all_.size();
            all_.push_back(current_);
        }
        Owed& owed = all_[*place_];
        if (owed.met_at)
            return;
        owed.met_at = current_.met_at;
        owed.cancelled_at.reset();
        owed.assumed.clear();
        if (answer == Answer::unknown)
            owed.assumed = missing_facts(rule_->condition, facts_);
    }

    const RuleSet& rules_;
    std::string name_;
    std::vector<Owed>& all_;
    KnownFacts facts_;
    const Rule* rule_ = nullptr;  ///< The version that `current_` started under.
    Owed current_;
    bool running_ = false;
    bool cancelled_ = false;            ///< By an occasion: facts do not bring it back.
    std::optional<std::size_t> place_;  ///< Of `current_` in `all_`, once it applies.
};

}  // namespace

bool in_force(const Rule& rule, Timestamp at)
{
    return rule.from <= at && (!rule.to || at < *rule.to);
}

bool is_occasion(std::string_view name)
{
    return event_named(name) || std::ranges::find(case_occasions, name) != std::end(case_occasions);
}

std::vector<Owed> owed_after(const RuleSet& rules, std::span<const Occasion> history)
{
    std::vector<Owed> all;
    std::set<std::string_view> walked;
    for (const Rule& rule : rules) {
        if (!walked.insert(rule.name).second)
            continue;
        Course course(rules, rule.name, all);
        for (const Occasion& occasion : history)
            course.pass(occasion);
    }
    return all;
}

Changes between(const std::vector<Owed>& before, const std::vector<Owed>& after)
{
    Changes changes;
    for (const Owed& now : after) {
        const auto was = std::ranges::find_if(before, [&](const Owed& owed) {
            return owed.rule == now.rule && owed.since == now.since;
        });
        if (was == before.end() || (was->cancelled_at && !now.cancelled_at))
            changes.started.push_back(now);
        else if (now.met_at && !was->met_at)
            changes.met.push_back(now);
        else if (now.cancelled_at && !was->cancelled_at)
            changes.cancelled.push_back(now);
    }
    return changes;
}

Changes swept(const std::vector<Owed>& before, const std::vector<Owed>& after, Timestamp at)
{
    auto changes = between(before, after);
    for (const Owed& was : before)
        for (const Owed& now : after)
            if (now.rule == was.rule && now.since == was.since && was.met_at && !now.met_at &&
                !now.cancelled_at)
                changes.started.push_back(now);  // What met it then is not enough now.
    for (const Owed& was : before) {
        const bool known = std::ranges::any_of(
            after, [&](const Owed& now) { return now.rule == was.rule && now.since == was.since; });
        if (known || was.met_at || was.cancelled_at)
            continue;
        changes.cancelled.push_back(was);
        changes.cancelled.back().cancelled_at = at;
    }
    return changes;
}

Changes changes_by(const RuleSet& rules, std::span<const Occasion> history, const Occasion& next)
{
    std::vector<Occasion> longer(history.begin(), history.end());
    longer.push_back(next);
    return between(owed_after(rules, history), owed_after(rules, longer));
}

}  // namespace varde::domain
