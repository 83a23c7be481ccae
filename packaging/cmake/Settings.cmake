# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, sanitizers and ccache: everything that holds for all targets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

option(PC_WERROR "Treat warnings as errors" OFF)
option(PC_TOGETHER "Compile rooms in one piece, with precompiled headers: less time for a whole build, more for a change" OFF)
set(PC_SANITIZED_BUILD "" CACHE PATH "Folder of a sanitizers' build whose tests are run along with these")
set(PC_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")

# Paths in a compile are taken relative to the tree, so that clones share what was compiled once.
find_program(PC_CCACHE ccache)
if(PC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1
        CCACHE_SLOPPINESS=pch_defines,time_macros "${PC_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
endif()

# Carried by every target of ours through pc_settings; never imposed on foreign code.
add_library(pc_settings INTERFACE)
target_include_directories(pc_settings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(pc_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    PC_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(pc_settings INTERFACE /W4 /permissive- /utf-8)
    target_compile_definitions(pc_settings INTERFACE NOMINMAX UNICODE _UNICODE)
else()
    target_compile_options(pc_settings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor
        -Woverloaded-virtual -fno-exceptions)
    target_compile_options(pc_settings INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo>:-fstack-protector-strong>
        $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 takes the order of two std::vector<std::uint8_t> for a memcmp() of negative length.
    target_compile_options(pc_settings INTERFACE -Wno-stringop-overread)
    # With full optimisation it takes a std::vector that grows on insert() for one that does not, and such bytes for overlapping.
    target_compile_options(pc_settings INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo>:-Wno-stringop-overflow -Wno-restrict>)
    # It also sees values of a std::variant that is moved as unset; other builds look for unset ones.
    target_compile_options(pc_settings INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-Wno-maybe-uninitialized>)
endif()
if(PC_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(pc_settings INTERFACE -fpch-preprocess) # so that ccache can keep what uses a precompiled header
    # Most files are compiled before that much is in use: looking for what is not was a twelfth of a compile.
    target_compile_options(pc_settings INTERFACE "SHELL:--param ggc-min-heapsize=524288")
endif()
if(PC_TOGETHER) # Some hundred programs are linked: a quarter of the time with a quick linker.
    include(CheckLinkerFlag)
    check_linker_flag(CXX -fuse-ld=mold PC_HAS_MOLD)
    if(PC_HAS_MOLD)
        add_link_options(-fuse-ld=mold)
    endif()
endif()
if(PC_WERROR)
    target_compile_options(pc_settings INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()
if(PC_SANITIZE)
    add_compile_options(-fsanitize=${PC_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${PC_SANITIZE})
    # GCC warns of values that only its own checks leave unset on the way.
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    if(PC_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()
if(PC_BUILD_FUZZERS)
    # Every room reports its coverage; only the targets themselves carry the fuzzer's main.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
