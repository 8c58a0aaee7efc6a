#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/page.sh [PAGE.html]: tests the page of results in headless Chromium:
# that page, or one made for the test. It is tested in light and dark, wide and narrow:
# nothing is wider than the window, the console is silent, every picture is drawn and has
# an alternative text, and the contrast of all text is at least 4.5:1. Then each fault is
# planted in the page, and must be noticed. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. scripts/lib/tap
parallax=build/user/parallax

# A script for the page: it opens all details, and prints the faults to the console.
probe() {
	cat <<-'END'
	<script>
	addEventListener('load', async () => {
		const faults = [], report = text => faults.push(text);
		const channels = colour => (colour.match(/[\d.]+/g) || []).map(Number);
		const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
			.map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
			.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
		const background = e => {
			for (; e; e = e.parentElement) {
				const colour = channels(getComputedStyle(e).backgroundColor);
				if (colour.length == 3 || colour[3] > .99)
					return colour;
			}
			return [255, 255, 255];
		};
		document.querySelectorAll('details').forEach(d => d.open = true);
		await Promise.all([...document.images].map(i => i.decode().catch(() => 0)));
		const width = document.documentElement.scrollWidth;
		if (width > innerWidth)
			report(`overflow: ${width} px in a window of ${innerWidth}`);
		for (const image of document.images) {
			if (!image.naturalWidth)
				report(`picture not drawn: ${image.alt}`);
			if (image.alt.length < 40)
				report(`picture without alternative text: "${image.alt}"`);
		}
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const lowContrast = new Set();
		while (walker.nextNode()) {
			const e = walker.currentNode.parentElement, style = getComputedStyle(e);
			if (!walker.currentNode.data.trim() || e.closest('script,style'))
				continue;
			const a = luminance(channels(style.color)), b = luminance(background(e));
			const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
			if (contrast < 4.5)
				lowContrast.add(`contrast: ${e.tagName} ${e.className} ${contrast.toFixed(2)}`);
		}
		lowContrast.forEach(report);
		const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
		console.info('PROBED ' + JSON.stringify([scheme, innerWidth, document.images.length, ...faults]));
	});
	</script>
	END
}

# inspect PAGE SCHEME WIDTH: the faults of a page in a window of that width, a line each, and
# what was tested.
inspect() {
	local file=$1 scheme=$2 width=$3 dark=1

	[[ $scheme != dark ]] || dark=0
	{ sed '/<\/body>/,$d' "$file"; probe; sed -n '/<\/body>/,$p' "$file"; } >"$work/probed.html"
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
		--user-data-dir="$work/browser" --blink-settings=preferredColorScheme=$dark \
		--window-size="$width,1000" --enable-logging=stderr --v=0 --virtual-time-budget=10000 \
		--dump-dom "file://$work/probed.html" 2>"$work/console" >/dev/null
	unpack <"$work/console"
}

# Prints the lines of the console, and each line of the probe's JSON.
unpack() {
	sed -n 's/.*:CONSOLE[:(][0-9]*[)]\{0,1\}\] "\(.*\)", source: .*/\1/p' | while IFS= read -r line; do
		case $line in
		'PROBED '*) sed 's/^PROBED \[//; s/\]$//; s/,"/\n"/g; s/\\"/\x27/g' <<<"$line" ;;
		*) echo "console: $line" ;;
		esac
	done
}

# The faults alone.
faults() {
	inspect "$@" | grep -E '^"?(overflow|picture|contrast|console)' | tr -d '"'
}

make_page() {
	"$parallax" run mutex_counter chan_bounded --side user --threads 1,2 --rounds 6 --seconds 0.01 \
		--latency --json "$work/results.json" >/dev/null &&
		"$parallax" lab rwlock_overlap chan_bounded_blocks scope_borrows --json >"$work/labs.json"
	"$parallax" page --output "$work/page.html" --claims "$work/labs.json" "$work/results.json" "$work/results.json"
}

# plant WHAT HTML TEXT: adds HTML with a fault to the page; a fault with TEXT must be found.
plant() {
	sed "s|</main>|$2</main>|" "$work/page.html" >"$work/planted.html"
	check "noticed: $1" contains "$(faults "$work/planted.html" light 1280)" "$3"
}

if ! command -v chromium >/dev/null; then
	echo 'ok 1 - the page in a browser # SKIP no chromium'
	echo 1..1
	exit 0
fi
# has PAGE TEXT COUNT: TEXT is in so many lines of the page.
has() {
	equal "$(grep -c -- "$2" "$work/$1")" "$3"
}

# Results that were emulated, beside native ones and alone.
test_emulated() {
	sed 's/"emulated": false/"emulated": true/' "$work/results.json" >"$work/emulated.json"
	"$parallax" page --output "$work/both.html" "$work/results.json" "$work/emulated.json"
	check 'native and emulated: sections of their own' has both.html 'id="emulated"' 1
	check 'native and emulated: they are not compared' has both.html 'id="kernels"' 0
	"$parallax" page --output "$work/both.html" "$work/emulated.json" "$work/emulated.json"
	check 'two emulated kernels: no sections of their own' has both.html 'id="emulated"' 0
	check 'two emulated kernels: they are compared' has both.html 'id="kernels"' 1
}

if [[ ${1:-} ]]; then
	cp "$1" "$work/page.html"
else
	make_page
fi
ok $? 'a page is written'
[[ ${1:-} ]] || test_emulated
check 'the glossary' grep -q '<dt>Hodges-Lehmann estimate</dt>' "$work/page.html"
check 'pictures are listed by name' contains "$(scripts/bench/extract-svg "$work/page.html")" -cost
check 'a picture is extracted by name' bash -c 'name=$(scripts/bench/extract-svg "$1" | head -n 1) &&
	scripts/bench/extract-svg "$1" "$2" "$name" && grep -q "</svg>" "$2/$name.svg"' - "$work/page.html" "$work/svg"
status 'an unknown picture' 1 scripts/bench/extract-svg "$work/page.html" "$work/svg" no_such
check 'a time line has a column for each actor, with its state' \
	grep -q '<tr><td class="[a-z]*"></td><td class="\(holds\|shares\|waits\|runs\)">' "$work/page.html"
check 'the resource usage of an operation' grep -q '<th class="n">CPU ns</th>' "$work/page.html"
for scheme in light dark; do
	for width in 1280 500; do
		result=$(inspect "$work/page.html" $scheme $width)
		check "$scheme, $width px: the page was tested" contains "$result" "\"$scheme\",$width,"
		check "$scheme, $width px: no fault" equal "$(grep -E 'overflow|picture|contrast|console' <<<"$result")" ''
	done
done
plant 'an element that is too wide' '<div style="width:3000px">x</div>' 'overflow: 30'
plant 'a picture without alternative text' '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">' 'picture without alternative text'
plant 'a picture that does not exist' '<img src="nowhere.png" alt="a picture with quite a lot of words, but no file">' 'picture not drawn'
plant 'a console message' '<script>console.error("planted")</script>' 'console: planted'
plant 'a script error' '<script>nothing.at.all</script>' 'console: Uncaught ReferenceError'
plant 'low contrast' '<p style="color:#ccc;background:#fff">x</p>' 'contrast: P'
done_testing
