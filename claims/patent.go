package claims

import (
	"strings"

	"claimchart/claims/lazyregexp"
)

var (
	patentNumber = lazyregexp.New(`\b(?:US|U\.S\.|EP|GB|WO|DE|FR|AT|CH|JP|CN|KR|CA|AU|NL|IT|ES|SE)\s?(?:(?i:pat(?:ent|\.)?\s*)?(?i:no\.?\s*)?)?(\d[\d ,./\x{00A0}]{4,}\d)|(?i:patents?|pat\.|application)\s*(?i:,?\s*no\.?s?|numbers?)?\s*(\d[\d ,.\x{00A0}]{4,}\d)|\b(\d{1,3}[,. \x{00A0}]\d{3}[,. \x{00A0}]\d{3})\b|['’](\d{3})\s+(?i:patent|application|claims?|publication)\b`)
	ownedPatent  = lazyregexp.New(`\b([A-Z][\w&.-]+(?:\s+(?:and|&|et)\s+[A-Z]\w+)?(?:\s+[A-Z][\w&.-]+)?)['’]s?\s+(?:['’]?\d[\d,. ]*\s+|(?i:old|earlier|own|former|expired|prior|first|second|later|U\.?S\.?|European|British|German)\s+)*(?i:patent|application|filing)\b`)
	namedPatent  = lazyregexp.New(`(?i)\b(?:the\s+)?(?:old|earlier|other|expired|prior|rival|another|older|previous|different|competing|unrelated)\s+(?:[A-Z][\w-]+\s+)?(?:patent|application)\b`)
	ofAnother    = lazyregexp.New(`^\s*,?\s*(?i:of|in|from)\s+(?:(?i:the|a|an|his|her|their|its|that|this|our)\s+)?([^,:;]{0,60}?(?i:patent|application|publication|filing)\b|\p{Lu}[\w’']+)`)
	ownWords     = lazyregexp.New(`(?i)^(?:patent|application|filing|granted patent|published application|issued patent|same patent|patent application)$`)
)

// lastDigits returns the last three digits of a patent's number, by which people call it ("the '518 patent").
func lastDigits(s string) string {
	var d strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			d.WriteRune(r)
		}
	}
	n := d.String()
	return n[max(0, len(n)-3):]
}

// ownPatent returns the last three digits of the patent that an article is about: the first that it names by number.
func ownPatent(text string) string {
	m := patentNumber.FindStringSubmatch(text[:min(len(text), 1<<16)])
	if m == nil {
		return ""
	}
	return lastDigits(strings.Join(m[1:], ""))
}

// foreign returns what names another patent than the article's own beside the mention at span of s, or "". A number other
// than the own one, somebody's patent by name, or "the old Prentiss patent" does.
func (a *article) foreign(s *sentence, at Span) string {
	text := s.text
	after := text[at.End:]
	if of := ofAnother.FindStringSubmatch(after); of != nil {
		return a.otherPatent(of[1])
	}
	clause := text[:at.Start]
	if backward.MatchString(clause) && s.index > 0 && a.sents[s.index-1].flow == s.flow {
		if o := a.namesOther(a.sents[s.index-1].text); o != "" {
			return o // "An older patent was granted in 1999. Its claim 1 covered"
		}
	}
	if i := strings.LastIndexAny(clause, ";:"); i >= 0 {
		clause = clause[i:]
	}
	return a.namesOther(clause)
}

// backward is a possessive that refers to what the sentence before named.
var backward = lazyregexp.New(`(?i)(?:^|[\s,(])(?:its|their|whose|there,?|that patent['’]s)\s+(?:only\s+|sole\s+|broadest\s+)?$`)

// namesOther returns what names another patent in text, or "".
func (a *article) namesOther(text string) string {
	if m := namedPatent.FindString(text); m != "" {
		return m
	}
	if m := ownedPatent.FindStringSubmatch(text); m != nil {
		if o := a.otherPatent(m[0]); o != "" {
			return o
		}
	}
	for _, m := range patentNumber.FindAllString(text, -1) {
		if o := a.otherPatent(m); o != "" {
			return o
		}
	}
	return ""
}

// announced returns the other patent that the sentence before s announces with a colon, or "".
func (a *article) announced(s *sentence) string {
	if s.index == 0 {
		return ""
	}
	before := &a.sents[s.index-1]
	if s.flow-before.flow > 1 || !strings.HasSuffix(strings.TrimSpace(before.text), ":") {
		return ""
	}
	return a.namesOther(before.text)
}

// otherPatent returns name unless it may be the article's own patent.
func (a *article) otherPatent(name string) string {
	name = strings.Trim(name, " ,.")
	if ownWords.MatchString(name) {
		return ""
	}
	if m := patentNumber.FindStringSubmatch(name); m != nil {
		if a.own == "" || lastDigits(strings.Join(m[1:], "")) == a.own {
			return ""
		}
		return name
	}
	if namedPatent.MatchString(name) || ownedPatent.MatchString(name) && !a.owner(name) {
		return name
	}
	return ""
}

// owner tells whether name begins with a name that stands in the same sentence as the article's first patent.
func (a *article) owner(name string) bool {
	who, _, _ := strings.Cut(strings.ReplaceAll(name, "’", "'"), "'")
	for i := range a.sents {
		text := strings.ToLower(a.sents[i].text)
		if strings.Contains(text, "patent") || strings.Contains(text, "claim") || strings.Contains(text, "application") {
			return strings.Contains(text, strings.ToLower(who))
		}
	}
	return false
}
