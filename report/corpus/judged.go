package corpus

import (
	"encoding/json"
	"fmt"
	"strings"

	"claimchart/priorart"
	"claimchart/report"
)

// persons holds a run against what a person judged of it: cells (judgements.jsonl, the lines that --review takes) and the references that
// the person would apply (ranking.txt).
func (o *Outcome) persons(command string, now []byte) error {
	c := o.Case
	if c.has("judgements.jsonl") {
		if err := o.judgements(command, now); err != nil {
			return err
		}
	}
	if !c.has("ranking.txt") {
		return nil
	}
	s := c.file("ranking.txt")
	list, err := c.applied()
	if err != nil {
		return err
	}
	ranked, err := rankings(command, now)
	if err != nil {
		return s.malformed(0, err.Error(), "only runs of chart and rank have rankings")
	}
	for _, a := range list {
		n := 0
		for _, r := range ranked {
			if r.claim == a.claim && len(r.ids) > 0 {
				n++
				o.ranked(s, a, r.via, r.ids)
			}
		}
		if n == 0 {
			o.fail(s.fault(a.line, fmt.Sprintf("the report has no ranking for claim %d", a.claim), "take the line out, or let the run have that claim"))
		}
	}
	return nil
}

// A ranking is the references of a claim, best first, by their IDs.
type ranking struct {
	claim, via int
	ids        []string
}

// rankings are those of a report of rank or chart. What is labelled is found by its label too.
func rankings(command string, text []byte) (out []ranking, err error) {
	switch command {
	case "rank":
		var r report.Ranking
		if err := json.Unmarshal(text, &r); err != nil {
			return nil, err
		}
		for _, c := range r.Claims {
			x := ranking{claim: c.Num, via: c.Via}
			for _, a := range c.Ranking {
				x.ids = append(x.ids, a.Reference)
			}
			out = append(out, x)
		}
	case "chart":
		r, err := report.ReadReport("the report", text)
		if err != nil {
			return nil, err
		}
		for i := range r.Charts {
			x := ranking{claim: r.Charts[i].Claim, via: r.Charts[i].Via}
			for _, s := range r.Charts[i].References {
				x.ids = append(x.ids, s.Reference)
			}
			out = append(out, x)
		}
	default:
		return nil, fmt.Errorf("a run of %s ranks no references", command)
	}
	return out, nil
}

// judgements counts the cells that a person judged. One that no cell of the chart has is a fault: else it would silently no longer count.
func (o *Outcome) judgements(command string, now []byte) error {
	s := o.Case.file("judgements.jsonl")
	if command != "chart" {
		return s.malformed(0, "a run of "+command+" has no cells to judge", "only runs of chart have")
	}
	r, err := report.ReadReport("the report", now)
	if err != nil {
		return s.malformed(0, err.Error(), "run again with --update")
	}
	list, err := report.ReadReviews(s.path, []byte(s.text))
	if err != nil {
		return err
	}
	for n := range list {
		d := &list[n]
		if d.Status == "" {
			continue // a note
		}
		cell, text := cellJudged(r, d)
		if cell == nil {
			o.fail(s.fault(0, fmt.Sprintf("%s: no cell of the chart has this limitation and the reference %s: %s", strings.TrimPrefix(d.At, s.path+", "), d.Reference, d.Text), "judge it anew, or take the line out"))
			continue
		}
		key := fmt.Sprintf("%s %d %s %s", o.Case.Name, d.Claim, fold(text), d.Reference)
		l := labelledCell{key: key, label: d.Label, text: d.Text, ref: d.Reference, want: d.Status, cell: *cell}
		o.judged(l, "")
		if cell.Status != d.Status {
			o.counted = append(o.counted, s.fault(0, fmt.Sprintf("%s: %s against %s is %s, judged %s", strings.TrimPrefix(d.At, s.path+", "), d.Label, d.Reference, cell.Status, d.Status), ""))
		}
	}
	return nil
}

// cellJudged finds the cell that a judgement is on: by the limitation's words and the reference, in the claim that it names if there is one.
func cellJudged(r *report.Report, d *priorart.Review) (found *priorart.Cell, text string) {
	for i := range r.Charts {
		ch := &r.Charts[i]
		for k := range ch.Rows {
			row := &ch.Rows[k]
			if fold(row.Text) != fold(d.Text) || d.Document != "" && d.Document != ch.Document {
				continue
			}
			for n := range row.Cells {
				if row.Cells[n].Reference != d.Reference {
					continue
				}
				if found == nil || ch.Claim == d.Claim && ch.Via == d.Via {
					found, text = &row.Cells[n], row.Text
				}
				if ch.Claim == d.Claim && ch.Via == d.Via {
					return found, text
				}
			}
		}
	}
	return found, text
}

// fold is a text with its white space folded.
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }
