#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# 2,000 files: the songs of four Debian packages, times transpositions, by two workers. Memory stays as it is after a
# tenth of them; two independent processes are hardly faster; killed by signal 9 at ten random moments and resumed, the
# files are those of an undisturbed run. AWE_SEED repeats the moments.
set -eu
export LC_ALL=C
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}
export AWE_SOUNDFONT=/usr/share/sounds/sf2/TimGM6mb.sf2
[[ -d $corpus/mma && -e $AWE_SOUNDFONT ]] && command -v jq >/dev/null || exit 77
n_files=2000 n_pairs=11 n_of_pair=100 n_kills=10 seconds=10
scratch=$(mktemp -d)
trap '[[ -z ${batch:-} ]] || kill -KILL -- "-$batch" 2>/dev/null || true; rm -rf "$scratch"' EXIT
cd "$scratch"

fail() {
    echo "FAILED: $*"
    exit 1
}

render() {
    "$AWE_PLAYER" render -q -F flac --max-length $seconds "$@"
}

now_ms() {
    echo $(($(date +%s%N) / 1000000))
}

# ---- the list: each song once before the first is heard again

mkdir freedoom
for wad in "$corpus"/freedoom/usr/share/games/doom/*.wad; do
    "$AWE_BUILD/tests/wad_songs" "$wad" freedoom
done
find "$corpus"/{openttd-openmsx,simutrans-data,mma} freedoom \( -iname '*.mid' -o -iname '*.midi' \) | sort |
    jq -Rc '{song: ., output: (input_line_number | tostring)}' >all
"$AWE_PLAYER" render -q --manifest all -o probe -F raw --max-length 1 --keep-going 2>/dev/null >probed || true
jq -r 'select(.state == "done" and .hash != null and .peak_db != null) | .song' probed | sort >songs
rm -r probe
n_songs=$(wc -l <songs)
((n_songs >= 100)) || fail "$n_songs songs"
for ((i = 0; i * n_songs < n_files; i++)); do
    jq -Rc --argjson by $((i % 2 ? (i + 1) / 2 : -i / 2)) \
        '{song: ., output: "\($by)/\(input_line_number)", transpose: $by}' songs
done | head -n $n_files >list
echo "$n_files files of $n_songs songs"

# ---- undisturbed: memory

# Kilobytes resident in the batch's processes, and of that their own.
resident() {
    local pid
    for pid in "$batch" $(pgrep -P "$batch"); do
        cat "/proc/$pid/status" 2>/dev/null || true
    done | awk '/^VmRSS/ { rss += $2 } /^RssAnon/ { own += $2 } END { print rss + 0, own + 0 }'
}

# Means of both over the samples of the tenth PART, which hears each song once.
mean_of_tenth() {
    awk -v part="$1" -v n=$n_files 'int($1 * 10 / n) == part - 1 { rss += $2; own += $3; samples++ }
        END { printf "%d %d\n", rss / samples, own / samples }' memory
}

begin=$(now_ms)
setsid "$AWE_PLAYER" render -q -F flac --max-length $seconds --manifest list -o whole --jobs 2 >whole.jsonl &
batch=$!
while kill -0 $batch 2>/dev/null; do
    echo "$(wc -l <whole.jsonl) $(resident)"
    sleep 0.1
done >memory
wait $batch || fail "the undisturbed run: $?"
batch=
whole_ms=$(($(now_ms) - begin))
[[ $(jq -r 'select(.state == "done") | .output' whole.jsonl | sort -u | wc -l) == "$n_files" ]] || fail "files are missing"
jq -s 'map(.seconds) | add | floor' whole.jsonl | xargs printf '%d s of sound'
printf ' in %d.%03d s\n' $((whole_ms / 1000)) $((whole_ms % 1000))
read -r early_rss early_own <<<"$(mean_of_tenth 2)"
read -r late_rss late_own <<<"$(mean_of_tenth 10)"
echo "resident after a tenth $early_rss kB, at the end $late_rss; not shared $early_own, $late_own"
# Transpositions may still need pages of the bank that no other did; what is the processes' own does not grow.
((late_own * 20 <= early_own * 21 && late_rss * 10 <= early_rss * 11)) || fail "memory grows"
(cd whole && find . -type f ! -name '*.jsonl' -exec sha1sum {} + | sort -k 2) >whole.sums
rm -r whole
[[ $(wc -l <whole.sums) == "$n_files" ]] || fail "$(wc -l <whole.sums) files"

# ---- killed and resumed

seed=${AWE_SEED:-$RANDOM}
RANDOM=$seed
echo "seed $seed"
n_done=0 n_kept=0
for ((i = 1; i <= n_kills + 1; i++)); do
    setsid "$AWE_PLAYER" render -q -F flac --max-length $seconds --manifest list -o killed --jobs 2 --resume >killed.jsonl &
    batch=$!
    workers=
    if ((i <= n_kills)); then
        sleep "$(awk -v part="$((RANDOM))" -v ms="$whole_ms" 'BEGIN { print 0.05 + part / 32768 * ms / 8000 }')"
        workers=$(pgrep -P $batch || true)
        # By turns all its processes, as if the power went, and it alone.
        target=$((i % 2 ? -batch : batch))
        kill -KILL -- "$target" 2>/dev/null || fail "it ended before kill $i"
    fi
    code=0
    wait $batch 2>/dev/null || code=$?
    [[ $code == $((i <= n_kills ? 137 : 0)) ]] || fail "run $i ended with $code"
    for worker in $workers; do
        while kill -0 "$worker" 2>/dev/null; do
            sleep 0.02
        done
    done
    n_done=$((n_done + $(grep -c '"state":"done"' killed.jsonl || true)))
    n_kept=$(grep -c '"state":"kept"' killed.jsonl || true)
    echo "run $i: $(wc -l <killed.jsonl) lines, $n_kept kept, $(find killed -name '*.flac' | wc -l) files"
done
batch=
(cd killed && find . -type f ! -name '*.jsonl' -exec sha1sum {} + | sort -k 2) >killed.sums
cmp killed.sums whole.sums || fail "$(diff killed.sums whole.sums | head)"
((n_kept > 0 && n_done <= n_files + 2 * n_kills)) || fail "$n_done files were rendered, $n_kept kept at last"
hashes() {
    grep '"state":"done"' "$1" | jq -Rr 'fromjson? | "\(.output | sub("^[^/]*/"; "")) \(.hash)"' | sort -u
}
diff <(hashes killed/awe-render.jsonl) <(hashes whole.jsonl) || fail "other sounds"
rm -r killed

