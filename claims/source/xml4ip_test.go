package source

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimchart/claims"
)

const xml4ipSamples = "../../../shared/data/uspto/xml4ip"

// want4ip is what stands in the samples' claims documents, read off the files by eye: a status by the claims that have it, and each
// claim's reference.
var want4ip = []struct {
	file     string
	statuses map[string][2][]int // by status: from, to
	count    int
	refs     map[int]int // none for the others
	text     map[int]string
}{
	{
		file: "12993548.2013-05-30.HHC6R88MPXXIFW3.CLM.xml", count: 17,
		statuses: map[string][2][]int{"currently amended": {{1, 6, 14}, {1, 6, 14}}, "previously presented": {{2, 7, 15}, {5, 13, 17}}},
		refs:     map[int]int{2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1, 13: 1, 14: 1, 15: 1, 16: 8, 17: 11},
		text: map[int]string{
			4:  "The adhesive tape of claim 1, wherein the film is composed at least in part of copolymers of propylene or copolymers of polyethylene.",
			11: "The adhesive tape of claim 1, wherein the fraction of the two vinylaromatic block copolymers in total, based on the overall adhesive, is 20% to 70% by weight.",
			15: "An adhesive strapping tape for bundling and palletizing cardboard-boxed items and other goods comprising the adhesive tape of claim 1.",
			16: "The adhesive tape of claim 8 wherein said ratio is 40:60 up to 80:20.",
		},
	},
	{
		file: "13962724.2013-08-08.HK4I4RXSPXXIFW3.CLM.xml", count: 22,
		refs: map[int]int{2: 1, 3: 1, 4: 3, 5: 1, 6: 1, 7: 6, 8: 1, 9: 8, 10: 9, 11: 10, 12: 11, 13: 8, 14: 13, 15: 6, 16: 15, 17: 16, 18: 1, 19: 18, 20: 1},
		text: map[int]string{
			3:  "The apparatus of claim 3 1, wherein:",
			8:  "The apparatus of claim 1, wherein:\n  the frame assembly includes:\n  a load-support surface ; and\n  spaced-apart columns being fixedly connected to and extending from the load- support surface, and each instance of the spaced-apart columns being configured to connect to an instance of the powered-actuator assembly.",
			11: "The apparatus of claim 10, wherein:\n  each instance of the movable shaft includes:\n  a wheel assembly mounted to a respective instance of the movable shaft; and\n  an instance of the leg assembly extends from a respective instance of the wheel assembly, each instance of the leg assembly is connected to a respective instance of the movable shaft.",
			21: "An apparatus, comprising:\n  a vehicle having a hitch assembly ;\n  a frame assembly configured to be load bearing, and also configured to facilitate secured connection with the hitch assembly of the vehicle ; and\n  a powered-actuator assembly being configured to be powered by a power source, and the powered-actuator assembly also being configured to move the frame assembly relative to the hitch assembly of the vehicle in such a way as to facilitate secured connection between the frame assembly and the hitch assembly.",
		},
	},
	{
		file: "13962724.2014-11-18.I2NR21PIPXXIFW3.CLM.xml", count: 23,
		statuses: map[string][2][]int{"currently amended": {{1, 18, 21}, {1, 18, 21}}, "original": {{2, 19}, {17, 20}}, "canceled": {{22}, {22}}, "new": {{23}, {23}}},
		refs:     map[int]int{2: 1, 3: 1, 4: 3, 5: 1, 6: 1, 7: 6, 8: 1, 9: 8, 10: 9, 11: 10, 12: 11, 13: 8, 14: 13, 15: 6, 16: 15, 17: 16, 18: 1, 19: 18, 20: 1},
		text: map[int]string{
			18: "The apparatus of claim 1, wherein:\n  the powered-actuator assembly includes:\n  an electric connector;\n  a switch assembly being connected to a power cord; and\n  each instance of the powered-actuator assembly includes:\n  an electric actuator connected to the switch assembly.",
			22: "",
		},
	},
	{
		file: "14522151.2014-10-23.I1MKPKCGPXXIFW3.CLM.xml", count: 25,
		statuses: map[string][2][]int{"canceled": {{1}, {16}}, "original": {{17}, {19}}, "currently amended": {{20}, {21}}, "new": {{22}, {25}}},
		refs:     map[int]int{18: 17, 19: 17, 22: 20, 23: 20, 24: 21, 25: 21},
		text: map[int]string{
			16: "",
			19: "The method of claim 17, wherein the determinations that the first telephone number has been used at least a determined number of times and the second telephone number has not been used at least the determined number of times are based on call logs and further comprising:\n  after the identifying step and before the disassociating and associating steps, requesting user approval to perform the disassociating and associating steps.",
		},
	},
}

