#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The recipes of docs/batch.md, word by word: GNU parallel, and a Slurm job array of which one worker is killed midway.
# Nothing is lost, nothing is rendered twice, and every sound is the one of an undisturbed run.
# shellcheck source=slurm.sh
. "$(dirname "$0")/slurm.sh"
set -eu
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}/openttd-openmsx
[[ -d $corpus ]] && command -v parallel >/dev/null || exit 77
export AWE_SOUNDFONT=$AWE_SOURCE/soundfonts/awe-gm.sf2
scratch=$(mktemp -d)
trap 'stop_slurm; rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$AWE_PLAYER" "$scratch/bin/awe-player"
export PATH=$scratch/bin:$PATH
cd "$scratch"

fail() {
    echo "FAILED: $*"
    cat slurm-*.out 2>/dev/null | tail -n 20
    exit 1
}

# The block of docs/batch.md that begins with a line that matches PATTERN.
recipe() {
    awk -v pattern="$1" '/^```/ { if (found) { printf "%s", text; exit } text = ""; next }
        { text = text $0 "\n"; if ($0 ~ pattern) found = 1 }' "$AWE_SOURCE/docs/batch.md"
}

find "$corpus" -name '*.mid' | sort | while read -r song; do
    name=$(basename "$song" .mid)
    echo "{\"song\": \"$song\", \"output\": \"$name.flac\"}"
    echo "{\"song\": \"$song\", \"output\": \"$name+5.flac\", \"transpose\": 5}"
done >songs.list
n=$(wc -l <songs.list)

hashes() {
    cat "$1"/awe-render*.jsonl | sed -n 's/.*"output":"[^"]*\/\([^"]*\)".*"hash":"\([^"]*\)".*/\1 \2/p' | sort
}

# Each file once in the logs as done, and whole.
check() {
    [[ $(find "$1" -name '*.flac' | wc -l) == "$n" ]] || fail "$1: $(find "$1" -name '*.flac' | wc -l) files of $n"
    [[ -z $(find "$1" -name '*.part') ]] || fail "$1: half files"
    diff <(hashes "$1") <(hashes whole) || fail "$1: lost, doubled or different"
}

awe-player render -q --manifest songs.list -o whole/ -F flac --max-length 20 >/dev/null
[[ $(hashes whole | wc -l) == "$n" ]] || fail "the undisturbed run"
echo "$n files"

recipe '^parallel ' | sed 's/\$MORE/-F flac --max-length 20/' >by_parallel
grep -q parallel by_parallel || fail "no recipe"
bash by_parallel >/dev/null || fail "GNU parallel: $?"
check parallel

start_slurm "$scratch/slurm"
recipe '^#SBATCH' | sed 's/\$MORE/-F flac --max-length 20/' >job.sh
grep -q SBATCH job.sh || fail "no recipe"
sbatch --array=1-4 job.sh

# The processes of our second shard: others on this machine may have one, too.
second_shard() {
    local pid
    for pid in $(pgrep -f 'awe-player render.*--shard 2/4'); do
        [[ $(readlink "/proc/$pid/cwd") != "$scratch" ]] || echo "$pid"
    done
}

killed=
for _ in {1..1200}; do
    n_done=$(grep -c '"state":"done"' cluster/awe-render-2-of-4.jsonl 2>/dev/null || true)
    if [[ -z $killed ]] && ((${n_done:-0} >= 2)); then
        # shellcheck disable=SC2046
        kill -KILL $(second_shard) && killed=yes
        echo "killed a worker after $n_done of its files"
    fi
    [[ -z $killed || -n $(squeue -h) ]] || break
    sleep 0.1
done
[[ $killed ]] || fail "no worker was killed"
[[ -z $(squeue -h) ]] || fail "the jobs do not end: $(squeue)"
check cluster
grep -q '"state":"kept"' cluster/awe-render-2-of-4.jsonl || fail "nothing was kept"
echo "nothing lost, nothing doubled"
