# Turns src/store/queries/*.sql and src/store/migrations/*.sql into constants: SQL is read by people
# as SQL and by the program as values.
set(store_sql_dir ${CMAKE_BINARY_DIR}/generated)
file(GLOB store_sql CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/store/queries/*.sql ${CMAKE_SOURCE_DIR}/src/store/migrations/*.sql)
add_custom_command(
  OUTPUT ${store_sql_dir}/store/queries.hpp ${store_sql_dir}/store/migrations.inc
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}/src/store -DOUT=${store_sql_dir}/store
          -P ${CMAKE_SOURCE_DIR}/cmake/write_queries.cmake
  DEPENDS ${store_sql} ${CMAKE_SOURCE_DIR}/cmake/write_queries.cmake
  VERBATIM)
add_custom_target(varde_store_sql DEPENDS ${store_sql_dir}/store/queries.hpp)
