package source

import (
	"strings"
	"testing"
	"time"

	"claimchart/claims"
)

// Hostile input takes time in proportion to its length: 1 MB of what invites looking back or ahead, in a few seconds at most.
func TestOldFormatsLinear(t *testing.T) {
	fill := func(before, piece, after string) []byte {
		return []byte(before + strings.Repeat(piece, 1<<20/len(piece)) + after)
	}
	sgml := "<PATDOC><SDOBI><B540><PDAT>x</PDAT></B540></SDOBI><SDOCL>"
	for _, c := range []struct {
		name string
		data []byte
		read func(string, []byte, Options) ([]*claims.Document, error)
		next func([]byte, bool) int
	}{
		{"many patents", fill("", "PATN\nTTL  x\n", ""), readGreenbook, nextGreenbook},
		{"many sections", fill("PATN\nTTL  x\n", "BSUM\nPAR  x\n", ""), readGreenbook, nextGreenbook},
		{"scripts", fill("PATN\nCLMS\nPAR  ", "x.sub.2 ", ""), readGreenbook, nextGreenbook},
		{"reissue", fill("PATN\nCLMS\nPAR  ", "a .[.b.]. ", ""), readGreenbook, nextGreenbook},
		{"reissue, open", fill("PATN\nCLMS\nPAR  ", ".[.", ""), readGreenbook, nextGreenbook},
		{"stops", fill("PATN\nCLMS\nPAR  ", ".", ""), readGreenbook, nextGreenbook},
		{"empty claims", fill("PATN\nCLMS\n", "NUM  1.\n", ""), readGreenbook, nextGreenbook},
		{"words that are no PATN", fill("PATN\nTTL  x\n", "PATNX ", ""), readGreenbook, nextGreenbook},
		{"many in BRS", fill("", "1\tA\nt\n*** BRS DOCUMENT BOUNDARY ***\nTTL x\n", ""), readBRS, nextBRS},
		{"one line in BRS", fill("*** BRS DOCUMENT BOUNDARY ***\nBSTX ", "x.sub.2y", ""), readBRS, nextBRS},
		{"prose in BRS", fill("*** BRS DOCUMENT BOUNDARY ***\nTTL x\n", "BSTX  x\n", ""), readBRS, nextBRS},
		{"claims", fill(sgml, "<CLM ID=\"CLM-1\">x", ""), readSGML, nextSGML},
		{"references", fill(sgml+"<CLM ID=\"CLM-1\">", "<CLREF ID=\"CLM-7\">x</CLREF> to ", ""), readSGML, nextSGML},
		{"raised", fill(sgml+"<CLM ID=\"CLM-1\">", "a<SP>b</SP>", ""), readSGML, nextSGML},
		{"formulas", fill(sgml+"<CLM ID=\"CLM-1\">", "<MATHML><mi>a</PARA>", ""), readSGML, nextSGML},
		{"taken out", fill(sgml+"<CLM ID=\"CLM-1\">", "a<DEL-S>b<DEL-E>", ""), readSGML, nextSGML},
		{"entities", fill(sgml+"<CLM ID=\"CLM-1\">", "&x", ""), readSGML, nextSGML},
		{"unknown entities", fill(sgml+"<CLM ID=\"CLM-1\">", "&xyzzy;", ""), readSGML, nextSGML},
		{"grants", fill("", "<PATDOC>x", ""), func(string, []byte, Options) ([]*claims.Document, error) { return nil, nil }, nextSGML},
		{"tables", fill("<PATDOC><SDOBI></SDOBI><SDODE>", "<table><row><entry>a</entry></row>", ""), readSGML, nextSGML},
	} {
		start := time.Now()
		_, _ = c.read("x", c.data, Options{Description: true, Marks: true}) // an error is an answer too
		_, _ = c.read("x", c.data, Options{})
		for rest := c.data; len(rest) > 0; {
			rest = rest[c.next(rest, true):]
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %v", c.name, took)
		} else {
			t.Logf("%s: %v", c.name, took)
		}
	}
}
