package claims

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

// Amend makes the listing that turns the old set into the new one.
func Amend(old, new *Set) Listing {
	var out Listing
	for _, p := range Pair(old, new) {
		for _, c := range p.New {
			e := Entry{Num: c.Num, As: c.Num, Claim: c, Status: "New", Ops: []Op{{Op: "equal", Text: c.Text}}}
			if len(p.Old) > 0 {
				e.Status = "Original"
				if p.Fate != Unchanged {
					e.Status, e.Ops = "Currently amended", Diff(p.Old[0].Text, c.Text)
				}
			}
			out.Entries = append(out.Entries, e)
		}
		if len(p.New) == 0 {
			out.Entries = append(out.Entries, Entry{Num: p.Old[0].Num, Status: "Canceled"})
		}
	}
	return out
}
