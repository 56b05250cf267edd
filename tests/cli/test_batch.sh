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
    make_song "songs/$i.mid" "00C00${i}00903${i}6478803${i}008100FF2F00"
done
mv songs/6.mid songs/deep/6.MID
echo 'no song' >songs/notes.txt

# A folder: each song in its place, the same bits as alone, whatever the number of workers.
render songs -o one --jobs 1 >one.jsonl || fail "a folder"
render songs -o three/ --jobs 3 >three.jsonl || fail "a folder with three workers"
[[ $(find one -name '*.wav' | wc -l) == 7 && -e one/deep/6.wav && ! -e one/notes.wav ]] || fail "$(find one)"
diff <(hashes one.jsonl) <(hashes three.jsonl) || fail "the workers matter"
[[ $(hashes one.jsonl | cut -d ' ' -f 2 | sort -u | wc -l) == 7 ]] || fail "$(cat one.jsonl)"
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

# What is not said clearly is not rendered.
for line in '{"song": "songs/0.mid", "tempo": 99.5}' '{"song": "songs/0.mid", "transpose": "3"}' \
    '{"song": "songs/0.mid", "output": "../escaped.wav"}'; do
    status=0
    render --manifest - -o none <<<"$line" 2>err || status=$?
    [[ $status == 1 && ! -e none ]] || fail "$line: $status $(cat err)"
done

# Nothing but hashes is believed: an output that was changed, a song that was, another gain.
printf x >>one/1.wav
make_song songs/2.mid '00C05000903264788032009000000000FF2F00'
render songs -o one --resume >again || fail "resume"
[[ $(count kept again) == 5 && $(count 'done' again) == 2 ]] || fail "$(cat again)"
cmp one/1.wav three/1.wav || fail "it was not made good"
render songs -o one --resume --gain 0.4 >again || fail "resume with another gain"
[[ $(count 'done' again) == 7 ]] || fail "another gain is another sound"
render songs -o one --resume --gain 0.4 --no-sidecar >again || fail "resume without their banks"
[[ $(count 'done' again) == 7 ]] || fail "banks of the songs are heard"
echo '{"frame": 4410, "level": "low"}' >levels
render songs -o one --resume --gain 0.4 --replay-levels levels >again || fail "resume with other levels"
[[ $(count 'done' again) == 7 ]] || fail "levels are heard"

# Names prove nothing and are not needed: a folder that was moved, names in no known writing.
odd=songs/$(hex 6FE4).mid
cp songs/0.mid "$odd"
render songs -o "one [1]" >again || fail "an odd name"
grep -q '"song":"songs/o?.mid","output":"one \[1\]/o?.wav"' again || fail "$(cat again)"
mv "one [1]" moved
render songs -o ./moved --resume >again || fail "a folder that was moved"
[[ $(count kept again) == 8 ]] || fail "a folder that was moved: $(cat again)"
rm "$odd"

# Without --resume nothing is replaced; a song that fails ends the batch unless it shall go on.
status=0
render songs -o one >again 2>err || status=$?
[[ $status == 2 ]] || fail "replaced: $status"
echo rubbish >songs/25.mid
status=0
render songs -o fresh --keep-going >again 2>err || status=$?
[[ $status == 3 && $(count 'done' again) == 7 && $(count failed again) == 1 ]] || fail "keep going: $status $(cat again)"
grep -q '"error":"songs/25.mid: .*' again || fail "no reason: $(cat again)"
rm songs/25.mid

# Two songs that would become one file, however it is written; folders without songs.
printf '%s\n' '{"song": "songs/0.mid", "output": "a//b"}' '{"song": "songs/1.mid", "output": "./a/b.wav"}' >list
status=0
render --manifest list -o clash 2>err || status=$?
[[ $status == 1 && ! -e clash ]] || fail "one file in two spellings: $status"
grep -q '^awe-player: songs/0.mid and songs/1.mid would both become clash/a/b.wav$' err || fail "$(cat err)"
cp songs/0.mid songs/0.rmi
status=0
render songs -o clash 2>err || status=$?
[[ $status == 1 ]] && grep -q 'would both become clash/0.wav' err || fail "a clash: $status $(cat err)"
rm songs/0.rmi
mkdir empty
status=0
render empty -o none 2>err || status=$?
[[ $status == 1 ]] && grep -q 'holds no MIDI file' err || fail "an empty folder: $status $(cat err)"

