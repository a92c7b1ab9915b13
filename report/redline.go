package report

import (
	"fmt"
	"strings"

	"claimchart/claims"
)

// side is which of two texts a redline shows.
type side int

const (
	both side = iota
	oldSide
	newSide
)

// redline shows a word diff whole: what is deleted, added and moved stands in brackets, [-deleted-], {+added+}, [-moved away-→1],
// {1→+moved here+}, or where the room has tags, in tones. White space at the ends of a change stays outside the marks. Of one side, what
// the other has alone is left out.
func redline(ops []claims.Op, show side, in room) para {
	var out para
	for _, op := range ops {
		switch {
		case op.Op == "equal":
			out = append(out, say(op.Text))
		case op.Op == "delete" && show != newSide, op.Op == "insert" && show != oldSide:
			out = append(out, change(op, in)...)
		}
	}
	return out
}

func change(op claims.Op, in room) para {
	core := strings.TrimSpace(op.Text)
	if core == "" {
		return para{say(op.Text)}
	}
	lead, rest, _ := strings.Cut(op.Text, core)
	var before, after run
	var open, end string
	var t tone
	switch {
	case op.Op == "delete" && op.Move == 0:
		open, end, t = "[-", "-]", gone
	case op.Op == "delete":
		open, end, t = "[-", fmt.Sprintf("-→%d]", op.Move), left
		after = toned(fmt.Sprintf("→%d", op.Move), raised)
	case op.Move == 0:
		open, end, t = "{+", "+}", come
	default:
		open, end, t = fmt.Sprintf("{%d→+", op.Move), "+}", here
		before = toned(fmt.Sprintf("%d→", op.Move), raised)
	}
	if in.tags {
		return para{say(lead), before, toned(core, t), after, say(rest)}
	}
	return para{say(lead), toned(open+core+end, t), say(rest)}
}

// marksLegend says what the marks of a redline mean.
func marksLegend(ops [][]claims.Op, in room) para {
	moved := false
	for _, list := range ops {
		for _, op := range list {
			moved = moved || op.Move > 0
		}
	}
	out := append(para{}, change(claims.Op{Op: "delete", Text: "deleted"}, in)...)
	out = append(out, say(" "))
	out = append(out, change(claims.Op{Op: "insert", Text: "added"}, in)...)
	if moved {
		out = append(out, say(" "))
		out = append(out, change(claims.Op{Op: "delete", Text: "moved from here", Move: 1}, in)...)
		out = append(out, say(" "))
		out = append(out, change(claims.Op{Op: "insert", Text: "to here", Move: 1}, in)...)
	}
	return out
}

// counted tells how many words two texts differ in; moved words are counted where they went.
func counted(ops []claims.Op) (deleted, added, moved int) {
	for _, op := range ops {
		n := len(claims.Words(op.Text))
		switch {
		case op.Op == "equal":
		case op.Move > 0 && op.Op == "insert":
			moved += n
		case op.Move > 0:
		case op.Op == "insert":
			added += n
		default:
			deleted += n
		}
	}
	return deleted, added, moved
}

// seen tells whether a reader sees any change: white space alone is none.
func seen(ops []claims.Op) bool {
	for _, op := range ops {
		if op.Op != "equal" && strings.TrimSpace(op.Text) != "" {
			return true
		}
	}
	return false
}

// sameWords tells whether nothing is changed.
func sameWords(ops []claims.Op) bool {
	for _, op := range ops {
		if op.Op != "equal" {
			return false
		}
	}
	return true
}
