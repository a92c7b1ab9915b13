package priorart

import (
	"strings"
	"testing"
)

// cellOf scores an element against one passage a string.
func cellOf(element string, passages ...string) Cell {
	ref := &Reference{ID: "D1"}
	for i, p := range passages {
		ref.Passages = append(ref.Passages, Passage{Loc: string(rune('1' + i)), Text: p})
	}
	return newQuery(element).cell(newText(ref))
}

// TestNarrowed holds what narrows an element, or what it needs, beside texts that fall short of it (why is part of the reason) and texts that do not (why is empty).
func TestNarrowed(t *testing.T) {
	for _, c := range []struct{ element, text, why string }{
		{"a valve that opens only when the pump is stopped", "A valve opens when the pump is stopped.", `nothing says "only"`},
		{"a valve that opens only when the pump is stopped", "A valve opens solely when the pump is stopped.", ""},
		{"a valve that opens only when the pump is stopped", "A valve opens when the pump is stopped, and never before.", ""},
		{"a valve that opens not only when the pump is stopped", "A valve opens when the pump is stopped.", ""},
		{"a sensor fixed directly to the blade", "A sensor is fixed to the blade by means of an arm.", `nothing says "directly"`},
		{"a sensor fixed directly to the blade", "A sensor is fixed straight to the blade.", ""},
		{"ringing the bell exactly three times", "The bell is rung three times or more.", `nothing says "exactly"`},
		{"each drawer has a lock", "The lowest drawer has a lock.", "said of some only"},
		{"each drawer has a lock", "Every drawer has a lock, the lowest drawer a strong one.", ""},
		{"each drawer has a lock", "The drawers each have a lock.", ""},
		{"each drawer has a lock", "From the topmost drawer down to the lowest each has a lock.", ""}, // it singles some out and speaks of every one
		{"all of the drawers have a lock", "Some of the drawers have a lock.", "said of some only"},
		{"a drawer has a lock", "The lowest drawer has a lock.", ""},

		{"a housing without a rotating seal", "The shaft leaves the housing through a rotating seal.", "what the element excludes: rotating seal"},
		{"a housing without a rotating seal", "The housing has no rotating seal.", ""},
		{"a coating free of chromium", "The coating holds chromium and zinc.", "what the element excludes: chromium"},
		{"a coating free of chromium", "The coating is devoid of chromium.", ""},
		{"opening the lid without stopping the drum", "The drum is stopped and the lid is opened.", ""}, // something is not done: no thing is excluded

		{"a strap of nylon with brass buckles", "A strap of nylon is worn around the waist.", "nothing of it: brass buckles"},
		{"a strap of nylon with brass buckles", "A strap of nylon has buckles of brass.", ""},
		{"wherein the strap of nylon carries the buckle", "The strap of nylon is worn around the waist.", ""}, // what stood in an earlier element is no new thing
		{"a wax with a melting point of 52 °C", "The wax becomes liquid at 52 °C.", ""},

		{"a relay that shuts a valve", "A relay shuts a valve in any suitable manner.", "tells the function only"},
		{"a relay that shuts a valve", "A relay of any suitable known kind shuts a valve.", ""},

		{"a nozzle that sprays water onto a wafer", "The wafer sprays water onto the nozzle.", "exchanged: sprays"},
		{"a nozzle that sprays water onto a wafer", "The nozzle sprays water onto the wafer.", ""},
		{"a nozzle that sprays water onto a wafer", "Onto the wafer the nozzle sprays water.", ""},
		{"a brake that locks a rotor", "A pin is locked by the rotor while the brake is open.", "exchanged: locks"},
		{"a brake that locks a rotor", "The rotor is locked by the brake.", ""},
	} {
		cell := cellOf(c.element, c.text)
		for _, why := range []string{"nothing says", "said of some", "excludes", "nothing of it", "exchanged", "function only"} {
			if c.why == "" && strings.Contains(cell.Reason, why) || c.why != "" && !strings.Contains(cell.Reason, c.why) {
				t.Errorf("%q against %q: %s, %q, want %q", c.element, c.text, cell.Status, cell.Reason, c.why)
				break
			}
		}
		if c.why != "" && cell.Status == Disclosed {
			t.Errorf("%q against %q: disclosed", c.element, c.text)
		}
	}
}

