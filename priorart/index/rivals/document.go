package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// charts begins the part of docs/performance.md that is written by hand, of measures that this program does not make; it stands last.
const charts = "\n## A whole chart\n"

// write writes docs/performance.md and the plot that it shows; the part written by hand stays.
func write(root string, growth, against []measured) error {
	var s strings.Builder
	fmt.Fprintf(&s, `# How fast the index is, and how its cost grows

Made by `+"`make performance`"+` (%s, %s/%s, %d cores). A query is a claim
element of 10 to 40 words without stop words; ten hits; one thread; the median of 80 queries, each at its best of up to five
rounds. All engines get the same stems. Load is how many programs wanted a core in the last minute of a measurement, its own one or two
among them: where it is above the number of cores, others were at work as well and builds look slower than they are.

## From 10³ to 10⁶ passages

The corpus is generated (`+"`priorart/index/internal/sample`"+`): words as frequent as in natural text (Zipf), documents of 90 passages that
keep to their subject, passages of 20 to 150 words that are no stop words. Its 1st, 10th, 100th and 1000th word stand in 15, 12, 5 and
0.6%% of the passages; in the published texts below it is 21, 12, 5 and 0.8%%. The memory index is built on all cores; the time of the
persistent index includes making it safe on the disk. Peak is the resident memory of the whole process, files that are mapped
into it included; the passages themselves are not held.

| passages | memory: build | memory | a passage | query | persistent: build | peak | on disk | open | query | load |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
`, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for i := 0; i+1 < len(growth); i += 2 {
		m, p := growth[i], growth[i+1]
		fmt.Fprintf(&s, "| %s | %s | %s | %d B | %s | %s | %s | %s | %s | %s | %s, %s |\n", grouped(m.Passages), seconds(m.Build), bytes(m.Bytes),
			m.Bytes/int64(m.Passages), seconds(m.Query), seconds(p.Build), bytes(p.Peak), bytes(p.Bytes), seconds(p.Open), seconds(p.Query), m.Load, p.Load)
	}
	s.WriteString("\n![Build time and query time over the number of passages](performance.svg)\n")
	if len(against) > 0 {
		s.WriteString(`
## Against other engines

The published texts are 1,200 US applications and the papers on the same inventions (Pap2Pat, CC BY 4.0; ../shared/data). "Same" is how
many of the memory index's ten best passages are among the engine's own ten best. The persistent index gives the same passages with
the same scores. bleve and SQLite score otherwise: a word that the query repeats counts once, and bleve takes the root of a count
and the rarity of a word twice. All take the rarity of words from the passages at hand for this measure.

| corpus | passages | engine | build | query | slowest | times the memory index | same | load |
|---|---:|---|---:|---:|---:|---:|---:|---:|
`)
		base := 0.0
		for _, m := range against {
			if m.Engine == engines[0].name {
				base = m.Query
			}
			fmt.Fprintf(&s, "| %s | %s | %s | %s | %s | %s | %.1f | %.0f%% | %s |\n", m.Corpus, grouped(m.Passages), m.Engine, seconds(m.Build),
				seconds(m.Query), seconds(m.Slowest), m.Query/base, 100*m.Same, m.Load)
		}
	}
	name := filepath.Join(root, "docs", "performance.md")
	if old, err := os.ReadFile(name); err == nil {
		if _, kept, found := strings.Cut(string(old), charts); found {
			s.WriteString(charts + kept)
		}
	}
	if err := os.WriteFile(name, []byte(s.String()), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "docs", "performance.svg"), []byte(plot(growth)), 0o644)
}

// seconds prints a time with the unit that suits it.
func seconds(s float64) string {
	switch {
	case s == 0:
		return "0"
	case s < 1e-3:
		return fmt.Sprintf("%.3g µs", s*1e6)
	case s < 1:
		return fmt.Sprintf("%.3g ms", s*1e3)
	}
	return fmt.Sprintf("%.1f s", s)
}

func bytes(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

// grouped prints a number with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plot draws build and query times over the number of passages, both axes logarithmic.
func plot(growth []measured) string {
	var s strings.Builder
	s.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 340" font-family="sans-serif" font-size="12">
<title>Build time and query time over the number of passages</title>
<rect width="860" height="340" fill="#ffffff"/>
`)
	panel(&s, 60, "build, seconds", growth, func(m measured) float64 { return m.Build })
	panel(&s, 490, "query, milliseconds (median)", growth, func(m measured) float64 { return m.Query * 1e3 })
	s.WriteString("</svg>\n")
	return s.String()
}

// colours tell the engines apart for people who see colours otherwise, too; the second line is dashed as well.
var colours = []string{"#0072b2", "#d55e00"}

// panel draws one diagram whose axes start at x.
func panel(s *strings.Builder, x float64, title string, growth []measured, value func(measured) float64) {
	const top, height, width = 40.0, 240.0, 300.0
	low, high, from, to := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, m := range growth {
		low, high = min(low, math.Floor(math.Log10(value(m)))), max(high, math.Ceil(math.Log10(value(m))))
		from, to = min(from, math.Log10(float64(m.Passages))), max(to, math.Log10(float64(m.Passages)))
	}
	across := func(passages float64) float64 { return x + width*(math.Log10(passages)-from)/max(to-from, 1) }
	up := func(v float64) float64 { return top + height - height*(math.Log10(v)-low)/max(high-low, 1) }
	fmt.Fprintf(s, "<text x=\"%.0f\" y=\"22\" font-size=\"14\">%s</text>\n", x, title)
	for e := low; e <= high; e++ {
		y := up(math.Pow(10, e))
		fmt.Fprintf(s, "<path d=\"M%.0f %.1fh%.0f\" stroke=\"#dddddd\"/><text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n", x, y, width, x-6, y+4, math.Pow(10, e))
	}
	for e := math.Ceil(from); e <= to; e++ {
		at := across(math.Pow(10, e))
		fmt.Fprintf(s, "<path d=\"M%.1f %.0fv%.0f\" stroke=\"#dddddd\"/><text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>\n", at, top, height, at, top+height+18, grouped(int(math.Pow(10, e))))
	}
	fmt.Fprintf(s, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">passages</text>\n", x+width/2, top+height+38)
	for i, e := range engines[:2] {
		var points []string
		y := 0.0
		for _, m := range growth {
			if m.Engine == e.name {
				y = up(value(m))
				points = append(points, fmt.Sprintf("%.1f,%.1f", across(float64(m.Passages)), y))
				fmt.Fprintf(s, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", across(float64(m.Passages)), y, colours[i])
			}
		}
		dash := []string{"", ` stroke-dasharray="6 3"`}[i]
		fmt.Fprintf(s, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n", strings.Join(points, " "), colours[i], dash)
		fmt.Fprintf(s, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n", x+width+5, y+4, colours[i], strings.TrimSuffix(e.name, " index"))
	}
}
