# SQLite from source: Debian 12's 3.40.1 can lose commits when the WAL is reset (fixed in 3.51.3).
set(VARDE_SQLITE_DIR "${CMAKE_SOURCE_DIR}/.deps/node_modules/better-sqlite3/deps/sqlite3"
    CACHE PATH "Folder that holds sqlite3.c and sqlite3.h")
if(NOT EXISTS "${VARDE_SQLITE_DIR}/sqlite3.c")
  message(FATAL_ERROR "No SQLite source in ${VARDE_SQLITE_DIR}. Run ./dev setup first.")
endif()
add_library(varde_sqlite STATIC ${VARDE_SQLITE_DIR}/sqlite3.c)
target_include_directories(varde_sqlite SYSTEM PUBLIC ${VARDE_SQLITE_DIR})
target_compile_options(varde_sqlite PRIVATE -w)
target_compile_definitions(varde_sqlite PRIVATE
  SQLITE_DQS=0 SQLITE_THREADSAFE=2 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_SYNCHRONOUS=2
  SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=0
  SQLITE_OMIT_DEPRECATED SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE
  SQLITE_STRICT_SUBTYPE=1 SQLITE_TEMP_STORE=3 SQLITE_USE_ALLOCA HAVE_POSIX_FALLOCATE
  HAVE_FDATASYNC=1 HAVE_USLEEP=1)
target_link_libraries(varde_sqlite PRIVATE Threads::Threads m)
