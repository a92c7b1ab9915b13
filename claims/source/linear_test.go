package source

import (
	"strings"
	"testing"
	"time"
)

// TestLinear holds that texts made to be slow are read in time: half a megabyte each, two seconds at most.
func TestLinear(t *testing.T) {
	const size = 1 << 19
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	mailHead := "From: a\nTo: b\n"
	for _, c := range []struct {
		name string
		read func([]byte)
		data string
	}{
		{"emphasis", readMD, "# x\n" + fill("*a _b **c __d ")},
		{"stars", readMD, "# x\n" + fill("*")},
		{"code", readMD, "# x\n" + fill("`a``b```c````d`````")},
		{"brackets", readMD, "# x\n" + fill("[")},
		{"links", readMD, "# x\n" + fill("[a](b")},
		{"tags", readMD, "# x\n" + fill("<sup>")},
		{"quotation", readMD, fill("> ") + "\n> x"},
		{"items", readMD, fill("1. a\n")},
		{"one long line", readMD, "# x\n" + fill("a")},
		{"signatures", readLetter, mailHead + "\n" + fill("-- \n")},
		{"quoted signatures", readLetter, mailHead + "\n" + fill("> -- \n")},
		{"postmarks", readLetter, "From a Mon Jan  1 10:00:00 2024\n" + mailHead + "\n" + fill("From \n")},
		{"parts", readLetter, mailHead + "Content-Type: multipart/mixed; boundary=o\n\n" + fill("--o\n\nx\n")},
		{"fields", readLetter, mailHead + fill("X: y\n") + "\nx"},
		{"messages", readLetter, fill("From: a\nContent-Type: message/rfc822\n\n")},
		{"open quotes", readTable, "patent_id\tclaim_text\tclaim_number\n" + fill("\"a\n")},
		{"quotes", readTable, "\"patent_id\"\t\"claim_text\"\t\"claim_number\"\n" + fill("\"")},
		{"tabs", readTable, "patent_id\tclaim_text\tclaim_number\n" + fill("\t")},
		{"rows", readTable, "patent_id\tclaim_text\tclaim_number\n" + fill("1\tx\t1\n")},
		{"claim references", readGrant, grantHead + `<claim-ref idref="CLM-00001">` + fill("1-999,") + "</claim-ref>" + grantTail},
		{"marked references", readGrant, grantHead + fill(`<claim-ref idref="CLM-00007">claim 7</claim-ref> to `) + grantTail},
		{"bytes", readAny, fill("\xe0")},
		{"lines of bytes", readAny, fill("\xe0\n")},
	} {
		start := time.Now()
		c.read([]byte(c.data))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: %v", c.name, took)
		} else {
			t.Logf("%s: %v", c.name, took)
		}
	}
}

func readMD(data []byte) { fromMarkdown(string(data)) }

func readLetter(data []byte) { _, _ = readMail("z", data, Options{}) }

func readTable(data []byte) {
	_, _ = readTSV("z", data, Options{})
	head, _ := headTSV(data)
	for rest := data[head:]; len(rest) > 0; {
		rest = rest[nextTSV(data[:head], rest, true):]
	}
}

// A grant of two claims, whose second goes on between head and tail.
const (
	grantHead = `<us-patent-grant lang="EN"><claims id="claims"><claim id="CLM-00001" num="00001"><claim-text>1. A lamp.</claim-text></claim><claim id="CLM-00002" num="00002"><claim-text>2. The lamp of `
	grantTail = `, wherein it is red.</claim-text></claim></claims></us-patent-grant>`
)

func readGrant(data []byte) { _, _ = readUSPTO4("z", data, Options{}) }

func readAny(data []byte) { _, _, _ = toUTF8(data) }
