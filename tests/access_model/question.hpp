// Random worlds of people, grants and units, and what somebody in them wants to do.
#pragma once

#include "domain/access/coverage.hpp"
#include "domain/problem/problem.hpp"
#include "sim/draw.hpp"

#include <map>
#include <memory>

namespace varde::access_model {

using sim::Draw;

/// One call of `decide()`. Every member is drawn, those that the action does not need as well.
struct Question {
    domain::Actor actor;
    domain::Action action = domain::Action::send;
    domain::Object object;
    domain::Context context;
    std::optional<domain::Problem> problem = {};  ///< What `object.problem` shall point to.

    /// The object as `decide` wants it: valid as long as the question is.
    domain::Object asked() const;
};
std::string in_words(const Question& question);

/// A small country at a time: its questions have something to do with each other, so that many of
/// them are a yes, or very nearly one.
class World {
public:
    explicit World(std::uint64_t seed);
    Question ask();

    // For coverage: who is there, and about what one could ask.
    const std::vector<domain::Actor>& actors() const { return actors_; }
    const std::vector<UnitId>& units() const { return units_; }
    const std::vector<KindName>& kinds() const { return kinds_; }
    /// As coverage sees somebody in a unit: their grants there, when they are away, their account.
    domain::UnitPerson in_unit(const domain::Actor& actor, const UnitId& unit) const;
    Timestamp draw_now();

private:
    domain::Actor draw_actor(std::size_t number);
    void draw_absence(const PersonId& person);
    domain::Grant draw_grant(domain::Role role);
    domain::Object draw_object(const domain::Actor& actor);
    domain::Problem draw_problem(const domain::Actor& actor);
    PersonId draw_person();
    UnitId draw_unit(const domain::Actor& actor);
    Draw draw_;
    std::vector<UnitId> units_;
    std::map<UnitId, std::vector<UnitId>> overseers_;
    std::vector<KindName> kinds_;
    std::map<KindName, domain::Audience> audiences_;
    std::vector<domain::Organisation> organisations_;
    std::vector<domain::Actor> actors_;
    std::map<std::pair<PersonId, UnitId>, std::vector<domain::Span>> leave_;
    std::map<PersonId, Timestamp> disabled_at_;
    std::vector<Timestamp> instants_;  ///< When something begins or ends.
};

}  // namespace varde::access_model
