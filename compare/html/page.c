// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "bugs_section.h"
#include "charts.h"
#include "claims/concepts.h"
#include "claims_section.h"
#include "cost_section.h"
#include "glossary.h"
#include "gnuplot.h"
#include "html.h"
#include "stats/comparison.h"
#include "stats/user_mode.h"
#include "measure/debug_options.h"
#include "page.h"

static const char head[] =
"<!DOCTYPE html>\n"
"  <html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
"  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
"  <meta name=\"color-scheme\" content=\"light dark\">\n"
"  <title>parallax: one primitive, seen from the kernel and from user space</title>\n<style>\n"
"  :root{color-scheme:light dark;--paper:#fdfcfa;--ink:#22262b;--faint:#5d636b;--line:#d8d5cf;\n"
"  --card:#f3f1ec;--good:#1d7a4f;--bad:#b3261e;--code:#f3f1ec;--accent:#1d679b}\n"
"  @media(prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#dfe2e6;--faint:#9aa1aa;\n"
"  --line:#363b43;--card:#1e2126;--good:#5cc394;--bad:#ff8a80;--code:#1e2126;--accent:#6cb6e8}}\n"
"  *{box-sizing:border-box}\n"
"  body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--paper);color:var(--ink);\n"
"  font:16px/1.55 system-ui,sans-serif}\n"
"  h1{font-size:1.7rem;line-height:1.2;margin:.2em 0}\n"
"  h2{margin:2.4em 0 .4em;border-bottom:1px solid\n"
"  var(--line);padding-bottom:.2em}h3{margin:1.6em 0 .4em;font-size:1.05rem}\n"
"  p{max-width:46rem}.faint{color:var(--faint)}a{color:var(--accent)}\n"
"  .wide{overflow-x:auto}\n"
"  table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}\n"
"  th,td{padding:.22em .7em;border-bottom:1px solid var(--line);text-align:left;\n"
"  vertical-align:top}\n"
"  table{margin:.2em 0 .8em}th{font-weight:600;color:var(--faint)}\n"
"  td.n,th.n{text-align:right;white-space:nowrap}\n"
"  .highlight{color:var(--bad);font-weight:700}.good{color:var(--good)}.bad{color:var(--bad)}\n"
"  img{max-width:100%;height:auto;display:block}\n"
"  nav a{display:inline-block;margin:0 .9em .3em 0}\n"
"  pre{margin:0;padding:.8em;background:var(--code);font:12.5px/1.45 ui-monospace,monospace;\n"
"  overflow-x:auto;tab-size:8}\n"
"  .twins{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));\n"
"  gap:.8rem}\n"
"  .twins>div{min-width:0}.twins>.both{grid-column:1/-1}.twins pre{max-height:34rem}\n"
"  .twins h4{margin:.4em 0;font-weight:600;font-size:.9rem}\n"
"  summary{cursor:pointer;padding:.3em 0}dl{display:grid;grid-template-columns:max-content 1fr;\n"
"  gap:.2em 1em;max-width:56rem}dt{color:var(--faint)}dd{margin:0}\n"
"  caption{text-align:left;font-weight:600}.line{border-spacing:.7em 0;border-collapse:separate}\n"
"  .line td,.line th{border-bottom:0;padding:.12em .6em}.line td{min-width:6rem}\n"
"  .line .gone{border-left:9px solid transparent}.runs{border-left:3px solid var(--faint)}\n"
"  .waits{border-left:3px dashed var(--bad)}.shares{border-left:9px double var(--accent)}\n"
"  .holds{border-left:9px solid var(--accent)}\n"
"  .line .runs,.line .waits{padding-left:calc(.6em + 6px)}\n"
"  p .runs,p .waits,p .shares,p .holds{padding-left:.4em}\n"
"  .warn{border-left:4px solid var(--bad);padding:.4em .9em;background:var(--card)}\n"
"  .side{border-left:1em solid;padding-left:.5em}\n"
"  @media print{body{max-width:none;font-size:10.5pt}details{break-inside:avoid}\n"
"  pre,.twins pre{white-space:pre-wrap;max-height:none}h2{break-after:avoid}}\n"
"</style>\n</head>\n<body>\n";

/* ---- the summary ------------------------------------------------------------- */

