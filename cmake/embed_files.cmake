# Writes an assembler file that includes each file's bytes (and gzip form, where that is smaller),
# and a C++ table of them.
file(MAKE_DIRECTORY ${OUT}/gz)
set(asm ".section .rodata\n")
set(rows "")
set(symbols "")
set(number 0)
foreach(folder ui/dist packs)
  file(GLOB_RECURSE files RELATIVE ${SOURCE}/${folder} ${SOURCE}/${folder}/*)
  list(SORT files)
  foreach(path IN LISTS files)
    if(folder STREQUAL "packs")
      set(name "packs/${path}")
    else()
      set(name "ui/${path}")
    endif()
    set(plain "${SOURCE}/${folder}/${path}")
    set(zipped "${OUT}/gz/${number}.gz")
    execute_process(COMMAND gzip -9 -n -c ${plain} OUTPUT_FILE ${zipped} COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND asm ".globl varde_file_${number}, varde_file_${number}_end, "
      "varde_gzip_${number}, varde_gzip_${number}_end\n"
      "varde_file_${number}: .incbin \"${plain}\"\nvarde_file_${number}_end:\n"
      "varde_gzip_${number}: .incbin \"${zipped}\"\nvarde_gzip_${number}_end:\n")
    string(APPEND symbols "extern const char varde_file_${number}[], varde_file_${number}_end[], "
      "varde_gzip_${number}[], varde_gzip_${number}_end[];\n")
    string(APPEND rows "    {\"${name}\", view(varde_file_${number}, varde_file_${number}_end), "
      "view(varde_gzip_${number}, varde_gzip_${number}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()
endforeach()
string(APPEND asm ".section .note.GNU-stack,\"\",@progbits\n")
file(WRITE ${OUT}/embedded.S "${asm}")
file(WRITE ${OUT}/embedded.cpp "#include \"app/embedded.hpp\"\n\nextern \"C\" {\n${symbols}}\n
namespace varde::app {
namespace {
std::string_view view(const char* begin, const char* end)
{
    return {begin, static_cast<std::size_t>(end - begin)};
}
const EmbeddedFile files[] = {
${rows}};
}  // namespace
std::span<const EmbeddedFile> embedded_files() { return files; }
}  // namespace varde::app
")
