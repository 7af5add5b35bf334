// A staffed unit that takes every kind, and what its leader does to its coverage.
#pragma once

#include "support/coverage.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {

inline const std::string trondheim = "Barnevernstjenesten i Trondheim kommune";
inline const std::string child_nb = "«Bekymring for et barn, fra fagperson»";

/// Anna, Berit and Lena can open what comes to Trondheim; two are needed.
struct CoveredUnit : StaffedUnit {
    Answer leave(const std::string& who, const std::string& from = "2026-11-24T08:00+01:00",
                 const std::string& until = "2026-11-30T16:00+01:00", const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/duty/leave",
                                            entry_json("no.5001", people.at(who), from, until,
                                                       more.empty() ? more : more.substr(1)));
    }
    std::string grant_of(const std::string& login)
    {
        const auto listed = product.sign_in("lena").get("/api/v1/grants?unit=no.5001");
        for (std::size_t i = 0; i < listed.size("/items"); ++i)
            if (const auto at = "/items/" + std::to_string(i);
                listed.text(at + "/person/name") == "Name of " + login)
                return listed.text(at + "/id");
        return {};
    }
    Answer end(const std::string& login, const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/grants/" + grant_of(login) + "/end",
                                            R"({"reason":"Has left.")" + more + "}");
    }
    Answer disable(const std::string& login, const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/people/" + to_string(people.at(login)) +
                                                "/disable",
                                            R"({"reason":"Has left.")" + more + "}");
    }
    std::string low(const std::string& kind = "concern.child")
    {
        return coverage_problem(product, domain::ProblemName::coverage_low, "no.5001", kind);
    }
    std::string none(const std::string& kind = "concern.child")
    {
        return coverage_problem(product, domain::ProblemName::coverage_none, "no.5001", kind);
    }
    std::string problem_id(domain::ProblemName name)
    {
        const auto id = product.store().read([&](store::Reading& reading) -> Result<std::string> {
            const auto row = TRY(reading.problem_found(name, {"no.5001"}, "concern.child"));
            return row ? to_string(row->problem.id) : std::string();
        });
        return id ? id.value() : std::string();
    }
    Answer cell(const std::string& who = "lena", const std::string& more = "")
    {
        return product.sign_in(who).get("/api/v1/coverage?unit=no.5001" + more);
    }
    const std::string because = R"(,"override_reason":"Nobody else can be found this week.")";
};

}  // namespace varde::test
