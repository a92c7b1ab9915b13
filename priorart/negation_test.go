package priorart

import (
	"encoding/json"
	"strings"
	"testing"

	"claimchart/claims"
)

// TestDenials: which words a sentence denies, and which it does not.
func TestDenials(t *testing.T) {
	for _, c := range []struct{ text, denied, said string }{
		{"The pump runs without a valve, and a sensor reports.", "valve", "pump sensor reports"},
		{"The housing has no lid but a flap.", "lid", "housing flap"},
		{"A controller is not required.", "controller", ""},
		{"The lid was omitted; a flap is used.", "lid", "flap"},
		{"Neither a valve nor a pump is used.", "valve pump", ""},
		{"Instead of screws, clips hold the cover.", "screws", "clips cover"},
		{"The disc, which is not hardened, drives the shaft.", "hardened", "disc drives shaft"},
		{"The first valve, not the second, closes.", "second", "first valve closes"},
		{"The cap is removed without tools.", "tools", "cap removed"},
		{"The design avoids the need for a valve.", "valve", "design"},
		{"The machine doesn't use a belt.", "belt", "machine"},
		{"The solution is free of chloride.", "chloride", "solution"},
		{"The solution is chloride-free and clear.", "chloride-free", "solution clear"},
		{"The box without a lid is closed by a film.", "lid", "box closed film"},
		{"All parts except for the lid are of steel.", "lid", "parts steel"},
		{"A pump without a valve that is heated.", "valve heated", "pump"},
		{"A pawl prevents the shaft from rotating.", "rotating", "pawl shaft"},
		{"The seal prevents leakage of oil.", "leakage", "seal"},
		{"There is no switch: the mode sets in by itself.", "switch", "mode"},
		{"The film is not heated, whereas the drum is warmed by steam.", "heated", "film drum warmed steam"},
		// Words of denial that deny nothing.
		{"Not only the pump but also the valve is monitored.", "", "pump valve monitored"},
		{"It takes no more than 5 seconds.", "", "seconds"},
		{"The depth does not exceed 5 mm.", "", "depth mm"},
		{"No matter how the shaft turns, the lamp shines.", "", "shaft turns lamp"},
		{"The motor runs whether or not the lamp is lit.", "", "motor lamp lit"},
		{"There is no doubt that the valve closes.", "", "valve closes"},
		{"Nothing but water flows.", "", "water flows"},
		{"The material is not limited to steel.", "", "material steel"},
		{"Last but not least the pump is cheap.", "", "pump cheap"},
		{"The sensor never fails to report.", "", "sensor report"},
		{"The valve closes without fail.", "", "valve closes"},
		{"It is not impossible to close the valve.", "", "close valve"},
		{"The motor stops unless the door is closed.", "", "motor stops door closed"},
		{"The shaft is free to rotate.", "", "shaft rotate"},
		{"Of course the nozzle opens.", "", "nozzle opens"},
	} {
		spans := denials(c.text, claims.Span{Start: 0, End: len(c.text)})
		for list, want := range map[string]bool{c.denied: true, c.said: false} {
			for word := range strings.FieldsSeq(list) {
				at := strings.Index(c.text, word)
				if at < 0 {
					at = strings.Index(strings.ToLower(c.text), word)
				}
				if at < 0 {
					t.Fatalf("%q has no %q", c.text, word)
				}
				if within(spans, at) != want {
					t.Errorf("%q: %q is denied: %v, want %v", c.text, word, !want, want)
				}
			}
		}
	}
}

// TestMayDeny: sentences that only look like denials are passed over, those that a pattern finds a denial in never are.
func TestMayDeny(t *testing.T) {
	for text, want := range map[string]bool{
		"Note that the node now knows another knob.":      false,
		"The reel is tensionless, and a helpless person…": false,
		"The inlet is placed in the lid.":                 false,
		"Would it have a lid?":                            false,
		"NO lid is needed.":                               true,
		"It cannot turn.":                                 true,
		"The lid didn’t close.":                           true,
		"A Valve-Less pump.":                              true,
		"There is none":                                   true,
	} {
		if got := mayDeny(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	n := 0
	jsonLines(t, "papers.jsonl.gz", func(line []byte) {
		if n++; n%50 != 1 {
			return
		}
		var r struct{ Passages []Passage }
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Passages {
			for _, s := range claims.Sentences(p.Text) {
				if x := p.Text[s.Start:s.End]; !mayDeny(x) && (denies.MatchString(x) || deniedBefore.MatchString(x) || xFree.MatchString(x)) {
					t.Errorf("%q is passed over", x)
				}
			}
		}
	})
}
