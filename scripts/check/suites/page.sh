#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/page.sh [PAGE.html]: the page of results, that one or one made for it, in
# a browser: light and dark, wide and narrow. Nothing is wider than the window, the console is silent, every picture is
# drawn and has words, and all text stands out from its ground. TAP on stdout.
# And the same of a page with each of these faults: it must be noticed.
set -uo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. scripts/lib/tap
parallax=build/user/parallax

# Asked of a page once it is there: all that is folded is opened, and what is found
# wrong is put, a line each, between two marks.
probe() {
	cat <<-'END'
	<script>
	addEventListener('load', async () => {
		const found = [], say = text => found.push(text);
		const channels = colour => (colour.match(/[\d.]+/g) || []).map(Number);
		const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
			.map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
			.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
		const ground = e => {
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
			say(`overflow: ${width} px in a window of ${innerWidth}`);
		for (const image of document.images) {
			if (!image.naturalWidth)
				say(`picture not drawn: ${image.alt}`);
			if (image.alt.length < 40)
				say(`picture without words: "${image.alt}"`);
		}
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const faint = new Set();
		while (walker.nextNode()) {
			const e = walker.currentNode.parentElement, style = getComputedStyle(e);
			if (!walker.currentNode.data.trim() || e.closest('script,style'))
				continue;
			const a = light(channels(style.color)), b = light(ground(e));
			const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
			if (contrast < 4.5)
				faint.add(`faint: ${e.tagName} ${e.className} ${contrast.toFixed(2)}`);
		}
		faint.forEach(say);
		const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
		console.info('PROBED ' + JSON.stringify([scheme, innerWidth, document.images.length, ...found]));
	});
	</script>
	END
}

# What is wrong with a page in a window of so many pixels: a line each. The last line
# is what was looked at.
look() {
	local file=$1 scheme=$2 width=$3 dark=1

	[[ $scheme != dark ]] || dark=0
	{ sed '/<\/body>/,$d' "$file"; probe; sed -n '/<\/body>/,$p' "$file"; } >"$work/probed.html"
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
		--user-data-dir="$work/browser" --blink-settings=preferredColorScheme=$dark \
		--window-size="$width,1000" --enable-logging=stderr --v=0 --virtual-time-budget=10000 \
		--dump-dom "file://$work/probed.html" 2>"$work/console" >/dev/null
	unpack <"$work/console"
}

# The console's lines, but for the probe's, which are unpacked.
unpack() {
	sed -n 's/.*:CONSOLE[:(][0-9]*[)]\{0,1\}\] "\(.*\)", source: .*/\1/p' | while IFS= read -r line; do
		case $line in
		'PROBED '*) sed 's/^PROBED \[//; s/\]$//; s/,"/\n"/g; s/\\"/\x27/g' <<<"$line" ;;
		*) echo "console: $line" ;;
		esac
	done
}

# Faults of a page: all lines but what was looked at.
faults() {
	look "$@" | grep -E '^"?(overflow|picture|faint|console)' | tr -d '"'
}

make_page() {
	"$parallax" run mutex_counter chan_bounded --side user --threads 1,2 --rounds 6 --seconds 0.01 \
		--latency --json "$work/results.json" >/dev/null &&
		"$parallax" lab rwlock_overlap chan_bounded_blocks scope_borrows --json >"$work/labs.json"
	"$parallax" page --output "$work/page.html" --notes "$work/labs.json" "$work/results.json" "$work/results.json"
}

# A page with a fault planted before its end, and the word by which it is to be noticed.
plant() {
	sed "s|</main>|$2</main>|" "$work/page.html" >"$work/planted.html"
	check "noticed: $1" contains "$(faults "$work/planted.html" light 1280)" "$3"
}

if ! command -v chromium >/dev/null; then
	echo 'ok 1 - the page in a browser # SKIP no chromium'
	echo 1..1
	exit 0
fi
if [[ ${1:-} ]]; then
	cp "$1" "$work/page.html"
else
	make_page
fi
ok $? 'there is a page'
check 'time lines: a column for each actor, a stroke for what it does' \
	grep -q '<tr><td class="[a-z]*"></td><td class="\(holds\|shares\|waits\|runs\)">' "$work/page.html"
check 'and what an operation takes of the machine' grep -q '<th class="n">CPU ns</th>' "$work/page.html"
for scheme in light dark; do
	for width in 1280 500; do
		seen=$(look "$work/page.html" $scheme $width)
		check "$scheme, $width px: it was looked at" contains "$seen" "\"$scheme\",$width,"
		check "$scheme, $width px: nothing is wrong" equal "$(grep -E 'overflow|picture|faint|console' <<<"$seen")" ''
	done
done
plant 'what is too wide' '<div style="width:3000px">x</div>' 'overflow: 30'
plant 'a picture without words' '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">' 'picture without words'
plant 'a picture that is none' '<img src="nowhere.png" alt="a picture with quite a lot of words, but no file">' 'picture not drawn'
plant 'a complaint' '<script>console.error("planted")</script>' 'console: planted'
plant 'an error' '<script>nothing.at.all</script>' 'console: Uncaught ReferenceError'
plant 'faint text' '<p style="color:#ccc;background:#fff">x</p>' 'faint: P'
done_testing
