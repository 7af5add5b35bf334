# The built user interface and the packs travel inside the binary, so that one file is the product.
set(embedded_dir ${CMAKE_BINARY_DIR}/embedded)
file(GLOB_RECURSE embedded_inputs CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/ui/dist/* ${CMAKE_SOURCE_DIR}/packs/*)
add_custom_command(
  OUTPUT ${embedded_dir}/embedded.S ${embedded_dir}/embedded.cpp
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR} -DOUT=${embedded_dir}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
  DEPENDS ${embedded_inputs} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
  VERBATIM)
add_library(varde_embedded STATIC ${embedded_dir}/embedded.S ${embedded_dir}/embedded.cpp)
target_include_directories(varde_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
