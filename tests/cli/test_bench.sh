#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The bench runs its workloads and songs, for people and for programs, and its sound is always the same. What its
# verdicts are worth is looked at in tests/perf.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

bench() { # a bench that takes no time
    player bench --seconds 1 --runs 1 --warmup 0 "$@"
}

# One run of each: a table with a row for each workload and buffer size.
bench --warmup 1 >table
workloads='32-voices few-voices moving-voices dense-song note-storm controller-storm 256-voices 256-storm worst-control worst-voices worst-effects'
for workload in $workloads; do
    for size in 64 256 1024; do
        grep -qE "^$workload +$size +[0-9.]+ +[0-9]+ " table || fail "no row $workload $size: $(cat table)"
    done
    grep -qE "^$workload .* [0-9a-f]{16}$" table || fail "no hash of $workload: $(cat table)"
done
grep -qE '^bank-load +64 +[0-9.]+ ms for each' table || fail "$(cat table)"

# The sound does not depend on the buffer size.
bench --stress 32-voices -z 64,1000 --json >sizes.json
[[ $(sed 's/.*"xxh3":"\([0-9a-f]*\)".*/\1/' sizes.json | uniq | grep -cE '^[0-9a-f]{16}$') == 1 ]] || fail "$(cat sizes.json)"
if command -v jq >/dev/null; then
    bench --warmup 1 --stress 32-voices,worst-effects -z 64 --json >one.json
    jq -se 'length == 2 and all(.schema == 1 and .sound_seconds == 1 and .ns_per_voice_frame > 0 and .block_frames == 64
        and .memory.peak_bytes > .memory.synth_bytes and .memory.synth_bytes > 0 and .memory.bank_bytes > 0
        and .memory.song_bytes > 0 and (.runs_cpu_ns | length) == 1 and .instructions_per_voice_frame == null)
        and .[0].voice_frames == 32 * 44100 and .[0].peak_voices == 32
        and (.[0].stage_percent | . == null or (.control + .voices + .effects + .rest - 100 | fabs) < 0.01)' \
        one.json >/dev/null || fail "$(cat one.json)"
fi

# Runs in processes of their own, and what they are compared with.
bench --runs 5 --stress few-voices -z 256 --json >base.json
[[ $(wc -l <base.json) == 1 ]] || fail "$(cat base.json)"
bench --runs 5 --stress few-voices -z 256 --baseline base.json >table
grep -q 'compared with base.json, .*(stored)' table || fail "$(cat table)"
grep -qE '^few-voices +256 .*(same|faster|slower|unclear|void: too noisy.*)' table || fail "$(cat table)"
bench --runs 5 --stress few-voices -z 256 --against "$AWE_PLAYER" --json >against.json
grep -q '"of":"few-voices","block_frames":256,"verdict":"' against.json || fail "$(cat against.json)"
[[ $(grep -c '"runs_cpu_ns":\[[0-9]*,[0-9]*,[0-9]*,[0-9]*,[0-9]*\]' against.json) == 1 ]] || fail "$(cat against.json)"

# Another sound, another length, another machine, nothing to compare with: void, and no gate passes that.
void() { # REASON, then the options
    local reason=$1 status=0
    shift
    bench --runs 2 -z 256 --gate "$@" >table || status=$?
    [[ $status == 6 ]] || fail "exit code $status, not 6: $(cat table)"
    grep -q "void: $reason" table || fail "not void for \"$reason\": $(cat table)"
}
printf '#!/bin/sh\nexec "%s" "$@" -g 0.500016\n' "$AWE_PLAYER" >changed # 1 of 32768, where it is loudest
chmod +x changed
void 'the sound is not the same' --stress few-voices --against ./changed
void 'not of the same length' --stress few-voices --baseline base.json --seconds 2
void 'nothing to compare with' --stress 32-voices --baseline base.json
sed 's/"machine":"[^"]*"/"machine":"a machine that is not"/' base.json >elsewhere.json
void 'measured on another machine' --stress few-voices --baseline elsewhere.json

