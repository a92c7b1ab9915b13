package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// cutReference is a reference to other claims as the source marks it in a claim's text.
type cutReference struct {
	ids        [][]byte
	start, end int // of its words in the claim's text
}

// claimReader reads the claims of one document of the USPTO's XML, grants and publications alike.
type claimReader struct {
	scan  scanner
	prose prose

	claims []claims.CutClaim
	refs   [][]cutReference
	ids    map[string]int
	marked bool     // some claim has references in markup
	lost   [2][]int // claims with drawings of structures, of formulas and others
	renum  []int    // claims whose printed number is not that of the markup
}

// readClaims reads the claims in section, which begins behind line newlines of the file, into doc. Numbers are those printed
// in front of the claims, else those of the markup.
func readClaims(doc *claims.Document, section []byte, line int, opt Options) {
	r := &claimReader{scan: scanner{data: section}, prose: prose{lines: true, marks: opt.Marks}, ids: map[string]int{}}
	counted, lines := 0, line+1
	for {
		kind := r.scan.next()
		if kind == endOfData {
			break
		}
		if kind == startTag && string(r.scan.name) == "claim" {
			lines += bytes.Count(section[counted:r.scan.at], []byte("\n"))
			counted = r.scan.at
			r.claim(lines)
		}
	}
	if r.scan.fault != "" {
		at := line + 1 + bytes.Count(section[:min(r.scan.faultAt, len(section))], []byte("\n"))
		doc.Notes = append(doc.Notes, fmt.Sprintf("line %d: the claims are damaged (%s): compare them with the patent", at, r.scan.fault))
	}
	r.finish(doc)
}

// claim reads one claim, whose start tag was just read.
func (r *claimReader) claim(line int) {
	s, p := &r.scan, &r.prose
	depth, parts, inside := len(s.stack), 0, 0
	id, stated := attr(s.attrs, "id"), attr(s.attrs, "num")
	var refs []cutReference
	chemistry, drawings := p.chemistry, p.formulas+p.images
	p.reset()
	for len(s.stack) >= depth {
		switch s.next() {
		case characters:
			p.write(s.raw, s.cdata)
		case instruction:
			p.instruct(s.name)
		case startTag:
			switch string(s.name) {
			case "claim-text":
				if inside == 0 {
					p.base = parts
					parts++
					p.part(p.base)
				}
			case "claim-ref", "dependent-claim-reference":
				inside++
				ids := attr(s.attrs, "idref")
				if ids == nil {
					ids = attr(s.attrs, "depends_on")
				}
				refs = append(refs, cutReference{ids: bytes.Fields(ids), start: len(p.out), end: -1})
			default:
				p.start(s.name, s.attrs)
			}
		case endTag:
			switch string(s.name) {
			case "claim":
			case "claim-text":
				if inside == 0 {
					parts--
					p.base = max(parts-1, 0)
					p.part(p.base)
				}
			case "claim-ref", "dependent-claim-reference":
				inside--
				if last := len(refs) - 1; refs[last].end < 0 {
					refs[last].end = len(p.out)
				}
			default:
				p.end(s.name)
			}
		case endOfData:
			return
		}
	}
	full := p.String()
	num := firstNumber(stated)
	if num == 0 {
		num = firstNumber(id)
	}
	printed, body := printedNumber(full)
	if printed > 0 && printed != num {
		if num > 0 && stated != nil {
			r.renum = append(r.renum, printed)
		}
		num = printed
	}
	r.ids[string(id)] = num
	for i := range refs { // the words of a reference are read once its claim's text is whole
		refs[i].start, refs[i].end = min(refs[i].start, len(full)), min(max(refs[i].end, 0), len(full))
	}
	r.claims = append(r.claims, claims.CutClaim{Num: num, Text: body, Line: line})
	r.refs = append(r.refs, refs)
	r.marked = r.marked || len(refs) > 0
	if len(refs) > 0 {
		last := len(r.claims) - 1
		r.claims[last].Refs = r.words(refs, full)
	}
	if p.chemistry > chemistry {
		r.lost[0] = append(r.lost[0], num)
	}
	if p.formulas+p.images > drawings {
		r.lost[1] = append(r.lost[1], num)
	}
}

