// Package lazyregexp has regular expressions that are compiled when they are first used: the program has more than three hundred, a run
// needs a part of them, and with all compiled at the start "claimchart version" took 48 ms of processor time instead of 16.
package lazyregexp

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// Regexp is a regular expression as in package regexp, whose methods it has. It may be used by several goroutines at a time.
type Regexp struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// inTest tells whether this is the test binary of a package.
var inTest = strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// New returns the regular expression. One that cannot be compiled panics when it is first used, and in a package's tests at once,
// so that none is found out later.
func New(text string) *Regexp {
	r := &Regexp{text: text}
	if inTest {
		r.re()
	}
	return r
}

func (r *Regexp) re() *regexp.Regexp {
	r.once.Do(func() { r.compiled = regexp.MustCompile(r.text) })
	return r.compiled
}

// String is that of package regexp.
func (r *Regexp) String() string { return r.text }

// MatchString is that of package regexp.
func (r *Regexp) MatchString(s string) bool { return r.re().MatchString(s) }

// Match is that of package regexp.
func (r *Regexp) Match(b []byte) bool { return r.re().Match(b) }

// FindString is that of package regexp.
func (r *Regexp) FindString(s string) string { return r.re().FindString(s) }

// FindStringIndex is that of package regexp.
func (r *Regexp) FindStringIndex(s string) []int { return r.re().FindStringIndex(s) }

// FindStringSubmatch is that of package regexp.
func (r *Regexp) FindStringSubmatch(s string) []string { return r.re().FindStringSubmatch(s) }

// FindSubmatch is that of package regexp.
func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.re().FindSubmatch(b) }

// FindStringSubmatchIndex is that of package regexp.
func (r *Regexp) FindStringSubmatchIndex(s string) []int { return r.re().FindStringSubmatchIndex(s) }

// FindAllString is that of package regexp.
func (r *Regexp) FindAllString(s string, n int) []string { return r.re().FindAllString(s, n) }

// FindAllStringIndex is that of package regexp.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int { return r.re().FindAllStringIndex(s, n) }

// FindAllStringSubmatch is that of package regexp.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.re().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of package regexp.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.re().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of package regexp.
func (r *Regexp) ReplaceAllString(s, with string) string { return r.re().ReplaceAllString(s, with) }

// ReplaceAllLiteralString is that of package regexp.
func (r *Regexp) ReplaceAllLiteralString(s, with string) string {
	return r.re().ReplaceAllLiteralString(s, with)
}

// ReplaceAllStringFunc is that of package regexp.
func (r *Regexp) ReplaceAllStringFunc(s string, with func(string) string) string {
	return r.re().ReplaceAllStringFunc(s, with)
}

// Split is that of package regexp.
func (r *Regexp) Split(s string, n int) []string { return r.re().Split(s, n) }