# What was much slower before is faster now; what was much faster is slower, and passes no narrow gate.
bench --runs 9 --stress worst-voices -z 64 --json --interp sinc >slow.json
bench --runs 9 --stress worst-voices -z 64 --json >fast.json
plant() { # FROM TO: gives TO the hash of FROM, as if one had been made of the other without a change of sound
    sed -i 's/"xxh3":"[0-9a-f]*"/"'"$(grep -o 'xxh3":"[0-9a-f]*"' "$1")"'/' "$2"
}
plant fast.json slow.json
bench --runs 9 --stress worst-voices -z 64 --baseline slow.json >table
grep -qE '^worst-voices +64 .*-[0-9.]+ % .*faster|void: too noisy' table || fail "$(cat table)"
bench --runs 9 --stress worst-voices -z 64 --interp sinc --json >slow.json
plant slow.json fast.json
status=0
bench --runs 9 --stress worst-voices -z 64 --interp sinc --baseline fast.json --gate=5 >table || status=$?
grep -qE '^worst-voices +64 .*\+[0-9.]+ % .*slower|void: too noisy' table || fail "$(cat table)"
[[ $status == 6 ]] || fail "exit code $status, not 6: $(cat table)"
bench --runs 9 --stress worst-voices -z 64 --interp sinc --baseline fast.json --gate=1000% >table ||
    grep -q 'void: too noisy' table || fail "$(cat table)"

# Songs, with any bank.
bench --json -z 64 song.mid | grep -q '"workload":"song.mid"' || fail "bench of a song"
bench -z 64 --runs 2 --json song.mid long.mid >songs.json
[[ $(grep -c '"workload"' songs.json) == 2 ]] || fail "$(cat songs.json)"

# What is played, as files.
mkdir saved
player bench --seconds 1 --save saved >out
[[ ! -s out ]] || fail "--save runs something"
player render -q --progress none -f saved/bench.sf2 -o saved/out.wav saved/32-voices.mid || fail "the saved workload"
for workload in $workloads; do
    [[ -s saved/$workload.mid ]] || fail "$workload was not saved"
done

# How much this machine can play.
player bench --until-xrun -z 8 >table || fail "$(cat table)"
grep -qE '^capacity: [0-9]+ voices in buffers of 8 frames' table || fail "$(cat table)"
grep -qE '^time grows with the number of voices to the power of ' table || fail "$(cat table)"

if command -v valgrind >/dev/null && "$AWE_PLAYER" -V >/dev/null && valgrind -q "$AWE_PLAYER" -V >/dev/null 2>&1; then
    bench --instructions --stress few-voices -z 64 --json >counted.json
    grep -qE '"instructions_per_voice_frame":[0-9.]+,' counted.json || fail "$(cat counted.json)"
fi
PATH=$PWD bench --instructions --stress few-voices -z 64 --json >uncounted.json
grep -q '"why":{"instructions_per_voice_frame":"valgrind cannot be started"}' uncounted.json || fail "$(cat uncounted.json)"

expect 1 'no-such/bench.sf2: No such file or directory' bench --save no-such
expect 2 'no-such: No such file or directory' bench --runs 1 no-such
expect 1 'bench takes --baseline or --against, not both' bench --baseline x --against y
expect 1 '--gate needs --baseline or --against' bench --gate
expect 1 '--stress takes 32-voices .* with commas, not "quiet"' bench --stress quiet
expect 1 'bench takes files or --stress, not both' bench --stress few-voices song.mid
expect 1 'no-such: No such file or directory' bench --stress few-voices --baseline no-such
expect 1 'song.mid: line 1: not a JSON object' bench --stress few-voices --baseline song.mid
expect 1 'no-such: No such file or directory' bench --stress few-voices --runs 1 --seconds 1 --against no-such
expect 1 '--buffer takes one size in render' render -z 1,2 song.mid -o x.wav
