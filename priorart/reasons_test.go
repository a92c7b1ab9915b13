package priorart

import (
	"strings"
	"testing"
)

// TestReasoned: the reasons are written by hand.
func TestReasoned(t *testing.T) {
	const element = "comparing a measured conductivity with a stored threshold of a destination host"
	for _, c := range []struct{ name, text, want string }{
		{"found together", "Comparing the measured conductivity with the stored threshold of the destination host.", ""},
		{"two things missing", "The controller keeps comparing the measured conductivity.", underHalf + "; no word for: stored threshold, destination host"},
		{"nothing", "The lid is red.", nothingSaid},
		{"a few words", "Gardeners measured the rain.", "too few of its words stand together; not there: comparing; no word for: conductivity, stored threshold, destination host"},
	} {
		ref := reference("D1", c.text)
		q := newQuery(element)
		got := q.reasoned(q.cell(newText(&ref)))
		if got.Reason != c.want {
			t.Errorf("%s: %s, %q, want %q; found %v", c.name, got.Status, got.Reason, c.want, got.Found)
		}
	}
}

// TestReasonOfScore: where the status is lower than the score suggests, the reason says what the score has from elsewhere; where
// it is not, nothing is said of the score.
func TestReasonOfScore(t *testing.T) {
	q := newQuery("comparing a measured conductivity with a stored threshold of a destination host")
	for _, c := range []struct {
		cell Cell
		want string
	}{
		{Cell{Status: Partly, Quoted: 0.92, share: 0.45, quotedShare: 0.45}, underHalf + "; " + scoreOfAll},
		{Cell{Status: NotFound, Quoted: 0.6, share: 0.25, quotedShare: 0.25, Reason: "too few of its words stand together"}, "too few of its words stand together; " + scoreOfAll},
		{Cell{Status: Partly, Quoted: 0.2, share: 0.45, quotedShare: 0.45}, underHalf},
		{Cell{Status: Partly, Quoted: 0.4, share: 0.6, quotedShare: 0.6}, notEnough},
		{Cell{Status: Partly, Quoted: 0.9, share: 0.8, quotedShare: 0.8, Reason: "says the opposite: open"}, "says the opposite: open"},
		{Cell{Status: Disclosed, Quoted: 0.9, share: 0.8, quotedShare: 0.8}, ""},
	} {
		c.cell.Missing = []string{"threshold"}
		want := c.want
		if c.cell.Status != Disclosed {
			want += "; no word for: threshold"
		}
		if got := q.reasoned(c.cell).Reason; got != want {
			t.Errorf("%s %v: %q, want %q", c.cell.Status, c.cell.Quoted, got, want)
		}
	}
}

// TestEveryReason: no cell of a chart that is not found together is without a reason.
func TestEveryReason(t *testing.T) {
	lib := library(
		reference("D1", "A grinder with a ceramic burr."), reference("D2", "The lid is red."), reference("D3", "A brass lid. A walnut tray."),
		reference("D4", "A burr. A hopper. "+strings.Repeat("The lid is red. ", 8)+"A drawer."),
	)
	chart, err := Make(claimSet(grinder, "The grinder of claim 1, wherein the hopper holds 20 to 30 g."), lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, ch := range chart.Charts {
		for _, r := range ch.Rows {
			for _, c := range r.Cells {
				if (c.Reason == "") != (c.Status == Disclosed) {
					t.Errorf("%s against %s is %s: %q", r.Label, c.Reference, c.Status, c.Reason)
				}
				if len(c.Missing) > 0 && len(c.Found) > 0 && c.Status != Disclosed && !strings.Contains(c.Reason, noWordFor) && !strings.Contains(c.Reason, notThere) {
					t.Errorf("%s against %s lacks %v: %q", r.Label, c.Reference, c.Missing, c.Reason)
				}
			}
		}
	}
	if got := WithoutMissing("a; " + noWordFor + "b, c; d"); got != "a; d" {
		t.Errorf("without missing words: %q", got)
	}
}
