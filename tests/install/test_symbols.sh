#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What libawe promises about its binary: it exports what the headers mark AWE_API and nothing else, needs the C library
# alone and little of that, has a soname, and holds no mutable global.
set -eu
library=$AWE_BUILD/libawe.so
fail() {
    echo "$1"
    echo "$2"
    exit 1
}

declared=$(sed 's://.*::' "$AWE_SOURCE"/include/awe/*.h | grep -v '^#' | tr '\n' ' ' | tr ';{}' '\n\n\n' |
    sed -n 's/.*AWE_API[^(]*[ *]\(awe_[a-z0-9_]*\) *(.*/\1/p' | sort)
exported=$(nm -D --defined-only "$library" | awk '{ print $3 }' | sort)
difference=$(diff <(echo "$declared") <(echo "$exported") || true)
[[ -z $difference ]] || fail "declared (<) and exported (>) functions differ:" "$difference"
[[ $(wc -l <<<"$declared") -gt 15 ]] || fail "too few functions were found in the headers:" "$declared"

needed=$(readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -v '^libc\.' || true)
[[ -z $needed ]] || fail "libawe.so needs more than the C library:" "$needed"
readelf -d "$library" | grep -q 'SONAME.*\[libawe\.so\.0\]' || fail "the soname is not libawe.so.0" ""

# Memory and bytes, and what the compiler and the linker put in.
allowed='malloc|free|mem(chr|cpy|move|set|cmp)|bcmp|strn?(len|cmp|cat|cpy|chr)|__(mem|str)[a-z]*_chk|__stack_chk_fail|__assert_fail'
allowed+='|__cxa_finalize|__gmon_start__|_ITM_(de)?registerTMCloneTable'
wanted=$(nm -D --undefined-only "$library" | awk '{ sub(/@.*/, "", $2); print $2 }' | grep -vxE "$allowed" || true)
[[ -z $wanted ]] || fail "libawe.so calls:" "$wanted"

# Relocated constants are in .data.rel.ro, which the loader seals.
mutable=$(size -A "$AWE_BUILD/libawe.a" | awk '/^[^ ]+\.o/ { object = $1 } /^\.t?(data|bss)(\.[a-z_0-9]+)? / && !/^\.data\.rel\.ro/ && $2 > 0 { print object, $1, $2 }')
[[ -z $mutable ]] || fail "mutable globals (object, section, bytes):" "$mutable"
