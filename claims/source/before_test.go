package source

import (
	"fmt"
	"strings"
	"testing"

	"claimchart/claims"
)

// beforeAndAfter are the claims that a file gives before and after the amendments that it marks, "" for no amendments.
func beforeAndAfter(t *testing.T, data []byte) (before, after string) {
	t.Helper()
	read := func(opt Options) *claims.Set {
		p := &Piece{Name: "x", data: data, format: find(data)}
		docs, err := p.Read(opt)
		if err != nil {
			t.Fatal(err)
		}
		set, err := claims.Parse(docs[0])
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	list := func(set *claims.Set) string {
		var out []string
		for i := range set.Claims {
			out = append(out, fmt.Sprintf("%d %s", set.Claims[i].Num, set.Claims[i].Text))
		}
		return strings.Join(out, "\n")
	}
	set := read(Options{})
	if set.AmendedFrom(read(Options{Before: true})); set.Before != nil {
		before = list(set.Before)
	}
	return before, list(set)
}

// TestDOCXBefore: a tracked change is undone with the numbers that the list had before it; underlining and striking are amendments in
// claims "(currently amended)" only.
func TestDOCXBefore(t *testing.T) {
	formatted := func(props, s string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
	}
	u := func(s string) string { return formatted(`<w:u w:val="single"/>`, s) }
	s := func(s string) string { return formatted(`<w:strike/>`, s) }
	p := func(s string) string { return `<w:p>` + s + `</w:p>` }
	ins := func(s string) string { return docxIns + docxT(s) + `</w:ins>` }
	markIns := `<w:rPr><w:ins w:id="9" w:author="x"/></w:rPr>`
	head := para("", "CLAIMS")
	lamp := para("1/0", "A lamp comprising a bulb.")
	for _, c := range []struct{ name, body, before, after string }{
		{"words", head + lamp + listedPara("", docxT("The lamp of claim 1, ")+docxDeleted("red")+ins("blue")+docxT(" all over.")),
			lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, red all over."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, blue all over.")},
		{"a claim deleted counts before", head + lamp + listedPara(markDel, docxDeleted("The lamp of claim 1, lit.")) + listedPara("", docxT("The lamp of claim 1, dark.")),
			lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.", "3 The lamp of claim 1, dark."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, dark.")},
		{"a claim inserted does not", head + lamp + listedPara(markIns, ins("The lamp of claim 1, lit.")) + listedPara("", docxT("The lamp of claim 1, dark.")),
			lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, dark."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.", "3 The lamp of claim 1, dark.")},
		{"a claim inserted by a line end behind another", head + listedPara(markIns, docxT("A lamp comprising a bulb.")) + listedPara("", ins("The lamp of claim 1, lit.")) + listedPara("", docxT("The lamp of claim 1, dark.")),
			lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, dark."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.", "3 The lamp of claim 1, dark.")},
		{"moved", head + lamp + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:moveFrom w:id="4"/></w:rPr></w:pPr><w:moveFrom w:id="5">` + docxT("The lamp of claim 1, lit.") + `</w:moveFrom></w:p>` + para("1/0", "The lamp of claim 1, red.") + listedPara(`<w:rPr><w:moveTo w:id="6"/></w:rPr>`, `<w:moveTo w:id="7">`+docxT("The lamp of claim 1, lit.")+`</w:moveTo>`),
			lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.", "3 The lamp of claim 1, red."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, red.", "3 The lamp of claim 1, lit.")},
		{"underlined and struck", head + p(docxT("1. (")+u("Currently amended")+docxT(") A lamp comprising a ")+s("bulb")+u("tube")+docxT(" and a base.")) + p(docxT("2. (Original) The ")+u("lamp")+docxT(" of claim 1, lit.")) + p(docxT("3. (New) The lamp of claim 2, dark.")),
			lines("1 A lamp comprising a bulb and a base.", "2 The lamp of claim 1, lit."), lines("1 A lamp comprising a tube and a base.", "2 The lamp of claim 1, lit.", "3 The lamp of claim 2, dark.")},
		{"a heading and a term underlined", p(u("CLAIMS")) + p(docxT("1. A ")+u("lamp")+docxT(" comprising a bulb.")) + p(docxT("2. The ")+u("lamp")+docxT(" of claim 1, ")+s("un")+docxT("lit.")),
			"", lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, unlit.")},
		{"a style changed in a tracked change", head + lamp + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="x"><w:rPr/></w:rPrChange></w:rPr><w:t>The lamp of claim 1, lit.</w:t></w:r></w:p>`,
			"", lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.")},
	} {
		before, after := beforeAndAfter(t, docxFile(c.body, "", docxClaimList))
		if before != c.before || after != c.after {
			t.Errorf("%s: before\n%s\nwant\n%s\nafter\n%s\nwant\n%s", c.name, before, c.before, after, c.after)
		}
	}
}

// TestPageBefore: what a page inserts and deletes, and what it underlines and strikes in claims "(currently amended)".
func TestPageBefore(t *testing.T) {
	for _, c := range []struct{ name, page, before, after string }{
		{"inserted and deleted", "<p>1. A lamp comprising a <del>red</del> <ins>blue</ins> bulb.</p><p>2. The lamp of claim 1, lit.</p>",
			lines("1 A lamp comprising a red bulb.", "2 The lamp of claim 1, lit."), lines("1 A lamp comprising a blue bulb.", "2 The lamp of claim 1, lit.")},
		{"underlined and struck, over lines and in styles",
			`<ol><li>(<u>Currently Amended</u>) A lamp comprising:<br>a <s>bulb</s><u>tube</u>;<br>and a <span style="text-decoration: line-through">base</span><span style="color:red; text-decoration: underline">foot</span>.</li>` +
				`<li>(Previously Presented) The <u>lamp</u> of claim 1.</li><li>(New) The lamp of claim 1, lit.</li></ol>`,
			lines("1 A lamp comprising: a bulb; and a base.", "2 The lamp of claim 1."), lines("1 A lamp comprising: a tube; and a foot.", "2 The lamp of claim 1.", "3 The lamp of claim 1, lit.")},
		{"in a paragraph that goes on", "<p>1. (Currently amended) A lamp comprising:</p><p>a <strike>bulb</strike> <u>tube</u>.</p><p>2. (Original) The lamp of claim 1, wherein the lamp is lit.</p>",
			lines("1 A lamp comprising: a bulb.", "2 The lamp of claim 1, wherein the lamp is lit."), lines("1 A lamp comprising: a tube.", "2 The lamp of claim 1, wherein the lamp is lit.")},
		{"headings and terms underlined, a price struck", "<h1><u>CLAIMS</u></h1><p>1. A <u>lamp</u> comprising a bulb.</p><p>2. The <span style='text-decoration:underline'>lamp</span> of claim 1, <s>cheap</s> lit.</p>",
			"", lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1, lit.")},
		{"a claim after an amended one, without a status", "<p>1. (Currently amended) A lamp comprising <u>a bulb</u>.</p><p>2. The <u>lamp</u> of claim 1.</p>",
			lines("1 A lamp comprising.", "2 The lamp of claim 1."), lines("1 A lamp comprising a bulb.", "2 The lamp of claim 1.")},
	} {
		before, after := beforeAndAfter(t, []byte("<html><body>"+c.page+"</body></html>"))
		if before != c.before || after != c.after {
			t.Errorf("%s: before\n%s\nwant\n%s\nafter\n%s\nwant\n%s", c.name, before, c.before, after, c.after)
		}
	}
}
