package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimchart/claims"
)

// A graph is what the drawing formats draw of a document: a node a claim, and an edge for each reference.
type graph struct {
	title string
	nodes []node
	edges []edge
	roots []string // nodes of claims that refer to none, to be drawn in line
}

type node struct {
	id    string
	lines []string
	ghost bool // canceled, or not in the set
}

// An edge leads from a claim to the one that it refers to.
type edge struct {
	from, to string
	relation claims.Relation
}

// firstWords is how many columns of a claim's words stand in its node.
const firstWords = 40

// graphOf draws the n-th document. With alternatives all parents of a multiple dependent claim are drawn; without, the first,
// and the others are said in its node.
func graphOf(d *Document, n int, alternatives bool) graph {
	g := graph{title: d.Title}
	if g.title == "" {
		g.title = d.Name
	}
	t := treeMaker{d: d, list: d.read(), mark: d.marker(), most: len(d.Claims)}
	index := map[int]int{}
	places := make([]claims.Place, len(t.list))
	for _, p := range claims.Tree(t.list) {
		places[p.Claim] = p
	}
	for i := range t.list {
		if _, double := index[t.list[i].Num]; !double {
			index[t.list[i].Num] = i
		}
	}
	id := func(i int) string { return fmt.Sprintf("d%dc%d", n, i+1) }
	gone := map[int]bool{}
	var missing []int
	for i := range t.list {
		c := &t.list[i]
		k := node{id: id(i), lines: []string{"Claim " + t.mark(c.Num)}, ghost: c.Canceled()}
		refs := c.Refs
		switch {
		case c.Canceled():
			k.lines = append(k.lines, "canceled")
		case c.Text == "":
			k.lines = append(k.lines, originWords(c.Origin))
		default:
			k.lines = append(k.lines, clip(t.adds(c), firstWords))
		}
		if !alternatives && places[i].Parent >= 0 && len(places[i].Also) > 0 {
			refs = []int{t.list[places[i].Parent].Num}
			k.lines = append(k.lines, "also under "+t.numbers(places[i].Also))
		}
		g.nodes = append(g.nodes, k)
		if len(refs) == 0 {
			g.roots = append(g.roots, k.id)
		}
		for _, ref := range refs {
			to, known := index[ref]
			if !known {
				if !gone[ref] {
					gone[ref] = true
					missing = append(missing, ref)
				}
				g.edges = append(g.edges, edge{id(i), fmt.Sprintf("d%dm%d", n, ref), c.Relation})
				continue
			}
			g.edges = append(g.edges, edge{id(i), id(to), c.Relation})
		}
	}
	slices.Sort(missing)
	for _, ref := range missing {
		g.nodes = append(g.nodes, node{fmt.Sprintf("d%dm%d", n, ref), []string{fmt.Sprintf("Claim %d", ref), "not in the set"}, true})
	}
	return g
}

// reconstructedIn tells whether any claim of the documents is reconstructed.
func reconstructedIn(list []Document) bool {
	return slices.ContainsFunc(list, func(d Document) bool {
		return slices.ContainsFunc(d.Claims, func(c Claim) bool { return c.Origin.Kind == claims.Derived })
	})
}

// legend is what the lines of a graph mean.
const legend = "solid: limits · dashed: incorporates · dotted: mentions"

