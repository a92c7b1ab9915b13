// Package corpus runs a regression corpus: cases that say what has to come out, written by hand or kept from a run that a person read.
//
// A case is a txtar file or a folder with the same files; its kind follows from the files that it holds, and one case may be held
// against several things:
//
//	claims.txt, want.txt          a claim set, and what must be read out of it
//	claims.txt, findings.txt      a claim set, and what the rules find in it
//	claims.txt, D1.txt, ranking.txt  a claim set, references, and those that a person would apply
//	article.txt, claims.txt       an article, its claims, what is none, and the practices that it names (expected.txt in a folder)
//	a.txt, b.txt, redline.txt     a comparison; so are pairs, groups, listings, families and histories
//	claim.txt, D1.txt, labels.txt elements, references, and what a careful examiner finds of each in each
//	case.yaml, want.json          a command, its inputs, and its report; judgements.jsonl and ranking.txt if a person judged it
//
// Read finds the cases below a folder, Run runs them and counts how much is right, and a BASELINE beside them says what was reached:
// what falls below it is a regression. testdata/README.md tells how to add a case of each kind.
package corpus

import (
	"fmt"
	"strings"

	"claimchart/priorart"
	"claimchart/report"
)

// The kinds of cases.
const (
	Claims     = "claims"
	Findings   = "findings"
	Ranking    = "ranking"
	Article    = "article"
	Comparison = "comparison"
	Labels     = "labels"
	Ran        = "run"
)

// Case is what has to come out of some input.
type Case struct {
	Name  string // its path below the corpus, with slashes, without ".txtar"
	Path  string // of the txtar, or of the folder
	Kinds []string
	files []section
}

// Corpus is the cases below a folder.
type Corpus struct {
	Folder     string
	Cases      []Case // in order of name
	PassedOver int    // files that belong to no case
}

// A section is one file of a case.
type section struct {
	name string
	path string // of the file that holds it, for messages
	line int    // of that file, on which the section's text begins
	text string
}

// file returns a file of the case, or nil.
func (c *Case) file(name string) *section {
	for i := range c.files {
		if c.files[i].name == name {
			return &c.files[i]
		}
	}
	return nil
}

// has tells whether the case holds a file.
func (c *Case) has(name string) bool { return c.file(name) != nil }

// text is the text of a file, empty where there is none.
func (c *Case) text(name string) string {
	if s := c.file(name); s != nil {
		return s.text
	}
	return ""
}

// known is why the case is known to fail, empty where it has to pass. An article's known.txt lists passages instead.
func (c *Case) known() string {
	if c.has("article.txt") {
		return ""
	}
	return strings.TrimSpace(c.text("known.txt"))
}

// is tells whether the case is of a kind.
func (c *Case) is(kind string) bool {
	for _, k := range c.Kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// fault is something that is wrong in a line of a file, counted from 1 in the file's text; 0 for the whole file.
func (s *section) fault(line int, what, remedy string) report.Fault {
	if line > 0 {
		line += s.line - 1
	}
	return report.Fault{File: s.path, Line: line, What: what, Remedy: remedy}
}

// malformed is the error of a case that cannot be run.
func (s *section) malformed(line int, what, remedy string) error {
	f := s.fault(line, what, remedy)
	if f.Line == 0 {
		return fmt.Errorf("%s: %s: %s", f.File, what, remedy)
	}
	return fmt.Errorf("%s:%d: %s: %s", f.File, f.Line, what, remedy)
}

// Options decide how cases are run.
type Options struct {
	Names     []string              // only these cases; all if nil
	Thesaurus []*priorart.Thesaurus // the user's own, before what ships
	Words     []string              // the files that they come from, as a run needs their names
	Command   Command               // carries out a run; nil leaves cases of runs out
	Tell      func(done, all int)   // is told how many cases are done; may be nil
}

// Command carries out a command line of the tool in a folder, and returns what it wrote on its streams and its exit status.
type Command func(folder string, args []string) (out, errout []byte, status int)
