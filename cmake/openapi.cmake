# The API's description is compiled in as it stands: one text for reviews, for clients and for
# GET /openapi.json.
set(openapi_file ${CMAKE_SOURCE_DIR}/docs/reference/openapi.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${openapi_file})
file(READ ${openapi_file} OPENAPI)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/api/openapi.inc
  CONTENT "R\"openapi(@OPENAPI@)openapi\"\n" @ONLY)
