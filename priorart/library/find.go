package library

import (
	"fmt"
	"strings"

	"claimchart/priorart"
)

// Find returns the reference that a label, an ID, or the beginning of an ID that no other has, names; small and capital letters are
// alike. An error says which references may have been meant.
func Find(lib *priorart.Library, name string) (*priorart.Reference, error) {
	var begins []int
	for _, exact := range []func(r *priorart.Reference) bool{
		func(r *priorart.Reference) bool { return r.ID == name },
		func(r *priorart.Reference) bool { return strings.EqualFold(r.Label, name) },
		func(r *priorart.Reference) bool { return strings.EqualFold(r.ID, name) },
	} {
		for i := range lib.References {
			if exact(&lib.References[i]) {
				return &lib.References[i], nil
			}
		}
	}
	for i := range lib.References {
		if id := lib.References[i].ID; len(id) > len(name) && strings.EqualFold(id[:len(name)], name) {
			begins = append(begins, i)
		}
	}
	switch len(begins) {
	case 1:
		return &lib.References[begins[0]], nil
	case 0:
		return nil, fmt.Errorf("no reference %q: claimchart library list shows labels and IDs", name)
	}
	var ids []string
	for _, i := range begins[:min(len(begins), 5)] {
		ids = append(ids, lib.References[i].ID)
	}
	more := ""
	if n := len(begins) - len(ids); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return nil, fmt.Errorf("%d references begin with %q: %s%s: give more of the ID, or the label", len(begins), name, strings.Join(ids, ", "), more)
}

// At tells whether a place is the one asked for: "[0019]" is it for "[0019]", "0019" and "19"; "¶3 (Results)" for "¶3"; "claim 1" for
// "claim 1". Small and capital letters are alike.
func At(loc, asked string) bool {
	loc, asked = strings.ToLower(strings.TrimSpace(loc)), strings.ToLower(strings.TrimSpace(asked))
	if asked == "" {
		return false
	}
	if rest, ok := strings.CutPrefix(loc, asked); ok && (rest == "" || rest[0] == ' ' && rest[1:2] == "(" || asked == "claim" && rest[0] == ' ') {
		return true
	}
	number := func(s string) string {
		s = strings.TrimLeft(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"), "0")
		if s == "" || strings.Trim(s, "0123456789") != "" {
			return ""
		}
		return s
	}
	return strings.HasPrefix(loc, "[") && number(asked) != "" && number(loc) == number(asked)
}
