package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimchart/priorart"
)

// What an option can change in a chart.
const (
	effectWords      = "words"      // of cells: which words stand for which, or how texts are read
	effectDates      = "dates"      // which references count
	effectShown      = "shown"      // which cells and claims are shown
	effectReferences = "references" // which references are compared
	effectCites      = "cites"      // how places are written
	effectVersion    = "version"
)

// options tells which options differ.
func (c *comparer) options(old, new *Report) {
	a, b := c.old.Options, c.new.Options
	add := func(name, before, after, effect string) {
		if before != after {
			c.out.Options = append(c.out.Options, OptionChange{name, before, after, effect})
		}
	}
	if len(c.old.Inputs) > 0 && len(c.new.Inputs) > 0 { // JSON lines say nothing of options
		add("--against", strings.Join(a.Against, ", "), strings.Join(b.Against, ", "), effectReferences)
		add("--practices", ownPractices(c.old), ownPractices(c.new), effectReferences)
		add("--claims", a.Claims, b.Claims, effectShown)
		add("--best", strconv.Itoa(a.Best), strconv.Itoa(b.Best), effectShown)
		add("--priority-date", a.PriorityDate, b.PriorityDate, effectDates)
		add("--filing-date", a.FilingDate, b.FilingDate, effectDates)
		add("--law", a.Law, b.Law, effectDates)
		add("--cite", a.Cite, b.Cite, effectCites)
		add("--thesaurus", ownFiles(c.old), ownFiles(c.new), effectWords)
	}
	if old.Run == nil || new.Run == nil {
		if old.Run != new.Run {
			c.note("one of the reports does not say by which version and with which further options it was made")
		}
		return
	}
	for _, f := range readingOptions {
		add(f, flagOf(old.Run, f), flagOf(new.Run, f), effectWords)
	}
	add("version", old.Run.Tool, new.Run.Tool, effectVersion)
}

// readingOptions are the flags that decide how texts are read, of which only Run tells.
var readingOptions = []string{"--language", "--marks"}

func flagOf(r *Run, name string) string {
	for _, f := range r.Flags {
		if n, value, _ := strings.Cut(f, " "); n == name {
			return cmp.Or(value, "given")
		}
	}
	return ""
}

// ownFiles are the user's thesauri, each with the beginning of its sum: the same name may stand for another content.
func ownFiles(c *Charted) string {
	var out []string
	for _, name := range c.Options.Thesaurus {
		for _, in := range c.Inputs {
			if in.Format == "thesaurus" && in.Name == name {
				name += " (" + short(in.SHA256) + ")"
				break
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// ownPractices is the folder of the user's practices, with a sum of its files.
func ownPractices(c *Charted) string {
	var sums []string
	for _, in := range c.Inputs {
		if in.Format == "practice" {
			sums = append(sums, in.SHA256)
		}
	}
	if len(sums) == 0 {
		return c.Options.Practices
	}
	all := sha256.Sum256([]byte(strings.Join(sums, " ")))
	return c.Options.Practices + " (" + count(len(sums), "file") + ", " + short(hex.EncodeToString(all[:])) + ")"
}

// option is an option that differs, or nil.
func (c *comparer) option(name string) *OptionChange {
	for i := range c.out.Options {
		if c.out.Options[i].Name == name {
			return &c.out.Options[i]
		}
	}
	return nil
}

// causes tells what a change of a cell goes back to. What concerns this cell alone, its limitation and its reference, goes before what
// may concern any: of the latter a thesaurus whose use differs is the cause, else all that are possible are named.
func (c *comparer) causes(p *chartPair, r *rowPair, before, after *priorart.Cell, x *ChangedCell) []Cause {
	switch x.What {
	case "new", "gone":
		return []Cause{c.alone(p, r, x)}
	case "shown", "not shown":
		if c.option("--best") != nil {
			return []Cause{{"option", "--best"}}
		}
		return []Cause{{"references", "other references come first"}}
	}
	var out []Cause
	if r.old.Text != r.new.Text {
		out = append(out, Cause{"limitation", "a limitation changed"})
	}
	if c.content[x.Reference] {
		out = append(out, Cause{"reference", x.Name + " changed"})
	}
	if out != nil {
		return out
	}
	own := c.option("--thesaurus")
	if own != nil && usesOf(before) != usesOf(after) {
		return []Cause{{"option", "--thesaurus"}}
	}
	for _, o := range c.out.Options {
		if o.Effect == effectWords || o.Name == "--practices" && c.kinds[x.Reference] == "practice" {
			out = append(out, Cause{"option", o.Name})
		}
	}
	if c.rewritten[x.Document] {
		out = append(out, Cause{"claims", "the rest of the claim set changed"})
	}
	if v := c.option("version"); v != nil {
		out = append(out, Cause{"version", "the version (" + v.Before + " → " + v.After + ")"})
	}
	if out == nil {
		out = []Cause{{"unknown", "something that the reports do not record"}}
	}
	return out
}

// usesOf are the uses of the user's thesaurus in a cell, in one text.
func usesOf(c *priorart.Cell) string {
	var out []string
	for _, e := range c.Evidence {
		for _, m := range e.Matches {
			if strings.Contains(m.Why, "your thesaurus") {
				out = append(out, m.Term+m.Why)
			}
		}
	}
	for _, reason := range reasonsOf(c) {
		if strings.Contains(reason, "your thesaurus") {
			out = append(out, reason)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// alone tells why one chart alone has a cell.
func (c *comparer) alone(p *chartPair, r *rowPair, x *ChangedCell) Cause {
	isNew := x.What == "new"
	name := "claim " + fmt.Sprint(x.Claim)
	switch _, paired := c.was[x.Reference]; {
	case isNew && !paired:
		return Cause{"reference", x.Name + " was added"}
	case !isNew && !paired:
		return Cause{"reference", x.Name + " was taken away"}
	case isNew && p.old == nil && c.charted(c.out.Claims, x, true):
		return Cause{"claims", name + " is new"}
	case !isNew && p.new == nil && c.charted(c.out.Claims, x, false):
		return Cause{"claims", name + " is gone"}
	case isNew && p.old == nil:
		return Cause{"option", name + " was not charted"}
	case !isNew && p.new == nil:
		return Cause{"option", name + " is not charted"}
	case isNew && r.old == nil:
		return Cause{"limitation", "a limitation is new"}
	case !isNew && r.new == nil:
		return Cause{"limitation", "a limitation is gone"}
	case isNew:
		return Cause{"reference", x.Name + " was not compared"}
	}
	return Cause{"reference", x.Name + " is not compared"}
}

// charted tells whether a cell's claim stands in one set alone.
func (c *comparer) charted(list []ClaimChange, x *ChangedCell, isNew bool) bool {
	return slices.ContainsFunc(list, func(k ClaimChange) bool {
		if isNew {
			return k.Document == x.Document && k.Before == 0 && k.After == x.Claim
		}
		return k.After == 0 && k.Before == x.Claim
	})
}

// causeWords say the causes of a cell: "because D2 changed". Those of its own apply together; of others one or several may be it.
func causeWords(list []Cause) string {
	var parts []string
	join := " or "
	for _, k := range list {
		words := "because " + k.Words
		switch k.Kind {
		case "limitation", "reference":
			join = " and "
		case "option", "version", "unknown":
			if !strings.HasPrefix(k.Words, "claim ") {
				words = "because of " + k.Words
			}
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, join)
}
