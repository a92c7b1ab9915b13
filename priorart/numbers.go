package priorart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
)

// numberAt is a number as the text writes it.
type numberAt struct {
	value      float64
	start, end int
	word       bool
}

// numbersIn finds the numbers of a text, in digits or words: "1,000", "4.5", "eighty-five", "four and a half".
func numbersIn(text string, words []claims.Word) []numberAt {
	var out []numberAt
	for i := 0; i < len(words); i++ {
		w := words[i]
		raw := text[w.Start:w.End]
		if digits.MatchString(raw) {
			v, err := strconv.ParseFloat(strings.ReplaceAll(raw, ",", ""), 64)
			if err != nil {
				continue
			}
			if w.Start > 0 && (text[w.Start-1] == '-' && (w.Start == 1 || text[w.Start-2] == ' ')) || strings.HasSuffix(text[:w.Start], "−") || strings.HasSuffix(strings.ToLower(text[:w.Start]), "minus ") {
				v = -v
			}
			n := numberAt{v, w.Start, w.End, false}
			if i+1 < len(words) && text[w.End:words[i+1].Start] == "/" && fractionOf(text, words, i) {
				d, _ := strconv.ParseFloat(text[words[i+1].Start:words[i+1].End], 64)
				n.value, n.end = v/d, words[i+1].End
				if k := len(out) - 1; k >= 0 && !out[k].word && out[k].value == math.Trunc(out[k].value) && text[out[k].end:n.start] == " " { // "2 1/2"
					n.value, n.start = out[k].value+n.value, out[k].start
					out = out[:k]
				}
				i++
			}
			out = append(out, n)
			continue
		}
		v, ok := numberWords[w.Lower]
		if !ok {
			continue
		}
		n := numberAt{v, w.Start, w.End, true}
		for i+1 < len(words) {
			next := words[i+1]
			x, ok := numberWords[next.Lower]
			gap := text[words[i].End:next.Start]
			if hundreds := gap == " " && next.Lower == "and" && n.value >= 100 && i+2 < len(words); hundreds { // "two hundred and fifty"
				if x := numberWords[words[i+2].Lower]; x >= 1 && x < 100 && text[next.End:words[i+2].Start] == " " {
					n.value += x
					n.end = words[i+2].End
					i += 2
					continue
				}
			}
			if !ok || gap != " " && gap != "-" {
				break
			}
			switch {
			case x >= 100 && n.value < x && x != 0.5:
				n.value *= x
			case n.value >= 20 && x < 10 && x >= 1 && math.Mod(n.value, 10) == 0:
				n.value += x
			default:
				x = 0
			}
			if x == 0 {
				break
			}
			n.end = next.End
			i++
		}
		if rest := strings.ToLower(text[n.end:min(len(text), n.end+12)]); strings.HasPrefix(rest, " and a half") {
			n.value += 0.5
			n.end += len(" and a half")
			for i+1 < len(words) && words[i+1].Start < n.end {
				i++
			}
		}
		if half := text[n.end:]; n.value == 0.5 && w.Lower == "half" { // "half a minute"
			for _, article := range []string{" a ", " an "} {
				if strings.HasPrefix(half, article) {
					n.end += len(article) - 1
				}
			}
		}
		out = append(out, n)
	}
	return withFractions(text, out)
}

// fractionOf tells whether word i and the next, which a slash joins, are a fraction, "1/4", and no date or name.
func fractionOf(text string, words []claims.Word, i int) bool {
	d := words[i+1]
	den, err := strconv.Atoi(text[d.Start:d.End])
	num, err2 := strconv.Atoi(text[words[i].Start:words[i].End])
	return err == nil && err2 == nil && den > num && den <= 64 && (d.End == len(text) || text[d.End] != '/') && (words[i].Start == 0 || strings.ContainsRune(" (-", rune(text[words[i].Start-1])))
}

// withFractions puts the signs ½, ¼ and ¾ in their places among the numbers; "2½" is one number.
func withFractions(text string, nums []numberAt) []numberAt {
	if !strings.ContainsAny(text, "½¼¾") {
		return nums
	}
	for at, r := range text {
		v, ok := map[rune]float64{'½': 0.5, '¼': 0.25, '¾': 0.75}[r]
		if !ok {
			continue
		}
		n := numberAt{v, at, at + len(string(r)), false}
		k, _ := slices.BinarySearchFunc(nums, at, func(x numberAt, at int) int { return x.start - at })
		if k > 0 && nums[k-1].end >= at-1 && strings.TrimSpace(text[nums[k-1].end:at]) == "" {
			nums[k-1].value, nums[k-1].end = nums[k-1].value+v, n.end
			continue
		}
		nums = slices.Insert(nums, k, n)
	}
	return nums
}

// ordinal tells whether "second" behind a spelled-out number says which and not how long: "two second valves".
func ordinal(text string, number, end int) bool {
	if number == 0 || text[number-1] >= '0' && text[number-1] <= '9' || text[number] != ' ' {
		return false
	}
	after := claims.Words(text[end:min(len(text), end+30)])
	return strings.HasPrefix(text[end:], " ") && len(after) > 0 && !idle[after[0].Lower] && strings.HasSuffix(after[0].Lower, "s")
}
