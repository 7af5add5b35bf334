#include "access_model/compare.hpp"

#include "access_model/coverage.hpp"
#include "access_model/model.hpp"
#include "access_model/question.hpp"

#include <fmt/format.h>

namespace varde::access_model {
namespace {

constexpr std::size_t decisions_min = 1'000'000, questions_of_a_world = 400, told_max = 10;
constexpr std::size_t sure_min = 500;  ///< Of each action, so many yes and so many no.

struct Count {
    std::size_t yes = 0, no = 0;
};

class Comparison {
public:
    explicit Comparison(const Comparing& comparing) : comparing_(comparing) {}

    bool run()
    {
        for (auto seed = comparing_.from; decisions_ < comparing_.decisions && !too_many(); ++seed)
            live(seed);
        return conclude();
    }

private:
    bool too_many() const { return differences_ >= told_max; }

    void live(std::uint64_t seed)
    {
        World world(seed);
        for (std::size_t i = 0; i < questions_of_a_world && !too_many(); ++i)
            put(seed, world.ask());
        const auto covered = check_coverage(world);
        names_ += covered.names;
        decisions_ += covered.decisions;
        for (const auto& difference : covered.differences)
            differ(seed, difference);
    }

    void put(std::uint64_t seed, const Question& question)
    {
        ++decisions_;
        const auto object = question.asked();
        const auto decided = decide(question.actor, question.action, object, question.context);
        const bool model = permits(question.actor, question.action, object, question.context.now);
        auto& count = counts_[question.action];
        ++(model ? count.yes : count.no);
        if (decided.allowed != model)
            return differ(seed, fmt::format("decide says {} (\"{}\"), the page says {}:\n  {}",
                                            decided.allowed ? "yes" : "no", decided.reason,
                                            model ? "yes" : "no", in_words(question)));
        if (decided.reason.empty())
            return differ(seed, "no reason is given:\n  " + in_words(question));
        if (model &&
            !is_ground(question.actor, question.action, object, question.context.now, decided.as))
            differ(seed, fmt::format("yes as {} in \"{}\", and that is no ground:\n  {}",
                                     domain::name_of(decided.as.role), decided.as.unit.text,
                                     in_words(question)));
    }

    void differ(std::uint64_t seed, const std::string& what)
    {
        ++differences_;
        fmt::print("DIFFERENCE, world {}: {}\n", seed, what);
    }

    /// What was asked is told, so that one sees that it was worth asking.
    bool conclude() const
    {
        bool sure = true;
        for (const auto& [action, count] : counts_) {
            const bool both = count.yes >= sure_min && count.no >= sure_min;
            sure = sure && both;
            fmt::print("{:<17} yes {:>6}  no {:>6}{}\n", name_of(action), count.yes, count.no,
                       both ? "" : "  TOO FEW");
        }
        fmt::print("coverage named {} people\n", names_);
        const bool enough = decisions_ >= decisions_min && names_ >= sure_min;
        if (!enough)
            fmt::print("Too short: at least {} decisions are asked for.\n", decisions_min);
        fmt::print("decisions {} differences {}\n", decisions_, differences_);
        return differences_ == 0 && enough && sure;
    }

    const Comparing& comparing_;
    std::map<domain::Action, Count> counts_;
    std::size_t decisions_ = 0, differences_ = 0, names_ = 0;
};

}  // namespace

bool compare(const Comparing& comparing) { return Comparison(comparing).run(); }

}  // namespace varde::access_model