// TestTogether holds sentences that go on with each other, whose words count together, and those that do not.
func TestTogether(t *testing.T) {
	const element = "a pump driven by a solar panel on the roof of a greenhouse"
	for _, c := range []struct {
		passages []string
		together bool
	}{
		{[]string{"A pump lifts the water. It is driven by a solar panel on the roof of the greenhouse."}, true},
		{[]string{"The greenhouse has a flat roof. On the roof stands a solar panel, by which a pump is driven."}, true},
		{[]string{"A pump is driven by a solar panel. Solar panels cover greenhouse roofs."}, true}, // a word of the sentence before, without "the"
		{[]string{"A pump lifts the water. It is driven by a solar panel.", "The panel stands on the roof of the greenhouse."}, true},
		{[]string{"A pump is driven by the miller. The miller has a shed. The shed has a solar panel. The panel has a frame. The frame fits the roof of a greenhouse."}, false}, // more than three sentences
		{[]string{"The greenhouse has a flat roof. A pump was bought. Solar eclipses were seen. A panel of experts was driven there."}, false},
		{[]string{"The town version has a pump driven by a solar panel. It is small.", "The farm version has a pump on the roof of a greenhouse."}, false},
		{[]string{"Example 1 has a pump driven by a motor.", "In Example 2 the solar panel is on the roof of a greenhouse."}, false},
	} {
		cell := cellOf(element, c.passages...)
		if got := cell.Status == Disclosed; got != c.together {
			t.Errorf("%q: %s %.2f, found %q", c.passages, cell.Status, cell.Score, cell.Found)
		}
	}
}

func TestEmbodimentOf(t *testing.T) {
	for sentence, want := range map[string]string{
		"The winter model is different.":                       "winter",
		"In the version for trucks, a valve is not installed.": "trucks",
		"Device B drives its staples by a roller.":             "B",
		"In Example 12 the salt was left out.":                 "12",
		"The device is switched off.":                          "",
		"A device B drives its staples by a roller.":           "", // a reference sign, no name
		"In a prototype 3 the salt was left out.":              "",
		"A version of the program is loaded.":                  "",
		"This model has a lid.":                                "",
		"The model was trained.":                               "",
		"The examples above are not limiting.":                 "",
	} {
		x := textOf(sentence)
		if got := x.quoted.embodiment(x, 0); got != strings.ToLower(want) {
			t.Errorf("%q: %q, want %q", sentence, got, want)
		}
	}
}

// TestSymbols holds chemical symbols, which stand for the names of elements, and words that look like them.
func TestSymbols(t *testing.T) {
	for _, c := range []struct {
		element, text string
		why           string // "" where nothing of the text stands for the element's word
	}{
		{"manganese as an impurity", "The melt had impurities of Mn.", "chemical symbol"},
		{"Mn as an impurity", "The melt had an impurity of manganese.", "chemical symbol"},
		{"aluminum as an impurity", "Al was the impurity.", "chemical symbol"},
		{"cobalt as an impurity", "Acme Co.'s impurity was small.", ""},
		{"magnesium as an impurity", "The impurity was 3 mg.", ""},
		{"silicon as an impurity", "Si una impureza, impurity.", "chemical symbol"}, // another language's word looks the same
	} {
		why := ""
		for _, e := range cellOf(c.element, c.text).Evidence {
			for _, m := range e.Matches {
				if m.Term != "impurity" {
					why = m.Why
				}
			}
		}
		if why != c.why {
			t.Errorf("%q against %q: %q, want %q", c.element, c.text, why, c.why)
		}
	}
}

// TestPhraseSynonym: a word that stands for a whole phrase stands for all of its words, -ing forms too; and an -ing form before a noun is not found where
// its verb stands alone.
func TestPhraseSynonym(t *testing.T) {
	if c := cellOf("wherein the lamp is a light emitting diode", "The lamp may be an LED."); c.Status != Disclosed || len(c.Missing) > 0 {
		t.Errorf("LED: %s, missing %q", c.Status, c.Missing)
	}
	if c := cellOf("a configuration of processing resources", "A process runs."); len(c.Found) > 0 {
		t.Errorf("processing: found %q", c.Found)
	}
}
