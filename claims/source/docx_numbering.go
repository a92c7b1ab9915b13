package source

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docxLevels is how many levels a list of Word has.
const docxLevels = 9

// docxLevel is one level of a list as numbering.xml defines it (ECMA-376 part 1, 17.9.6).
type docxLevel struct {
	Index   docxMeasure `xml:"ilvl,attr"`
	Start   *docxInt    `xml:"start"`
	Format  *docxFmt    `xml:"numFmt"`
	Choice  *docxFmt    `xml:"AlternateContent>Choice>numFmt"` // a custom format; the fallback beside it is plain decimal
	Text    docxVal     `xml:"lvlText"`
	Restart *docxInt    `xml:"lvlRestart"`
	Legal   *docxFlag   `xml:"isLgl"`
	Suffix  docxVal     `xml:"suff"`
	Style   docxVal     `xml:"pStyle"`
	Picture *docxVal    `xml:"lvlPicBulletId"`
	Indent  docxInd     `xml:"pPr>ind"`
	Vanish  *docxFlag   `xml:"rPr>vanish"`
}

type docxFmt struct {
	Val    string `xml:"val,attr"`
	Custom string `xml:"format,attr"`
}

// docxNumbering is numbering.xml: the lists, and the instances by which paragraphs name them.
type docxNumbering struct {
	Lists []struct {
		ID        docxMeasure `xml:"abstractNumId,attr"`
		Levels    []docxLevel `xml:"lvl"`
		StyleLink docxVal     `xml:"numStyleLink"` // the list's levels are those of a list style
	} `xml:"abstractNum"`
	Nums []struct {
		ID        docxMeasure `xml:"numId,attr"`
		List      docxInt     `xml:"abstractNumId"`
		Overrides []struct {
			Level docxMeasure `xml:"ilvl,attr"`
			Start *docxInt    `xml:"startOverride"`
			As    *docxLevel  `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

// docxList is a list; every instance of it counts on where another stopped, unless it overrides the start.
type docxList struct {
	levels [docxLevels]*docxLevel
	link   string
}

// docxNum is an instance of a list.
type docxNum struct {
	list   *docxList
	starts [docxLevels]*int
	levels [docxLevels]*docxLevel
}

// level returns the definition that holds for the instance, or nil.
func (n *docxNum) level(at int) *docxLevel {
	if at < 0 || at >= docxLevels {
		return nil
	}
	if n.levels[at] != nil {
		return n.levels[at]
	}
	return n.list.levels[at]
}

// start returns the number with which a level begins.
func (n *docxNum) start(at int) int {
	if n.starts[at] != nil {
		return *n.starts[at]
	}
	if l := n.level(at); l != nil && l.Start != nil {
		return int(l.Start.Val)
	}
	if n.level(at) == nil {
		return 1
	}
	return 0 // 17.9.25: a level that states no start begins with 0
}

// lists returns the instances of lists by number. A list whose levels a list style has takes that style's list.
func (d *docxNumbering) lists(styles *docxStyles) map[int]*docxNum {
	lists := map[docxMeasure]*docxList{}
	for i := range d.Lists {
		l := &docxList{link: d.Lists[i].StyleLink.Val}
		for k := range d.Lists[i].Levels {
			if at := d.Lists[i].Levels[k].Index; at >= 0 && at < docxLevels {
				l.levels[at] = &d.Lists[i].Levels[k]
			}
		}
		lists[d.Lists[i].ID] = l
	}
	nums := map[int]*docxNum{}
	for _, n := range d.Nums {
		list := lists[n.List.Val]
		if list == nil {
			continue
		}
		num := &docxNum{list: list}
		for _, o := range n.Overrides {
			if o.Level < 0 || o.Level >= docxLevels {
				continue
			}
			if o.Start != nil {
				start := int(o.Start.Val)
				num.starts[o.Level] = &start
			}
			num.levels[o.Level] = o.As
		}
		nums[int(n.ID)] = num
	}
	for _, n := range nums {
		if n.list.link == "" {
			continue
		}
		if to := nums[styles.numbering(n.list.link)]; to != nil && to.list.link == "" {
			n.list = to.list
		}
	}
	return nums
}

// docxCounter counts the numbered paragraphs of one story of a document: its body, or its text boxes, which Word counts apart.
type docxCounter struct {
	nums  map[int]*docxNum
	lists map[*docxList]*docxCount
	begun map[docxPlace]bool // the instances whose own start has been used
}

type docxPlace struct{ num, level int }

// docxCount is how far a list has been counted.
type docxCount struct {
	value [docxLevels]int
	used  [docxLevels]bool
}

func newDocxCounter(nums map[int]*docxNum) *docxCounter {
	return &docxCounter{nums: nums, lists: map[*docxList]*docxCount{}, begun: map[docxPlace]bool{}}
}

// next counts a paragraph of instance num at a level and returns the number that Word shows before it with what divides them,
// "1. "; empty where nothing is shown. A bullet is "• ".
//
// The levels below begin anew, unless lvlRestart says otherwise (17.9.10). A level above that has not been used is taken as
// begun.
func (c *docxCounter) next(num, at int) string {
	n := c.nums[num]
	if n == nil {
		return ""
	}
	l := n.level(at)
	if l == nil {
		return ""
	}
	count := c.lists[n.list]
	if count == nil {
		count = &docxCount{}
		c.lists[n.list] = count
	}
	place := docxPlace{num, at}
	switch {
	case n.starts[at] != nil && !c.begun[place]:
		c.begun[place] = true
		count.value[at] = *n.starts[at]
	case !count.used[at]:
		count.value[at] = n.start(at)
	default:
		count.value[at] = min(count.value[at]+1, 1<<30)
	}
	count.used[at] = true
	for k := range at {
		if !count.used[k] {
			count.used[k], count.value[k], c.begun[docxPlace{num, k}] = true, n.start(k), true
		}
	}
	for k := at + 1; k < docxLevels; k++ {
		after := k // the level, counted from 1, from which on a paragraph begins this one anew
		if below := n.level(k); below != nil && below.Restart != nil && int(below.Restart.Val) < k {
			after = int(below.Restart.Val)
		}
		if at < after {
			count.used[k] = false
		}
	}
	if l.Vanish.on() {
		return ""
	}
	text := n.label(at, count)
	if text == "" {
		return ""
	}
	switch l.Suffix.Val {
	case "nothing":
		if r, _ := utf8.DecodeLastRuneInString(text); r != ')' && r != '.' {
			return text
		}
		return text + " " // "(a)" and words: nothing divides them in print but the eye, which text has not
	case "space":
		return text + " "
	}
	if r, _ := utf8.DecodeLastRuneInString(text); unicode.IsDigit(r) || unicode.IsLetter(r) {
		return text + "\t" // "1" and a tab: the column divides them, and nothing else
	}
	return text + " "
}

// label writes the number of a level, as its lvlText has it: "%1." or "%1.%2". A level of bullets has no number to be named by.
func (n *docxNum) label(at int, count *docxCount) string {
	l := n.level(at)
	if l.Picture != nil || l.format() == "bullet" {
		if strings.Trim(l.Text.Val, " \u00A0") == "" && l.Picture == nil {
			return ""
		}
		if r, size := utf8.DecodeRuneInString(l.Text.Val); size == len(l.Text.Val) && strings.ContainsRune("-–—*", r) {
			return l.Text.Val
		}
		return "•"
	}
	var b strings.Builder
	text := l.Text.Val
	for i := 0; i < len(text); i++ {
		if text[i] != '%' || i+1 == len(text) || text[i+1] < '1' || text[i+1] > '9' {
			b.WriteByte(text[i])
			continue
		}
		i++
		k := int(text[i] - '1')
		of := n.level(k)
		if of == nil || k > at {
			continue
		}
		format, custom := of.format(), ""
		if of.Choice != nil {
			custom = of.Choice.Custom
		} else if of.Format != nil {
			custom = of.Format.Custom
		}
		if l.Legal.on() && format != "bullet" && format != "none" && format != "decimalZero" { // Word keeps 01, 02
			format = "decimal"
		}
		b.WriteString(docxNumber(count.value[k], format, custom))
	}
	return b.String()
}

func (l *docxLevel) format() string {
	if l.Choice != nil && l.Choice.Val != "" {
		return l.Choice.Val
	}
	if l.Format == nil {
		return "decimal"
	}
	return l.Format.Val
}

// docxNumber writes v in a number format of Word (17.18.59); in Arabic digits where the format is not among those that number
// claims and paragraphs. custom is the row that shows a custom format: "0001, 0002, 0003, ...".
func docxNumber(v int, format, custom string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "lowerLetter":
		return docxLetters(v)
	case "upperLetter":
		return strings.ToUpper(docxLetters(v))
	case "lowerRoman":
		return docxRoman(v)
	case "upperRoman":
		return strings.ToUpper(docxRoman(v))
	case "decimalZero":
		return docxPadded(v, 2)
	case "custom":
		first, _, _ := strings.Cut(custom, ",")
		if first = strings.TrimSpace(first); strings.Trim(first, "0123456789") == "" {
			return docxPadded(v, min(len(first), 10))
		}
	case "ordinal":
		return strconv.Itoa(v) + docxOrdinal(v)
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(v) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(v) + "."
	case "numberInDash":
		return "- " + strconv.Itoa(v) + " -"
	}
	return strconv.Itoa(v)
}

func docxPadded(v, width int) string {
	s := strconv.Itoa(v)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// docxLetters counts as Word does: a to z, then aa, bb, cc.
func docxLetters(v int) string {
	if v < 1 || v > 780 {
		return strconv.Itoa(v)
	}
	return strings.Repeat(string(rune('a'+(v-1)%26)), (v-1)/26+1)
}

func docxRoman(v int) string {
	if v < 1 || v > 9999 {
		return strconv.Itoa(v)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; v >= d.value; v -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

func docxOrdinal(v int) string {
	switch {
	case v%100 >= 11 && v%100 <= 13:
		return "th"
	case v%10 == 1:
		return "st"
	case v%10 == 2:
		return "nd"
	case v%10 == 3:
		return "rd"
	}
	return "th"
}
