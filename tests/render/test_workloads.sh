#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What the bench plays sounds the same by every kernel variant and buffer size, whatever the number of jobs and shards.
# Compilers and processors: test_compilers.sh.
set -eu
export LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir works

fail() {
    echo "FAILED: $*"
    exit 1
}

"$AWE_PLAYER" bench --save works --seconds 1
n=$(find works -name '*.mid' | wc -l)
((n >= 9)) || fail "$n workloads"

# One hash of each workload.
for features in base all; do
    for sizes in 7,64,1000 256,1024; do
        "$AWE_PLAYER" bench --seconds 1 --runs 1 --warmup 0 -z $sizes --cpu-features $features --json
    done
done >results
for kernel in $("$AWE_PLAYER" bench --seconds 1 --runs 1 --warmup 0 --stress few-voices -z 64 --json |
    grep -o '"kernel":"[^"]*"') '"kernel":"base"'; do
    [[ $(grep -c "$kernel" results) -ge $((n * 5)) ]] || fail "no results by $kernel"
done
grep -v '"workload":"bank-load"' results | sed -n 's/.*"workload":"\([^"]*\)".*"xxh3":"\([0-9a-f]*\)".*/\1 \2/p' >hashes
[[ $(wc -l <hashes) == $((n * 5 * 2)) ]] || fail "$(wc -l <hashes) results"
[[ $(sort -u hashes | wc -l) == "$n" && $(cut -d ' ' -f 2 hashes | sort -u | wc -l) == "$n" ]] || fail "$(sort -u hashes)"

render() {
    "$AWE_PLAYER" render -q works -f works/bench.sf2 --voices 256 --limiter on --tail 1 -F raw "$@" |
        sed -n 's/.*"song":"\([^"]*\)".*"hash":"\([^"]*\)".*/\1 \2/p' | sort
}

render -o one --jobs 1 >one.hashes
[[ $(cut -d ' ' -f 2 one.hashes | sort -u | wc -l) == "$n" ]] || fail "$(cat one.hashes)"
for jobs in 2 5 9; do
    render -o "jobs$jobs" --jobs $jobs >other
    cmp one.hashes other || fail "$jobs jobs"
done
for shards in 2 4 13; do
    for ((shard = 1; shard <= shards; shard++)); do
        render -o "shards$shards" --shard $shard/$shards --jobs 2
    done | sort >other
    cmp one.hashes other || fail "$shards shards"
done
for options in '-z 1' '-z 4096 --cpu-features base' '--cpu-features base'; do
    # shellcheck disable=SC2086
    render -o "by$options" $options >other
    cmp one.hashes other || fail "$options"
done
