#!/bin/sh
# Makes Inter.woff2 anew, from Inter 4.1. No build runs this. It needs npm, and Python with venv.
set -eu

# The same as unicode-range in styles/font.css: Latin, the signs that stand between words, and those of keys and arrows.
LETTERS="U+0020-007E,U+00A0-017F,U+0218-021B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033"
LETTERS="$LETTERS,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+21E7,U+2212,U+2248,U+2260,U+2264-2265,U+2318"
LETTERS="$LETTERS,U+2325,U+25E6,U+2713"

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cd "$work"

npm pack --silent inter-ui@4.1.1
tar -xzf inter-ui-4.1.1.tgz
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.68.0 brotli==1.2.1

# The weights that the page uses, and one optical size: a second costs half as much again, and no title is large.
tools/bin/fonttools varLib.instancer package/variable/InterVariable.woff2 wght=400:700 opsz=14 \
  --no-recalc-timestamp --output inter.ttf
# The names keep the copyright and the licence, because they have to be in every copy.
tools/bin/pyftsubset inter.ttf --unicodes="$LETTERS" --layout-features=kern,tnum,ccmp,locl --name-IDs=0,1,2,13,14 \
  --no-hinting --flavor=woff2 --output-file="$here/Inter.woff2"
cp package/LICENSE.txt "$here/OFL.txt"
