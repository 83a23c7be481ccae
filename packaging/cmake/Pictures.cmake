# SPDX-License-Identifier: GPL-3.0-or-later
# What draws and reads QR codes, for the client alone: libqrencode as an imported target (by its pkg-config file where there is
# one, else by search), ZXing-C++ by its own, and Qt's cameras where they are at hand.
find_package(ZXing REQUIRED)
find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS Multimedia)
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(QRENCODE QUIET IMPORTED_TARGET libqrencode>=4)
endif()
if(TARGET PkgConfig::QRENCODE)
    add_library(Qrencode::Qrencode ALIAS PkgConfig::QRENCODE)
else()
    find_path(QRENCODE_INCLUDE_DIR qrencode.h REQUIRED)
    find_library(QRENCODE_LIBRARY NAMES qrencode REQUIRED)
    add_library(Qrencode::Qrencode UNKNOWN IMPORTED)
    set_target_properties(Qrencode::Qrencode PROPERTIES
        IMPORTED_LOCATION "${QRENCODE_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${QRENCODE_INCLUDE_DIR}")
endif()
