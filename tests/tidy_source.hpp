// Source files as the tidy rules see them: their lines, their code without comments and strings.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace varde::tidy {

using Lines = std::vector<std::string>;
using Names = std::vector<std::string_view>;

struct SourceFile {
    std::string path;  ///< From the root of the repository, as in `src/base/id.hpp`.
    std::string text;
    Lines lines;  ///< As they stand.
    Lines code;   ///< With comments, strings and characters blanked.
};

/// `places` are beginnings or ends of paths.
inline bool is_in(std::string_view path, const Names& places)
{
    return std::ranges::any_of(
        places, [&](auto place) { return path.starts_with(place) || path.ends_with(place); });
}

inline bool is_cpp(const SourceFile& file)
{
    return file.path.ends_with(".cpp") || file.path.ends_with(".hpp");
}

inline Lines split(const std::string& text)
{
    Lines lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

inline bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Where the comment, string or character that begins at `at` ends; `at` itself if none begins.
inline std::size_t end_of_blank(const std::string& text, std::size_t at)
{
    const auto behind = [&](std::string_view mark, std::size_t from) {
        const auto found = text.find(mark, from);
        return found == std::string::npos ? text.size() : found + mark.size();
    };
    const bool in_name = at > 0 && is_name_part(text[at - 1]);
    if (text.compare(at, 2, "//") == 0)
        return behind("\n", at) - 1;
    if (text.compare(at, 2, "/*") == 0)
        return behind("*/", at + 2);
    if (text.compare(at, 2, "R\"") == 0 && !in_name) {
        const auto open = text.find('(', at);
        return behind(")" + text.substr(at + 2, open - at - 2) + "\"", open);
    }
    const char quote = text[at];
    if (quote != '"' && (quote != '\'' || in_name))  // In a name: the separator of 4'000.
        return at;
    auto end = at + 1;
    while (end < text.size() && text[end] != quote)
        end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

inline std::string code_of(std::string text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto end = end_of_blank(text, at);
        for (auto i = at; i < end; ++i)
            if (text[i] != '\n')
                text[i] = ' ';
        at = std::max(end, at + 1);
    }
    return text;
}

inline bool has_word(std::string_view line, std::string_view word)
{
    for (auto at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_name_part(line[at - 1])) &&
            (end == line.size() || !is_name_part(line[end])))
            return true;
    }
    return false;
}

/// What stands between the marks of an include, with its opening mark: `"base/id.hpp`.
inline std::string_view included(std::string_view line)
{
    constexpr std::string_view keyword = "#include ";
    if (!line.starts_with(keyword))
        return {};
    line.remove_prefix(keyword.size());
    return line.substr(0, line.find_first_of("\">", 1));
}

/// Index of the first line and number of lines of each function body. The format puts the brace of
/// a function, and of nothing else, on a line of its own.
inline std::vector<std::pair<std::size_t, std::size_t>> functions(const Lines& code)
{
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t first = 0; first < code.size(); ++first) {
        const auto indent = code[first].find_first_not_of(' ');
        if (indent == std::string::npos || code[first].find_last_not_of(' ') != indent ||
            code[first][indent] != '{')
            continue;
        auto last = first;
        for (int depth = 0; last < code.size(); ++last) {
            depth += static_cast<int>(std::ranges::count(code[last], '{'));
            depth -= static_cast<int>(std::ranges::count(code[last], '}'));
            if (depth <= 0)
                break;
        }
        found.emplace_back(first, last - first + 1);
    }
    return found;
}

/// How many of `length` lines from `first` on are nothing but the inside of a string.
inline std::size_t data_lines(const SourceFile& file, std::size_t first, std::size_t length)
{
    std::size_t count = 0;
    for (auto i = first; i < first + length && i < file.code.size(); ++i) {
        const auto begin = file.lines[i].find_first_not_of(' ');
        const bool blank = file.code[i].find_first_not_of(' ') == std::string::npos;
        if (blank && begin != std::string::npos && file.lines[i].compare(begin, 2, "//") != 0)
            ++count;
    }
    return count;
}

}  // namespace varde::tidy
