package source

import (
	"slices"
	"strings"
	"testing"
)

func TestReferences(t *testing.T) {
	type ref struct {
		between, words string
		targets        []int
	}
	for _, c := range []struct {
		name string
		most int
		refs []ref
		want []int
	}{
		{"one", 0, []ref{{"of ", "claim 1", []int{1}}}, []int{1}},
		{"each once", 0, []ref{{"", "claim 2", []int{2}}, {" or ", "1", []int{1}}, {" and ", "2", []int{2}}}, []int{2, 1}},
		{"a range of two references", 0, []ref{{"", "claims 1", []int{1}}, {" to ", "4", []int{4}}}, []int{1, 2, 3, 4}},
		{"a range in another language", 0, []ref{{"", "Ansprüche 1", []int{1}}, {" bis ", "3", []int{3}}}, []int{1, 2, 3}},
		{"no range", 0, []ref{{"", "claims 1", []int{1}}, {" and ", "4", []int{4}}}, []int{1, 4}},
		{"words for to that join nothing", 0, []ref{{"", "claim 1", []int{1}}, {" connected to the lamp of ", "claim 4", []int{4}}}, []int{1, 4}},
		{"a range in the words", 0, []ref{{"", "claims 1 to 3 or 5", []int{1}}}, []int{1, 2, 3, 5}},
		{"a range behind a list in the words", 0, []ref{{"", "claims 1, 3", []int{1}}, {" to ", "5", []int{5}}}, []int{1, 3, 4, 5}},
		{"a range that begins with what was named before", 0, []ref{{"", "claims 1 and 5", []int{1}}, {" or ", "1", []int{1}}, {" to ", "3", []int{3}}}, []int{1, 5, 2, 3}},
		{"the words name another claim", 0, []ref{{"", "claims 7 to 9", []int{2}}}, []int{2}},
		{"the markup points to none", 0, []ref{{"", "claims 1 to 3", nil}}, []int{1, 2, 3}},
		{"the markup points to several", 0, []ref{{"", "any preceding claim", []int{1, 2, 3}}}, []int{1, 2, 3}},
		{"no claims above the set's highest", 3, []ref{{"", "claims 1 to 90000", []int{1}}}, []int{1, 2, 90000}},
		{"a range that runs back", 0, []ref{{"", "claims 5 to 2", []int{5}}}, []int{5, 2}},
		{"nothing", 0, []ref{{"", "the lamp", nil}}, nil},
	} {
		r := references{most: c.most}
		for _, f := range c.refs {
			r.take(f.between, f.words, f.targets)
		}
		if !slices.Equal(r.nums, c.want) {
			t.Errorf("%s: %v, want %v", c.name, r.nums, c.want)
		}
	}
	r := references{}
	if r.take("", strings.Repeat("1-999,", 1_000_000), nil); len(r.nums) != 999 {
		t.Errorf("%d claims", len(r.nums))
	}
}

func TestIDNumber(t *testing.T) {
	for id, want := range map[string]int{"CLM-00012": 12, "en-cl0003": 3, "c-en-01-0004.": 4, "7": 7, "": 0, "claim": 0, "1234567": 0, "x12-y": 12} {
		if got := idNumber(id); got != want {
			t.Errorf("%q: %d, want %d", id, got, want)
		}
	}
}
