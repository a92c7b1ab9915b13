package priorart

import (
	"strings"
	"testing"
)

// TestPassive: which participles stand in the passive.
func TestPassive(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"the sled is pushed by the knife", "pushed", true},
		{"the sled is then gently pushed", "pushed", true},
		{"the lid being held by a clip", "held", true},
		{"the lid was broken by a blow", "broken", true},
		{"the record was written by the server", "written", true},
		{"the knife has pushed the sled", "pushed", false},
		{"the pushed sled stops", "pushed", false},
		{"the valve is open", "open", false},
		{"the box is wooden", "wooden", false},
		{"the valve is often shut", "often", false},
		{"the gap is between them", "between", false},
		{"the sled is at full speed", "speed", false},
	} {
		toks := tokens(c.text)
		for k := range toks {
			if toks[k].lower == c.word && passive(toks, k) != c.want {
				t.Errorf("%q, %q: passive %v, want %v", c.text, c.word, !c.want, c.want)
			}
		}
	}
}

// TestActions: who does what to what in an element, as "subject verb object".
func TestActions(t *testing.T) {
	for _, c := range []struct{ element, want string }{
		{"a lever that lifts the pawl", "lever lifts pawl"},
		{"a lever which lifts a drive pawl", "lever lifts pawl"},
		{"the sled is pushed by the knife", "knife pushed sled"},
		{"the knife pushing the sled", "knife pushing sled"},
		{"a plunger that pushes a stopper along a reservoir", "plunger pushes stopper"},
		{"the terminal sends the token to a bank", "terminal sends token"},
		{"the terminal sends the token to a bank, and the bank confirms the payment to the telephone", "terminal sends token; bank confirms payment"},
		{"a pump configured to circulate a coolant", "pump circulate coolant"},
		{"a stopper pushed by a plunger", "plunger pushed stopper"},
		{"a housing for the brake discs", ""},
		{"a lid of steel", ""},
		{"processing resources of the site", ""},
	} {
		q := newQuery(c.element)
		var got []string
		for _, a := range q.doing {
			got = append(got, q.terms[a.subject].shown+" "+q.terms[a.verb].shown+" "+q.terms[a.object].shown)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %q, want %q", c.element, s, c.want)
		}
	}
}

// TestSwapped: which sentences have the roles of an element exchanged.
func TestSwapped(t *testing.T) {
	const pushes = "a plunger that pushes a stopper along a drug reservoir"
	for _, c := range []struct {
		element, text string
		want          bool
	}{
		{pushes, "The stopper pushes the plunger back along the drug reservoir.", true},
		{pushes, "The plunger is pushed by the stopper along the drug reservoir.", true},
		{pushes, "A plunger pushed by the stopper moves along the drug reservoir.", true},
		{pushes, "The plunger pushes the stopper along the drug reservoir.", false},
		{pushes, "The stopper is pushed by the plunger along the drug reservoir.", false},
		{pushes, "A stopper pushed by the plunger moves along the drug reservoir.", false},
		{pushes, "Pushed by the plunger, the stopper moves along the drug reservoir.", false},
		{pushes, "The stopper that the plunger pushes moves along the drug reservoir.", false},
		{pushes, "The stopper moves along the drug reservoir when the plunger pushes it.", false},
		{"the terminal sends the token to a bank", "The bank sends the token to the terminal.", true},
		{"the terminal sends the token to a bank", "The token is sent to the bank by the terminal.", false},
		{"the terminal sends the token to a bank", "The terminal sends to the bank the token.", false},
		{"a nozzle that rinses the lens", "Cleaning of the lens was done by rinsing from a nozzle.", false},
		{"a primary server that sends a log record to a replica server", "The replica server sends a log record to the primary server.", true},
		{"a primary server that sends a log record to a replica server", "From the primary server, a log record is sent to the replica server.", false},
		{"a primary server that sends a log record to a replica server", "To the replica server, the primary server sends a log record.", false},
	} {
		r := Reference{ID: "x", Passages: []Passage{{Loc: "1", Text: c.text}}}
		got := newQuery(c.element).cell(newText(&r))
		if strings.Contains(got.Reason, "exchanged") != c.want || c.want && got.Status != NotFound || !c.want && got.Status == NotFound {
			t.Errorf("%q in %q: %s (%s), want exchanged: %v", c.element, c.text, got.Status, got.Reason, c.want)
		}
	}
}
