package library

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// found is what an object of JSON or YAML turned out to be.
type found struct {
	ref     priorart.Reference
	empty   int      // passages without text, which are left out
	unknown []string // fields that were left out, each once, in their order
	first   int      // where the value of the first of them stands
	claims  bool     // it is a claim set: its fields are for package source
	known   bool     // at least one field is a reference's
	file    string   // the field "file", by which library.yaml names a document
}

// ignoredFields stand beside a reference's own where library list and show print it, so that what they print can be read again.
var ignoredFields = []string{"schema", "command", "notes", "date_from"}

// decodeObject reads one object of the contract's form. What stands behind it is left to the caller.
func decodeObject(c *cursor) (f found, err error) {
	c.out = c.out[:0]
	texts := map[string]*string{
		"id": &f.ref.ID, "label": &f.ref.Label, "title": &f.ref.Title, "kind": &f.ref.Kind, "date": &f.ref.Date, "number": &f.ref.Number,
		"country": &f.ref.Country, "kind_code": &f.ref.KindCode, "file": &f.file,
	}
	type place struct {
		into *string
		at   part
	}
	var places []place
	var passages []struct{ loc, text part }
	fill := func(name string, into *string) error {
		p, err := c.scalar()
		if err != nil {
			return within(name, err)
		}
		places = append(places, place{into, p})
		return nil
	}
	strangers := func(name string) error {
		if f.unknown == nil {
			f.first = c.at
		}
		if !slices.Contains(f.unknown, name) {
			f.unknown = append(f.unknown, name)
		}
		return c.skip(0)
	}
	group := func(name string, fields map[string]*string) error {
		if c.peek() == 'n' {
			return c.word("null")
		}
		return within(name, c.object(func(field string) error {
			if into := fields[field]; into != nil {
				return fill(field, into)
			}
			return strangers(name + "." + field)
		}))
	}
	err = c.object(func(name string) error {
		switch into := texts[name]; {
		case into != nil:
			f.known = f.known || name == "id" || name == "title"
			return fill(name, into)
		case name == "public":
			p := &f.ref.Public
			return group(name, map[string]*string{"as": &p.As, "who": &p.Who, "country": &p.Country, "from": &p.From, "evidence": &p.Evidence, "source": &p.Source})
		case name == "dates":
			d := &f.ref.Dates
			return group(name, map[string]*string{"priority": &d.Priority, "filing": &d.Filing, "publication": &d.Publication, "grant": &d.Grant})
		case name == "claims" || name == "documents":
			f.claims = true
			return c.skip(0)
		case name == "passages" && c.peek() == 'n':
			return c.word("null")
		case name == "passages" && c.peek() >= '0' && c.peek() <= '9': // how many there are, in a list of references
			return c.number()
		case name == "passages":
			f.known, passages = true, passages[:0]
			return within(name, c.array(func() error {
				var p struct{ loc, text part }
				err := c.object(func(field string) (err error) {
					switch field {
					case "loc":
						p.loc, err = c.scalar()
					case "text":
						p.text, err = c.scalar()
					default:
						return strangers("passages." + field)
					}
					return within(field, err)
				})
				passages = append(passages, p)
				return err
			}))
		case slices.Contains(ignoredFields, name):
			return c.skip(0)
		}
		return strangers(name)
	})
	if err != nil {
		return f, err
	}
	all := string(c.out)
	for _, p := range places {
		*p.into = all[p.at.from:p.at.to]
	}
	f.ref.Passages = make([]priorart.Passage, 0, len(passages))
	for _, p := range passages {
		text := all[p.text.from:p.text.to]
		if strings.TrimSpace(text) == "" {
			f.empty++
			continue
		}
		f.ref.Passages = append(f.ref.Passages, priorart.Passage{Loc: all[p.loc.from:p.loc.to], Text: text})
	}
	f.claims = f.claims && len(passages) == 0
	return f, nil
}

// within names the field in an error.
func within(field string, err error) error {
	var s *syntaxError
	if errors.As(err, &s) && !strings.HasPrefix(s.what, "field ") && !strings.HasPrefix(s.what, "no valid JSON") {
		return &syntaxError{s.at, fmt.Sprintf("field %q: %s", field, s.what)}
	}
	return err
}

// notReference is said of an object that could be anything.
const notReference = `no reference: none of the fields "id", "title" and "passages" is in it: give {"id": "D1", "title": "...", "date": "1999-03-02", "passages": [{"loc": "[0019]", "text": "..."}]}`

// decodeText reads references as JSON: one object, a list of objects, or one object a line; line is the number of the text's first
// line. others is true where the text holds claim sets, which are no references in this form.
func decodeText(c *cursor, line int, take func(line int, f found), fail func(line int, what string)) (others bool) {
	lineAt := func(at int) int { return line + bytes.Count(c.text[:at], []byte("\n")) }
	failAt := func(err error) {
		var s *syntaxError
		errors.As(err, &s) // every error of a cursor is one
		fail(lineAt(s.at), s.what)
	}
	one := func() error {
		c.peek()
		at := c.at
		f, err := decodeObject(c)
		switch {
		case err != nil:
			return err
		case f.claims:
			others = true
		case !f.known:
			fail(lineAt(at), notReference)
		default:
			take(lineAt(at), f)
		}
		return nil
	}
	if c.peek() == '[' {
		if err := c.array(one); err != nil {
			failAt(err)
		} else if c.peek(); c.at < len(c.text) {
			failAt(c.fail("something follows the JSON list: give one list, or an object a line"))
		}
		return others
	}
	for c.peek(); c.at < len(c.text); c.peek() {
		if err := one(); err != nil {
			failAt(err)
			// The next line may be whole again, if objects stand a line each.
			end := bytes.Index(c.text[c.at:], []byte("\n{"))
			if end < 0 {
				return others
			}
			c.at += end + 1
		}
	}
	return others
}

