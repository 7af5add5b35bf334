#include "packs/pack.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace varde::packs {

Result<std::vector<PackFile>> read_pack_folder(const std::string& folder, const std::string& id)
{
    namespace fs = std::filesystem;
    const fs::path root = fs::path(folder) / id;
    const Error missing{.code = ErrorCode::not_found,
                        .message = "There is no readable pack \"" + id + "\"."};
    std::error_code failed;
    std::vector<PackFile> files;
    auto entries = fs::recursive_directory_iterator(root, failed);
    for (; !failed && entries != fs::end(entries); entries.increment(failed)) {
        // Editors and file managers leave hidden files; they are nobody's rules.
        const auto name = entries->path().filename().string();
        if (!entries->is_regular_file() || name.starts_with('.'))
            continue;
        std::ifstream stream(entries->path(), std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(stream), {}};
        if (!stream)
            return missing;
        files.push_back({entries->path().lexically_relative(root).generic_string(), text});
    }
    if (failed)
        return missing;
    std::ranges::sort(files, {}, &PackFile::path);
    return files;
}

Result<Pack> load_pack_folder(const std::string& folder, const std::string& id)
{
    const auto files = TRY(read_pack_folder(folder, id));
    return load_pack(id, files);
}

std::string digest_input(std::vector<PackFile> files)
{
    std::ranges::sort(files, {}, &PackFile::path);
    std::string all;
    for (const PackFile& file : files) {
        // Lengths first, so that no text can look like the next file's path.
        all += std::to_string(file.path.size()) + ":" + file.path;
        all += std::to_string(file.text.size()) + ":" + file.text;
    }
    return all;
}

}  // namespace varde::packs
