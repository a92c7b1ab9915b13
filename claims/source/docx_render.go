package source

import "strings"

// shown returns the paragraph's text as typed, without its number and what is deleted in tracked changes.
func (p *docxPara) shown() string {
	var b strings.Builder
	for i := range p.runs {
		if !p.runs[i].deleted {
			b.WriteString(p.runs[i].text)
		}
	}
	return b.String()
}

// render returns the paragraph's text without its number. From byte at of what is shown, what is struck counts as deleted and
// what is underlined as added; -1 for nowhere. Changes are taken as accepted, kept as marks, or with opt.Before undone.
func (p *docxPara) render(opt Options, at int) string {
	var b strings.Builder
	var group, vert strings.Builder // text of one state, and the end of it that is raised or lowered alike
	state, level := 0, ""
	lower := func() {
		raise(&group, vert.String(), level, b.String())
		vert.Reset()
	}
	flush := func() {
		lower()
		text := group.String()
		group.Reset()
		switch core := strings.TrimSpace(text); {
		case state == 0 || state == 1 && (!opt.Marks || core == ""):
			b.WriteString(text)
		case state == 1:
			b.WriteString("{+" + text + "+}")
		case opt.Marks && core != "":
			b.WriteString("[[" + strings.ReplaceAll(text, "\n", " ") + "]]")
		}
	}
	put := func(run *docxRun, text string, formatted bool) {
		is := 0
		switch {
		case opt.Before && !run.deleted:
			if formatted && run.under && !run.struck {
				is = 2
			}
		case run.deleted, formatted && run.struck:
			is = 2
		case run.added, formatted && run.under:
			is = 1
		}
		if is != state {
			flush()
		}
		if run.vert != level {
			lower()
		}
		state, level = is, run.vert
		vert.WriteString(text)
	}
	offset := 0
	for i := range p.runs {
		run := &p.runs[i]
		if run.deleted {
			put(run, run.text, false)
			continue
		}
		end := offset + len(run.text)
		if cut := at - offset; at >= 0 && cut > 0 && cut < len(run.text) {
			put(run, run.text[:cut], false)
			put(run, run.text[cut:], true)
		} else {
			put(run, run.text, at >= 0 && at <= offset)
		}
		offset = end
	}
	flush()
	return b.String()
}

// raise writes text raised or lowered to group; before is what stands in front of that. White space at its ends stays, and so do
// the letters of "1st", which are raised for the eye only.
func raise(group *strings.Builder, text, level, before string) {
	lead, core, trail := apart(text)
	if level == "" || core == "" {
		group.WriteString(text)
		return
	}
	group.WriteString(lead)
	if group.Len() > 0 {
		before = group.String()
	}
	switch {
	case level == "subscript":
		group.WriteString(subscript(core))
	case (core == "st" || core == "nd" || core == "rd" || core == "th") && before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9':
		group.WriteString(core)
	default:
		group.WriteString(superscript(core))
	}
	group.WriteString(trail)
}