# A line that cannot be written is as bad as a sound; nobody begins another song.
status=0
render songs -o full --jobs 1 >/dev/full 2>err || status=$?
[[ $status == 2 && $(find full -name '*.wav' | wc -l) == 1 ]] || fail "a full disk: $status $(ls full)"
grep -q 'standard output: No space left' err || fail "$(cat err)"

# A full disk, for sounds or for the log: what there is is whole, and the rest is told.
if mkdir small && mount -t tmpfs -o size=300k tmpfs small 2>/dev/null; then
    trap 'umount "$scratch/small" 2>/dev/null || true; rm -rf "$scratch"' EXIT
    status=0
    render songs -o small/out --keep-going --jobs 2 >again 2>err || status=$?
    [[ $status == [23] ]] && grep -q 'No space left' err || fail "a small disk: $status $(cat again err)"
    [[ $(find small -type f ! -name '*.jsonl' | wc -l) == $(count 'done' again) ]] || fail "half files: $(find small)"
    for sound in small/out/*.wav; do
        cmp "$sound" "fresh/${sound#small/out/}" || fail "$sound is not whole"
    done
    umount small
fi

# One who starts it with the ends of its children ignored.
timeout -k 5 60 env --ignore-signal=CHLD "$AWE_PLAYER" render -q songs -o unseen --tail release >/dev/null || fail "SIGCHLD: $?"

# The workers of process $1 with an output under way.
busy_workers() {
    local worker
    for worker in $(pgrep -P "$1"); do
        # shellcheck disable=SC2010
        ls -l "/proc/$worker/fd" 2>/dev/null | grep -qE '#.* \(deleted\)|\.awe-player' && echo "$worker"
    done
    return 0
}

# start NAME JOBS: renders for hours into the folder NAME; sets pid, and workers once they are all at it.
start() {
    "$AWE_PLAYER" render -q songs -o "$1" --tail 9:00:00 --jobs "$2" --keep-going >"$1.jsonl" 2>"$1.err" &
    pid=$!
    for _ in {1..400}; do
        workers=$(busy_workers $pid)
        [[ $(wc -w <<<"$workers") == "$2" ]] && return
        sleep 0.05
    done
    fail "the workers do not begin"
}

# They share the bank's pages: mapped read-only, and none of them written.
start shared 2
for worker in $workers; do
    pages=$(awk '/^[0-9a-f]+-/ { ours = /awe-gm\.sf2$/; if (ours) print $2 } ours && /^Private_Dirty/ { print $2 }' \
        "/proc/$worker/smaps" | sort -u | xargs)
    [[ $pages == "0 r--"? ]] || fail "worker $worker has its own bank: $pages"
done

# One worker that is ended fails one song, and another one goes on.
victim=${workers%%[^0-9]*}
kill -KILL "$victim"
for _ in {1..200}; do
    [[ $(count failed shared.jsonl) == 1 ]] && break
    sleep 0.05
done
grep -q '"error":"the worker was ended by signal 9"' shared.jsonl || fail "$(cat shared.jsonl)"
for _ in {1..200}; do
    [[ $(busy_workers $pid | wc -l) == 2 ]] && break
    sleep 0.05
done
[[ $(busy_workers $pid | wc -l) == 2 ]] || fail "no worker in its place"
kill -TERM $pid
status=0
wait $pid || status=$?
[[ $status == 4 && $(wc -l <shared.jsonl) == 1 ]] || fail "SIGTERM: $status $(cat shared.jsonl)"

# Ctrl-C, as the terminal sends it to all and as others send it to one; and a kill that nobody can catch: no half
# files, and what was told is whole.
for way in "INT all" "INT one" "KILL one"; do
    read -r signal whom <<<"$way"
    folder=by$signal-$whom
    start "$folder" 2
    [[ $whom == one ]] || kill -"$signal" $workers
    kill -"$signal" $pid
    status=0
    wait $pid 2>/dev/null || status=$?
    [[ $signal == KILL || $status == 4 ]] || fail "$way: $status"
    for _ in {1..100}; do
        # shellcheck disable=SC2086
        kill -0 $workers 2>/dev/null || break
        sleep 0.05
    done
    # shellcheck disable=SC2086
    ! kill -0 $workers 2>/dev/null || fail "$way: workers are still there"
    [[ -z $(find "$folder" -type f) && ! -s $folder.jsonl && ! -s $folder.err ]] ||
        fail "$way: $(find "$folder") $(cat "$folder".*)"
done
render songs -o byKILL-one --resume >again || fail "after the kill"
[[ $(hashes again | wc -l) == 7 ]] || fail "$(cat again)"
