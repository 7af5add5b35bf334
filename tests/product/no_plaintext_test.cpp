// What people wrote stands nowhere on the disk as they wrote it.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// Words that no file may hold. Each is put into one place where people write.
const std::vector<std::string> markers{
    "zqconcern",   "zqchildname", "zqhistory",   "zqunknownmember", "zqunknownvalue",
    "zqreference", "zqfilename",  "zqfilebytes", "zqphoned",        "zqcasenumber",
    "zqcasetitle", "zqassessed",  "zqanswered",  "zqclosing",       "zqforwarded",
    "zqreturned",  "zqassigned",  "zqwithdrawn", "zqmunicipality",  "zqdistrict",
    "zqunitname",  "zqbadtime",   "zqretrykey",  "zqpassword",      "zqmultiline",
    "zqproblem",   "zqcontact",   "zqpage",      "zqreplied",       "zqreason"};

/// Words of the clear part: if these are not found, the search itself is broken.
const std::vector<std::string> clear_words{"concern.child", "delivery.opened", "Example school"};

void search(const std::string& folder, const std::string& when)
{
    auto files = files_below(folder);
    for (auto& file : files_below(engine_folder(folder)))
        files.push_back(std::move(file));
    ASSERT_GE(files.size(), 4u);
    for (const auto& [path, bytes] : files)
        for (const auto& marker : markers)
            EXPECT_EQ(bytes.find(marker), std::string::npos)
                << when << ": " << marker << " in " << path;
    for (const auto& word : clear_words) {
        const bool found = std::any_of(files.begin(), files.end(), [&](const auto& file) {
            return file.second.find(word) != std::string::npos;
        });
        EXPECT_TRUE(found) << when << ": " << word;
    }
}

std::string marked_report(const std::string& upload)
{
    return R"({"kind":"concern.child","place":{"municipality":"zqmunicipality","district":)"
           R"("zqdistrict"},"sender_reference":"zqreference","occurred_at":"zqbadtime",)"
           R"("content":{"concern":"zqconcern\nzqmultiline","history":"zqhistory",)"
           R"("children":[{"name":"zqchildname"}],"zqunknownmember":"zqunknownvalue"},)"
           R"("attachments":[{"upload":")" +
           upload + R"(","name":"zqfilename.jpg"},{"upload":"none","name":"zqfilename.png"}]})";
}

TEST(Plaintext, StandsInNoFileOfTheDataFolder)
{
    Product product;
    const auto unit = std::string("no.5001"), other = std::string("no.1103");
    product.add_caseworker(unit, "anna");
    const auto berit = product.add_caseworker(unit, "berit");
    product.add_caseworker(other, "bo");
    product.add_caseworker("no.sorting", "sorter");
    const auto school = product.add_sender("Example school");
    product.try_sign_in("anna", "zqpassword");

    std::string bytes;
    while (bytes.size() < 200'000)
        bytes += "zqfilebytes ";
    const auto upload = school.upload("image/jpeg", bytes).text("/id");
    const auto sent = school.post("/api/v1/reports", marked_report(upload), key("zqretrykey"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    school.post("/api/v1/reports", report_to_unit("zqunitname"), key("2"));
    const auto sorter = product.sign_in("sorter"), anna = product.sign_in("anna"),
               bo = product.sign_in("bo");
    const auto act = [](const Caller& who, const std::string& delivery, const std::string& verb,
                        const std::string& body) {
        auto answer = who.post("/api/v1/deliveries/" + delivery + "/" + verb, body);
        EXPECT_EQ(answer.status, 200) << verb << answer.body;
        return answer;
    };
    const auto first = sent.text("/delivery/id");
    EXPECT_NE(act(sorter, first, "open", "{}").body.find("zqconcern"), std::string::npos);
    act(sorter, first, "forward", R"({"unit":"no.5001","reason":"zqforwarded"})");
    const auto second = anna.get("/api/v1/inbox?unit=no.5001").text("/items/0/delivery_id");
    act(anna, second, "take", "{}");
    act(anna, second, "open", "{}");
    act(anna, second, "file", R"({"reference":"zqcasenumber","title":"zqcasetitle"})");
    act(anna, second, "assess", R"({"outcome":"dismiss","reason":"zqassessed"})");
    act(anna, second, "answer", R"({"message":"zqanswered"})");
    act(anna, second, "assign",
        R"({"person":")" + to_string(berit) + R"(","reason":"zqassigned"})");
    act(anna, second, "forward", R"({"unit":"no.1103","reason":"zqforwarded"})");
    const auto third = bo.get("/api/v1/inbox?unit=no.1103").text("/items/0/delivery_id");
    act(bo, third, "return", R"({"reason":"zqreturned"})");
    act(anna, second, "close", R"({"reason":"dismissed","note":"zqclosing"})");
    EXPECT_EQ(anna.get("/api/v1/deliveries/" + second + "/attachments/1").body, bytes);
    school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw", R"({"reason":"zqwithdrawn"})");
    const auto phoned =
        anna.post("/api/v1/reports",
                  R"({"kind":"concern.child","unit":"no.5001","channel":"phone","content":)"
                  R"({"concern":"zqphoned","children":[]}})");
    ASSERT_EQ(phoned.status, 201) << phoned.body;
    product.anyone().post("/api/v1/public/reports",
                          R"({"kind":"concern.child.public","content":{"concern":"zqconcern"}})");

    product.add_person({.organisation = "Oversight",
                        .login = "tora",
                        .name = "Tora",
                        .grants = {{.role = domain::Role::oversight,
                                    .unit = {"no.oversight.50"},
                                    .from = product.clock.now()}}});
    const auto problem =
        product.anyone().post("/api/v1/problems", R"({"text":"zqproblem","unit":"no.5001",)"
                                                  R"("contact":"zqcontact","page":"/zqpage"})");
    ASSERT_EQ(problem.status, 201) << problem.body;
    const auto address = "/api/v1/problems/" + problem.text("/id");
    EXPECT_EQ(anna.post(address + "/answer", R"({"text":"zqreplied"})").status, 200);
    EXPECT_EQ(product.sign_in("tora").post(address + "/close", R"({"reason":"zqreason"})").status,
              200);

    ASSERT_GT(std::size_t(product.count("event")), 15u);
    search(product.folder.path(), "while it runs");
    product.close();
    search(product.folder.path(), "after it has ended");
}

}  // namespace
}  // namespace varde::test
