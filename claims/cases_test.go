package claims

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	wantClaim   = regexp.MustCompile(`^(\d+) ((?:kind|refs|status)=.*)$`)
	wantElement = regexp.MustCompile(`^(\d+\[[^ ]*\]) (.*)$`)
	wantSkipped = regexp.MustCompile(`^skipped (\d+): (.*)$`)
	wantField   = regexp.MustCompile(`(kind|refs|relation|category|transition|scope|status)=`)
)

// TestCases reads each case of testdata/claims, a construct and a point each, and holds what was read against what was written
// down by hand. Only the fields that a case names are compared. A case with a known.txt fails today; the test fails once it passes.
func TestCases(t *testing.T) {
	files := caseFiles(t)
	right := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			sections := readSections(t, file)
			wrong := caseErrors(sections["claims.txt"], sections["want.txt"])
			known := strings.TrimSpace(sections["known.txt"])
			switch {
			case known == "" && len(wrong) > 0:
				t.Errorf("%s:\n%s\nrun: go test ./claims -run 'Cases/%s$'", file, strings.Join(wrong, "\n"), strings.TrimSuffix(filepath.Base(file), ".txtar"))
			case known != "" && len(wrong) == 0:
				t.Errorf("%s: passes now: take known.txt out", file)
			case known == "":
				right++
			}
		})
	}
	t.Logf("%d of %d cases are read right", right, len(files))
}

// caseFiles lists the cases of testdata/claims.
func caseFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/claims/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/claims (%v)", err)
	}
	return files
}

// caseErrors reads text and returns a line for each thing that is not as wanted.
func caseErrors(text, want string) []string {
	set, err := Parse(&Document{Name: "case", Text: strings.TrimPrefix(text, "\uFEFF")})
	if err != nil {
		set = &Set{}
	}
	var wrong []string
	fail := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	at := map[int]int{} // the how-manieth claim of a number is meant
	var elements []string
	current := -1
	check := func() {
		if current < 0 || elements == nil {
			return
		}
		var got []string
		for _, e := range set.Claims[current].Elements {
			got = append(got, e.Label+" "+e.Text)
		}
		if g, w := strings.Join(got, "\n"), strings.Join(elements, "\n"); g != w {
			fail("elements:\n%s\nwant:\n%s", g, w)
		}
	}
	claims := 0
	for _, line := range lines(want) {
		line = strings.TrimSpace(line)
		if m := wantElement.FindStringSubmatch(line); m != nil {
			elements = append(elements, m[1]+" "+m[2])
			continue
		}
		check()
		elements = nil
		switch m := wantClaim.FindStringSubmatch(line); {
		case m != nil:
			num := atoi(m[1])
			claims++
			current = -1
			nth := 0
			for i := range set.Claims {
				if set.Claims[i].Num == num {
					if nth == at[num] {
						current = i
					}
					nth++
				}
			}
			at[num]++
			if current < 0 {
				fail("claim %d is not read", num)
				continue
			}
			c := &set.Claims[current]
			for field, value := range fieldsOf(m[2]) {
				got := map[string]string{
					"kind": string(c.Kind), "refs": strings.ReplaceAll(strings.Trim(fmt.Sprint(c.Refs), "[]"), " ", ","), "relation": string(c.Relation),
					"category": string(c.Category), "transition": c.Transition, "scope": string(c.Scope), "status": c.Status,
				}[field]
				if got != value {
					fail("claim %d: %s %q, want %q", num, field, got, value)
				}
			}
		case wantSkipped.MatchString(line):
			m := wantSkipped.FindStringSubmatch(line)
			ok := false
			for _, s := range set.Skipped {
				ok = ok || s.Line == atoi(m[1])
			}
			if !ok {
				fail("line %s (%s) is not listed as skipped", m[1], m[2])
			}
		case line != "":
			fail("want.txt: cannot read %q", line)
		}
	}
	check()
	if claims > 0 && len(set.Claims) != claims {
		fail("%d claims, want %d", len(set.Claims), claims)
	}
	return wrong
}

// fieldsOf reads "kind=dependent refs=1 transition=consisting of"; a value may hold spaces.
func fieldsOf(text string) map[string]string {
	out := map[string]string{}
	at := wantField.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out[text[m[2]:m[3]]] = strings.TrimSpace(text[m[1]:end])
	}
	return out
}
