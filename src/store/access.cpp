#include "store/access.hpp"

namespace varde::store {

Status project_access(sql::Connection&, const domain::Event&) { return ok(); }

}  // namespace varde::store
