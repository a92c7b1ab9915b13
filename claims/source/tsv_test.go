package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// brief writes documents in a form that a test can state: number, then each claim as "num text".
func brief(docs []*claims.Document) []string {
	var out []string
	for _, d := range docs {
		out = append(out, d.Number)
		for _, c := range d.Claims {
			out = append(out, strings.TrimSpace(string(rune('0'+c.Num/10))+string(rune('0'+c.Num%10))+" "+c.Text))
		}
	}
	return out
}

func TestReadTSV(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string
		notes      int
	}{
		{
			"granted, all in quotes, a claim over two lines",
			"\"patent_id\"\t\"claim_sequence\"\t\"claim_text\"\t\"dependent\"\t\"claim_number\"\t\"exemplary\"\n" +
				"\"10000001\"\t0\t\"1. A lamp comprising:\na \"\"smart\"\" bulb.\"\t\t\"00001\"\t1\n" +
				"\"10000001\"\t1\t\"2. The lamp of claim 1, wherein it is red.\"\t\"claim 1\"\t\"00002\"\t0\n" +
				"\"D900001\"\t0\t\"The ornamental design for a lamp, as shown.\"\t\t\"00001\"\t1\n",
			[]string{"US10000001", "01 A lamp comprising:\na \"smart\" bulb.", "02 The lamp of claim 1, wherein it is red.", "USD900001", "01 The ornamental design for a lamp, as shown."}, 0,
		},
		{
			"older, no quotes, counted from 1, rows apart, quotes of the claim's own",
			"uuid\tpatent_id\ttext\tdependent\tsequence\texemplary\r\n" +
				"a1\t7000001\tA 5\" pipe.\t-1\t1\tTRUE\r\n" +
				"a2\t7000002\t\"Smart\" lamp with a bulb.\t-1\t1\tTRUE\r\n" +
				"\r\n" +
				"a3\t7000001\tThe pipe of claim 1, being red.\t1\t2\tFALSE\r\n",
			[]string{"US7000001", "01 A 5\" pipe.", "02 The pipe of claim 1, being red.", "US7000002", "01 \"Smart\" lamp with a bulb."}, 0,
		},
		{
			"commas, other order, application, sequence from 0",
			"claim_text,pgpub_id,claim_sequence\n\"A lamp, with a bulb.\",20240000001,0\nThe lamp of claim 1.,20240000001,1\n",
			[]string{"US20240000001", "01 A lamp, with a bulb.", "02 The lamp of claim 1."}, 0,
		},
		{
			"a tab in the claim, a claim without text, a row cut short",
			"patent_id\tclaim_text\tclaim_number\n1\tA lamp\twith a bulb.\t1\n1\t\t2\n1\tThe lamp of",
			[]string{"US1", "01 A lamp with a bulb.", "00 The lamp of"}, 3,
		},
		{
			"a number that is none of the claim's",
			"patent_id\tclaim_text\tclaim_number\n1\t2.5 mm pins in a row.\t1\n",
			[]string{"US1", "01 2.5 mm pins in a row."}, 0,
		},
	} {
		if !isTSV([]byte(c.data)) {
			t.Errorf("%s: not taken for a claim table", c.name)
		}
		docs, err := readTSV("x", []byte(c.data), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, brief(docs)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if len(docs[0].Notes) != c.notes {
			t.Errorf("%s: notes %q, want %d", c.name, docs[0].Notes, c.notes)
		}
		for _, d := range docs {
			for _, claim := range d.Claims {
				if claim.Refs != nil {
					t.Errorf("%s: references taken from the column dependent", c.name)
				}
			}
		}
	}
}

func TestIsTSV(t *testing.T) {
	for _, data := range []string{
		"1. A lamp.\n", "patent_id\tclaim_text\n1\tx\n", "name,text,num\nx,y,1\n", "patent_id\tclaim_sequence", "",
		"A patent_id and a claim_text, with claim_number\n",
	} {
		if isTSV([]byte(data)) {
			t.Errorf("%q is taken for a claim table", data)
		}
	}
}

// TestNextTSV cuts a table patent by patent, with the data coming in pieces of every size.
func TestNextTSV(t *testing.T) {
	table := "\"patent_id\"\t\"claim_sequence\"\t\"claim_text\"\n\"1\"\t0\t\"A lamp\n\"\"1\"\"\t0.\"\n\"1\"\t1\t\"B\"\n\"2\"\t0\t\"C\"\n\n\"3\"\t0\t\"D\""
	head, together := headTSV([]byte(table))
	if !together || table[:head] != "\"patent_id\"\t\"claim_sequence\"\t\"claim_text\"\n" {
		t.Fatalf("head %q, together %v", table[:head], together)
	}
	want := []string{"\"1\"\t0\t\"A lamp\n\"\"1\"\"\t0.\"\n\"1\"\t1\t\"B\"\n", "\"2\"\t0\t\"C\"\n\n", "\"3\"\t0\t\"D\""}
	for step := 1; step < len(table); step++ {
		var got []string
		data := []byte(table[head:])
		have := 0
		for len(data) > 0 {
			have = min(have+step, len(data))
			if n := nextTSV([]byte(table[:head]), data[:have], have == len(data)); n > 0 {
				got = append(got, string(data[:n]))
				data, have = data[n:], have-n
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("in steps of %d (-want +got):\n%s", step, diff)
		}
	}
	if _, together := headTSV([]byte("uuid\tpatent_id\ttext\tsequence\na\t1\tx\t7\nb\t2\tx\t3\nc\t3\tx\t12\nd\t1\tx\t1\n")); together {
		t.Error("rows sorted by uuid are said to stand together")
	}
}

func FuzzTSV(f *testing.F) {
	f.Add([]byte("\"patent_id\"\t\"claim_sequence\"\t\"claim_text\"\n\"1\"\t0\t\"A \"\"lamp\n"))
	f.Add([]byte("patent_id,text,sequence\n1,\"a,b\",0\n,,\n\"\n"))
	f.Add([]byte("Claim;Text;Status\n1;\"a;b\";new\n;;canceled\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		isTSV(data)
		_, _ = readTSV("x", data, Options{})
		head, _ := headTSV(data)
		for rest := data[head:]; len(rest) > 0; {
			n := nextTSV(data[:head], rest, true)
			if n <= 0 || n > len(rest) {
				t.Fatalf("length %d of %d", n, len(rest))
			}
			rest = rest[n:]
		}
	})
}
