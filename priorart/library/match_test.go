package library

import (
	"strings"
	"testing"
)

// TestLabelsMatch: a reference has the label that it had: by its ID and file, else by its content, which a file keeps that was moved and
// renamed, else by its ID, which it keeps where its content changed. A label goes to one reference.
func TestLabelsMatch(t *testing.T) {
	had := &labels{names: []string{"D1", "D2"}, who: []identity{{"pump", "pump.txt", "s1"}, {"US1", "us1.xml", "s2"}}}
	for _, c := range []struct {
		what string
		who  []identity
		want string
	}{
		{"as they were", []identity{{"pump", "pump.txt", "s1"}, {"US1", "us1.xml", "s2"}}, "D1 D2"},
		{"one before them", []identity{{"lamp", "lamp.txt", "s3"}, {"pump", "pump.txt", "s1"}, {"US1", "us1.xml", "s2"}}, "- D1 D2"},
		{"moved and renamed", []identity{{"old-pump", "old/old-pump.txt", "s1"}}, "D1"},
		{"moved, and the content changed", []identity{{"US1", "old/us1.xml", "s9"}}, "D2"},
		{"the content changed", []identity{{"pump", "pump.txt", "s9"}}, "D1"},
		{"a copy beside it", []identity{{"copy", "copy.txt", "s1"}, {"pump", "pump.txt", "s1"}}, "- D1"},
		{"others", []identity{{"lamp", "lamp.txt", ""}, {"kettle", "kettle.txt", ""}}, "- -"},
	} {
		var got []string
		for _, l := range had.match(c.who) {
			if l == "" {
				l = "-"
			}
			got = append(got, l)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.what, s, c.want)
		}
	}
}