static void put_environment(FILE *out, const struct px_result_file *file)
{
	const struct px_environment *e = &file->environment;

	fputs("<dt>kernel</dt><dd>", out);
	px_html_print(out, "Linux %s, %s preemption", e->kernel,
		      *e->preempt ? e->preempt : "unknown");
	for (unsigned int i = 0; px_debug_name(e->debug, i); i++)
		px_html_print(out, ", %s", px_debug_name(e->debug, i));
	if (*e->remote)
		px_html_print(out, "; side kernel: %s", e->remote);
	fputs("</dd><dt>machine</dt><dd>", out);
	px_html_print(out, "%s, %u of %u CPUs, %s, %s",
		      *e->accelerator ? e->accelerator : "unknown", e->cpus_allowed,
		      e->cpus_online, e->cpu_model, e->libc);
	fputs("</dd><dt>builds</dt><dd>", out);
	px_html_print(out, "module by %s, program by %s (%s), source %.12s", e->module_compiler,
		      e->user_compiler, e->user_flags, e->user_hash);
	fputs("</dd><dt>plan</dt><dd>", out);
	px_html_print(out, "%u rounds in random order, seed %llu%s", file->plan.rounds,
		      (unsigned long long)file->plan.seed,
		      px_results_complete(&file->results) ? "" :
		      ": INCOMPLETE, the run was interrupted");
	fputs("</dd>\n", out);
}

static void put_warnings(FILE *out, const struct px_result_file *file)
{
	if (file->environment.emulated) {
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "%s: " PX_EMULATED ".", file->environment.remote[0] ?
			      file->environment.remote : file->environment.accelerator);
		fputs("</p>\n", out);
	}
	if (px_user_mode(&file->results)) {
		fputs("<p>", out);
		px_html_print(out, PX_USER_MODE_DIFFERS ". " PX_MARK_UNQUOTABLE " marks figures "
			      "that are not to be quoted: threads slept, or the kernel side "
			      "executes other instructions than a stock kernel.");
		fputs("</p>\n", out);
	}
	if (file->environment.debug)
		fputs("<p class=\"warn\">A debug kernel: every kernel figure includes its checks, "
		      "so the costs prove nothing.</p>\n", out);
	for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
		if (px_results_present(&file->results, s))
			continue;
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "The %s side was absent: %s.", file->plan.sides[s]->name,
			      file->results.absent[s]);
		fputs("</p>\n", out);
	}
}

static void put_table(struct px_page_ctx *ctx, const struct px_result_file *file)
{
	put_warnings(ctx->out, file);
	px_cost_section_summary(ctx->out, &file->results);
	px_cost_section_sides(ctx->out, &file->plan);
	px_page_ctx_error(ctx, px_chart_ratios(ctx->out, file));
	px_cost_section_table(ctx->out, file, NULL);
}

static void put_summary(struct px_page_ctx *ctx)
{
	fputs("<header><h1>parallax</h1>\n"
	      "<p>The same synchronization primitives in the kernel and in user space: what they "
	      "cost on each side of the system-call boundary, and across it. "
	      "The <a href=\"#glossary\">glossary</a> explains each term and mark.</p></header>\n"
	      "<main>\n",
	      ctx->out);
	put_table(ctx, px_page_first_file(ctx));
	fputs("<p class=\"faint\">ns/op: nanoseconds of a worker's time for one operation, median "
	      "of the rounds. The comparison is of the first two sides, from rounds in pairs: "
	      "median of the paired ratios (pseudo-median, by Hodges-Lehmann), and its 95 % "
	      "interval by the signed-rank test. It is not the quotient of the two medians; "
	      PX_MARK_NOT_QUOTIENT ": it is more than 5 % from it, as outliers or drift moved the "
	      "medians.</p>\n"
	      "<dl>\n",
	      ctx->out);
	for (unsigned int f = 0; f < ctx->page->nr; f++)
		put_environment(ctx->out, &ctx->page->files[f]);
	fputs("</dl>\n", ctx->out);
}

static void put_emulated(struct px_page_ctx *ctx)
{
	fputs("<h2 id=\"emulated\">Under emulation</h2>\n"
	      "<p>The same workloads on a stock kernel, which is emulated: all sides, and so the "
	      "calls into the kernel, too.</p>\n", ctx->out);
	put_table(ctx, ctx->page->emulated);
	fputs("<dl>\n", ctx->out);
	put_environment(ctx->out, ctx->page->emulated);
	fputs("</dl>\n", ctx->out);
}

/* ---- a concept -------------------------------------------------------------- */

/* Calls fn for each word of a list. */
static void for_each_word(struct px_page_ctx *ctx, const char *words,
			  void (*fn)(struct px_page_ctx *ctx, const char *word))
{
	char word[128];
	int used;

	while (sscanf(words, "%127s%n", word, &used) == 1) {
		fn(ctx, word);
		words += used;
	}
}

