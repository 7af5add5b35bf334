// DIR/<delivery id>/: `part-0` (the document), `part-1` … (attachments), and `line`: seq, channel
// and number in it. A delivery's folder takes its name when all of it is on disk.
#include "app/connector/case_store.hpp"
#include "base/durable_file.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <sstream>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

class FolderStore final : public CaseStore {
public:
    explicit FolderStore(std::string folder) : folder_(std::move(folder)) {}

    Status keep(const CaseItem& item) override
    {
        const auto there = path_of(item.delivery), fresh = there + ".new";
        std::error_code ignored;  // What cannot be removed cannot be written over, which is told.
        fs::remove_all(fresh, ignored);
        TRY(make_folders(fresh));
        for (std::size_t i = 0; i < item.parts.size(); ++i)
            TRY(write_durably(fresh + "/part-" + std::to_string(i), item.parts[i]));
        TRY(write_durably(fresh + "/line", std::to_string(item.seq) + " " + item.channel + " " +
                                               std::to_string(item.channel_seq) + "\n"));
        // Between the two it is gone, and the next fetch brings it again: nothing was confirmed.
        fs::remove_all(there, ignored);
        return rename_durably(fresh, there);
    }

    Status read_back(const DeliveryId& delivery, const OnBytes& on_bytes) override
    {
        const auto there = path_of(delivery);
        if (!fs::exists(there + "/line"))
            return Error{ErrorCode::not_found, "This delivery is not in the folder."};
        for (int part = 0; fs::exists(there + "/part-" + std::to_string(part)); ++part)
            TRY(read_through(there + "/part-" + std::to_string(part), on_bytes));
        return ok();
    }

    Result<std::vector<CaseLine>> lines() override
    {
        std::vector<CaseLine> found;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder_, failed)) {
            const auto id = parse_uuid(entry.path().filename().string());
            if (!id)
                continue;
            std::istringstream text(TRY(read_file(entry.path().string() + "/line")));
            CaseLine line{.delivery = {*id}};
            text >> line.seq >> line.channel >> line.channel_seq;
            found.push_back(std::move(line));
        }
        if (failed)
            return Error{ErrorCode::unavailable, "The folder cannot be listed."};
        std::ranges::sort(found, {}, [](const CaseLine& line) {
            return std::pair(line.channel, line.channel_seq);
        });
        return found;
    }

    Result<std::int64_t> after_seq() override
    {
        const auto text = read_file(folder_ + "/after_seq");
        if (!text && text.error().code == ErrorCode::not_found)
            return std::int64_t{0};
        if (!text)
            return text.error();
        std::int64_t number = 0;
        const auto& digits = text.value();
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return number;
    }

    Status save_after_seq(std::int64_t number) override
    {
        return write_durably(folder_ + "/after_seq", std::to_string(number) + "\n");
    }

private:
    std::string path_of(const DeliveryId& delivery) const
    {
        return folder_ + "/" + to_string(delivery);
    }
    const std::string folder_;
};

}  // namespace

Result<std::unique_ptr<CaseStore>> open_folder_store(const std::string& folder)
{
    TRY(make_folders(folder));
    return std::unique_ptr<CaseStore>(std::make_unique<FolderStore>(folder));
}

}  // namespace varde::app
