package corpus

import (
	"strings"
	"testing"
)

const lamp = "1. A lamp comprising: a base; and a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n"

// TestRead: what is a case, of which kind, and what is passed over.
func TestRead(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txtar":            "x\n-- claims.txt --\n" + lamp + "-- want.txt --\n1 kind=independent refs=\n-- findings.txt --\n",
		"b/claims.txt":       lamp,
		"b/findings.txt":     "",
		"c/claims.txt":       lamp, // somebody's claims, and no case
		"c/notes.txt":        "",
		"script.txtar":       "exec claimchart parse claims.txt\n-- claims.txt --\n-- want.txt --\n",
		"other.txtar":        "nothing\n-- letter.txt --\nDear Sir\n",
		"d/case.yaml":        "about: x\ncommand: parse\nargs: [sub/claims.txt]\n",
		"d/want.json":        "{}",
		"d/sub/claims.txt":   lamp,
		".git/want.txt":      "",
		"e/deep/x.txtar":     "-- a.txt --\na\n-- b.txt --\nb\n-- redline.txt --\nx\n",
		"BASELINE":           "",
		"f.txtar":            "-- claim.txt --\n1[a] | a\n-- D1.txt --\nT\np | a\n-- labels.txt --\n",
		"ranked/claims.txt":  lamp,
		"ranked/D1.txt":      "T\np | a\n",
		"ranked/ranking.txt": "1: D1\n",
	})
	c, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range c.Cases {
		got = append(got, c.Cases[i].Name+" "+strings.Join(c.Cases[i].Kinds, "+"))
	}
	want := "a claims+findings, b findings, d run, e/deep/x comparison, f labels, ranked ranking"
	if g := strings.Join(got, ", "); g != want {
		t.Errorf("%s\nwant %s", g, want)
	}
	if c.PassedOver != 4 {
		t.Errorf("%d files passed over, want 4", c.PassedOver)
	}
}

// TestMalformed: what looks like a case and is none is an error with the file, the line where there is one, the reason and a remedy.
func TestMalformed(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no claims", "-- want.txt --\n1 kind=independent refs=\n", "case.txtar: it has want.txt and no claims.txt: add that file"},
		{"no findings' claims", "-- findings.txt --\n", "it has findings.txt and no claims.txt"},
		{"no texts", "-- redline.txt --\nx\n", "it has an expected comparison and no a.txt"},
		{"a listing of nothing", "-- listing.txt --\nx\n", "no v1.txt"},
		{"no references", "-- claims.txt --\n" + lamp + "-- ranking.txt --\n1: D1\n", "it has ranking.txt and no D1.txt"},
		{"no report", "-- case.yaml --\nabout: x\n", "it has case.yaml and no want.json"},
		{"judgements alone", "-- judgements.jsonl --\n{}\n", "it keeps a run and has no case.yaml"},
		{"twice", "-- claims.txt --\n-- claims.txt --\n", "case.txtar:2: a second claims.txt"},
		{"unread line", "x\n-- claims.txt --\n" + lamp + "-- want.txt --\n1 kind=independent refs=\nwhat\n", `case.txtar:7: cannot be read: "what": write a line a claim`},
		{"unread finding", "-- claims.txt --\n" + lamp + "-- findings.txt --\nC301: the bulb\n", `case.txtar:5: cannot be read: "C301: the bulb": write a line a finding`},
		{"no rule", "-- claims.txt --\n" + lamp + "-- findings.txt --\nC999 1[a]\n", `case.txtar:5: no rule "C999"`},
		{"no law", "-- claims.txt --\n" + lamp + "-- findings.txt --\nlaw: jp\n", `case.txtar:5: no law "jp": give us or ep`},
		{"not complete for it", "-- claims.txt --\n" + lamp + "-- findings.txt --\nrules: C301\nC302 1[a]\n", "case.txtar:6: C302 is not among the rules that this list is complete for"},
		{"no such claim", "-- claims.txt --\n" + lamp + "-- D1.txt --\nT\np | x\n-- ranking.txt --\n7: D1\n", "case.txtar:8: claims.txt has no claim 7"},
		{"no such reference", "-- claims.txt --\n" + lamp + "-- D1.txt --\nT\np | x\n-- ranking.txt --\n1: D2\n", "case.txtar:8: no reference D2"},
		{"no passage", "-- claims.txt --\n" + lamp + "-- D1.txt --\nT\np | x | y\n-- ranking.txt --\n1: D1\n", `case.txtar:6: no passage: "p | x | y"`},
		{"no place", "-- claim.txt --\n1[a] | a lid\n-- D1.txt --\nT\np. 1 | A lid.\n-- labels.txt --\n1[a] | D1 | disclosed | p. 2 | verbatim | plain | why\n", "case.txtar:7: no such place"},
		{"no kind", "-- claim.txt --\n1[a] | a lid\n-- D1.txt --\nT\np. 1 | A lid.\n-- labels.txt --\n1[a] | D1 | disclosed | p. 1 | hard | plain | why\n", "case.txtar:7: no such kind of difficulty"},
		{"no groups", "-- set.txt --\n" + lamp + "-- pairs.txt --\n-- groups.txt --\n1-99999999 vs 2-2\n", `case.txtar:6: cannot be read: "1-99999999 vs 2-2"`},
		{"no command", "-- case.yaml --\nabout: x\ncommand: regress\n-- want.json --\n{}\n", `case.txtar: no command "regress" whose report can be kept`},
		{"writes", "-- case.yaml --\nabout: x\ncommand: parse\nargs: [-o, x]\n-- want.json --\n{}\n", "-o is not for a case"},
		{"no field", "-- case.yaml --\nabout: x\ncommand: parse\ncolour: red\n-- want.json --\n{}\n", "case.txtar: cannot be read:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := write(t, map[string]string{"case.txtar": c.text})
			one, err := Read(dir)
			if err == nil {
				_, err = one.Run(Options{Command: func(string, []string) ([]byte, []byte, int) { return []byte("{}"), nil, 0 }})
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}
