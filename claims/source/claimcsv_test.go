package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClaimCSV(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"two columns", "Claim,Text\n1,A lamp comprising a bulb.\n2,\"The lamp of claim 1, wherein it is red.\"\n",
			"x||1||A lamp comprising a bulb.|2||The lamp of claim 1, wherein it is red."},
		{"semicolons, a byte order mark, statuses", "\ufeffNo.;Claim text;Status\r\n1;\"A lamp; it shines.\";Original\r\n2;;Cancelled\r\n3;The lamp of claim 1, lit.;(New)\r\n",
			"x||1|original|A lamp; it shines.|2|canceled||3|new|The lamp of claim 1, lit."},
		{"several patents by number", "Publication number\tClaim no.\tClaim\nEP1\t1\tA lamp.\nEP2\t1\tA cup.\nEP1\t2\tThe lamp of claim 1.\n",
			"x|EP1|1||A lamp.|2||The lamp of claim 1.; x|EP2|1||A cup."},
		{"our own, by name", "document,claim,reconstructed,kind,status,text\na.txt,1,,independent,,A lamp.\nb.txt,1,,independent,,A cup.\n", "a.txt||1||A lamp.; b.txt||1||A cup."},
		{"a quoted header, the number in the text too, a status of something else", "\"claim_number\",\"claim_text\",\"status\"\n\"7\",\"7. A lamp.\",\"reviewed\"\n", "x||7||A lamp."},
	} {
		docs, errs := Read("x", []byte(c.data), Options{})
		if len(errs) > 0 {
			t.Errorf("%s: %v", c.name, errs)
			continue
		}
		var got []string
		for _, d := range docs {
			s := d.Name + "|" + d.Number
			for _, cl := range d.Claims {
				s += fmt.Sprintf("|%d|%s|%s", cl.Num, cl.Status, cl.Text)
			}
			if d.Format != "csv" {
				t.Errorf("%s: read as %s", c.name, d.Format)
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Tables of other things, and sentences, are no tables of claims.
func TestIsClaimCSV(t *testing.T) {
	for _, data := range []string{
		"document,claim,label,text\nx,1,1[a],a bulb\n", "No,Text\n1,hello\n", "claim\nA lamp.\n", "claim,amount\n1,500\n",
		"1. A claim, no. 5, text\nof a letter.\n", "patent_id,claim_number,claim_text\n1,1,A lamp.\n", "claim,text",
	} {
		if isClaimCSV([]byte(data)) {
			t.Errorf("%q is taken for a table of claims", data)
		}
	}
}
