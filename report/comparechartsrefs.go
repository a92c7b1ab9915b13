package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// references pairs the references and tells what differs in them.
func (c *comparer) references() {
	c.ids, c.was, c.content, c.names, c.kinds = map[string]string{}, map[string]string{}, map[string]bool{}, map[string]string{}, map[string]string{}
	c.oldSums, c.newSums = sumsOf(c.old), sumsOf(c.new)
	old, new := artOf(c.old), artOf(c.new)
	at := map[string]*Art{}
	for i := range new {
		at[new[i].ID] = &new[i]
	}
	var left []*Art
	for i := range old {
		if at[old[i].ID] != nil {
			c.ids[old[i].ID] = old[i].ID
		} else {
			left = append(left, &old[i])
		}
	}
	c.renamed(left, new)
	for from, to := range c.ids {
		c.was[to] = from
	}
	before := map[string]*Art{}
	for i := range old {
		before[old[i].ID] = &old[i]
		if _, paired := c.ids[old[i].ID]; !paired {
			c.names[old[i].ID], c.kinds[old[i].ID] = old[i].Label, old[i].Kind
		}
	}
	for i := range new {
		b := &new[i]
		c.names[b.ID], c.kinds[b.ID] = b.Label, b.Kind
		r := ReferenceChange{Reference: b.ID, After: b.Label, Title: b.Title}
		if was, ok := c.was[b.ID]; ok {
			a := before[was]
			r.Before = a.Label
			if was != b.ID {
				r.Was = was
			}
			r.What, r.Content = c.differs(a, b)
			c.content[b.ID] = r.Content
		} else {
			r.What = []string{"added"}
		}
		if len(r.What) > 0 {
			c.out.References = append(c.out.References, r)
		}
	}
	used := map[string]bool{}
	for i := range new {
		used[new[i].Label] = true
	}
	for i := range old {
		if _, ok := c.ids[old[i].ID]; !ok {
			if used[old[i].Label] { // which is another's now
				c.names[old[i].ID] = old[i].Label + " " + cmp.Or(old[i].Title, old[i].ID)
			}
			c.out.References = append(c.out.References, ReferenceChange{Reference: old[i].ID, Before: old[i].Label, Title: old[i].Title, What: []string{"taken away"}})
		}
	}
}

// renamed pairs references whose files have other names and the same content, where just one on each side has it.
func (c *comparer) renamed(left []*Art, new []Art) {
	same := map[string][]string{}
	for i := range new {
		if sum := c.newSums.of(&new[i]); sum != "" && c.ids[new[i].ID] == "" {
			same[sum] = append(same[sum], new[i].ID)
		}
	}
	with := map[string]int{}
	for _, a := range left {
		with[c.oldSums.of(a)]++
	}
	for _, a := range left {
		if sum := c.oldSums.of(a); len(same[sum]) == 1 && with[sum] == 1 {
			c.ids[a.ID] = same[sum][0]
		}
	}
}

// artOf are the references of a chart; of JSON lines, those that its claims name.
func artOf(c *Charted) []Art {
	if len(c.Art) > 0 {
		return c.Art
	}
	var out []Art
	seen := map[string]bool{}
	for i := range c.Charts {
		for _, s := range c.Charts[i].References {
			if !seen[s.Reference] {
				seen[s.Reference] = true
				out = append(out, Art{ID: s.Reference, Label: s.Label, Title: s.Title, Date: s.Date})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Art) int {
		return cmp.Or(cmp.Compare(len(a.Label), len(b.Label)), cmp.Compare(a.Label, b.Label))
	})
	return out
}

// fileSums are the sums of a report's files: by name, with and without the folders before it, and of the articles that claims came from.
type fileSums struct {
	files   map[string][]string
	article string
}

func sumsOf(c *Charted) fileSums {
	out := fileSums{files: map[string][]string{}}
	claims := map[string]bool{}
	for i := range c.Sets {
		claims[c.Sets[i].Name] = true
	}
	for _, in := range c.Inputs {
		for name, more := in.Name, true; more; _, name, more = strings.Cut(name, "/") {
			if !slices.Contains(out.files[name], in.SHA256) {
				out.files[name] = append(out.files[name], in.SHA256)
			}
		}
		if claims[in.Name] {
			out.article += in.SHA256 + " "
		}
	}
	return out
}

// of is the sum of the file that a reference was read from, or of the article that describes it; empty where none is known.
func (s *fileSums) of(a *Art) string {
	switch {
	case a.File != "":
		list := slices.Sorted(slices.Values(s.files[a.File]))
		return strings.Join(list, " ")
	case len(a.Places) > 0:
		return s.article
	}
	return ""
}

// differs tells what differs between a reference and itself, and whether its words may.
func (c *comparer) differs(a, b *Art) (what []string, content bool) {
	add := func(name, old, new string) bool {
		if old == new {
			return false
		}
		what = append(what, name+" "+cmp.Or(new, "none")+", before "+cmp.Or(old, "none"))
		return true
	}
	was, is := c.oldSums.of(a), c.newSums.of(b)
	switch {
	case was == is || was == "" || is == "":
	case b.File != "":
		what, content = append(what, "its file changed: "+b.File), true
	default:
		what, content = append(what, "the article that describes it changed"), true
	}
	add("label", a.Label, b.Label)
	add("ID", a.ID, b.ID)
	content = add("title", a.Title, b.Title) || content
	add("date", a.Date, b.Date)
	if len(c.old.Art) > 0 && len(c.new.Art) > 0 {
		content = add("passages", strconv.Itoa(a.Passages), strconv.Itoa(b.Passages)) || content
		add("public", publicWords(a), publicWords(b))
		add("kind", a.Kind, b.Kind)
		add("number", a.Number, b.Number)
		if !slices.Equal(a.Places, b.Places) {
			what, content = append(what, "described at "+cmp.Or(places(b.Places), "no place")+", before "+cmp.Or(places(a.Places), "no place")), true
		}
	}
	return what, content
}
