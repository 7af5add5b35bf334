#include "store/retention.hpp"

namespace varde::store {

Status project_retention(sql::Connection&, const domain::Event&) { return ok(); }

}  // namespace varde::store
