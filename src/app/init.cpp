#include "app/commands.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

namespace varde::app {

int init(const std::string& data, const Settings& settings, bool json)
{
    if (auto made = init_data_folder(data, settings); !made)
        return fail(made.error(), json);
    if (json) {
        json::Writer w;
        w.object([&] { w("data", data)("origin", settings.origin)("pack", settings.pack); });
        fmt::print("{}\n", w.take());
        return 0;
    }
    fmt::print("Made the data folder {}.\n"
               "Its keys are in {}/keys. Copy that folder somewhere safe, apart from all other\n"
               "backups: without it nothing that is stored can ever be read again.\n"
               "Next: varde serve --data {}\n",
               data, data, data);
    return 0;
}

int fail(const Error& error, bool json)
{
    if (json) {
        json::Writer w;
        w.object([&] {
            w("error", error.message);
            w.array("faults", [&] {
                for (const auto& fault : error.faults)
                    w.object([&] { w("pointer", fault.pointer)("detail", fault.detail); });
            });
        });
        fmt::print(stderr, "{}\n", w.take());
    } else {
        fmt::print(stderr, "varde: {}\n", error.message);
        for (const auto& fault : error.faults)
            fmt::print(stderr, "  {}: {}\n", fault.pointer, fault.detail);
    }
    return error.code == ErrorCode::invalid || error.code == ErrorCode::malformed ? 2 : 1;
}

}  // namespace varde::app