# ---- by turns two workers, and two processes that know nothing of each other

head -n $n_of_pair list >part

# Files in a second; of both processes together, each until its own end.
by_workers() {
    local begin
    begin=$(now_ms)
    render --manifest part -o pair --jobs 2 >/dev/null
    echo "$n_of_pair $(($(now_ms) - begin))" | awk '{ print 1000 * $1 / $2 }'
    rm -r pair
}

by_processes() {
    local shard
    for shard in 1 2; do
        (
            begin=$(now_ms)
            render --manifest part -o "pair$shard" --jobs 1 --shard $shard/2 | wc -l >"n$shard"
            echo "$(cat n$shard) $(($(now_ms) - begin))" >"rate$shard"
        ) &
    done
    wait
    awk '{ rate += 1000 * $1 / $2 } END { print rate }' rate1 rate2
    rm -r pair1 pair2
}

# The rate, and the processors' seconds.
measure() {
    local TIMEFORMAT='%U %S'
    { time "by_$1" >rate; } 2>cpu
    echo "$(<rate) $(awk 'END { print $1 + $2 }' cpu)"
}

by_workers >/dev/null
for ((i = 0; i < n_pairs; i++)); do
    echo "$(measure workers) $(measure processes)"
done >pairs
awk '{ print $1 / $3 }' pairs | sort -n >ratios
awk '{ for (i = 1; i <= 4; i++) sum[i] += $i } END {
    printf "%.1f files a second by two workers, %.1f by two processes; %.3f and %.3f s of a processor each\n",
        sum[1] / NR, sum[3] / NR, sum[2] / NR / n, sum[4] / NR / n }' n=$n_of_pair pairs
echo "ratios: $(xargs <ratios)"
ratio=$(sed -n $(((n_pairs + 1) / 2))p ratios) what='the median'
# Where the middle half of the ratios lies far apart, others are at work here, who only ever slow a run down.
if awk -v n=$n_pairs 'NR == int(n / 4) + 1 { low = $1 } NR == n - int(n / 4) { exit !($1 > 1.1 * low) }' ratios; then
    ratio=$(awk '$1 > a { a = $1 } $3 > b { b = $3 } END { print a / b }' pairs) what='the fastest runs, on a busy machine'
fi
echo "two workers reach $ratio of two independent processes ($what)"
awk -v ratio="$ratio" 'BEGIN { exit !(ratio >= 0.95) }' || fail "that is too little"
awk '{ workers += $2; processes += $4 } END { exit !(processes >= 0.95 * workers) }' pairs || fail "workers need more work"
