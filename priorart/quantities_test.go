package priorart

import (
	"fmt"
	"strings"
	"testing"

	"claimchart/claims"
)

// shownQuantities writes quantities as "LOW..HIGH DIMENSION", in base units.
func shownQuantities(list []quantity) string {
	var out []string
	for _, q := range list {
		out = append(out, fmt.Sprintf("%.6g..%.6g %s", q.low, q.high, q.dim))
	}
	return strings.Join(out, "; ")
}

// TestQuantities: what numbers a text has, in base units (metre, gram, second, percent, pascal, degree Celsius, litre); written by hand.
func TestQuantities(t *testing.T) {
	count := func(noun string) string { return "count " + claims.Stem(noun) }
	for _, c := range []struct{ text, want string }{
		// Points and units.
		{"a length of 4.5 mm", "0.0045..0.0045 length"},
		{"a diameter of 0.5 cm", "0.005..0.005 length"},
		{"a mass of 2 kilograms", "2000..2000 mass"},
		{"heated to 60°C.", "60..60 temperature"},
		{"heated to 60° C. for an hour", "60..60 temperature"},
		{"heated to 60 ° C", "60..60 temperature"},
		{"heated to 60 degrees C", "60..60 temperature"},
		{"heated to 60 degrees Celsius", "60..60 temperature"},
		{"turned by 90 degrees", "90..90 angle"},
		{"turned by 90°", "90..90 angle"},
		{"cooled to -20 °C", "-20..-20 temperature"},
		{"heated to 212 °F", "100..100 temperature"},
		{"60 wt% of water", "60..60 percent"},
		{"60 wt.-% of water", "60..60 percent"},
		{"60 wt. % of water", "60..60 percent"},
		{"60 % by weight of water", "60..60 percent"},
		{"60 weight percent of water", "60..60 percent"},
		{"60 percent by volume", "60..60 percent"},
		{"500 ppm of iron", "0.05..0.05 percent"},
		{"900 kPa", "900000..900000 pressure"},
		{"a 128-bit key", "16..16 data"},
		{"a key of 128 bits", "16..16 data"},
		{"in 10 ms", "0.01..0.01 time"},
		{"at 1.5 m/s", "1.5..1.5 length/time"},
		{"at 36 km/h", "10..10 length/time"},
		{"3 grams per litre", "3..3 mass/volume"},
		{"an area of 4 mm²", "4e-06..4e-06 area"},
		{"an area of 4 mm2", "4e-06..4e-06 area"},
		{"5 cm³ of oil", "0.005..0.005 volume"},
		{"a wire of 1/4 inch", "0.00635..0.00635 length"},
		{"a wire of 2 1/2 inches", "0.0635..0.0635 length"},
		{"a wire of ½ inch", "0.0127..0.0127 length"},
		// Words.
		{"four and a half hours", "16200..16200 time"},
		{"eighty-five percent", "85..85 percent"},
		{"two hundred volts", "200..200 voltage"},
		{"two hundred and fifty volts", "250..250 voltage"},
		{"half a minute later", "30..30 time"},
		{"half an hour later", "1800..1800 time"},
		{"a pair of rollers", "2..2 " + count("rollers")},
		{"a dozen of bolts", "12..12 " + count("bolts")},
		// Ranges.
		{"60 to 80 °C", "60..80 temperature"},
		{"60-80 °C", "60..80 temperature"},
		{"60 – 80 °C", "60..80 temperature"},
		{"60 °C to 80 °C", "60..80 temperature"},
		{"from 60 to about 80 °C", "60..80 temperature"},
		{"between 60 and 80 °C", "60..80 temperature"},
		{"between A and B, of 4 mm", "0.004..0.004 length"},
		{"between 4 mm and 6 mm", "0.004..0.006 length"},
		{"parts of 4 mm and 6 mm", "0.004..0.004 length; 0.006..0.006 length"},
		{"-20 to 40 °C", "-20..40 temperature"},
		{"10 ± 2 mm", "0.008..0.012 length"},
		{"10 mm ± 1 mm", "0.009..0.011 length"},
		{"a pH of 3 to 4", "3..4 pH"},
		{"at pH 3.5", "3.5..3.5 pH"},
		// Limits.
		{"at least 72 teeth", "72..+Inf " + count("teeth")},
		{"3 or more pawls", "3..+Inf " + count("pawls")},
		{"three or more pawls", "3..+Inf " + count("pawls")},
		{"three pawls or more", "3..+Inf " + count("pawls")},
		{"two or fewer pawls", "-Inf..2 " + count("pawls")},
		{"no fewer than four legs", "4..+Inf " + count("legs")},
		{"not more than two valves", "-Inf..2 " + count("valves")},
		{"up to 10 bar", "-Inf..1e+06 pressure"},
		{"less than 5 µm", "-Inf..5e-06 length"},
		{"a temperature above 60 °C", "60..+Inf temperature"},
		{"a minimum of 3 bolts", "3..+Inf " + count("bolts")},
		{"50 °C or less", "-Inf..50 temperature"},
		{"≥ 5 mm", "0.005..+Inf length"},
		{"at least 60%, 70% or 80%", "60..+Inf percent; 70..+Inf percent; 80..+Inf percent"},
		{"at most 60%, 50%, or 40%", "-Inf..60 percent; -Inf..50 percent; -Inf..40 percent"},
		{"about 60 °C", "54..66 temperature"},
		{"approximately 1,000 rows", "900..1100 " + count("rows")},
		// A preposition of place opens no range.
		{"a chain runs over two sprockets", "2..2 " + count("sprockets")},
		{"a lid that is removed from two clamps", "2..2 " + count("clamps")},
		{"over 100 users", "100..+Inf " + count("users")},
		// What is counted.
		{"two spring-loaded pawls", "2..2 " + count("pawls")},
		{"two of the pawls", "2..2 " + count("pawls")},
		{"between 2 and 4 rollers", "2..4 " + count("rollers")},
		{"two second valves", "2..2 " + count("valves")},
		{"a 2 second delay", "2..2 time"},
		{"two seconds later", "2..2 time"},
		// No numbers of anything.
		{"at least one valve", ""},
		{"one or more valves", ""},
		{"one of the valves", ""},
		{"the protein of SEQ ID NO: 1 is bound", ""},
		{"the protein of SEQ ID NO: 12 binds cells", ""},
		{"IL-2 and 14-3-3 bind", ""},
		{"Figure 3 shows a valve", ""},
		{"FIG. 3 shows valves", ""},
		{"Figs. 3 and 4 show valves", ""},
		{"as in Example 3 above", ""},
		{"the device of claim 1", ""},
		{"any of claims 1 to 3 wherein the parts fit", ""},
		{"the valve 12 closes the channel 14", ""},
		{"a housing 10 and a lid 12 are bolted", ""},
		{"the valve (12) closes", ""},
		{"step 2 follows", ""},
		{"CO2 and H2O", ""},
	} {
		if got := shownQuantities(quantities(c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestCompareTo: how a reference's figure stands to a claimed one (MPEP 2131.03).
func TestCompareTo(t *testing.T) {
	one := func(text string) quantity {
		t.Helper()
		l := quantities(text)
		if len(l) != 1 {
			t.Fatalf("%q: %s, want one quantity", text, shownQuantities(l))
		}
		return l[0]
	}
	for _, c := range []struct {
		claimed, found string
		want           measure
	}{
		{"60 to 80 °C", "70 °C", inside}, // 2131.03 I: a point anticipates the range
		{"60 to 80 °C", "80 °C", inside}, // the end belongs to it
		{"60 to 80 °C", "65 to 75 °C", inside},
		{"60 to 80 °C", "60 to 80 °C", inside},
		{"60 to 80 °C", "70 to 90 °C", overlaps}, // 2131.03 II
		{"60 to 80 °C", "80 to 90 °C", overlaps}, // touching
		{"60 to 80 °C", "50 to 100 °C", overlaps},
		{"60 to 80 °C", "above 50 °C", overlaps},
		{"60 to 80 °C", "90 °C", outside}, // 2131.03 III
		{"60 to 80 °C", "81 to 90 °C", outside},
		{"60 to 80 °C", "less than 50 °C", outside},
		{"at least 3 bolts", "4 bolts", inside},
		{"at least 3 bolts", "3 bolts", inside},
		{"at least 3 bolts", "2 bolts", outside},
		{"at least 3 bolts", "at least 2 bolts", overlaps},
		{"at least 3 bolts", "5 or more bolts", inside},
		{"up to 10 bar", "up to 5 bar", inside},
		{"up to 10 bar", "up to 20 bar", overlaps},
		{"8 to 10 bar", "900 kPa", inside},
		{"4 to 6 mm", "0.5 cm", inside},
		{"about 60 °C", "63 °C", inside},
		{"about 60 °C", "70 °C", outside},
		{"0.1 to 0.2 percent", "1500 ppm", inside},
		{"exceeds a limit of 0.3 to 0.6 percent", "deviates by 0.5 percent or more", inside}, // it tells the limit
		{"has a width of 0.3 to 0.6 mm", "has a width of 0.5 mm or more", overlaps},          // it tells no limit
		{"less than 1 gram of volatile compounds per litre", "0.4 g/l", inside},
	} {
		if got := one(c.found).compareTo(one(c.claimed)); got != c.want {
			t.Errorf("%q for a claimed %q: %d, want %d", c.found, c.claimed, got, c.want)
		}
	}
}

// TestClaimedCounts: a claim that recites two of a thing is open for more of them (MPEP 2111.03), unless it says otherwise.
func TestClaimedCounts(t *testing.T) {
	for _, c := range []struct {
		element, text string
		want          Status
	}{
		{"two pressure rollers that press the web against a drum", "Two pressure rollers press the web against a drum.", Disclosed},
		{"two pressure rollers that press the web against a drum", "Three pressure rollers press the web against a drum.", Disclosed},
		{"four pressure rollers that press the web against a drum", "Six pressure rollers press the web against a drum.", Disclosed},
		{"four pressure rollers that press the web against a drum", "Two pressure rollers press the web against a drum.", NotFound},
		{"exactly four pressure rollers that press the web against a drum", "Six pressure rollers press the web against a drum.", NotFound},
		{"not more than four pressure rollers that press the web against a drum", "Six pressure rollers press the web against a drum.", NotFound},
	} {
		r := Reference{ID: "x", Passages: []Passage{{Loc: "1", Text: c.text}}}
		if got := newQuery(c.element).cell(newText(&r)); got.Status != c.want {
			t.Errorf("%q in %q: %s (%s), want %s", c.element, c.text, got.Status, got.Reason, c.want)
		}
	}
}

// TestMeasured: a claimed quantity is compared with those of the text that are of the same dimension, the one that suits it best first; what is counted
// may have another name (MPEP 2131.03: the claimed range against the one that is taught).
func TestMeasured(t *testing.T) {
	for _, c := range []struct {
		element, text string
		want          Status
		reason        string // a part of it
	}{
		{"a shaft carrying a disc with a thickness of 5 mm", "A shaft 12 mm long carries a disc with a thickness of 5 mm.", Disclosed, ""},
		{"a shaft carrying a disc with a thickness of 5 mm", "A shaft carries a disc with a thickness of 5 mm and is 12 mm long.", Disclosed, ""},
		{"a shaft carrying a disc with a thickness of 5 mm", "A shaft 12 mm long carries a disc with a thickness of 7 mm.", NotFound, "is outside"},
		{"a shaft carrying a disc with a thickness of 5 mm", "A shaft carries a disc of 5 kg with a thickness.", Partly, `nothing to compare with "5 mm"`},
		{"a shaft carrying a disc with a thickness of 5 mm", "A shaft carries a disc of some thickness, turned for 12 seconds.", Partly, `nothing to compare with "5 mm"`},
		{"a rack with 72 containers that hold brine", "A rack has 72 vessels that hold brine.", Disclosed, ""},
		{"a rack with 72 containers that hold brine", "A rack has 60 vessels that hold brine.", NotFound, "is outside"},
		{"a rack with 72 containers that hold brine", "A rack has containers that hold brine, and 72 bolts.", Partly, `nothing to compare with "72"`},
	} {
		got := cellOf(c.element, c.text)
		if got.Status != c.want || !strings.Contains(got.Reason, c.reason) || c.reason == "" && got.Reason != "" {
			t.Errorf("%q in %q: %s, %q, want %s, %q", c.element, c.text, got.Status, got.Reason, c.want, c.reason)
		}
	}
}

// TestQuantityShows: what the words of a text show of a quantity: all of it where the figure is inside, some where it overlaps, nothing without one
// (MPEP 2131.03 I and II).
func TestQuantityShows(t *testing.T) {
	const element = "a layer heated to 60 to 80 °C"
	var quoted []float64
	for _, text := range []string{"A layer is heated to 70 °C.", "A layer is heated to 20 to 200 °C.", "A layer is heated."} {
		quoted = append(quoted, cellOf(element, text).Quoted)
	}
	if !(quoted[0] > quoted[1] && quoted[1] > quoted[2]) {
		t.Errorf("inside, overlapping and without: %.2f", quoted)
	}
}
