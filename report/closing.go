package report

import (
	"fmt"
	"strings"
)

// Notice is what every report with evidence says about itself.
const Notice = "This report shows where words were found, under the options stated. " + noOpinion + " Scores order evidence and are no probabilities. \"Not found\" means not " +
	"found in the text searched; it does not mean absent. Inherency and drawings are not read. Dates and priority are as given, not verified."

// noOpinion is what every report says.
const noOpinion = "It is no opinion on patentability, " +
	"validity, infringement or freedom to operate, and no attorney has reviewed it. Claims are read by their words: no claim " +
	"construction and no prosecution history is applied."

// NoticeOf is the notice of a report: what it shows, and that it is no opinion.
func NoticeOf(r *Report) string {
	asGiven := " Dates and priority are as given, not verified."
	switch {
	case r.Parsed != nil:
		return "This report shows claims as they were read, how they depend and where each came from. " + noOpinion + asGiven
	case r.Checked != nil:
		return "This report shows words of claims to which a rule of form or drafting applies. " + noOpinion
	case r.Diffed != nil:
		return diffNotice + " " + noOpinion
	case r.Compared != nil:
		return compareNotice + " " + noOpinion
	case r.Regressed != nil:
		return "This report shows what a corpus of cases gives with this version of the tool, beside what it gave before. " + noOpinion
	case r.Shelf != nil:
		return "This report shows references as they were read. " + noOpinion + asGiven
	}
	return Notice
}

// closing ends a report: the notice, what was read, the options, and the tool's version, each where it is known.
func (r *Report) closing(p *page) {
	p.para(bold("Notice: "), toned(NoticeOf(r), faint))
	var inputs []Input
	switch {
	case r.Ranking != nil:
		inputs = r.Ranking.Inputs
	case r.Diffed != nil:
		inputs = r.Diffed.Inputs
	case r.Run != nil:
		inputs = r.Run.Inputs
	}
	items := inputItems(inputs)
	if r.Run != nil {
		options := "as by default"
		if len(r.Run.Flags) > 0 {
			options = strings.Join(r.Run.Flags, " · ") + " · all others as by default"
		}
		items = append(items, namedItem("Options", options))
	}
	p.list(append(items, r.citeItems()...)...)
	if made := r.made(); made != "" {
		p.para(toned(made, faint))
	}
}

// inputItems list the files that were read, at most mostListed of them.
func inputItems(inputs []Input) []item {
	var items []item
	for i, in := range inputs {
		if left := len(inputs) - i; i >= mostListed && left > 1 {
			return append(items, namedItem("Input", fmt.Sprintf("and %d more files: json has all", left)))
		}
		items = append(items, namedItem("Input", fmt.Sprintf("%s (%s, %d bytes, SHA-256 %s)", in.Name, in.Format, in.Bytes, short(in.SHA256))))
	}
	return items
}

// citeItems say which form pin cites have, where one was asked for.
func (r *Report) citeItems() []item {
	if note := r.citeNote(); note != "" {
		return []item{namedItem("Pin cites", note)}
	}
	return nil
}

// made is the tool with its version and, where that was asked for, the time of the run.
func (r *Report) made() string {
	if r.Run == nil || r.Run.Stamp == "" {
		return r.Tool
	}
	return strings.Join(nonEmpty(r.Tool, "made "+r.Run.Stamp+" (UTC)"), " · ")
}