func TestXML4IPClaims(t *testing.T) {
	want4ip[1].text[3] = "The apparatus of claim 1, wherein:\n  the powered-actuator assembly is further configured to move the frame assembly between a hitch-connection position and a non-hitch position."
	for _, w := range want4ip {
		doc := read4ip(t, w.file, Options{})
		if len(doc.Claims) != w.count {
			t.Errorf("%s: %d claims, want %d", w.file, len(doc.Claims), w.count)
			continue
		}
		status := make([]string, w.count+1)
		for s, r := range w.statuses {
			for i := range r[0] {
				for n := r[0][i]; n <= r[1][i]; n++ {
					status[n] = s
				}
			}
		}
		for i, c := range doc.Claims {
			refs := []int{}
			if r := w.refs[i+1]; r > 0 {
				refs = append(refs, r)
			}
			if c.Num != i+1 || c.Status != status[i+1] || !reflect.DeepEqual(c.Refs, refs) || c.Line == 0 {
				t.Errorf("%s: claim %d: num %d, status %q, refs %v, line %d; want %q, %v", w.file, i+1, c.Num, c.Status, c.Refs, c.Line, status[i+1], refs)
			}
			if text, ok := w.text[c.Num]; ok && c.Text != text {
				t.Errorf("%s: claim %d:\n%q\nwant\n%q", w.file, c.Num, c.Text, text)
			}
			if strings.Contains(c.Text, "Page ") || strings.Contains(c.Text, "Atty") || strings.Contains(c.Text, "KIRBY") {
				t.Errorf("%s: claim %d holds what stands at the page's edge: %q", w.file, c.Num, c.Text)
			}
		}
	}
}

func read4ip(t *testing.T, file string, opt Options) *claims.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(xml4ipSamples, file))
	if err != nil {
		t.Skipf("the sample %s is not here: %v", file, err)
	}
	if !isXML4IP(data) {
		t.Errorf("%s is not known as a part of a file wrapper", file)
	}
	docs, err := readXML4IP(file, data, opt)
	if err != nil || len(docs) != 1 {
		t.Fatalf("%s: %d documents, %v", file, len(docs), err)
	}
	return docs[0]
}

