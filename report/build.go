package report

import (
	"slices"

	"claimchart/claims"
	"claimchart/priorart"
)

// Extra is something that parse adds when it is asked for.
type Extra int

// The extras.
const (
	WithInherited   Extra = iota // what each claim inherits
	WithTerms                    // the terms of each claim
	WithDescription              // the document's abstract and description
)

// Parse makes the report of parse.
func Parse(sets []*claims.Set, with ...Extra) *Report {
	r := &Report{Schema: Schema, Command: "parse", Parsed: &Parsed{}}
	for _, s := range sets {
		d := document(s)
		if slices.Contains(with, WithInherited) {
			d.inherit()
		}
		if slices.Contains(with, WithDescription) {
			d.Description = &Description{s.Abstract, s.Paragraphs}
		}
		if slices.Contains(with, WithTerms) {
			for i, terms := range claims.Terms(s) {
				d.Claims[i].Naming = &Naming{terms}
			}
		}
		r.Documents = append(r.Documents, d)
	}
	return r
}

func document(s *claims.Set) Document {
	d := Document{
		Name: s.Name, Format: s.Format, Number: s.Number, Title: s.Title, Dates: s.Dates, Country: s.Country, Kind: s.Kind, Language: s.Language,
		Claims: make([]Claim, len(s.Claims)), Findings: s.Findings, Skipped: s.Skipped, Notes: s.Notes,
	}
	for i := range s.Claims {
		d.Claims[i].Claim = s.Claims[i]
	}
	return d
}

// read are the document's claims as they were read.
func (d *Document) read() []claims.Claim {
	out := make([]claims.Claim, len(d.Claims))
	for i := range d.Claims {
		out[i] = d.Claims[i].Claim
	}
	return out
}

// Chart makes the report of chart. All charts are of the same run: the same options and inputs.
func Chart(charts []*priorart.Chart, opt Options, inputs []Input, dates string) *Report {
	c := &Charted{Options: opt, Inputs: inputs, Dates: dates}
	r := &Report{Schema: Schema, Command: "chart", Charted: c}
	seen := map[string]bool{}
	for i, ch := range charts {
		if i == 0 {
			c.Document = ch.Set.Name
		}
		c.Sets = append(c.Sets, document(ch.Set))
		c.Charts = append(c.Charts, ch.Charts...)
		c.Gaps = append(c.Gaps, ch.Gaps...)
		c.Assumed = append(c.Assumed, ch.Assumed...)
		c.Explained = append(c.Explained, ch.Explained...)
		c.Cited = append(c.Cited, ch.Cited...)
		if ch.Fewest != nil {
			c.Fewest = append(c.Fewest, *ch.Fewest)
		}
		for j := range ch.Library.References {
			ref := &ch.Library.References[j]
			if key := ref.Label + " " + ref.ID; !seen[key] {
				seen[key] = true
				c.Art = append(c.Art, art(ref))
			}
		}
	}
	return r
}

func art(ref *priorart.Reference) Art {
	a := Art{
		ID: ref.ID, Label: ref.Label, Title: ref.Title, Kind: ref.Kind, Date: ref.Date, Named: ref.Named, Needed: ref.Needed,
		Public: Public(ref.Public), Passages: ref.PassageCount(), Number: ref.Number, File: ref.File,
	}
	for _, p := range ref.Passages {
		if len(p.Lines) > 0 { // an article's own lines; a document is its own place
			a.Places = append(a.Places, p.Loc)
		}
	}
	return a
}
