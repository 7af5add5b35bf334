#include "store/drills.hpp"

namespace varde::store {

Status project_drill(sql::Connection&, const domain::Event&) { return ok(); }

}  // namespace varde::store