func TestXML4IPGroups(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(xml4ipSamples, "*.xml"))
	if len(files) == 0 {
		t.Skip("the samples are not here")
	}
	var parts []*claims.Document
	for i := range files {
		parts = append(parts, read4ip(t, filepath.Base(files[len(files)-1-i]), Options{Description: true})) // newest first
	}
	got := map[string]*claims.Document{}
	for _, d := range groupXML4IP(parts) {
		got[d.Name] = d
	}
	for _, w := range []struct {
		name               string
		claims, paragraphs int
		abstract           string
	}{
		{"12993548 (2013-05-30)", 17, 0, ""},
		{"13694401 (2014-07-29)", 0, 3, ""},
		{"13821389 (2013-03-07)", 0, 0, "A digital scale includes a display and button-"},
		{"13962724 (2013-08-08)", 22, 84, "An apparatus for use with a vehicle having a hitch assembly is disclosed."},
		{"13962724 (2014-11-18)", 23, 84, "An apparatus is for a tool box and a vehicle having a hitch assembly."},
		{"14522151 (2014-10-23)", 25, 158, "Embodiments of the present invention are directed to a communication system that provides"},
	} {
		d := got[w.name]
		if d == nil {
			t.Errorf("%s: no such document", w.name)
			continue
		}
		if len(d.Claims) != w.claims || len(d.Paragraphs) != w.paragraphs || !strings.HasPrefix(d.Abstract, w.abstract) {
			t.Errorf("%s: %d claims, %d paragraphs, abstract %.80q; want %d, %d, %q", w.name, len(d.Claims), len(d.Paragraphs), d.Abstract, w.claims, w.paragraphs, w.abstract)
		}
		if w.claims == 0 && !strings.Contains(strings.Join(d.Notes, "\n"), "has no claims here") {
			t.Errorf("%s: not said that it has no claims: %q", w.name, d.Notes)
		}
		if d.Number+" ("+d.Dates.Mailed+")" != w.name {
			t.Errorf("%s: number %s, mailed %s", w.name, d.Number, d.Dates.Mailed)
		}
	}
	if len(got) != 6 {
		t.Errorf("%d documents, want 6 of five applications", len(got))
	}
}

// An invented part, with amendments marked as ST.96 marks them, as 37 CFR 1.121(c)(2) does, and in the middle of a word.
const part4ip = `<?xml version="1.0" encoding="utf-8"?>
<pat:ClaimsDocument xmlns:pat="urn:us:gov:doc:uspto:patent" xmlns:com="http://www.wipo.int/standards/XMLSchema/Common/1">
<pat:ApplicationNumber>19000001</pat:ApplicationNumber><pat:MailRoomDate>2020-02-03</pat:MailRoomDate>
<pat:Claim pat:id="UNKNOWN-00001"><pat:ClaimText>Please amend the claims as follows.</pat:ClaimText></pat:Claim>
<pat:Claim pat:id="UNKNOWN-00002"><pat:ClaimNumber/><pat:ClaimText>1-3. (Canceied)</pat:ClaimText></pat:Claim>
<pat:Claim pat:id="CLM-00004"><pat:ClaimNumber>4</pat:ClaimNumber><pat:ClaimText><pat:ClaimLabelText>4. </pat:ClaimLabelText>(Currenty Amended) A lamp<com:Ins>s</com:Ins> having <com:Del>a</com:Del> <pat:U>two</pat:U> base[[s]] &#181;m <pat:BoundaryData><pat:HeaderText>7</pat:HeaderText></pat:BoundaryData>wide and <pat:Strike>no</pat:Strike> [[the]] bulb<pat:OCRConfidenceData>s</pat:OCRConfidenceData>.</pat:ClaimText></pat:Claim>
<pat:Claim pat:id="CLM-00005"><pat:ClaimNumber>5</pat:ClaimNumber><pat:ClaimText><pat:ClaimLabelText>5. </pat:ClaimLabelText>(Original) The lamp of any of claims <pat:ClaimReference pat:idrefs="CLM-00001">1</pat:ClaimReference> to <pat:ClaimReference pat:idrefs="CLM-00004">4</pat:ClaimReference>, with [[2-(aminomethyl)phenyl]oxy] and [[keep]] H<pat:Sub>2</pat:Sub>O <pat:U>under</pat:U>.</pat:ClaimText></pat:Claim>
<pat:Claim pat:id="CLM-00006"><pat:ClaimNumber>6</pat:ClaimNumber><pat:ClaimText>6. (new) A lamp (original equipment) with two ends.</pat:ClaimText></pat:Claim>
<pat:Claim pat:id="CLM-00007"><pat:ClaimNumber>7</pat:ClaimNumber><pat:ClaimText><pat:ClaimLabelText>Claim 7 (Withdrawn):</pat:ClaimLabelText> 7 new lamps (new) in a</pat:ClaimText><pat:ClaimText> row:</pat:ClaimText><pat:ClaimText>one; and</pat:ClaimText><pat:ClaimText>two.</pat:ClaimText></pat:Claim>
</pat:ClaimsDocument>`

