#!/bin/sh
# Makes the PNG pictures of the sample course from their SVG sources (ffmpeg with librsvg).
# Usage: media-sources/make-pictures.sh, from content/samples.
set -eu
cd "$(dirname "$0")"

to_png() {
    ffmpeg -nostdin -v error -y -i "$1" -frames:v 1 -pix_fmt rgb24 -pred mixed -compression_level 9 "$2"
}

to_png sala.svg ../accoglienza/01-la-persona/img/sala.png
to_png tempi-residenza.svg ../accoglienza/03-le-pratiche/img/tempi-residenza.png
to_png sala-v2.svg ../accoglienza-v2/edits/01-la-persona/img/sala.png
