package priorart

import (
	"strings"

	"claimchart/claims"
)

// token is a word as it is compared: its stem, and its place in the text. Words that a hyphen joins are one token, so that
// "fail-over" is compared as "failover".
type token struct {
	stem       string
	lower      string
	start, end int
	parts      []string // the stems of the parts of a hyphened word
}

func tokens(text string) []token { return tokensBy(text, claims.Stem) }

// tokensBy is tokens with another way to the same stems.
func tokensBy(text string, stem func(word string) string) []token {
	words := claims.Words(text)
	out := make([]token, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		t := token{lower: w.Lower, start: w.Start, end: w.End}
		for i+1 < len(words) && text[words[i].End:words[i+1].Start] == "-" {
			if t.parts == nil {
				t.parts = []string{stem(w.Lower)}
			}
			i++
			t.parts = append(t.parts, stem(words[i].Lower))
			t.lower += words[i].Lower
			t.end = words[i].End
		}
		t.stem = stem(t.lower)
		out = append(out, t)
	}
	return out
}

// idle are words that no limitation turns on: function words, and the joints of claim language.
var idle = wordSet(`a an the of to in on at for from by with within without into onto as and or nor but if then than so that
	this these those which who whom whose where when while it its their there them they he she we you i is are was were be been
	being am has have having had do does did can could may might will would shall should must also such via per upon about
	wherein whereby thereof therein thereto thereby herein said comprising comprises comprise comprised including includes include
	included consisting consists further least one claim claims according method system apparatus act step steps plurality
	respective respectively corresponding each other another any some not no what how up out off over`)

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
