// A unit whose case system lives in memory: what comes to it, and what its leader is told.
#pragma once

#include "connectors/liars.hpp"
#include "support/case_system.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {

struct Unit : StaffedUnit {
    void TestBody() override {}
    void send_one()
    {
        const auto sent = school.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(sent.status, 201) << sent.body;
        deliveries.push_back(sent.text("/delivery/id"));
    }
    /// Whether the leader sees a problem that names a delivery.
    bool told()
    {
        const auto lena = product.sign_in("lena");
        const auto list = lena.get("/api/v1/problems?unit=no.5001");
        for (std::size_t i = 0; i < list.size("/items"); ++i) {
            const auto problem =
                lena.get("/api/v1/problems/" + list.text("/items/" + std::to_string(i) + "/id"));
            for (const auto& delivery : deliveries)
                if (problem.text("/name") == "readback_failed" &&
                    problem.body.find(delivery) != std::string::npos)
                    return true;
        }
        return false;
    }
    std::int64_t problems() { return product.count("problem WHERE name = 'readback_failed'"); }

    std::vector<std::string> deliveries;
    ProductServer server{add_case_system(product, "no.5001")};
    MemoryStore memory;
};

}  // namespace varde::test
