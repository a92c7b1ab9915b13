package source

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// groupXML4IP joins the parts of each application, by its number; other documents stay as they are and where they are.
//
// Claims of different mail dates are versions: each is a document of its own, called "13962724 (2014-11-18)", with the abstract and
// the description of the newest parts not later than it, else of the oldest. Two parts of one date are joined where they number
// different claims, else they stay apart. An application without any claims is one document without claims that says so. The
// application stands where its first part stood, its versions by date.
func groupXML4IP(parts []*claims.Document) []*claims.Document {
	of := map[string][]*claims.Document{}
	var out []*claims.Document
	for _, p := range parts {
		if p.Format == "uspto-xml4ip" && p.Number != "" {
			of[p.Number] = append(of[p.Number], p)
		}
	}
	done := map[string]bool{}
	for _, p := range parts {
		switch {
		case p.Format != "uspto-xml4ip" || p.Number == "":
			out = append(out, p)
		case !done[p.Number]:
			done[p.Number] = true
			out = append(out, versions(of[p.Number])...)
		}
	}
	return out
}

// versions returns the documents of one application's parts.
func versions(parts []*claims.Document) []*claims.Document {
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b *claims.Document) int {
		if c := strings.Compare(a.Dates.Mailed, b.Dates.Mailed); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	var out []*claims.Document
	for _, p := range parts {
		if p.Claims == nil {
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].Dates.Mailed == p.Dates.Mailed && disjoint(out[last].Claims, p.Claims) {
			out[last].Claims = append(slices.Clip(out[last].Claims), p.Claims...)
			slices.SortStableFunc(out[last].Claims, func(a, b claims.CutClaim) int { return a.Num - b.Num })
			out[last].Notes = noted(out[last].Notes, p)
			continue
		}
		doc := *p
		doc.Notes = noted(nil, p)
		out = append(out, &doc)
	}
	if len(out) == 0 {
		doc := *parts[len(parts)-1]
		doc.Notes = []string{fmt.Sprintf("application %s has no claims here: no claims document among its %s", doc.Number, quantity(len(parts), "part"))}
		out = append(out, &doc)
	}
	same := 0
	for i, doc := range out {
		if same++; i > 0 && out[i-1].Dates.Mailed != doc.Dates.Mailed {
			same = 1
		}
		doc.Name = fmt.Sprintf("%s (%s)", doc.Number, doc.Dates.Mailed)
		if same > 1 {
			doc.Name = fmt.Sprintf("%s (%s, %d)", doc.Number, doc.Dates.Mailed, same)
		}
		describe(doc, parts)
	}
	return out
}

// describe gives doc the abstract and the description of the newest parts that are not later than it, else of the oldest, and says
// which were mailed later.
func describe(doc *claims.Document, parts []*claims.Document) {
	pick := func(has func(*claims.Document) bool) string {
		date := ""
		for _, p := range parts { // by date
			if has(p) && (date == "" || p.Dates.Mailed <= doc.Dates.Mailed) {
				date = p.Dates.Mailed
			}
		}
		return date
	}
	hasAbstract := func(p *claims.Document) bool { return p.Abstract != "" }
	hasText := func(p *claims.Document) bool { return len(p.Paragraphs) > 0 }
	abstractOf, textDate := pick(hasAbstract), pick(hasText)
	doc.Abstract, doc.Paragraphs = "", nil
	for _, p := range parts {
		if hasAbstract(p) && p.Dates.Mailed == abstractOf {
			doc.Abstract = strings.TrimSpace(doc.Abstract + " " + p.Abstract)
			doc.Notes = noted(doc.Notes, p)
		}
		if hasText(p) && p.Dates.Mailed == textDate {
			doc.Paragraphs = append(doc.Paragraphs, p.Paragraphs...)
			doc.Notes = noted(doc.Notes, p)
		}
		if (hasAbstract(p) && p.Dates.Mailed > abstractOf || hasText(p) && p.Dates.Mailed > textDate) && p.Dates.Mailed > doc.Dates.Mailed {
			doc.Notes = append(doc.Notes, fmt.Sprintf("%s was mailed on %s, later than this, and is left out", p.Name, p.Dates.Mailed))
		}
	}
}

// noted adds the notes of a part, each once, and which part it is.
func noted(notes []string, p *claims.Document) []string {
	for _, n := range append([]string{fmt.Sprintf("from %s", p.Name)}, p.Notes...) {
		if !slices.Contains(notes, n) {
			notes = append(notes, n)
		}
	}
	return notes
}

// disjoint tells whether no claim of one list has a number of the other's.
func disjoint(a, b []claims.CutClaim) bool {
	nums := map[int]bool{}
	for _, c := range a {
		nums[c.Num] = true
	}
	return !slices.ContainsFunc(b, func(c claims.CutClaim) bool { return nums[c.Num] })
}

func quantity(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
