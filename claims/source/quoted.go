package source

import (
	"fmt"
	"strings"

	"claimchart/claims/lazyregexp"
)

// maxSignature bounds in lines what may be a signature below the line "-- ".
const maxSignature = 25

// mailText makes the text of a message readable: lines that were broken for sending are joined where the message says that they
// were (format=flowed, RFC 3676), the marks of quoted lines are taken off with an empty line where a quotation begins and ends,
// and signatures are left out, which the note says.
func mailText(text string, flowed, delSp bool) (out, note string) {
	lines := strings.Split(text, "\n")
	depths := make([]int, len(lines))
	for i := range lines {
		if flowed {
			depths[i] = len(lines[i]) - len(strings.TrimLeft(lines[i], ">"))
			lines[i] = strings.TrimPrefix(lines[i][depths[i]:], " ")
		}
	}
	if !flowed {
		lines, depths = unquote(lines)
	}
	var b strings.Builder
	depth, open, signed := 0, false, 0
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if i == 0 || depths[i] != depth {
			if b.Len() > 0 {
				if open {
					b.WriteByte('\n')
				}
				b.WriteByte('\n')
			}
			depth, open = depths[i], false
		}
		if line == "-- " || line == "--" && depth > 0 { // RFC 3676 section 4.3; the space at the end is often lost in a quotation
			end, claim := i+1, false
			for end < len(lines) && depths[end] == depth && end-i <= maxSignature {
				claim = claim || numberedQuote.MatchString(lines[end])
				end++
			}
			if end-i <= maxSignature && !claim {
				for ; i < end; i++ {
					if strings.TrimSpace(lines[i]) != "" {
						signed++
					}
				}
				i--
				continue
			}
		}
		soft := flowed && strings.HasSuffix(line, " ") && line != "-- "
		if soft && delSp {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
		if open = soft; !soft {
			b.WriteByte('\n')
		}
	}
	if signed > 0 {
		note = fmt.Sprintf("a signature was left out (%d lines)", signed)
	}
	return strings.TrimRight(b.String(), "\n") + "\n", note
}

var (
	quoteMarks    = lazyregexp.New(`^(?:> ?)+`)
	numberedQuote = lazyregexp.New(`^\d{1,3}\s*[.):]\s`)
)

// unquote takes the marks of quotation off lines: ">" at their start, as often as it stands there, each with a space or without.
// depths are the numbers of marks. A single line that goes on with a number is no quotation: "> 5 mm" is "more than 5 mm"; but
// "> 1. A lamp" is a claim.
func unquote(lines []string) (out []string, depths []int) {
	out, depths = make([]string, len(lines)), make([]int, len(lines))
	marked := func(i int) bool { return i >= 0 && i < len(lines) && strings.HasPrefix(lines[i], ">") }
	for i, line := range lines {
		out[i] = line
		if !marked(i) {
			continue
		}
		marks := quoteMarks.FindString(line)
		rest := line[len(marks):]
		if !marked(i-1) && !marked(i+1) && !numberedQuote.MatchString(rest) && (rest == "" || strings.ContainsRune("0123456789=.", rune(rest[0]))) {
			continue
		}
		out[i], depths[i] = rest, strings.Count(marks, ">")
	}
	return out, depths
}
