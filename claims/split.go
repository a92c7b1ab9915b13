package claims

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

const statusWords = `(?:currently|previously|originally|once|twice|three\s+times)\s+(?:amended|presented|added)|original|new|cancell?ed|withdrawn(?:\s*[-–—,]?\s*(?:currently|previously)\s+(?:amended|presented))?|not\s+entered|amended|re-?presented`

var (
	claimsHeading = lazyregexp.New(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+is)?|what\s+i\s+claim(?:\s+is)?|we\s+claim|i\s+claim|the\s+invention\s+claimed\s+is|having\s+thus\s+described.*|(?:(?:complete\s+)?listing\s+of\s+(?:the\s+)?|amended\s+|pending\s+)?claims?|amendments?\s+(?:to|of|in)\s+the\s+claims|in\s+the\s+claims|patent\s+claims|it\s+is\s+claimed|the\s+claims?\s+(?:defining.*|are))\W*$`)
	// claimsEnd is the heading of what follows the claims in an answer to the office (MPEP 714) or an application (37 CFR 1.77(b)).
	claimsEnd  = lazyregexp.New(`(?i)^\W*(?:remarks?(?:\s*(?:/|and)\s*arguments?)?|arguments?(?:\s*(?:/|and)\s*remarks?)?|abstract(?:\s+of\s+the\s+(?:disclosure|invention))?)\W*$`)
	lineNumber = lazyregexp.New(`^\s*(?:(?i:claim)\s+)?(\d{1,3})\s*(?:[.):]|([([](?i:` + statusWords + `)[)\]])\s*[.:]?)\s*(\S.*)$`)
	// otherNumber are forms of a claim's number that are so read only where the first claim of the list has one of them: inside
	// a claim "(2) A base" is an item.
	otherNumber = lazyregexp.New(`^\s*(?:\((\d{1,3})\)|\[(\d{1,3})\]|(?:(?i:claim)\s+)?(\d{1,3})\s*[-–—])\s+(\S.*)$`)
	claimAlone  = lazyregexp.New(`(?i)^\s*claim\s+(\d{1,3})\s*[.:]?\s*$`)
	// canceledRange is "5-7. (Canceled)" or "2, 4 and 5 (canceled)": claims without words, kept by their numbers (37 CFR 1.121(c)).
	canceledRange = lazyregexp.New(`(?i)^\s*(?:claims?\s+)?(?:(\d{1,3}(?:\.?\s*(?:[-–—‑,&]|to|through|and)+\s*\d{1,3})+)\s*[.):]*\s*[([]?|(\d{1,3})\s*[([])\s*(cancell?ed|withdrawn|not\s+entered)(?:,?\s+without\s+prejudice(?:\s+or\s+disclaimer)?)?\s*[)\]]?\s*\.?\s*$`)
	// columnHeads are the numbers of a printed page's two columns: "9 10".
	columnHeads = lazyregexp.New(`^\s*(\d{1,3})\s+(\d{1,3})\s*$`)
	// statusMark is a status identifier in front of a claim (37 CFR 1.121(c)), behind one that is struck if any.
	statusMark = lazyregexp.New(`(?i)^(?:\s*\[\[\s*[([]\s*(?:` + statusWords + `)\s*[)\]]\s*\]\])?\s*[([]\s*(` + statusWords + `)\s*[)\]]\s*[.:]?\s*`)
	// sameLine is a heading that the first claim follows on its line: "We claim: 1. A lamp".
	sameLine     = lazyregexp.New(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+is)?|what\s+i\s+claim(?:\s+is)?|we\s+claim|i\s+claim|claims?|it\s+is\s+claimed)\s*[:.]\s*(1\s*[.)]\s.*)$`)
	headingAhead = lazyregexp.New(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+is)?|what\s+i\s+claim(?:\s+is)?|we\s+claim|i\s+claim|claims?|it\s+is\s+claimed)\s*[:.]\s*`)
	numberMargin = lazyregexp.New(`^\s{0,6}\d{1,3}(?:\s{2,}|\t)`)
	pageLine     = lazyregexp.New(`(?i)^\s*(?:page\s+\d+(?:\s+of\s+\d+)?|[-–—]?\s*\d{1,4}\s*[-–—]?|\d+\s*/\s*\d+|(?:attorney|atty\.?)\s+(?:docket|dkt).*|(?:application|serial|appl\.)\s+(?:no|number)\b.*|docket\s+no\b.*|(?:[*#_]\s*){3,}|(?:us|ep|wo)\s?\d[\d/ ,.]*\s*[AB]\d?|(?:u\.?\s?s\.?\s+patent|patent\s+application\s+publication)\s.*\b(?:sheet\s+\d+\s+of\s+\d+|us\s?\d[\d/,]+).*)\s*$`)
	// marginNumber is a line number printed in the margin, every fifth line.
	marginNumber = lazyregexp.New(`^\s{0,6}(\d{1,2})\s{2,}(\S)`)
)

// unseen takes out what a page shows nothing for: soft hyphens and spaces of no width.
var unseen = strings.NewReplacer("\u00AD", "", "\u200B", "", "\u2060", "")

// lineStart is where a source line begins in a claim's folded text, and how far it is indented.
type lineStart struct{ offset, indent int }

// statusOf writes a status identifier as 37 CFR 1.121(c) does, in small letters.
func statusOf(mark string) string {
	return strings.ReplaceAll(strings.ToLower(Fold(mark)), "cancelled", "canceled")
}

// listed is a claim of a list while its lines are gathered.
type listed struct {
	claim     Claim
	text      strings.Builder
	otherwise bool // its number is printed as otherNumber says
}

func (l *listed) add(line string, indent int) {
	if l.text.Len() > 0 && line != "" {
		l.text.WriteByte(' ')
	}
	if line != "" {
		l.claim.lines = append(l.claim.lines, lineStart{l.text.Len(), indent})
	}
	l.text.WriteString(line)
}

// readList reads text as a list of numbered claims, if it is one: after a heading such as "What is claimed is:" or from the
// start, claims that leave at most a tenth of the text's words to no claim. Page numbers, running heads and line numbers in the
// margin belong to no claim and are listed as skipped. Claims are read as amended; with keep the marks of amendments stay in
// their texts. It returns false, with set as it was, for any other text.
func readList(text string, set *Set, keep bool) bool {
	var out []*listed
	var skipped []Skipped
	var prose []string // sentences among the claims of a text without a heading
	words, stray, line := 0, 0, 0
	heading, blank, inProse := false, false, false
	printed := unseen.Replace(text)
	text = markAdded(printed, keep)
	amended := text != printed
	text = claimRows(text)
	margin := hasMargin(text)
	fives := marginLines(text)
	for raw := range strings.Lines(text) {
		line++
		if margin {
			raw = numberMargin.ReplaceAllString(raw, "")
		}
		whole := Fold(raw) // with the marks of what is added
		folded := bare(whole)
		if m := sameLine.FindStringSubmatch(folded); m != nil && len(out) == 0 {
			folded, heading = m[1], true
		}
		n := len(strings.Fields(folded))
		if n == 0 {
			blank, inProse = true, false
			continue
		}
		afterBlank := blank
		blank = false
		if mailMark.MatchString(raw) {
			return false
		}
		words += n
		switch {
		case claimsHeading.MatchString(folded) && len(out) == 0:
			words, stray, heading = 0, 0, true // what stands before the claims is no claim
			continue
		case pageLine.MatchString(folded), isColumnHeads(folded):
			skipped = append(skipped, Skipped{line, line, folded, "a page's number or head"})
			continue
		}
		if m := canceledRange.FindStringSubmatch(folded); m != nil {
			for _, num := range numbers(strings.ReplaceAll(m[1]+m[2], ".", "")) {
				if num == 0 {
					continue // claims are numbered from 1: 37 CFR 1.126
				}
				out = append(out, &listed{claim: Claim{Num: num, Status: statusOf(m[3]), Origin: Origin{Kind: Quoted, Line: line, EndLine: line}}})
			}
			continue
		}
		if num, rest := opensListed(folded, out); num > 0 {
			l := &listed{claim: Claim{Num: num, Origin: Origin{Kind: Quoted, Line: line, EndLine: line}}, otherwise: len(out) == 0 && otherNumber.MatchString(folded)}
			if m := statusMark.FindStringSubmatch(rest); m != nil {
				l.claim.Status = statusOf(m[1])
				rest = rest[len(m[0]):]
			}
			l.add(unbare(whole, rest), columns(raw))
			out = append(out, l)
			inProse = false
			continue
		}
		if len(out) == 0 {
			skipped = append(skipped, Skipped{line, line, folded, "stands before the first claim"})
			stray += n
			continue
		}
		if m := marginNumber.FindStringSubmatch(raw); m != nil && atoi(m[1])%5 == 0 && unicode.IsLower(rune(m[2][0])) {
			folded = strings.TrimLeft(folded, "0123456789 ")
		} else if fives[line] {
			folded = strings.TrimLeft(folded, "0123456789 ")
		}
		last := out[len(out)-1]
		body := bareEnd(last.text.String())
		if heading && afterBlank && claimsEnd.MatchString(folded) && (endsClaim(body) || body == "") {
			lines := strings.Count(strings.TrimRight(text, "\n"), "\n") + 1
			skipped = append(skipped, Skipped{line, lines, folded, "stands behind the claims, to the end"})
			break
		}
		if inProse || endsClaim(body) && (looksLikeProse(folded) || afterBlank && opensClaim(folded) && !claimLike(folded, false)) {
			if !heading {
				if len(prose) == 0 && stray > 0 {
					return false
				}
				prose = append(prose, folded)
			}
			inProse = true
			skipped = append(skipped, Skipped{line, line, folded, "stands after a claim that has ended, and reads like none"})
			stray += n
			continue
		}
		last.add(unbare(whole, folded), columns(raw))
		last.claim.Origin.EndLine = line
	}
	if len(out) == 0 || stray*10 > words && stray > 25 || !tellsNoClaim(strings.Join(prose, " "), out) {
		return false
	}
	likely, texts := 0, 0
	divided := dividedWords{text: text}
	amend := accept
	if keep {
		amend = unify
	}
	for _, l := range out {
		l.claim.Text, l.claim.lines = divided.closeUp(l.text.String(), l.claim.lines)
		if final := amend(l.claim.Text); final != l.claim.Text {
			if amended = true; !keep || len(final) != len(l.claim.Text) {
				l.claim.lines = nil
			}
			l.claim.Text = Fold(final)
		}
		l.claim.Origin.Elided = elided(l.claim.Text)
		if l.claim.Text != "" {
			texts++
		}
		if claimLike(l.claim.Text, false) || termOfArt.in(l.claim.Text) || len(references(l.claim.Text[:min(len(l.claim.Text), maxLook)])) > 0 {
			likely++
		}
	}
	if texts == 0 || likely*2 < texts {
		return false
	}
	for _, l := range out {
		if parts := splitNumbered(strconv.Itoa(l.claim.Num) + ". " + l.claim.Text); len(parts) > 1 { // several on one line
			whole := strconv.Itoa(l.claim.Num) + ". " + l.claim.Text
			for _, p := range parts {
				set.Claims = append(set.Claims, Claim{Num: p.num, Text: strings.TrimSpace(whole[p.start:p.end]), Origin: l.claim.Origin})
			}
			continue
		}
		set.Claims = append(set.Claims, l.claim)
	}
	set.Skipped = append(set.Skipped, skipped...)
	set.Notes = append(set.Notes, divided.notes()...)
	if amended && !keep {
		set.Notes = append(set.Notes, notedAmendments)
	}
	slices.SortStableFunc(set.Claims, func(a, b Claim) int { return a.Num - b.Num })
	return true
}

const notedAmendments = "the document marks amendments: they were taken as accepted"

// tellsNoClaim tells whether prose between the claims of a list speaks of no claim but by the number of one that is listed.
// Prose that speaks of others may tell one as an edit, and is an article's.
func tellsNoClaim(prose string, out []*listed) bool {
	if len(prose) == 0 {
		return true
	}
	listed := map[int]bool{}
	for _, l := range out {
		listed[l.claim.Num] = true
	}
	named := references(prose)
	for _, r := range named {
		for _, n := range r.nums {
			if !listed[n] {
				return false
			}
		}
	}
	return len(claimWord.FindAllString(prose, -1)) <= len(named)
}

var claimWord = lazyregexp.New(`(?i)\bclaims?\b`)

// opensListed returns the number of the claim that a line begins, and the words after it; 0 if it begins none. A number that
// does not go on from the one before begins a claim only where that has ended and what follows reads like one: "No. 5. Then"
// and "at least 2. wherein" at the start of a wrapped line begin none.
func opensListed(folded string, out []*listed) (num int, rest string) {
	if m := claimAlone.FindStringSubmatch(folded); m != nil {
		return atoi(m[1]), ""
	}
	m := lineNumber.FindStringSubmatch(folded)
	if m == nil && (len(out) == 0 || out[0].otherwise) {
		if o := otherNumber.FindStringSubmatch(folded); o != nil {
			m = []string{folded, o[1] + o[2] + o[3], "", o[4]}
		}
	}
	if m == nil {
		return 0, ""
	}
	num, rest = atoi(m[1]), withoutStray(strings.TrimSpace(m[2]+" "+m[3]))
	words := statusMark.ReplaceAllString(rest, "")
	if words != "" && !opensClaim(words) {
		return 0, ""
	}
	if len(out) == 0 {
		return num, rest
	}
	last := out[len(out)-1]
	body := bareEnd(last.text.String())
	ended := body == "" || endsClaim(body) && !numberNext.MatchString(body[max(0, len(body)-12):])
	if num > last.claim.Num && num <= last.claim.Num+maxGap {
		if ended || num == last.claim.Num+1 && (words != rest || claimLike(words, false)) {
			return num, rest
		}
		return 0, ""
	}
	if ended && (claimLike(words, true) || words != rest) {
		return num, rest
	}
	return 0, ""
}

// isColumnHeads tells whether a line holds the numbers of two columns side by side, an odd one and the next.
func isColumnHeads(line string) bool {
	if len(line) > len("999 1000") {
		return false
	}
	m := columnHeads.FindStringSubmatch(line)
	return m != nil && atoi(m[1])%2 == 1 && atoi(m[2]) == atoi(m[1])+1
}

// numberNext ends a line on which a number has to follow: "a sieve No."
var numberNext = lazyregexp.New(`(?i)\b(?:nos?|figs?|fig|table|claims?|eq|ex)\.?$`)

// hasMargin tells whether every line begins with its own number, set off by white space.
func hasMargin(text string) bool {
	n, lines, last := 0, 0, 0
	for raw := range strings.Lines(text) {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		lines++
		if m := numberMargin.FindString(raw); m != "" && atoi(strings.TrimSpace(m)) == last+1 {
			n++
			last++
		}
	}
	return n >= 4 && n*10 >= lines*8
}

// maxGap is the largest step from one claim's number to the next that is believed: canceled claims leave gaps.
const maxGap = 50

// opensClaim tells whether the words after a number may begin a claim: a capital, a bracket or a sign.
func opensClaim(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == '(' || r == '[' || unicode.IsUpper(r) || r > 0x7f && !unicode.IsLower(r)
}

// looksLikeProse tells whether a line after a finished claim begins a sentence about something.
func looksLikeProse(line string) bool {
	return len(strings.Fields(line)) > 4 && !claimLike(line, false) && line[0] >= 'A' && line[0] <= 'Z'
}
