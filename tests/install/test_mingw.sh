#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# libawe builds for Windows. The DLL exports the public interface alone and imports the system's C library alone.
set -eu
command -v x86_64-w64-mingw32-gcc >/dev/null || exit 77
build=$AWE_BUILD/mingw
cmake -S "$AWE_SOURCE" --preset mingw -B "$build" >/dev/null
cmake --build "$build" -- --quiet
x86_64-w64-mingw32-objdump -p "$build/libawe.dll" >"$build/headers"

imports=$(sed -n 's/.*DLL Name: //p' "$build/headers" | grep -vxiE 'kernel32\.dll|msvcrt\.dll|api-ms-.*|ucrtbase\.dll' || true)
[[ -z $imports ]] || { echo "libawe.dll imports $imports"; exit 1; }

exports=$(x86_64-w64-mingw32-nm "$build/libawe.dll.a" | sed -n 's/.* T \(awe_.*\)/\1/p' | sort)
shared=$(nm -D --defined-only "$AWE_BUILD/libawe.so" | awk '{ print $3 }' | sort)
diff <(echo "$exports") <(echo "$shared")

# The stack is aligned to 16 bytes: an access that wants 32 would crash on some calls.
x86_64-w64-mingw32-objdump -d "$build/libawe.dll" >"$build/code"
! grep -E 'vmov(aps|apd|dqa)[^,]*%ymm.*\(%r(sp|bp)|vmov(aps|apd|dqa).*\(%r(sp|bp).*%ymm' "$build/code"
