#include "app/terminal.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

namespace varde::app {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// Echo off while it lives, if the file is a terminal.
class Unseen {
public:
    explicit Unseen(int terminal) : terminal_(terminal)
    {
        known_ = ::tcgetattr(terminal_, &before_) == 0;
        auto quiet = before_;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        if (known_)
            ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
    }
    Unseen(const Unseen&) = delete;
    ~Unseen()
    {
        if (known_)
            ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }

private:
    int terminal_;
    termios before_{};
    bool known_ = false;
};

std::string read_line(std::FILE* from)
{
    std::string line;
    for (int c = std::getc(from); c != EOF && c != '\n'; c = std::getc(from))
        line += char(c);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return line;
}

std::string ask(std::FILE* terminal, const std::string& question)
{
    std::fputs((question + ": ").c_str(), terminal);
    std::fflush(terminal);
    const Unseen unseen(::fileno(terminal));
    auto line = read_line(terminal);
    std::fputs("\n", terminal);
    return line;
}

}  // namespace

Result<std::string> ask_secret_twice(const std::string& what)
{
    const File terminal(std::fopen("/dev/tty", "r+"));
    if (!terminal)
        return Error{ErrorCode::invalid,
                     "There is no terminal to ask on: give the password with --password-stdin."};
    for (int tries = 0; tries < 3; ++tries) {
        auto first = ask(terminal.get(), what);
        if (first == ask(terminal.get(), "The same again"))
            return first;
        std::fputs("These were not the same.\n", terminal.get());
    }
    return Error{ErrorCode::invalid, "No password was given. Nothing was changed."};
}

Result<std::string> ask_secret(const std::string& what)
{
    const File terminal(std::fopen("/dev/tty", "r+"));
    if (!terminal)
        return Error{ErrorCode::invalid, "There is no terminal to ask on."};
    return ask(terminal.get(), what);
}

Result<std::string> read_first_line()
{
    auto line = read_line(stdin);
    if (line.empty())
        return Error{ErrorCode::invalid, "Standard input holds no password. Nothing was changed."};
    return line;
}

Result<std::string> read_input()
{
    std::string bytes;
    char part[16 * 1024];
    while (const auto got = std::fread(part, 1, sizeof part, stdin))
        bytes.append(part, got);
    if (std::ferror(stdin))
        return Error{ErrorCode::unavailable, "Cannot read standard input."};
    return bytes;
}

}  // namespace varde::app
