#include "app/scratch_test.hpp"

#include <cstdlib>
#include <filesystem>

namespace varde::app {

ScratchTest::ScratchTest()
{
    auto path = (std::filesystem::temp_directory_path() / "varde-app-XXXXXX").string();
    folder = ::mkdtemp(path.data()) ? path : std::string();
}

ScratchTest::~ScratchTest() { std::filesystem::remove_all(folder); }

}  // namespace varde::app
