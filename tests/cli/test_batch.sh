#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Many songs at once: folders, lists, shards, workers; what was done is left alone, and nothing else is.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

render() {
    "$AWE_PLAYER" render -q "$@" --tail release
}

# The hash of each song's sound, by its name.
hashes() {
    sed -n 's/.*"song":"\([^"]*\)".*"hash":"\([^"]*\)".*/\1 \2/p' "$@" | sort
}

count() {
    grep -c "\"state\":\"$1\"" "$2" || true
}

mkdir -p songs/deep
for i in 0 1 2 3 4 5 6; do
    make_song "songs/$i.mid" "00C0$i"'00903'$i'6478803'$i'0090000000FF2F00'
done
mv songs/6.mid songs/deep/6.MID
echo 'no song' >songs/notes.txt

# A folder: each song in its place, the same bits as alone, whatever the number of workers.
render songs -o one --jobs 1 >one.jsonl || fail "a folder"
render songs -o three/ --jobs 3 >three.jsonl || fail "a folder with three workers"
[[ $(find one -name '*.wav' | wc -l) == 7 && -e one/deep/6.wav && ! -e one/notes.wav ]] || fail "$(find one)"
diff <(hashes one.jsonl) <(hashes three.jsonl) || fail "the workers matter"
[[ $(hashes one.jsonl | wc -l) == 7 ]] || fail "$(cat one.jsonl)"
alone=$("$AWE_PLAYER" render -q --hash songs/3.mid --tail release)
grep -q "songs/3.mid ${alone%% *}" <(hashes one.jsonl) || fail "alone it is $alone"
for i in 0 1 2 3 4 5 deep/6; do
    cmp one/$i.wav three/$i.wav || fail "$i differs"
done
diff <(sort one.jsonl) <(sort one/awe-render.jsonl) || fail "the log is not what was told"

# Shards: together the whole, and none twice.
render songs -o shards --shard 1/3 >s1 && render songs -o shards --shard 2/3 >s2 &&
    render songs -o shards --shard 3/3 >s3 || fail "shards"
diff <(hashes s1 s2 s3) <(hashes one.jsonl) || fail "the shards are not the whole"
render songs -o shards --resume >again || fail "after the shards"
[[ $(count kept again) == 7 ]] || fail "shards are not believed: $(cat again)"

# A list: paths, and objects with what is theirs.
cat >list <<'LIST'
# two of a kind
songs/0.mid
{"song": "songs/0.mid", "output": "up/zero+3.flac", "transpose": 3}
LIST
render --manifest list -o listed -F flac >listed.jsonl || fail "a list"
[[ -e listed/0.flac && -e listed/up/zero+3.flac ]] || fail "$(find listed)"
up=$("$AWE_PLAYER" render -q --hash songs/0.mid --transpose 3 --tail release)
grep -q "${up%% *}" listed.jsonl || fail "it was not transposed"
render --manifest - -o listed2 <list >/dev/null || fail "a list by standard input"
echo '{"song": 3}' >bad
status=0
render --manifest bad -o none 2>err || status=$?
[[ $status == 1 && $(cat err) == *'bad: line 1 is no object with a "song"'* ]] || fail "a bad list: $status $(cat err)"

# Nothing but hashes is believed: an output that was changed, a song that was, another gain.
printf x >>one/1.wav
make_song songs/2.mid '00C05000903264788032009000000000FF2F00'
render songs -o one --resume >again || fail "resume"
[[ $(count kept again) == 5 && $(count done again) == 2 ]] || fail "$(cat again)"
cmp one/1.wav three/1.wav || fail "it was not made good"
render songs -o one --resume --gain 0.4 >again || fail "resume with another gain"
[[ $(count done again) == 7 ]] || fail "another gain is another sound"

# Without --resume nothing is replaced; a song that fails ends the batch unless it shall go on.
status=0
render songs -o one >again 2>err || status=$?
[[ $status == 2 ]] || fail "replaced: $status"
echo rubbish >songs/25.mid
status=0
render songs -o fresh --keep-going >again 2>err || status=$?
[[ $status == 3 && $(count done again) == 7 && $(count failed again) == 1 ]] || fail "keep going: $status $(cat again)"
grep -q '"error":"songs/25.mid: .*' again || fail "no reason: $(cat again)"
rm songs/25.mid

# Two songs that would become one file; folders without songs.
cp songs/0.mid songs/0.rmi
status=0
render songs -o clash 2>err || status=$?
[[ $status == 1 ]] && grep -q 'would both become clash/0.wav' err || fail "a clash: $status $(cat err)"
rm songs/0.rmi
mkdir empty
status=0
render empty -o none 2>err || status=$?
[[ $status == 1 ]] && grep -q 'holds no MIDI file' err || fail "an empty folder: $status $(cat err)"

# Ctrl-C, and a kill that nobody can catch: no half files, and what was told is whole.
for signal in INT KILL; do
    "$AWE_PLAYER" render -q songs -o "by$signal" --tail 2:00:00 --jobs 2 >"by$signal.jsonl" &
    pid=$!
    sleep 0.5
    kill -$signal $pid
    status=0
    wait $pid || status=$?
    [[ $signal == KILL || $status == 4 ]] || fail "Ctrl-C: $status"
    sleep 0.3
    [[ -z $(find "by$signal" -name '*.part') ]] || fail "half files: $(find "by$signal")"
    ! pgrep -f "by$signal" >/dev/null || fail "workers are still there"
done
render songs -o byKILL --resume >again || fail "after the kill"
[[ $(hashes again | wc -l) == 7 ]] || fail "$(cat again)"
