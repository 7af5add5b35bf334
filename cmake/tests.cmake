enable_testing()

# Unit tests stand beside the code they test; product and store tests in tests/.
# Tests run for seconds but are compiled often: only what they test is optimised.
set(test_options -Wall -Wextra -Wno-missing-field-initializers $<$<CONFIG:Release>:-O0>)
function(varde_test name)
  cmake_parse_arguments(T "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_USES} GTest::gtest_main)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/src)
  target_compile_definitions(${name} PRIVATE SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${test_options})
  if(name STREQUAL "tidy_test")
    target_precompile_headers(tidy_test PRIVATE cmake/pch/test.hpp)
  elseif(name MATCHES "^(product|store_contract|embedded|postgres)_test$")
    target_precompile_headers(${name} REUSE_FROM varde_test_support)
  else()
    target_precompile_headers(${name} REUSE_FROM tidy_test)
  endif()
  string(REGEX REPLACE "_test$" "" group ${name})
  add_test(NAME ${group} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${group} PROPERTIES TIMEOUT 300)
endfunction()

varde_test(tidy_test SOURCES tests/tidy_test.cpp)
foreach(rule IN LISTS rules)
  string(REGEX MATCH "^[a-z]+" module "${rule}")
  file(GLOB_RECURSE unit_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${module}/*_test.cpp)
  if(unit_tests)
    varde_test(${module}_test SOURCES ${unit_tests} USES varde_${module})
  endif()
endforeach()

# The whole product without sockets, for tests of more than one module.
file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
add_library(varde_test_support STATIC ${support})
target_link_libraries(varde_test_support PUBLIC varde_api varde_jobs GTest::gtest)
target_include_directories(varde_test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(varde_test_support PRIVATE SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
target_compile_options(varde_test_support PRIVATE ${test_options})
target_precompile_headers(varde_test_support PRIVATE cmake/pch/product.hpp)

# The same test again, with a PostgreSQL of its own; without what copies or removes SQLite's file.
function(also_on_postgres group)
  add_test(NAME ${group}_postgres
           COMMAND ${group}_test --gtest_brief=1
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${group}_postgres PROPERTIES TIMEOUT 600
    ENVIRONMENT "VARDE_TEST_ENGINE=postgres")
endfunction()

file(GLOB product_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/product/*_test.cpp)
varde_test(product_test SOURCES ${product_tests} USES varde_test_support)
also_on_postgres(product)
file(GLOB store_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/store/*_test.cpp)
varde_test(store_contract_test SOURCES ${store_tests} USES varde_test_support)
also_on_postgres(store_contract)

# Deadlines of every country, as tables.
file(GLOB clocks_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/clocks/*_test.cpp)
varde_test(clocks_test SOURCES ${clocks_tests} USES varde_packs)

# Notices through a real mail server and a real gateway.
file(GLOB mail_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/mail/*.cpp)
varde_test(mail_test SOURCES ${mail_tests} USES varde_test_support varde_http OpenSSL::Crypto)

# What the embedded database has of its own: backups and the intake journal.
file(GLOB embedded_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/embedded/*_test.cpp)
varde_test(embedded_test SOURCES ${embedded_tests} USES varde_test_support)

# Tools that we did not write verify a live ledger; ./dev setup brings Go's packages for it.
file(GLOB interop_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/interop/*_test.cpp)
varde_test(interop_test SOURCES ${interop_tests} USES varde_test_support varde_app)
set_tests_properties(interop PROPERTIES TIMEOUT 120)

# What only several servers can show: standbys, failover, lost sessions.
file(GLOB postgres_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/postgres/*_test.cpp)
varde_test(postgres_test SOURCES ${postgres_tests} USES varde_test_support)

# Does to the real server what disks and power do, and looks for what it lost.
pkg_check_modules(FUSE REQUIRED IMPORTED_TARGET fuse3)
varde_test(durability_test
  SOURCES tests/torture/durability_test.cpp tests/torture/disk.cpp tests/torture/mount.cpp
    tests/torture/child.cpp
  USES varde_vault varde_sql PkgConfig::FUSE)
# Bugs put in on purpose, for the torture and the simulator.
file(GLOB mutant_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/mutants/*.cpp)
add_library(varde_mutants STATIC ${mutant_sources})
target_link_libraries(varde_mutants PUBLIC varde_base PRIVATE fmt::fmt)
target_include_directories(varde_mutants PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_compile_options(varde_mutants PRIVATE ${warnings})

file(GLOB torture_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/torture/*.cpp)
list(FILTER torture_sources EXCLUDE REGEX "_test\\.cpp$")
add_executable(varde_torture ${torture_sources})
target_link_libraries(varde_torture PRIVATE
  varde_app varde_mutants CLI11::CLI11 fmt::fmt Threads::Threads PkgConfig::FUSE)
target_include_directories(varde_torture PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_compile_options(varde_torture PRIVATE ${warnings})
target_precompile_headers(varde_torture PRIVATE cmake/pch/src.hpp)
add_test(NAME torture COMMAND varde_torture $<TARGET_FILE:varde> --build ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(torture PROPERTIES TIMEOUT 1200 RUN_SERIAL ON)

# Who may do what, decided twice; tests/access_model/README.md.
file(GLOB access_model_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/access_model/*.cpp)
add_executable(varde_access_model ${access_model_sources})
target_link_libraries(varde_access_model PRIVATE varde_domain varde_mutants CLI11::CLI11 fmt::fmt)
target_include_directories(varde_access_model PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(varde_access_model PRIVATE SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
target_compile_options(varde_access_model PRIVATE ${warnings})
add_test(NAME access-model COMMAND varde_access_model WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME access-model_mutants
  COMMAND varde_access_model --mutants --build ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(access-model access-model_mutants PROPERTIES TIMEOUT 300)

# Years of whole municipalities over the real code, from seeds; tests/sim/README.md.
file(GLOB sim_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/sim/*.cpp)
add_executable(varde_sim ${sim_sources} tests/access_model/model.cpp)
target_link_libraries(varde_sim PRIVATE
  varde_test_support varde_app varde_jobs varde_mutants CLI11::CLI11 fmt::fmt)
target_include_directories(varde_sim PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(varde_sim PRIVATE SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
target_compile_options(varde_sim PRIVATE ${warnings})
target_precompile_headers(varde_sim PRIVATE cmake/pch/product.hpp)
add_test(NAME simulation COMMAND varde_sim WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(simulation PROPERTIES TIMEOUT 1200 PROCESSORS 2)
add_test(NAME simulation_mutants COMMAND varde_sim --mutants --build ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(simulation_mutants PROPERTIES TIMEOUT 2400 PROCESSORS 2)

# The rota is empty for Easter: lived through with a virtual clock, and told as a story.
varde_test(replay-easter_test SOURCES tests/replay/easter_test.cpp
  USES varde_test_support varde_jobs fmt::fmt)

# 118 items for a unit where nobody has access to them, over two years.
varde_test(replay-altinn_test SOURCES tests/replay/altinn_test.cpp
  USES varde_test_support varde_jobs fmt::fmt)

# Case systems that say that they hold what they do not: each is found out; and the honest one.
varde_test(lying-connectors_test
  SOURCES tests/connectors/lying_connectors_test.cpp tests/connectors/reference_connector_test.cpp
  USES varde_test_support varde_app fmt::fmt)

# Whole stories in a browser, against the program just built; ./dev setup brings what they need.
file(GLOB stories CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/e2e/*.spec.js)
add_test(NAME e2e
  COMMAND node --test --test-reporter=spec --test-concurrency=1 ${stories}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/tests/e2e)
set_tests_properties(e2e PROPERTIES TIMEOUT 600 RUN_SERIAL ON
  ENVIRONMENT "VARDE_BINARY=$<TARGET_FILE:varde>")