func TestXML4IPAmendments(t *testing.T) {
	for _, c := range []struct {
		marks bool
		four  string
	}{
		{false, "A lamps having two base µm wide and bulbs."},
		{true, "A lamp{+s+} having [[a]] {+two+} base[[s]] µm wide and [[no]] [[the]] bulbs."},
	} {
		docs, err := readXML4IP("part.xml", []byte(part4ip), Options{Marks: c.marks})
		if err != nil {
			t.Fatal(err)
		}
		want := []claims.CutClaim{
			{Num: 1, Status: "canceled", Line: 5, Refs: []int{}}, {Num: 2, Status: "canceled", Line: 5, Refs: []int{}}, {Num: 3, Status: "canceled", Line: 5, Refs: []int{}},
			{Num: 4, Status: "currently amended", Line: 6, Refs: []int{}, Text: c.four},
			{Num: 5, Status: "original", Line: 7, Refs: []int{1, 2, 3, 4}, Text: "The lamp of any of claims 1 to 4, with [[2-(aminomethyl)phenyl]oxy] and [[keep]] H₂O under."},
			{Num: 6, Status: "new", Line: 8, Refs: []int{}, Text: "A lamp (original equipment) with two ends."},
			{Num: 7, Status: "withdrawn", Line: 9, Refs: []int{}, Text: "7 new lamps (new) in a row:\n  one; and\n  two."},
		}
		for i, g := range docs[0].Claims {
			if i < len(want) && !reflect.DeepEqual(g, want[i]) {
				t.Errorf("marks %v:\n%+v\nwant\n%+v", c.marks, g, want[i])
			}
		}
		if len(docs[0].Claims) != len(want) || !strings.Contains(strings.Join(docs[0].Notes, "\n"), `"Please amend the claims as follows."`) {
			t.Errorf("%d claims, notes %q", len(docs[0].Claims), docs[0].Notes)
		}
	}
}

// TestXML4IPDeletedReference: a reference that an amendment deletes is none, whether the changes are kept as marks or not (37 CFR 1.121(c)(2): what is
// struck is no part of the claim).
func TestXML4IPDeletedReference(t *testing.T) {
	const reference = `<pat:ClaimReference pat:idrefs="CLM-0000%[1]d">claim %[1]d</pat:ClaimReference>`
	data := strings.Replace(part4ip, "A lamp (original equipment) with two ends.",
		"The lamp of <com:Del>"+fmt.Sprintf(reference, 4)+"</com:Del> <com:Ins>"+fmt.Sprintf(reference, 5)+"</com:Ins>, lit.", 1)
	for _, marks := range []bool{false, true} {
		docs, err := readXML4IP("part.xml", []byte(data), Options{Marks: marks})
		if err != nil {
			t.Fatal(err)
		}
		if c := docs[0].Claims[5]; c.Num != 6 || !reflect.DeepEqual(c.Refs, []int{5}) {
			t.Errorf("marks %v: claim %d refers to %v, want claim 6 to [5]: %q", marks, c.Num, c.Refs, c.Text)
		}
	}
}

