#include "domain/unit/unit.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

Unit unit(const char* id, Service service, const char* municipality, const char* district)
{
    return {.id = {id}, .service = service, .municipality = municipality, .district = district};
}

Directory three_places()
{
    return Directory({unit("x.0301.01", Service::child_protection, "0301", "01"),
                      unit("x.0301.02", Service::child_protection, "0301", "02"),
                      unit("x.1101", Service::child_protection, "1101", ""),
                      unit("x.guard.a", Service::guard, "2002", ""),
                      unit("x.sorting", Service::sorting, "", "")});
}

TEST(Directory, FindsAUnitById)
{
    const auto directory = three_places();
    ASSERT_NE(directory.find({"x.1101"}), nullptr);
    EXPECT_EQ(directory.find({"x.1101"})->municipality, "1101");
    EXPECT_EQ(directory.find({"x.9999"}), nullptr);
    EXPECT_EQ(directory.find({""}), nullptr);
}

TEST(Directory, FindsTheChildProtectionOfExactlyOnePlace)
{
    const auto directory = three_places();
    ASSERT_NE(directory.child_protection_of({"0301", "02"}), nullptr);
    EXPECT_EQ(directory.child_protection_of({"0301", "02"})->id.text, "x.0301.02");
    EXPECT_EQ(directory.child_protection_of({"1101", ""})->id.text, "x.1101");
    EXPECT_EQ(directory.child_protection_of({"0301", ""}), nullptr);
    EXPECT_EQ(directory.child_protection_of({"0301", "99"}), nullptr);
    EXPECT_EQ(directory.child_protection_of({"1101", "01"}), nullptr);
    EXPECT_EQ(directory.child_protection_of({"2002", ""}), nullptr) << "a guard's place";
}

TEST(Directory, KnowsWhichMunicipalitiesHaveDistricts)
{
    const auto directory = three_places();
    EXPECT_TRUE(directory.has_districts("0301"));
    EXPECT_FALSE(directory.has_districts("1101"));
    EXPECT_FALSE(directory.has_districts("0300"));
    EXPECT_TRUE(directory.knows_municipality("0301"));
    EXPECT_TRUE(directory.knows_municipality("1101"));
    EXPECT_FALSE(directory.knows_municipality("0300"));
    EXPECT_FALSE(directory.knows_municipality("9999"));
    EXPECT_FALSE(directory.knows_municipality("2002"));
}

TEST(Directory, AlwaysHasAUnitForWhatCannotBeRouted)
{
    EXPECT_EQ(three_places().sorting().id.text, "x.sorting");
}

}  // namespace
}  // namespace varde::domain
