// Precompiled for the modules that act on the store, besides what every module has.
#include "src.hpp"

#include "acts/services.hpp"
