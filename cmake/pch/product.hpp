// Precompiled for every test of the whole product.
#include "test.hpp"

#include "support/product.hpp"
