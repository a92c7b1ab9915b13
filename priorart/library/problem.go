package library

import (
	"fmt"
	"strconv"
	"strings"
)

// Problem is something in a file of the library that could not be read, or that its reader has to know of.
type Problem struct {
	File string `json:"file"`
	Line int    `json:"line"` // 0 where it concerns the whole file
	What string `json:"what"` // the reason and what to do
	Lost bool   `json:"lost"` // something could not be read; else it was read all the same
	More []int  `json:"more"` // further lines of the file of which the same is to be said
}

func (p Problem) String() string {
	at := p.File
	if p.Line > 0 {
		at += ":" + strconv.Itoa(p.Line)
	}
	if n := len(p.More); n > 0 {
		lines := make([]string, min(n, 3))
		for i := range lines {
			lines[i] = strconv.Itoa(p.More[i])
		}
		rest := ""
		if n > len(lines) {
			rest = ", ..."
		}
		noun := "lines"
		if n == 1 {
			noun = "line"
		}
		return fmt.Sprintf("%s: %s (and so on %d more %s: %s%s)", at, p.What, n, noun, strings.Join(lines, ", "), rest)
	}
	return at + ": " + p.What
}

// problems collects what is to be said of files. The same thing on several lines of a file is said once.
type problems struct {
	list []Problem
	seen map[[2]string]int
}

func (ps *problems) add(p Problem) {
	key := [2]string{p.File, p.What}
	if i, ok := ps.seen[key]; ok {
		if p.Line > 0 {
			ps.list[i].More = append(append(ps.list[i].More, p.Line), p.More...)
		}
		return
	}
	if ps.seen == nil {
		ps.seen = map[[2]string]int{}
	}
	ps.seen[key] = len(ps.list)
	ps.list = append(ps.list, p)
}

// problemOf takes an error apart that begins with the name of its file and perhaps a line.
func problemOf(name string, err error) Problem {
	text := err.Error()
	rest, ok := strings.CutPrefix(text, name)
	if !ok || !strings.HasPrefix(rest, ":") {
		if name, what, found := strings.Cut(text, ": "); found {
			return Problem{File: name, What: what, Lost: true}
		}
		return Problem{File: name, What: text, Lost: true}
	}
	p := Problem{File: name, Lost: true}
	if number, what, found := strings.Cut(rest[1:], ":"); found {
		if n, err := strconv.Atoi(number); err == nil {
			p.Line, rest = n, ":"+what
		}
	}
	p.What = strings.TrimPrefix(rest[1:], " ")
	return p
}
