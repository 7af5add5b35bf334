#include "app/commands.hpp"
#include "base/log.hpp"

#include <exception>

int main(int argc, char** argv)
{
    try {
        return varde::app::run_command_line(argc, argv);
    } catch (const std::exception& error) {
        varde::log::error("the program stopped", {{"reason", error.what()}});
        return 1;
    }
}
