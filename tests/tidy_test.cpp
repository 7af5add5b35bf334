// The rules of STYLE.md that a machine can check. Each failure names file, line and way out.
#include "tidy_source.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace varde::tidy {
namespace {

namespace fs = std::filesystem;

SourceFile read(const fs::path& root, const fs::path& path)
{
    std::ifstream in(path);
    SourceFile file{.path = path.lexically_relative(root).generic_string(),
                    .text = {std::istreambuf_iterator(in), {}}};
    file.lines = split(file.text);
    if (is_cpp(file))
        file.code = split(code_of(file.text));
    return file;
}

std::vector<SourceFile> read_all()
{
    const fs::path root = SOURCE_ROOT;
    std::vector<SourceFile> files;
    for (const auto& entry : fs::directory_iterator(root))
        if (entry.path().extension() == ".md")
            files.push_back(read(root, entry.path()));
    const std::set<fs::path> kinds{".cpp", ".hpp", ".sql", ".md", ".ts", ".tsx", ".txt"};
    for (const auto* folder : {"src", "tests", "bench", "docs", "packs", "ui/src"}) {
        if (!fs::exists(root / folder))
            continue;
        for (fs::recursive_directory_iterator at(root / folder), end; at != end; ++at) {
            if (at->path().filename() == "node_modules")
                at.disable_recursion_pending();
            else if (at->is_regular_file() && kinds.contains(at->path().extension()))
                files.push_back(read(root, at->path()));
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

const std::vector<SourceFile>& all_files()
{
    static const auto files = read_all();
    return files;
}

/// `index` counts from 0, as in `lines`.
void report(const SourceFile& file, std::size_t index, const std::string& what)
{
    ADD_FAILURE_AT(file.path.c_str(), static_cast<int>(index) + 1) << what;
}

/// From src/modules.txt: each module and what it may include, itself among it.
std::map<std::string, std::set<std::string>> module_rules()
{
    std::map<std::string, std::set<std::string>> rules;
    std::ifstream in(SOURCE_ROOT "/src/modules.txt");
    for (std::string line; std::getline(in, line);) {
        const auto colon = line.find(':');
        if (line.starts_with('#') || colon == std::string::npos)
            continue;
        auto& uses = rules[line.substr(0, colon)];
        uses.insert(line.substr(0, colon));
        std::istringstream words(line.substr(colon + 1));
        for (std::string word; words >> word;)
            uses.insert(word);
    }
    return rules;
}

/// `src/<module>/…` gives the module, `src/main.cpp` gives `app`, anything else nothing.
std::string module_of(std::string_view path)
{
    if (!path.starts_with("src/"))
        return {};
    path.remove_prefix(4);
    const auto slash = path.find('/');
    return slash == path.npos ? "app" : std::string(path.substr(0, slash));
}

struct Banned {
    std::string_view word;
    std::string_view instead;
    Names allowed_in;  ///< Beginnings or ends of paths.
};

const std::vector<Banned>& banned()
{
    static const Names clocks{"src/app/", "src/http/", "src/base/log", "tests/", "bench/"};
    static const Names waits{"src/app/"};
    static const Names threads{"src/app/",  "src/http/", "src/sql/",
                               "_test.cpp", "tests/",    "bench/"};
    static const std::vector<Banned> words{
        {"system_clock", "take a Timestamp, or a Clock where it is first asked for", clocks},
        {"steady_clock", "take a Timestamp, or a Clock where it is first asked for", clocks},
        {"high_resolution_clock", "take a Timestamp, or a Clock where first asked for", clocks},
        {"std::time", "take a Timestamp, or a Clock where it is first asked for", clocks},
        {"random_device", "take a Random&", {"src/app/"}},
        {"rand", "take a Random&", {}},
        {"srand", "take a Random&", {}},
        {"sleep", "wait for the event itself", waits},
        {"usleep", "wait for the event itself", waits},
        {"nanosleep", "wait for the event itself", waits},
        {"sleep_for", "wait for the event itself", waits},
        {"sleep_until", "wait for the event itself", waits},
        {"getenv", "add an option to app/, pass its value", {"src/app/", "src/http/", "tests/"}},
        {"std::thread", "threads belong to app/, http/ and sql/", threads},
        {"std::jthread", "threads belong to app/, http/ and sql/", threads},
        {"std::async", "threads belong to app/, http/ and sql/", threads},
        {"std::regex", "write the few lines that read the format", {}},
        {"std::cout", "log, or print from app/ with fmt", {}},
        {"std::cerr", "log, or print from app/ with fmt", {}},
    };
    return words;
}

struct Confined {
    std::string_view include;
    Names allowed_in;
};

const std::vector<Confined>& confined()
{
    static const std::vector<Confined> libraries{
        {"<boost/asio", {"src/http/"}},
        {"<boost/beast", {"src/http/"}},
        {"<boost/json", {"src/json/"}},
        {"<boost/", {"src/http/", "src/json/"}},
        {"<valijson/", {"src/json/"}},
        {"<sqlite3", {"src/sql/sqlite"}},
        {"<libpq", {"src/sql/postgres"}},
        {"<sodium", {"src/crypto/"}},
        {"<openssl/", {"src/crypto/", "src/http/"}},
        {"<spdlog/", {"src/base/log.cpp"}},
        {"<CLI/", {"src/app/"}},
        {"<curl/", {"src/app/", "src/notify/"}},
        {"<date/", {"src/packs/"}},
        {"<toml++/", {"src/packs/", "src/app/"}},
    };
    return libraries;
}

TEST(Tidy, EveryIncludeFollowsTheModuleRules)
{
    const auto rules = module_rules();
    for (const auto& file : all_files()) {
        const auto module = module_of(file.path);
        if (module.empty() || !is_cpp(file))
            continue;
        if (!rules.contains(module)) {
            report(file, 0, "the folder " + module + " is not in src/modules.txt");
            continue;
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const auto name = included(file.lines[i]);
            if (!name.starts_with('"'))
                continue;
            const auto used = std::string(name.substr(1, name.find('/') - 1));
            const bool for_tests = used == "support" && file.path.ends_with("_test.cpp");
            if (!for_tests && !rules.at(module).contains(used))
                report(file, i, module + " may not include " + used + " (src/modules.txt)");
        }
    }
}

TEST(Tidy, LibrariesStayInTheirModules)
{
    for (const auto& file : all_files())
        for (std::size_t i = 0; file.path.starts_with("src/") && i < file.lines.size(); ++i)
            for (const auto& library : confined())
                if (included(file.lines[i]).starts_with(library.include) &&
                    !is_in(file.path, library.allowed_in))
                    report(file, i,
                           std::string(library.include.substr(1)) + " belongs in " +
                               std::string(library.allowed_in.front()));
}

TEST(Tidy, NoFileIncludesASourceFileOrAHeavyHeader)
{
    for (const auto& file : all_files())
        for (std::size_t i = 0; is_cpp(file) && i < file.lines.size(); ++i) {
            const auto name = included(file.lines[i]);
            if (name.ends_with(".cpp"))
                report(file, i, "a .cpp is compiled, not included");
            for (std::string_view heavy : {"<regex", "<iostream", "<filesystem"})
                if (name == heavy && file.path.ends_with(".hpp"))
                    report(file, i, "too slow to compile for a header: move it to the .cpp");
        }
}

TEST(Tidy, FilesFunctionsAndLinesKeepTheirLimits)
{
    for (const auto& file : all_files()) {
        const bool script = file.path.starts_with("ui/src/") &&
                            (file.path.ends_with(".ts") || file.path.ends_with(".tsx"));
        if ((is_cpp(file) || script) && file.lines.size() > 400)
            report(file, 400, "more than 400 lines: split it by noun");
        if (!is_cpp(file))
            continue;
        for (const auto& [first, lines] : functions(file.code)) {
            const auto length = lines - data_lines(file, first, lines);
            if (length > 70)
                report(file, first, std::to_string(length) + " lines in one function, at most 70");
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            if (std::ranges::count_if(file.lines[i], [](char c) { return (c & 0xc0) != 0x80; }) >
                100)
                report(file, i, "longer than 100 columns");
    }
}

TEST(Tidy, EveryHeaderBeginsWithItsPurpose)
{
    for (const auto& file : all_files())
        if (file.path.ends_with(".hpp") && !file.text.starts_with("// "))
            report(file, 0, "the first line must say in a `// ` sentence what the header is for");
}

TEST(Tidy, NoBannedWordStandsInCode)
{
    for (const auto& file : all_files())
        for (std::size_t i = 0; i < file.code.size(); ++i)
            for (const auto& ban : banned())
                if (has_word(file.code[i], ban.word) && !is_in(file.path, ban.allowed_in))
                    report(file, i,
                           std::string(ban.word) + " is banned: " + std::string(ban.instead));
}

TEST(Tidy, NothingIsLeftForLater)
{
    for (const auto& file : all_files())
        for (std::size_t i = 0; !file.path.ends_with(".md") && i < file.lines.size(); ++i)
            for (std::string_view word : {"TO"
                                          "DO",
                                          "FIX"
                                          "ME",
                                          "XX"
                                          "X"})
                if (has_word(file.lines[i], word))
                    report(file, i, std::string(word) + ": do it, or file an issue and say why");
}

TEST(Tidy, NamesSayWhatAThingIs)
{
    const Names drawers{"util", "utils", "helper", "helpers", "common", "misc", "impl"};
    const Names endings{"Manager", "Helper", "Util", "Utils", "Processor", "Impl", "Info"};
    for (const auto& file : all_files()) {
        const fs::path path = fs::path(file.path).replace_extension();
        for (const auto& part : path)
            if (is_cpp(file) && std::ranges::count(drawers, part.string()) > 0)
                report(file, 0, part.string() + " is a drawer, not a name");
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            std::istringstream words(file.code[i]);
            std::string kind, name;
            words >> kind >> name;
            name = name.substr(0, name.find_first_of(":;{<"));
            for (auto ending : endings)
                if ((kind == "class" || kind == "struct") && name.ends_with(ending))
                    report(file, i, name + ": say what it is, without " + std::string(ending));
        }
    }
}

bool says_owners(std::string_view line)
{
    const auto comment = line.find("//");
    return comment != line.npos &&
           (line.find("wner", comment) != line.npos || line.find("wned", comment) != line.npos);
}

TEST(Tidy, EverySharedPointerNamesItsOwners)
{
    for (const auto& file : all_files())
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            const auto& code = file.code[i];
            const bool shares = has_word(code, "shared_ptr") ||
                                (has_word(code, "make_shared") && has_word(code, "auto"));
            const auto from = file.lines.begin() + std::ptrdiff_t(i > 2 ? i - 2 : 0);
            const auto here = file.lines.begin() + std::ptrdiff_t(i) + 1;
            if (shares && std::none_of(from, here, says_owners))
                report(file, i, "a comment here or just above must name both owners");
        }
}

TEST(Tidy, MigrationsAreNumberedWithoutGaps)
{
    std::set<std::string> names;  // Without endings: 0002_guards.sqlite.sql is for one engine.
    for (const auto& file : all_files())
        if (const fs::path path = file.path; path.parent_path() == "src/store/migrations")
            names.insert(path.filename().string().substr(0, path.filename().string().find('.')));
    std::size_t number = 0;
    for (const auto& name : names) {
        const auto digits = std::to_string(++number);
        EXPECT_TRUE(name.starts_with(std::string(4 - digits.size(), '0') + digits + "_"))
            << "src/store/migrations/" << name << ": number " << number << " is missing or double";
    }
}

TEST(Tidy, EachPageHasOneTitle)
{
    for (const auto& file : all_files()) {
        if (!file.path.ends_with(".md"))
            continue;
        bool in_code = false;
        std::size_t titles = 0;
        for (const auto& line : file.lines) {
            in_code = in_code != line.starts_with("```");
            titles += !in_code && line.starts_with("# ") ? 1 : 0;
        }
        if (titles != 1)
            report(file, 0, std::to_string(titles) + " lines begin with `# `: want one title");
    }
}

TEST(TidyRules, LookAtCodeAndNotAtCommentsOrStrings)
{
    EXPECT_EQ(code_of("a; // rand\nb"), "a;        \nb");
    EXPECT_EQ(code_of("a /* \n { */ b"), "a    \n      b");
    EXPECT_EQ(code_of(R"(f("\"{", '{', 4'000, x))"), "f(     ,    , 4'000, x)");
    EXPECT_EQ(code_of("R\"x(\"{)x\" + y"), "          + y");
    EXPECT_TRUE(has_word("int x = rand();", "rand"));
    EXPECT_FALSE(has_word("operand(strand)", "rand"));
}

TEST(TidyRules, MeasureAFunctionFromBraceToBrace)
{
    const auto found = functions(split("struct A {\n    int f()\n    {\n        if (x) {\n"
                                       "        }\n    }\n};\nint g()\n{\n}\n"));
    const decltype(functions({})) expected{{2, 4}, {8, 2}};
    EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace varde::tidy