// words gives the claims that the references of a claim name, in order, each once: those of the markup, those between two that a
// word for "to" joins, and those that the marked words themselves name with it ("claims 1 to 5").
func (r *claimReader) words(refs []cutReference, full string) []int {
	var named references
	for i, ref := range refs {
		var stated []int
		for _, id := range ref.ids {
			stated = append(stated, r.target(id))
		}
		between := ""
		if i > 0 && refs[i-1].end <= ref.start {
			between = full[refs[i-1].end:ref.start]
		}
		named.take(between, full[ref.start:max(ref.start, ref.end)], stated)
	}
	return named.nums
}

// maxRange bounds a range of claims.
const maxRange = 1000

// target is the number of the claim with the id, which stands before or, by its own digits, behind.
func (r *claimReader) target(id []byte) int {
	if n, ok := r.ids[string(id)]; ok {
		return n
	}
	return firstNumber(id)
}

// finish puts what was read into doc.
func (r *claimReader) finish(doc *claims.Document) {
	for i := range r.claims {
		if r.marked && r.claims[i].Refs == nil {
			r.claims[i].Refs = []int{}
		}
	}
	doc.Claims = append(doc.Claims, r.claims...)
	note := func(format string, nums []int) {
		if len(nums) > 0 {
			doc.Notes = append(doc.Notes, fmt.Sprintf(format, claimNames(nums)))
		}
	}
	note("%s: [chemical structure] stands for a drawing, which the source has outside its text", r.lost[0])
	note("%s: [formula] or [image] stands for a drawing, which the source has outside its text", r.lost[1])
	note("%s: the number is the one printed in front of the claim, which is not the one in its markup", r.renum)
	proseNotes(doc, &r.prose)
}

// proseNotes adds what p noted of the text that it was given.
func proseNotes(doc *claims.Document, p *prose) {
	add := func(note string) {
		if !slices.Contains(doc.Notes, note) {
			doc.Notes = append(doc.Notes, note)
		}
	}
	if p.bad {
		add("bytes that are no characters of the document's encoding are shown as \uFFFD")
	}
	if p.unknown != nil {
		add(fmt.Sprintf("%s is no character that is known, and what a document declares itself is not put in: it stands as it is", p.unknown))
	}
	if p.amended && !p.marks {
		add("the document marks amendments: they were taken as accepted")
	}
}

func claimNames(nums []int) string {
	var b strings.Builder
	b.WriteString("claim")
	if len(nums) > 1 {
		b.WriteString("s")
	}
	for i, n := range nums {
		switch i {
		case 0:
			b.WriteString(" ")
		case 20:
			fmt.Fprintf(&b, " and %d more", len(nums)-i)
			return b.String()
		default:
			b.WriteString(", ")
		}
		fmt.Fprint(&b, n)
	}
	return b.String()
}

// firstNumber is the first number in b, at most 99,999, or 0.
func firstNumber(b []byte) int {
	n, digits := 0, 0
	for _, c := range b {
		if c >= '0' && c <= '9' {
			if n = n*10 + int(c-'0'); n > 99999 {
				return 0
			}
			digits++
		} else if digits > 0 {
			break
		}
	}
	return n
}

// printedNumber cuts the number that is printed in front of a claim, "1. ", "12 . " or "3) ", from its text. A range of canceled
// claims ("5-10. (canceled)") keeps it: its number is its first.
func printedNumber(full string) (num int, text string) {
	i := 0
	for i < len(full) && i < 5 && full[i] >= '0' && full[i] <= '9' {
		num = num*10 + int(full[i]-'0')
		i++
	}
	if num == 0 {
		return 0, full
	}
	rest := strings.TrimLeft(full[i:], " ")
	if rest == "" || rest[0] != '.' && rest[0] != ')' || len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
		return 0, full
	}
	rest = strings.TrimLeft(rest[1:], " \n")
	if strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") {
		return num, full
	}
	return num, rest
}