static char *read_source(const char *tree, const char *path)
{
	char full[512], *text;
	struct stat status;
	FILE *file;

	snprintf(full, sizeof(full), "%s/%s", tree, path);
	file = stat(full, &status) || !S_ISREG(status.st_mode) ? NULL : fopen(full, "r");
	text = file ? calloc(1, (size_t)status.st_size + 1) : NULL;
	if (text && fread(text, 1, (size_t)status.st_size, file) != (size_t)status.st_size) {
		free(text);
		text = NULL;
	}
	if (file)
		fclose(file);
	return text;
}

/* The two twins stand side by side; other files take the full width. */
static void put_source(struct px_page_ctx *ctx, const char *path)
{
	bool twin = !strncmp(path, "kmod/", 5) || !strncmp(path, "user/", 5);
	char *text = read_source(ctx->page->tree, path);

	fprintf(ctx->out, "<div%s><h4>", twin ? "" : " class=\"both\"");
	px_html_text(ctx->out, path);
	fputs("</h4>", ctx->out);
	if (text) {
		fputs("<pre tabindex=\"0\">", ctx->out);
		px_html_text(ctx->out, text);
		fputs("</pre>", ctx->out);
	}
	fputs("</div>\n", ctx->out);
	free(text);
}

static void put_workload(struct px_page_ctx *ctx, const char *workload)
{
	const struct px_page emulated = { .files = ctx->page->emulated, .nr = 1 };
	struct px_page_ctx inner = { .out = ctx->out, .page = &emulated };

	px_cost_section_workload(ctx, workload);
	if (!ctx->page->emulated)
		return;
	fputs("<details><summary>under emulation, on all sides</summary>\n", ctx->out);
	px_cost_section_workload(&inner, workload);
	fputs("</details>\n", ctx->out);
	px_page_ctx_error(ctx, inner.err);
}

static void put_concept(struct px_page_ctx *ctx, const struct px_concept *concept)
{
	const struct {
		const char *term, *text;
	} rows[] = {
		{ "the notes", concept->notes_say }, { "kernel", concept->kernel },
		{ "user space", concept->user }, { "watch for", concept->watch_for },
	};

	fputs("<h2 id=\"", ctx->out);
	px_html_text(ctx->out, concept->name);
	fputs("\">", ctx->out);
	px_html_text(ctx->out, concept->name);
	fputs("</h2>\n<dl>", ctx->out);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fprintf(ctx->out, "<dt>%s</dt><dd>", rows[i].term);
		px_html_text(ctx->out, rows[i].text);
		fputs("</dd>", ctx->out);
	}
	fputs("</dl>\n<details><summary>the source: ", ctx->out);
	px_html_text(ctx->out, concept->sources);
	fputs("</summary>\n<div class=\"twins\">\n", ctx->out);
	for_each_word(ctx, concept->sources, put_source);
	fputs("</div></details>\n", ctx->out);
	px_claims_section_claims(ctx, concept);
	px_claims_section_labs(ctx, concept);
	for_each_word(ctx, concept->workloads, put_workload);
}

/* ---- the page ---------------------------------------------------------------- */

static void put_contents(struct px_page_ctx *ctx)
{
	fputs("<nav aria-label=\"contents\">", ctx->out);
	for (unsigned int i = 0; i < px_concept_count; i++)
		fprintf(ctx->out, "<a href=\"#%s\">%s</a>\n", px_concepts[i].name,
			px_concepts[i].name);
	if (ctx->page->bugs && ctx->page->bugs->observed)
		fputs("<a href=\"#bugs\">bugs</a>\n", ctx->out);
	fputs("<a href=\"#glossary\">glossary</a>\n</nav>\n", ctx->out);
}

int px_page_write(FILE *out, const struct px_page *page, char *reason, size_t size)
{
	struct px_page_ctx ctx = { .out = out, .page = page };
	int err = px_gnuplot_probe(reason, size);

	if (err)
		return err;
	fputs(head, out);
	put_summary(&ctx);
	if (page->nr > 1)
		px_cost_section_kernels(&ctx);
	if (page->emulated)
		put_emulated(&ctx);
	put_contents(&ctx);
	for (unsigned int i = 0; i < px_concept_count; i++)
		put_concept(&ctx, &px_concepts[i]);
	px_bugs_section(&ctx);
	px_glossary(out);
	fputs("</main>\n</body>\n</html>\n", out);
	if (!ctx.err && (fflush(out) || ferror(out)))
		ctx.err = errno ? -errno : -EIO;
	if (ctx.err)
		snprintf(reason, size, "cannot write the page or a picture: %s",
			 strerror(-ctx.err));
	return ctx.err;
}
