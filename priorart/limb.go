package priorart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"claimchart/claims"
)

// What a reference may be used for.
const (
	anyUse      = "novelty and combination"
	noveltyOnly = "novelty only" // Art. 54(3) and 56 EPC: never in a combination
)

// timing is what the dates make of a reference for one claim.
type timing struct {
	eligible bool
	check    string // earlier | not earlier | unknown | not checked
	as       string // the limb of the law, where one applies
	use      string
	reason   string
	depends  string // what an eligible reference still depends on, or what would make another count
	note     string // what else a reader has to know of the reason
	letter   string // P or E as search reports have it (EPO Guidelines B-X 9.2.4 and 9.2.6), or empty
}

// judge decides for one claim whether a reference counts as earlier, as what, and says why. article is the date of the
// article that the claims came from, if they did: where it is the only dated evidence of a practice, it counts from then on.
func judge(ref *Reference, d claimDates, article string) timing {
	if d.critical == "" {
		return timing{eligible: true, check: notChecked}
	}
	if d.law != US {
		return judgeBy(ref, d, article)
	}
	// The law cannot be told: what holds under either counts, what holds under one only does not.
	d.law = AIA
	after := judgeBy(ref, d, article)
	d.law = PreAIA
	before := judgeBy(ref, d, article)
	either := "whether the AIA applies cannot be told of " + d.critical
	switch {
	case after.eligible && before.eligible:
		out := after
		out.as = after.as + " or pre-AIA " + before.as
		out.reason = join(after.reason, either)
		out.depends = joinNew(after.depends, before.depends)
		return out
	case after.check == before.check && !after.eligible && !before.eligible:
		after.reason = joinNew(after.reason, before.reason)
		return after
	}
	return timing{check: unknown, reason: join(joinNew(after.reason, before.reason), either), letter: after.letter}
}

func judgeBy(ref *Reference, d claimDates, article string) timing {
	best := timing{check: unknown, reason: "no date is known"}
	quoted := article != "" && slices.ContainsFunc(ref.Passages, func(p Passage) bool { return len(p.Lines) > 0 })
	acts := ref.acts()
	for i, a := range acts {
		t := d.ofAct(a)
		if quoted && t.eligible {
			t.reason += "; the words quoted here are the article's, of " + article + ": quote that document itself before relying on them"
		}
		if i == 0 || t.better(best) {
			best = t
		}
	}
	if acts == nil && quoted {
		best = d.ofAct(act{"publication", "", article, "the only dated evidence is the article of " + article})
		if best.check == notEarlier {
			best.reason += " and no prior art itself"
		}
	}
	if ref.Kind == "patent" {
		best = best.with(d.ofFiling(ref))
	}
	a := ref.asserted()
	switch {
	case best.eligible || a.From == "" || daysOf(a.From).before(daysOf(d.critical)) != yes:
	case d.counts(a.As, a.Country) == no:
		best.reason = join(best.reason, fmt.Sprintf("%s in %s%s would not count before the AIA", cmp.Or(knownUse(a.As), "use"), a.Country, inBrackets(a.Who)))
	default:
		best.check = unknown
		best.reason = join(best.reason, fmt.Sprintf("%s from %s is asserted%s, not documented", cmp.Or(knownUse(a.As), "use"), a.From, inBrackets(a.Who)))
	}
	return best
}

// better tells whether t says more for the reference than other: eligible without an open question, eligible, unknown, neither.
func (t timing) better(other timing) bool {
	rank := func(t timing) int {
		switch {
		case t.eligible && t.depends == "":
			return 3
		case t.eligible:
			return 2
		case t.check == unknown:
			return 1
		}
		return 0
	}
	return rank(t) > rank(other)
}

// with adds to what the publication of a patent document makes of it what its filing does.
func (t timing) with(filed timing) timing {
	switch {
	case t.eligible && t.depends == "" || filed.check == "" || filed.check == notEarlier:
		return t
	case t.eligible && filed.eligible:
		t.as += ", " + filed.as
		t.reason, t.depends = joinNew(t.reason, filed.reason), joinNew(t.depends, filed.depends)
		return t
	case t.eligible:
		return t
	case filed.eligible:
		filed.reason = join(t.reason, filed.reason)
		if t.letter == "P" {
			filed.letter = "P"
		}
		return filed
	}
	t.check = unknown
	t.reason = join(t.reason, filed.reason)
	return t
}

