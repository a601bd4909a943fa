#!/bin/sh
# Speaks dialogo.txt with two Italian voices of espeak-ng and writes dialogo.ogg (Opus) and its
# captions dialogo.vtt, timed by the length of each spoken line.
# Usage: media-sources/make-dialogue.sh, from content/samples.
set -eu
cd "$(dirname "$0")"
target=$(cd ../accoglienza/02-le-lingue && pwd)/media
mkdir -p "$target"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pause_ms=400

timestamp() {
    printf '%02d:%02d.%03d' $(($1 / 60000)) $(($1 / 1000 % 60)) $(($1 % 1000))
}

printf 'WEBVTT\n' >"$target/dialogo.vtt"
: >"$work/list"
number=0
start_ms=0
while IFS='|' read -r who words; do
    number=$((number + 1))
    case $who in
        A) voice=it+f2 pitch=58 name=Anna ;;
        *) voice=it+m3 pitch=38 name="L'uomo" ;;
    esac
    espeak-ng -v "$voice" -p "$pitch" -s 145 -g 1 -w "$work/raw.wav" "$words"
    # A line keeps its own length; the pause behind it is silence.
    ffmpeg -nostdin -v error -y -i "$work/raw.wav" -ar 48000 -ac 1 -af "apad=pad_dur=${pause_ms}ms" \
        "$work/$number.wav"
    length_ms=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$work/$number.wav" |
        awk '{ printf "%d", $1 * 1000 }')
    printf "file '%s.wav'\n" "$number" >>"$work/list"
    printf '\n%d\n%s --> %s\n<v %s>%s\n' "$number" "$(timestamp "$start_ms")" \
        "$(timestamp $((start_ms + length_ms - pause_ms / 2)))" "$name" "$words" \
        >>"$target/dialogo.vtt"
    start_ms=$((start_ms + length_ms))
done <dialogo.txt
ffmpeg -nostdin -v error -y -f concat -safe 0 -i "$work/list" -af loudnorm=I=-18:TP=-2 -ar 48000 -ac 1 \
    -c:a libopus -b:a 28k -map_metadata -1 -metadata language=ita \
    -metadata title="Un dialogo allo sportello" -fflags +bitexact "$target/dialogo.ogg"
