# SPDX-License-Identifier: GPL-3.0-or-later
# With PC_TOGETHER, what nearly every file includes is read once for all targets: reading headers is most of a compile here.
# A precompiled header fits only where every macro that it saw defined is defined alike, so that these know no more
# than what pc_settings says, and leave out <QTest> itself, which asks for the libraries that a test links.
if(NOT PC_TOGETHER)
    return()
endif()

set(precompiled_core <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <deque> <functional> <list> <map>
    <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>
    <QByteArray> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QObject> <QString> <QTimer>)
set(precompiled_test ${precompiled_core} <QSignalSpy> <QTemporaryDir> <qtestcase.h>)
set(precompiled_ui ${precompiled_core} <QApplication> <QLabel> <QPainter> <QPushButton> <QVBoxLayout> <QWidget>)
set(precompiled_uitest ${precompiled_ui} <QSignalSpy> <QTemporaryDir> <qtestcase.h>)

# Not linked to Qt, whose targets define macros of their own; only the places of its headers are taken.
function(pc_precompiled kind)
    add_library(pc_precompiled_${kind} OBJECT "${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled.cpp")
    target_link_libraries(pc_precompiled_${kind} PRIVATE pc_settings)
    foreach(part IN LISTS ARGN)
        target_include_directories(pc_precompiled_${kind} SYSTEM PRIVATE
            $<TARGET_PROPERTY:Qt6::${part},INTERFACE_INCLUDE_DIRECTORIES>)
    endforeach()
    target_compile_options(pc_precompiled_${kind} PRIVATE -fPIC)
    target_precompile_headers(pc_precompiled_${kind} PRIVATE ${precompiled_${kind}})
    # ccache tells whether it is the same header by this file instead of reading 150 MB before each compile.
    get_target_property(definitions pc_settings INTERFACE_COMPILE_DEFINITIONS)
    get_target_property(options pc_settings INTERFACE_COMPILE_OPTIONS)
    string(SHA256 sum "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} Qt ${Qt6_VERSION} ${CMAKE_CXX_FLAGS}
        ${CMAKE_CXX_FLAGS_DEBUG} ${PC_SANITIZE} ${definitions} ${options} ${precompiled_${kind}}")
    file(WRITE "${PROJECT_BINARY_DIR}/CMakeFiles/pc_precompiled_${kind}.dir/cmake_pch.hxx.gch.sum" "${sum}\n")
endfunction()

pc_precompiled(core Core)
if(PC_BUILD_CLIENT)
    pc_precompiled(ui Core Gui Widgets)
endif()
if(PC_BUILD_TESTS)
    pc_precompiled(test Core Test)
    if(PC_BUILD_CLIENT)
        pc_precompiled(uitest Core Gui Widgets Test)
    endif()
    # Where its tests lie is what no test asks Qt for, and differs from folder to folder.
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
endif()
