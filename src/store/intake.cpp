#include "store/intake.hpp"

namespace varde::store {

Status project_intake(sql::Connection&, const domain::Event&) { return ok(); }

}  // namespace varde::store
