package report

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// The elements of JUnit's XML as build servers read it (the Ant task's schema and Jenkins's junit-10.xsd): a suite a folder, a test a
// case. What depends on the clock, time and timestamp, is left out, so that the same result is the same bytes.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Skipped *junitMessage `xml:"skipped,omitempty"`
		Failure *junitMessage `xml:"failure,omitempty"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit prints a regression report for a build server. A known failure is a skipped test; each corpus has a suite "figures" with a
// test for each figure, and one "gone" for what is in BASELINE and nowhere else.
func writeJUnit(w io.Writer, r *Report, _ View) error {
	if r.Regressed == nil {
		return errEmpty
	}
	all := junitSuites{Name: "claimchart regress"}
	add := func(s junitSuite) {
		for _, c := range s.Cases {
			s.Tests++
			if c.Failure != nil {
				s.Failures++
			}
			if c.Skipped != nil {
				s.Skipped++
			}
		}
		if s.Tests > 0 {
			all.Tests, all.Failures = all.Tests+s.Tests, all.Failures+s.Failures
			all.Suites = append(all.Suites, s)
		}
	}
	for i := range r.Regressed.Corpora {
		c := &r.Regressed.Corpora[i]
		for _, s := range c.Suites {
			suite := junitSuite{Name: s.Folder}
			for k := range c.Cases {
				if folderOf(c, &c.Cases[k]) == s.Folder {
					suite.Cases = append(suite.Cases, junitOf(&c.Cases[k], s.Folder))
				}
			}
			add(suite)
		}
		measured := junitSuite{Name: c.Folder + " figures"}
		for k := range c.Figures {
			f := &c.Figures[k]
			t := junitCase{Name: f.Name, Class: c.Folder + ".figures", Out: reached(f.Right, f.Of) + ": " + f.About}
			if f.Part != "" {
				t.Name += ": " + f.Part
			}
			if f.Worse() {
				is := Reached{Right: f.Right, Of: f.Of}
				if f.Common != nil {
					is = *f.Common
				}
				words := reached(is.Right, is.Of) + ", was " + reached(f.Was.Right, f.Was.Of)
				t.Failure = &junitMessage{words, "worse", f.About + "\n" + words}
			}
			measured.Cases = append(measured.Cases, t)
		}
		add(measured)
		gone := junitSuite{Name: c.Folder + " gone"}
		for _, name := range c.Gone {
			gone.Cases = append(gone.Cases, junitCase{Name: name, Class: c.Folder + ".gone", Failure: &junitMessage{"in BASELINE, and not in the folder", "gone", ""}})
		}
		add(gone)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// folderOf is the suite of a case: its own folder, or the one that its file stands in.
func folderOf(c *Corpus, k *CorpusCase) string {
	best := ""
	for _, s := range c.Suites {
		if (k.File == s.Folder || strings.HasPrefix(k.File, s.Folder+"/") || s.Folder == ".") && len(s.Folder) > len(best) {
			best = s.Folder
		}
	}
	return best
}

func junitOf(k *CorpusCase, folder string) junitCase {
	t := junitCase{Name: k.Name, Class: strings.ReplaceAll(folder, "/", ".")}
	var lines []string
	for n := range k.Faults {
		f := &k.Faults[n]
		where := f.File
		if f.Line > 0 {
			where += ":" + strconv.Itoa(f.Line)
		}
		lines = append(lines, where+": "+f.What)
		if f.Remedy != "" {
			lines = append(lines, "  "+f.Remedy)
		}
	}
	for n := range k.Changes {
		c := &k.Changes[n]
		lines = append(lines, c.Label+", "+c.Reference+": was "+stateWords(&c.Before)+"; is "+stateWords(&c.After)+"; "+strings.Join(c.Why, "; "))
	}
	lines = append(lines, k.Fields...)
	switch k.State {
	case CaseFailed, CaseChanged:
		first := k.State
		if len(k.Faults) > 0 {
			first, _, _ = strings.Cut(k.Faults[0].What, "\n")
		}
		t.Failure = &junitMessage{first, k.State, strings.Join(append(lines, k.Rerun), "\n")}
	case CaseKnown:
		t.Skipped = &junitMessage{Message: "known: " + k.Known}
	default:
		t.Out = strings.Join(lines, "\n")
	}
	return t
}
