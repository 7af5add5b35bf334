#include "http/static_files.hpp"

#include <gtest/gtest.h>

namespace varde::http {
namespace {

StaticFiles example()
{
    StaticFiles files;
    files.add("index.html", "<!doctype html><p>page</p>", "zipped page");
    files.add("assets/index-B4Xk29aQ.js", "let a = 1", "longer than the file itself");
    files.add("assets/logo.svg", "<svg/>");
    files.add("form/index.html", "<form>");
    return files;
}

RequestHead get(std::string path, Method method = Method::get)
{
    RequestHead head;
    head.method = method;
    head.path = std::move(path);
    return head;
}

std::string header(const Response& response, std::string_view name)
{
    for (const auto& [key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

TEST(StaticFiles, ServeFilesWithTheirTypes)
{
    const auto files = example();
    const auto page = files.find(get("/"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(page->body, "<!doctype html><p>page</p>");
    EXPECT_EQ(header(*page, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(*page, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(files.find(get("/assets/logo.svg"))->content_type, "image/svg+xml");
    EXPECT_EQ(files.find(get("/form/"))->body, "<form>");
    EXPECT_EQ(files.find(get("/inbox/17"), "index.html")->body, page->body);
    EXPECT_TRUE(files.find(get("/index.html", Method::head)));
}

TEST(StaticFiles, LeaveOtherPathsAndMethodsToTheRouter)
{
    const auto files = example();
    for (const auto* path : {"/absent", "/form", "//index.html", "/../index.html", "/assets/"})
        EXPECT_FALSE(files.find(get(path))) << path;
    EXPECT_FALSE(files.find(get("/", Method::post)));
}

TEST(StaticFiles, KeepForEverOnlyWhatHasAHashInItsName)
{
    const auto files = example();
    EXPECT_EQ(header(*files.find(get("/assets/index-B4Xk29aQ.js")), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*files.find(get("/assets/logo.svg")), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(*files.find(get("/")), "Cache-Control"), "no-cache");
}

TEST(StaticFiles, SendGzipOnlyWhereItIsTakenAndShorter)
{
    const auto files = example();
    const std::pair<const char*, bool> table[] = {
        {"gzip", true},           {"br, gzip", true},      {"*", true}, {"gzip;q=0.5", true},
        {"gzip;q=0", false},      {"identity", false},     {"", false}, {"xgzip", false},
        {"gzip; q=0.000", false}, {"br;q=1, *;q=0", false}};
    for (const auto& [accepted, zipped] : table) {
        auto head = get("/");
        head.headers["accept-encoding"] = accepted;
        const auto answer = files.find(head);
        EXPECT_EQ(header(*answer, "Content-Encoding"), zipped ? "gzip" : "") << accepted;
        EXPECT_EQ(answer->body == "zipped page", zipped) << accepted;
        head.path = "/assets/index-B4Xk29aQ.js";
        EXPECT_EQ(files.find(head)->body, "let a = 1");
    }
}

TEST(StaticFiles, AnswerNotModifiedToTheTagOfTheSameForm)
{
    const auto files = example();
    auto head = get("/");
    const auto tag = header(*files.find(head), "ETag");
    for (const auto& list : {tag, "\"other\", W/" + tag, std::string("*")}) {
        head.headers["if-none-match"] = list;
        const auto answer = files.find(head);
        EXPECT_EQ(answer->status, 304) << list;
        EXPECT_EQ(answer->body, "") << list;
        EXPECT_EQ(header(*answer, "ETag"), tag);
    }
    head.headers["if-none-match"] = tag;
    head.headers["accept-encoding"] = "gzip";
    EXPECT_EQ(files.find(head)->status, 200);
}

}  // namespace
}  // namespace varde::http