// kindOf tells what kind of document a file is, in the contract's words: what comes in a patent office's format, or states a patent's
// number, is a patent, and so is a Word or PDF document of which a part is a list of claims (see fromDocument); a web page or a mail is
// web; any other document (Word, PDF, text) counts as a paper.
func kindOf(doc *claims.Document) string {
	switch f := doc.Format; {
	case strings.HasPrefix(f, "uspto-"), slices.Contains([]string{"st36", "ops", "patentsview", "hupd", "json", "jsonl"}, f), doc.Number != "":
		return "patent"
	case f == "html", f == "mail":
		return "web"
	}
	return "paper"
}

// fromDocument makes a reference of a document that was read with its description. Its ID is the document's number, with the day of
// receipt for a part of an application's file, else the name of its file without the ending. It became public when it was
// published, else granted, as it states itself. Passages are the abstract, the paragraphs and each claim.
//
// A paragraph is cited as the source numbers it; where the source has no numbers, by its lines in a text file, else by its count
// ("¶12", headings not counted). Headings of a patent's description are left out.
func fromDocument(file string, doc *claims.Document) priorart.Reference {
	ref := priorart.Reference{
		ID: strings.ReplaceAll(doc.Number, " ", ""), Title: doc.Title, Kind: kindOf(doc), Number: doc.Number, Country: doc.Country, KindCode: doc.Kind, Dates: doc.Dates,
		Date: doc.Dates.Publication, DateFrom: "publication",
	}
	if ref.Date == "" {
		ref.Date, ref.DateFrom = doc.Dates.Grant, "grant"
	}
	if ref.Date == "" {
		ref.DateFrom = ""
	}
	if ref.ID == "" {
		if ref.ID = stem(file); doc.Format == "json" && doc.Name != file {
			ref.ID = strings.Join(strings.Fields(doc.Name), "-")
		}
	} else if doc.Dates.Mailed != "" {
		ref.ID += "-" + doc.Dates.Mailed
	}
	if ref.Title == "" {
		ref.Title = ref.ID
	}
	list := claimsOf(doc)
	if len(list) > 0 {
		ref.Kind = "patent"
	}
	add := func(loc, text string) {
		if strings.TrimSpace(text) != "" {
			ref.Passages = append(ref.Passages, priorart.Passage{Loc: loc, Text: text})
		}
	}
	add("abstract", doc.Abstract)
	n := 0
	for _, p := range doc.Paragraphs {
		if p.Heading && ref.Kind == "patent" {
			continue
		}
		n++
		if p.Loc == "" {
			p.Loc = fmt.Sprintf("¶%d", n)
		}
		add(p.Loc, p.Text)
	}
	for _, c := range list {
		add(fmt.Sprintf("claim %d", c.Num), c.Text)
	}
	if len(ref.Passages) == 0 {
		for _, p := range textPassages(doc.Text) {
			add(p.Loc, p.Text)
		}
	}
	return ref
}

// claimsOf returns the claims of a patent. Those of a text that is given whole as paragraphs are among these already.
func claimsOf(doc *claims.Document) []claims.Claim {
	if len(doc.Claims) == 0 && kindOf(doc) != "patent" && len(doc.Paragraphs) == 0 {
		return nil // an article, or notes: it is text, and claims that it quotes are part of it
	}
	set, err := claims.Parse(doc)
	if err != nil || set.Article {
		return nil
	}
	whole := strings.Builder{}
	for _, p := range doc.Paragraphs {
		whole.WriteString(p.Text)
		whole.WriteByte(' ')
	}
	if len(doc.Claims) == 0 && len(set.Claims) > 0 {
		if first := set.Claims[0].Text; strings.Contains(whole.String(), first[:min(len(first), 60)]) {
			return nil
		}
	}
	return set.Claims
}

// longLine is the mean length of lines, in bytes, from which each line of a text is taken for a paragraph: text that is set on lines
// has shorter ones.
const longLine = 160

// textPassages cuts a text into paragraphs, at its empty lines, or at every line where a line holds a paragraph, and places them by
// their lines.
func textPassages(text string) []priorart.Passage {
	var out []priorart.Passage
	lines := strings.Split(text, "\n")
	filled := 0
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			filled++
		}
	}
	each := len(text) > longLine*max(filled, 1)
	for i := 0; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "" {
			continue
		}
		end := i + 1
		for !each && end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		loc := fmt.Sprintf("line %d", i+1)
		if end > i+1 {
			loc = fmt.Sprintf("lines %d-%d", i+1, end)
		}
		out = append(out, priorart.Passage{Loc: loc, Text: claims.Fold(strings.Join(lines[i:end], " "))})
		i = end - 1
	}
	return out
}

// stem is a file's name without folders and endings, made one word.
func stem(file string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	for _, ending := range []string{".gz", ".GZ"} {
		name = strings.TrimSuffix(name, ending)
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return strings.Join(strings.Fields(name), "-")
}