// counts tells whether such an act counts at all: before the AIA use, sale and knowledge do in the United States only.
func (d claimDates) counts(as, country string) answer {
	switch {
	case d.law != PreAIA || as == "publication" || strings.EqualFold(country, "US"):
		return yes
	case country == "":
		return perhaps
	}
	return no
}

// ofAct is what becoming public makes of a reference.
func (d claimDates) ofAct(a act) timing {
	when, critical := daysOf(a.when), daysOf(d.critical)
	before := when.before(critical)
	t := timing{check: compareDates(a.when, d.critical), reason: a.from}
	switch before {
	case yes:
		t.reason += ", before " + d.critical
	case no:
		t.reason += ", not before " + d.critical
	default:
		t.reason += "; whether that is before " + d.critical + " cannot be told"
	}
	if a.published() && before == no && when.before(d.filing) == yes {
		t.letter = "P"
		t.depends = "published between the priority date " + d.critical + " and the filing date " + d.said + ": counts if the priority does not hold"
	}
	take := func(as string) {
		t.eligible, t.check, t.as, t.use = true, earlier, as, anyUse
	}
	switch {
	case d.law == AIA && before == yes:
		take("102(a)(1)")
		switch when.moreThanYear(critical) {
		case yes:
			t.note = yearEnds(when, critical)
		case no:
			t.depends = "within grace period, 102(b)(1) depends on who disclosed"
		case perhaps:
			t.depends = "if a year or less before " + d.critical + ", within grace period: 102(b)(1) depends on who disclosed"
		}
	case d.law == EP && before == yes:
		take("54(2)")
	case d.law == PreAIA:
		d.beforeAIA(&t, a, before)
	}
	if t.eligible {
		if !a.published() {
			if a.as == "" {
				t.depends = joinNew(t.depends, "how it became public is not stated")
			}
			if d.law != EP {
				t.reason += "; " + cmp.Or(a.as, "practice") + ": not for inter partes review (35 USC 311(b))"
			}
		}
		for _, more := range []string{t.depends, t.note} {
			if more != "" {
				t.reason += "; " + more
			}
		}
	} else if t.letter != "" {
		t.reason += "; " + t.depends
	}
	return t
}

// beforeAIA applies pre-AIA 102(a) and (b) to an act: a bar where it lies more than one year before the US filing date, else
// prior art that may be antedated where it lies before the priority date. Knowledge alone is no bar; a sale alone is one, and
// counts under 102(a) only if it made the thing known or used.
func (d claimDates) beforeAIA(t *timing, a act, before answer) {
	place := d.counts(a.as, a.country)
	bar := daysOf(a.when).moreThanYear(d.filing)
	if a.as == "known" {
		bar = no
	}
	switch {
	case place == no:
		t.eligible = false
		t.reason += fmt.Sprintf("; %s in %s: use, sale or knowledge outside the United States is no prior art under pre-AIA 102(a) and (b)", cmp.Or(a.as, "practice"), a.country)
		return
	case place == perhaps && (before != no || bar != no):
		t.check = unknown
		t.reason += "; " + cmp.Or(a.as, "practice") + ": where is not stated, and before the AIA use, sale or knowledge counts only in the United States"
		return
	case bar == yes:
		t.eligible, t.check, t.as, t.use, t.letter, t.depends = true, earlier, "102(b)", anyUse, "", ""
		t.reason += ", more than one year before the US filing"
		if d.said != "not stated" {
			t.reason += " of " + d.said
		}
		t.note = yearEnds(daysOf(a.when), d.filing)
	case before == yes:
		t.eligible, t.as, t.use = true, "102(a)", anyUse
		t.depends = "102(a), may be antedated"
		if a.as == "on sale" {
			t.depends = "102(a) only if the sale made it known or used by others; may be antedated"
		}
		if bar == perhaps {
			t.depends += "; 102(b) if more than one year before the US filing date, which " + cmp.Or(map[bool]string{true: "is not stated"}[d.said == "not stated"], "a partial date leaves open")
		}
	case before == perhaps || bar == perhaps && d.said != "not stated":
		t.check = unknown
	}
}

// yearEnds says that a year may end later than counted, where the filing follows its last day within a long weekend: federal
// holidays are not known to the tool (35 USC 21(b); MPEP 2133).
func yearEnds(when, filing days) string {
	end := yearAfter(when.last)
	if filing.first.Sub(end) > 4*24*time.Hour {
		return ""
	}
	return "the year after it ended on " + end.Format("Monday, 2006-01-02") + ": if that was no business day, 35 USC 21(b) may extend it to the filing"
}

