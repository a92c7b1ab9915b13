package priorart

import (
	"strings"
	"testing"
)

// textOf makes a reference of passages.
func textOf(passages ...string) *text {
	r := &Reference{ID: "x"}
	for i, p := range passages {
		r.Passages = append(r.Passages, Passage{Loc: string(rune('1' + i)), Text: p})
	}
	return newText(r)
}

// TestDefinitions: what a text defines, as "name = meaning" in stems; a name counts only if the text uses it again.
func TestDefinitions(t *testing.T) {
	for _, c := range []struct{ text, use, want string }{
		{"Each virtual machine (VM) has a disk.", "The VM is moved.", "vm = virtual machin"},
		{"A storage area network (SAN) links them.", "The SAN is fast.", "san = storag area network"},
		{"Two light emitting diodes (LEDs) shine.", "The LEDs are red.", "led = light emit diod"},
		{"A redundant array of independent disks (RAID) is used.", "The RAID is fast.", "raid = redund array independ disk"},
		{"A VM (virtual machine) has a disk.", "The VM is moved.", "vm = virtual machin"},
		{"A processing unit, hereinafter called a blade, is put in.", "The blade is hot.", "blade = process unit"},
		{"A processing unit, also referred to as a blade, is put in.", "The blade is hot.", "blade = process unit"},
		{"As used herein, the term \"blade\" means a processing unit.", "The blade is hot.", "blade = process unit"},
		{"“Binder A” is an aqueous latex.", "Binder A is stirred in.", "binder a = aqueous latex"},
		{"By a blade we mean a processing unit.", "The blade is hot.", "blade = process unit"},
		{"\"Trickle band\" denotes a slow delivery.", "The trickle band is set.", "trickl band = slow deliveri"},
		{"The binder (see Example) is stirred.", "The binder is hot.", ""},
		{"In the interlock gate (FIG. 3) a lid lies.", "FIG. 4 shows it.", ""},
		{"The button \"Start\" is pressed by the user.", "Start the motor.", ""},
		{"The lid is named in the list.", "The list is long.", ""},
	} {
		var got []string
		for _, d := range textOf(c.text, c.use).quoted.means {
			got = append(got, strings.Join(d.name, " ")+" = "+strings.Join(d.means, " "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

// TestGoesOn: whether the second passage is read together with the first.
func TestGoesOn(t *testing.T) {
	for _, c := range []struct {
		first, second string
		want          bool
	}{
		{"An annulus surrounds the shaft.", "The annulus is of steel.", true},
		{"An annulus surrounds the shaft.", "It is of steel.", true},
		{"An annulus surrounds the shaft.", "These parts are welded.", true},
		{"An annulus surrounds the shaft.", "Should oil leak, the annulus turns.", true},
		{"An annulus surrounds the shaft.", "A cable connects the annulus to the frame.", true},
		{"An annulus surrounds the shaft.", "A second wheel carries a belt.", false},
		{"An annulus surrounds the shaft.", "The belt is of rubber.", false},
		{"An annulus surrounds the shaft.", "In another embodiment the annulus is of steel.", false},
		{"An annulus surrounds the shaft.", "Alternatively, the annulus is of steel.", false},
		{"An annulus surrounds the shaft.", "In a second variant the shaft is bare.", false},
	} {
		x := textOf(c.first, c.second)
		if got := x.quoted.goesOn(x, 0, 1); got != c.want {
			t.Errorf("%q after %q: %v, want %v", c.second, c.first, got, c.want)
		}
	}
}

// TestHeadTerm: the term that names an element, or none where an earlier element named it.
func TestHeadTerm(t *testing.T) {
	for _, c := range []struct{ element, want string }{
		{"a leaf spring of steel", "spring"},
		{"a processing resource of the site", "resource"},
		{"at least three balls pressed into recesses", "balls"},
		{"two rollers that turn", "rollers"},
		{"a plurality of rollers", "rollers"},
		{"copying the specification to a site", "copying"},
		{"the spring of steel", ""},
		{"wherein the lid is red", ""},
		{"each rack being removable", ""},
		{"wherein a lid is red", ""},
	} {
		q := newQuery(c.element)
		got := ""
		if q.head >= 0 {
			got = q.terms[q.head].shown
		}
		if got != c.want {
			t.Errorf("%q: head %q, want %q", c.element, got, c.want)
		}
	}
}

// TestContrary: which sentences say the opposite of a term that they lack.
func TestContrary(t *testing.T) {
	for _, c := range []struct {
		element, text string
		want          bool
	}{
		{"a valve that is opened before the pump is started", "The valve is closed before the pump is started.", true},
		{"a valve that is opened before the pump is started", "The valve is opened before the pump is started.", false},
		{"a valve that is opened before the pump is started", "The valve, closed at first, is opened before the pump is started.", false},
		{"a heated roller that presses the web", "A cooled roller presses the web.", true},
		{"a heated roller that presses the web", "A hot roller presses the web.", false},
	} {
		got := newQuery(c.element).cell(textOf(c.text))
		if strings.Contains(got.Reason, "opposite") != c.want {
			t.Errorf("%q in %q: %s (%s), want the opposite: %v", c.element, c.text, got.Status, got.Reason, c.want)
		}
	}
}

// TestDefinedValues: a value that a definition gives is read into the passage that uses the term, and into no other.
func TestDefinedValues(t *testing.T) {
	const element = "a drying oven that is operated at a temperature of 120 to 150 °C"
	const defines = "By bake conditions we mean a temperature between 130 and 140 °C."
	for _, c := range []struct {
		text, definition string
		want             Status
		pieces           int
	}{
		{"A drying oven is operated at the temperature of the bake conditions.", defines, Disclosed, 2},
		{"A drying oven is operated at the temperature of the room.", defines + " The bake conditions are usual.", Partly, 1},
		{"A drying oven is operated at the temperature of the bake conditions.", "By bake conditions we mean a temperature between 80 and 90 °C.", NotFound, 1},
		{"A drying oven is operated at the temperature of the bake conditions.", "By bake conditions we mean dry nitrogen.", Partly, 1},
	} {
		got := newQuery(element).cell(textOf(c.text, "A wheel turns.", c.definition))
		if got.Status != c.want || c.want == Disclosed && len(got.Evidence) != c.pieces {
			t.Errorf("%q, %q: %s in %d pieces (%s), want %s", c.text, c.definition, got.Status, len(got.Evidence), got.Reason, c.want)
		}
	}
}
