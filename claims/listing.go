package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// Listing is the complete listing of the claims that an amendment has to give: 37 CFR 1.121(c).
type Listing struct {
	Entries []Entry  // every claim ever presented, one a number, in order
	Notes   []string // what a reader must know: which claim of the new set has got which number, what was assumed
}

// Entry is a claim in the listing.
type Entry struct {
	Num    int
	Status string // the identifier without its parentheses: "Original", "Currently amended", "Withdrawn - currently amended", ...
	// Ops is the text: with deletions and insertions in a currently amended claim only, else one equal, or none where the status
	// forbids a text (canceled, not entered). Joining equal and insert gives the claim as amended. No moves are marked.
	Ops   []Op
	Claim *Claim // in the new set, or nil
	As    int    // its number in the new set, or 0; it differs from Num where the new set gave a number that may not be used again
}

// The identifiers of 37 CFR 1.121(c) as the listing prints them.
const (
	statusOriginal         = "Original"
	statusAmended          = "Currently amended"
	statusCanceled         = "Canceled"
	statusWithdrawn        = "Withdrawn"
	statusWithdrawnAmended = "Withdrawn - currently amended"
	statusPresented        = "Previously presented"
	statusNew              = "New"
	statusNotEntered       = "Not entered"
)

// Amend makes the listing that turns the old set, the version just before, into the new one.
//
// A claim keeps its number only where the new set gives the same claim the same number: numbers are never used again (37 CFR
// 1.126), so a renumbered claim is the old number canceled and a new claim with the next free number, as every new claim is, in
// order of the new set. References follow to the numbers of the listing. A claim whose text has changed, be it by such a
// reference, is currently amended; white space changes nothing. One that has not is original where the old set calls it so or calls it
// nothing, else previously presented. A withdrawn claim stays withdrawn unless the new set gives it another status.
func Amend(old, new *Set) Listing {
	a := &amending{old: map[int]*Claim{}, entries: map[int]*Entry{}, now: map[int]int{}}
	for i := range old.Claims {
		c := &old.Claims[i]
		for n := c.Num; n <= lastOf(c); n++ {
			if a.old[n] == nil {
				a.old[n] = c
			}
		}
	}
	a.number(old, new)
	for _, n := range a.order {
		a.enter(a.entries[n])
	}
	for n, c := range a.old {
		if a.entries[n] == nil {
			a.entries[n] = &Entry{Num: n, Status: goneStatus(c)}
		}
	}
	out := Listing{Notes: a.notes}
	for _, e := range a.entries {
		out.Entries = append(out.Entries, *e)
	}
	slices.SortFunc(out.Entries, func(x, y Entry) int { return x.Num - y.Num })
	for i, e := range out.Entries {
		if before := i + 1; i == 0 && e.Num > before || i > 0 && e.Num > out.Entries[i-1].Num+1 {
			out.Notes = append(out.Notes, fmt.Sprintf("no claim stands before claim %d with the number %d: the versions given do not have it", e.Num, e.Num-1))
		}
	}
	return out
}

// amending is a listing that is being made.
type amending struct {
	old     map[int]*Claim // by number; all numbers of a canceled range
	entries map[int]*Entry
	order   []int       // numbers of the entries with a text
	now     map[int]int // numbers of the new set that are others in the listing, and what they are there
	notes   []string
}

// number gives each claim of the new set its number.
func (a *amending) number(old, new *Set) {
	next := 1
	for n := range a.old {
		next = max(next, n+1)
	}
	for i := range new.Claims { // canceled claims that the old set does not show had their numbers too
		if c := &new.Claims[i]; c.Canceled() {
			for n := c.Num; n <= lastOf(c); n++ {
				if a.old[n] == nil {
					a.old[n] = c
					next = max(next, n+1)
				}
			}
		}
	}
	var later []*Claim
	for _, p := range PairAmended(old, new) {
		for _, c := range p.New {
			if !slices.ContainsFunc(p.Old, func(o *Claim) bool { return o.Num == c.Num }) || a.entries[c.Num] != nil {
				later = append(later, c)
				continue
			}
			a.entries[c.Num] = &Entry{Num: c.Num, As: c.Num, Claim: c}
			a.order = append(a.order, c.Num)
		}
	}
	slices.SortStableFunc(later, func(x, y *Claim) int { return cmp.Compare(x.Num, y.Num) })
	for _, c := range later {
		a.entries[next] = &Entry{Num: next, As: c.Num, Claim: c, Status: statusNew}
		a.order = append(a.order, next)
		if c.Num != next {
			a.now[c.Num] = next
			a.notes = append(a.notes, fmt.Sprintf("claim %d of the new set is claim %d here: numbers are not used again (37 CFR 1.126)", c.Num, next))
		}
		next++
	}
}

// enter fills in the text and the status of an entry.
func (a *amending) enter(e *Entry) {
	text := renumber(e.Claim.Text, a.now)
	for _, r := range references(e.Claim.Text) {
		if words := e.Claim.Text[r.span.Start:r.span.End]; r.all && len(a.now) > 0 || rangeMark.MatchString(words) && a.tears(r.nums) {
			a.notes = append(a.notes, fmt.Sprintf("claim %d refers to %q, and the claims meant do not stand in a row here: look it through", e.Num, words))
		}
	}
	clean := []Op{{Op: "equal", Text: text}}
	if e.Status == statusNew {
		e.Ops = clean
		return
	}
	was := a.old[e.Num]
	withdrawn := isStatus(e.Claim.Status, statusWithdrawn) || e.Claim.Status == "" && isStatus(was.Status, statusWithdrawn)
	changed := !sameTokens(was.Text, text)
	switch {
	case changed && withdrawn:
		e.Status = statusWithdrawnAmended
	case changed:
		e.Status = statusAmended
	case withdrawn:
		e.Status = statusWithdrawn
	case was.Status == "" && e.Claim.Status != "" && isStatus(e.Claim.Status, statusPresented), was.Status != "" && !isStatus(was.Status, statusOriginal):
		e.Status = statusPresented
	default:
		e.Status = statusOriginal
	}
	e.Ops = clean
	if changed {
		e.Ops = drawnInPlace(was.Text, text)
	}
}

// rangeMark joins the ends of a range of claims.
var rangeMark = lazyregexp.New(`(?i)[-–—‑~]|\b(?:to|through|thru)\b`)

// tears tells whether the numbers of the listing take a range of claims apart.
func (a *amending) tears(nums []int) bool {
	at := func(n int) int {
		if to, ok := a.now[n]; ok {
			return to
		}
		return n
	}
	for i := 1; i < len(nums); i++ {
		if at(nums[i])-at(nums[i-1]) != nums[i]-nums[i-1] {
			return true
		}
	}
	return false
}

// goneStatus is the identifier of a number without a text.
func goneStatus(c *Claim) string {
	if isStatus(c.Status, statusNotEntered) || isStatus(c.Text, statusNotEntered) {
		return statusNotEntered
	}
	return statusCanceled
}

// isStatus tells whether a status as marked is the identifier, with whatever is added to it.
func isStatus(marked, identifier string) bool {
	return prefixFold(strings.TrimLeft(marked, " (["), strings.ToLower(identifier))
}