// ofFiling is what having been filed early makes of a patent document that was published too late, by its own priority and
// filing dates: nothing (check is empty) where its office's documents do not count so.
func (d claimDates) ofFiling(ref *Reference) timing {
	office, critical := officeOf(ref.Country, ref.Number), daysOf(d.critical)
	own := func(date string) answer { return daysOf(date).before(critical) }
	filed, priority := own(ref.Dates.Filing), own(ref.Dates.Priority)
	if ref.Dates.Priority == "" && ref.Dates.Filing != "" {
		priority = no // it states none
	}
	if ref.Dates.Filing == "" && ref.Dates.Priority != "" && priority == no {
		filed = no // it was filed no earlier than that
	}
	by := "filed " + ref.Dates.Filing
	if filed != yes {
		by = "with the priority of " + ref.Dates.Priority
	}
	switch {
	case d.law == AIA && (office == "US" || office == "WO"):
		if max(filed, priority) != yes {
			return open(max(filed, priority), "whether it was effectively filed earlier, 102(a)(2), cannot be told", ref.Dates)
		}
		t := timing{eligible: true, check: earlier, as: "102(a)(2)", use: anyUse, reason: by + ", before " + d.critical}
		t.depends = "102(a)(2) only if it names another inventor, and 102(b)(2) depends on who disclosed"
		if filed != yes {
			t.depends = "102(a)(2) only if it names another inventor and the application of " + ref.Dates.Priority + " describes the matter (102(d))"
		}
		if office == "WO" {
			t.depends += "; it has to designate the United States"
		}
		t.reason += "; " + t.depends
		return t
	case d.law == PreAIA && office == "US":
		if filed != yes {
			return open(max(filed, priority), "whether its US filing date, 102(e), is earlier cannot be told: foreign priority does not count", ref.Dates)
		}
		t := timing{eligible: true, check: earlier, as: "102(e)", use: anyUse, reason: "US filing of " + ref.Dates.Filing + ", before " + d.critical}
		t.depends = "102(e) only if by another; may be antedated"
		t.reason += "; " + t.depends
		return t
	case d.law == PreAIA && office == "WO":
		if daysOf(ref.Dates.Filing).before(daysOf("2000-11-29")) == yes {
			return timing{}
		}
		return open(max(filed, priority), "an international application counts under 102(e) only if it designates the United States and was published in English", ref.Dates)
	case d.law == EP && office == "EP":
		if max(filed, priority) != yes {
			return open(max(filed, priority), "whether it was filed earlier, 54(3), cannot be told", ref.Dates)
		}
		return d.conflicting(ref, by, filed)
	case d.law == EP && office == "WO":
		return open(max(filed, priority), "an international application counts under 54(3) only once it has entered the European phase (Art. 153(5), Rule 165 EPC)", ref.Dates)
	}
	return timing{}
}

// conflicting is a European application with an earlier date that was published on or after the date of the claim, or whose
// day of publication leaves that open: novelty only (Art. 54(3), 56 EPC).
func (d claimDates) conflicting(ref *Reference, by string, filed answer) timing {
	t := timing{eligible: true, check: earlier, as: "54(3)", use: noveltyOnly, reason: by + ", before " + d.critical + "; 54(3), novelty only"}
	if filed != yes {
		t.depends = "54(3) only if its priority of " + ref.Dates.Priority + " holds"
		t.reason += "; " + t.depends
	}
	for _, a := range ref.acts() {
		if when := daysOf(a.when); when.before(daysOf(d.critical)) == no && when.before(d.filing) != yes {
			t.letter = "E"
		}
	}
	return t
}

// open is a question that dates leave open, or have settled: not earlier.
func open(a answer, words string, dates claims.Dates) timing {
	if a == no {
		return timing{check: notEarlier}
	}
	var stated []string
	for _, p := range [][2]string{{"filed ", dates.Filing}, {"priority ", dates.Priority}} {
		if p[1] != "" {
			stated = append(stated, p[0]+p[1])
		}
	}
	if stated == nil {
		words += ": no filing date is known"
	} else {
		words += " (" + strings.Join(stated, ", ") + ")"
	}
	return timing{check: unknown, reason: words}
}

// joinNew joins two texts, leaving out of the second the clauses that the first has.
func joinNew(a, b string) string {
	for _, clause := range strings.Split(b, "; ") {
		if clause != "" && !slices.Contains(strings.Split(a, "; "), clause) {
			a = join(a, clause)
		}
	}
	return a
}