// writeDot prints the graph of dependency in Graphviz's language: an edge from each claim to those it refers to, solid for a claim
// that limits, dashed for one that incorporates, dotted for one that mentions. Several documents are clusters.
func writeDot(w io.Writer, r *Report, _ View) error {
	if r.Parsed == nil {
		return errEmpty
	}
	out := bufio.NewWriter(w)
	put := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // bufio keeps the first error for Flush
	label := []string{legend}
	if reconstructedIn(r.Documents) {
		label = append(label, rebuilt+" "+claims.Reconstructed)
	}
	if len(r.Documents) == 1 {
		label = slices.Insert(label, 0, graphOf(&r.Documents[0], 1, true).title)
	}
	put("digraph claims {\n  rankdir=RL;\n  label=%s;\n  labelloc=b;\n  fontname=\"Helvetica\";\n", dotText(label...))
	put("  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=10];\n  edge [arrowsize=0.6];\n")
	for i := range r.Documents {
		g := graphOf(&r.Documents[i], i+1, true)
		in := "  "
		if len(r.Documents) > 1 {
			put("  subgraph cluster_%d {\n    label=%s;\n", i+1, dotText(g.title))
			in = "    "
		}
		for _, n := range g.nodes {
			more := ""
			if n.ghost {
				more = ", color=gray, fontcolor=gray"
			}
			put("%s%s [label=%s%s];\n", in, n.id, dotText(n.lines...), more)
		}
		if len(g.roots) > 1 {
			put("%s{ rank=same; %s; }\n", in, strings.Join(g.roots, "; "))
		}
		for _, e := range g.edges {
			style := ""
			switch e.relation {
			case claims.Incorporates:
				style = " [style=dashed]"
			case claims.Mentions:
				style = " [style=dotted]"
			}
			put("%s%s -> %s%s;\n", in, e.from, e.to, style)
		}
		if len(r.Documents) > 1 {
			put("  }\n")
		}
	}
	put("}\n")
	return out.Flush()
}

// dotText quotes lines for Graphviz, which reads backslashes and the names of HTML characters in a string.
func dotText(lines ...string) string {
	for i, l := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(tidy(l))
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

// tidy makes a line harmless and folds its white space.
func tidy(line string) string { return strings.Join(strings.Fields(harmless(line)), " ") }

// mostEdges is how many edges Mermaid draws where nobody has told it otherwise, as on GitHub.
const mostEdges = 500

// writeMermaid prints the graph of dependency in Mermaid's language, parents above: a solid line to a claim that limits, a dotted
// one with its word to one that incorporates or mentions. Where there are more edges than Mermaid draws, a multiple dependent
// claim hangs on its first parent only and says the others.
func writeMermaid(w io.Writer, r *Report, _ View) error {
	if r.Parsed == nil {
		return errEmpty
	}
	graphs := func(alternatives bool) (out []graph, edges int) {
		for i := range r.Documents {
			out = append(out, graphOf(&r.Documents[i], i+1, alternatives))
			edges += len(out[i].edges)
		}
		return out, edges
	}
	list, edges := graphs(true)
	note := ""
	if edges > mostEdges {
		note = fmt.Sprintf("%%%% %d references are more than Mermaid draws: claims with alternatives hang on the first one\n", edges)
		if list, edges = graphs(false); edges > mostEdges {
			note += fmt.Sprintf("%%%% %d edges are still more than the %d that Mermaid draws unless its maxEdges is set\n", edges, mostEdges)
		}
	}
	out := bufio.NewWriter(w)
	put := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // bufio keeps the first error for Flush
	put("flowchart TD\n%s", note)
	for i, g := range list {
		put("  subgraph d%d[\"%s\"]\n", i+1, mermaidText(g.title))
		for _, n := range g.nodes {
			style := ""
			if n.ghost {
				style = ":::ghost"
			}
			put("    %s[\"%s\"]%s\n", n.id, mermaidText(n.lines...), style)
		}
		put("  end\n")
		for _, e := range g.edges {
			link := "---"
			if e.relation != claims.Limits {
				link = "-. " + string(e.relation) + " .-"
			}
			put("  %s %s %s\n", e.to, link, e.from)
		}
	}
	if reconstructedIn(r.Documents) {
		put("  legend[\"%s\"]\n", mermaidText(rebuilt+" "+claims.Reconstructed))
	}
	put("  classDef ghost stroke-dasharray: 4 3,color:#888\n")
	return out.Flush()
}

// mermaidText writes lines for a quoted label of Mermaid, which reads HTML, Markdown and characters by number in it.
func mermaidText(lines ...string) string {
	for i, l := range lines {
		var b strings.Builder
		for _, c := range tidy(l) {
			if strings.ContainsRune("\"#<>&`\\*_~-+|{}[]$;=:@/", c) {
				_, _ = fmt.Fprintf(&b, "#%d;", c)
				continue
			}
			b.WriteRune(c)
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "<br/>")
}