func TestXML4IPErrors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"cut short", part4ip[:len(part4ip)/2], "x:6: the document is damaged, it breaks off in a tag"},
		{"crossed", strings.Replace(part4ip, "</pat:ClaimNumber>", "</pat:Claim>", 1), "x:6: the document is damaged, </pat:Claim> stands where <pat:ClaimNumber> is still open"},
		{"deep", strings.Repeat("<a>", 1000), "x:1: the document is damaged, elements nest more than"},
		{"bare", "text", "x:1: no XML element"},
	} {
		if _, err := readXML4IP("x", []byte(c.data), Options{}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	_, rest, _ := strings.Cut(part4ip, "<pat:ClaimsDocument")
	bomb := `<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", 50) + `"><!ENTITY c "&b;&b;&b;">]>` + "\n" + strings.Replace("<pat:ClaimsDocument"+rest, "A lamp<", "A &c;lamp<", 1)
	docs, err := readXML4IP("x", []byte(bomb), Options{})
	if err != nil || !strings.HasPrefix(docs[0].Claims[3].Text, "A &c;lamp") || !strings.Contains(strings.Join(docs[0].Notes, "\n"), "&c; is no character") {
		t.Errorf("%v, %+v", err, docs)
	}
}

func TestFiledStatus(t *testing.T) {
	for words, want := range map[string]string{
		"Original": "original", "Originai": "original", "CURRENTLY AMENDED": "currently amended", "Currenty amendcd": "currently amended",
		"cancelled": "canceled", "Canceied": "canceled", "Previously  Presented": "previously presented", "Withdrawn": "withdrawn", "Not Entered": "not entered",
		"New": "new", "Amended": "currently amended", "Withdrawn - Currently amended": "withdrawn - currently amended",
		"now": "", "few": "", "original equipment": "", "new equipment": "", "optional": "", "currently": "", "presented": "", "organic": "", "": "",
	} {
		if got := filedStatus(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestVersions groups invented parts: what two dates of claims, parts of one date and parts without a number give.
func TestVersions(t *testing.T) {
	part := func(name, number, mailed, abstract string, nums ...int) *claims.Document {
		d := &claims.Document{Name: name, Format: "uspto-xml4ip", Number: number, Dates: claims.Dates{Mailed: mailed}, Abstract: abstract}
		for _, n := range nums {
			d.Claims = append(d.Claims, claims.CutClaim{Num: n, Text: name})
		}
		return d
	}
	other := &claims.Document{Name: "other", Format: "text"}
	got := groupXML4IP([]*claims.Document{
		part("late", "1", "2020-03-01", "", 1, 2), part("early abstract", "1", "2020-02-01", "early"), other, part("later abstract", "1", "2020-04-01", "later"),
		part("early", "1", "2020-01-01", "", 1), part("page 2", "1", "2020-03-01", "", 3), part("again", "1", "2020-03-01", "", 2), part("no number", "", "2020-01-01", "a"),
		part("only abstract", "2", "2020-01-01", "alone"),
	})
	var lines []string
	for _, d := range got {
		nums := []int{}
		for _, c := range d.Claims {
			nums = append(nums, c.Num)
		}
		lines = append(lines, fmt.Sprintf("%s: %v %s", d.Name, nums, d.Abstract))
	}
	want := []string{
		"1 (2020-01-01): [1] early", "1 (2020-03-01): [2] early", "1 (2020-03-01, 2): [1 2 3] early",
		"other: [] ", "no number: [] a", "2 (2020-01-01): [] alone",
	}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("%q\nwant\n%q", lines, want)
	}
}

func FuzzXML4IP(f *testing.F) {
	f.Add([]byte(part4ip), true)
	f.Add([]byte(part4ip[:700]), false)
	f.Fuzz(func(t *testing.T, data []byte, marks bool) {
		isXML4IP(data)
		docs, err := readXML4IP("x", data, Options{Marks: marks, Description: true})
		if err == nil {
			sane(t, groupXML4IP(docs), len(data))
		}
	})
}

// sane holds what is so of every document that a reader gives.
func sane(t *testing.T, docs []*claims.Document, size int) {
	t.Helper()
	for _, d := range docs {
		total := 0
		for _, c := range d.Claims {
			total += len(c.Text)
			if c.Num < 0 || strings.ToValidUTF8(c.Text, "") != c.Text {
				t.Errorf("claim %d: %q", c.Num, c.Text)
			}
		}
		if total > 40*size+1000 || len(d.Claims) > size+1000 {
			t.Errorf("%d claims with %d bytes out of %d", len(d.Claims), total, size)
		}
	}
}
