package claims

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// lexicons are all lexicons of the package, by name.
func lexicons() map[string]*lexicon {
	all := map[string]*lexicon{
		"meansWords": meansWords, "meansThen": meansThen, "nonceWords": nonceWords, "markush": markush, "whereinWords": whereinWords,
		"subjectBy": subjectBy, "degree": degree, "aboutNumber": aboutNumber, "relativeTerms": relativeTerms, "subjective": subjective,
		"exemplary": exemplary, "absolute": absolute, "trademark": trademark, "andSlashOr": andSlashOr, "elsewhere": elsewhere,
		"negative": negative, "meansFor": meansFor, "stepFor": stepFor, "openMarkush": openMarkush, "jepson": jepson, "omnibus": omnibus,
		"userActs": userActs, "nonceNouns": nonceNouns, "claimTurns": claimTurns, "termOfArt": termOfArt, "talkWords": talkWords,
		"talkMarks": talkMarks, "functionWords": functionWords, "anyTransition": anyTransition, "inGroup": inGroup, "another": another, "joined": joined,
		"participle": participle, "doing": doing, "gerund": gerund, "conjunct": conjunct,
	}
	for _, t := range transitions {
		all[t.words.pattern.String()] = t.words
	}
	return all
}

var (
	plainMarker = regexp.MustCompile(`(?:^|[\s;:,])(?:\(([a-zA-Z]|[ivx]{1,4}|\d{1,2})\)|(\d{1,2}\)|(?:[a-zA-Z]|[ivx]{1,4})[.)]))\s`)
	plainJoin   = regexp.MustCompile(`(?i)[\s,]*\b(?:and|or)$`)
	whiteSpace  = regexp.MustCompile(`\s+`)
	plainAgain  = regexp.MustCompile(`(?i)\b(?:the|said|which|that)(?:\s+[\w-]+){0,4}\s*$`)
	plainAside  = regexp.MustCompile(`\s*\([^()]*\)`)
	plainEnd    = regexp.MustCompile(`(?i)[,:;]|\s(?:of|for|to|in|on|with|by|that|which|wherein|where|whereby|comprising|comprises|including|having|consisting|according|as|from|adapted|configured|operable|capable|whose|when|into|under|at|against|being|have|has|is|are|an?|the|said)\b`)
)

// sameAsPatterns holds what is found by looking only where a pattern can match against the patterns tried everywhere.
func sameAsPatterns(t testing.TB, text string) {
	t.Helper()
	if strings.ContainsAny(text, "\u017f\u212a") {
		return // letters that (?i) takes for s and k, and no claim has
	}
	for name, l := range lexicons() {
		want := l.pattern.FindAllStringIndex(text, -1)
		if got := l.all(text); !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%s finds %v, its pattern %v, in %.300q", name, got, want, text)
		}
		first := l.pattern.FindStringIndex(text)
		if got := l.first(text); !reflect.DeepEqual(got, first) || l.in(text) != (first != nil) {
			t.Errorf("%s finds %v first, its pattern %v, in %.300q", name, got, first, text)
		}
	}
	var marks, wantMarks [][]int // without the separators
	for _, m := range marked(text) {
		marks = append(marks, m[2:])
	}
	for _, m := range plainMarker.FindAllStringSubmatchIndex(text, -1) {
		wantMarks = append(wantMarks, m[2:])
	}
	if !reflect.DeepEqual(marks, wantMarks) {
		t.Errorf("markers at %v, want %v, in %.300q", marks, wantMarks, text)
	}
	joins := -1
	if m := plainJoin.FindStringIndex(text); m != nil {
		joins = m[0]
	}
	if got := joinEnd(text); got != joins {
		t.Errorf("ends with a joining word at %d, want %d: %.300q", got, joins, text)
	}
	if got, want := subjectAgain(text), plainAgain.MatchString(text); got != want {
		t.Errorf("a subject again: %v, want %v: %.300q", got, want, text)
	}
	if got, want := withoutAsides(text), plainAside.ReplaceAllString(text, ""); got != want {
		t.Errorf("without asides %.300q, want %.300q", got, want)
	}
	end := len(text)
	if m := plainEnd.FindStringIndex(text); m != nil {
		end = m[0]
	}
	if got := subjectEnd(text); got != end {
		t.Errorf("the subject ends at %d, want %d: %.300q", got, end, text)
	}
	if plainNounLast(text) && noHead.MatchString(text) {
		t.Errorf("noHead takes the last word off %.300q", text)
	}
	if head, rest, ok := plainHead(text); ok {
		if at := len(leadingArticle.FindString(text)); text[at:at+subjectEnd(text[at:])] != head || head+rest != text[at:] {
			t.Errorf("the plain head %q does not end where the subject of %.300q ends", head, text)
		}
	}
	folded := whiteSpace.ReplaceAllString(text, " ") // as references are looked for
	want := referring.FindAllStringSubmatchIndex(folded, -1)
	var got [][]int
	for at, end := 0, 0; ; {
		next := indexFold(folded[at:], "claim")
		if next < 0 {
			break
		}
		at += next
		m := referral(folded, end, at)
		if num, stop, ok := plain(folded, at); ok && at >= end && (m == nil || m[0] != at || m[1] != stop || atoi(folded[m[2]:m[3]]) != num) {
			t.Errorf("a plain reference to %d at %d-%d, want %v, in %.300q", num, at, stop, m, folded)
		}
		if m == nil {
			at += len("claim")
			continue
		}
		got = append(got, m)
		at, end = m[1], m[1]
	}
	if !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
		t.Errorf("references at %v, want %v, in %.300q", got, want, folded)
	}
}

func TestLexicons(t *testing.T) {
	texts := []string{
		"", "claim", "and", "or", " , and", "band", "(a) x (b) y", "(a) (b) (c) z", "a) b. iv) 12) x", "CLAIMS 1, 2 and 3; of the Preceding Claims", "xin which",
		"claimed in claim 1 as any one or more of the preceding claims, the immediately preceding claim", "anyone of the above claims", "ofclaim 1wherein",
		"The lamp of claim 1, wherein", "of claim 01 wherein", "of claim 1, 2 wherein", "in claim 3.", "of claim 12 the", "of claim 3 to claim 7 having", "under claim 12345 wherein", "of claim 7, except claim 2",
		"MEANS FOR, means, for Step of steps for", "about 5, close to 10.5 AND/OR e.g. Such As", "état and", "_wherein wherein_ wherein.",
	}
	for _, pattern := range []string{"../testdata/claims/*.txtar", "../testdata/articles/*.txtar", "../testdata/egenera/article.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, strings.Split(string(data), "\n")...)
			texts = append(texts, string(data))
		}
	}
	for _, text := range texts {
		sameAsPatterns(t, text)
		if t.Failed() {
			return
		}
	}
}

func FuzzLexicons(f *testing.F) {
	f.Add("A lamp of claim 1 or any of the preceding claims, comprising: (a) means for dimming; and (b) a module configured to light")
	f.Add("selected from the group consisting of tin, and")
	f.Fuzz(func(t *testing.T, text string) { sameAsPatterns(t, text) })
}
