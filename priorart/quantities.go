package priorart

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
)

// quantity is a number, or a range, that a text gives for something: 4 to 8 mm, at least 72 teeth, about 60 °C. Values are in the
// base unit of the dimension.
type quantity struct {
	low, high  float64 // ±Inf where the range is open
	dim        string  // "length", "mass", ...; "count" and the stem of what is counted; "" for a bare number
	start, end int     // in the text
}

// unit is a unit of measure: what it measures, and how a value in it is turned into the base unit.
type unit struct {
	dim   string
	scale float64
	shift float64
}

// units are those of the SI and the customary ones of technical texts; the base unit of each dimension has scale 1. Letter case counts
// where two units differ by it alone ("mW", "MW").
var units = func() map[string]unit {
	m := map[string]unit{}
	for dim, list := range map[string]string{
		"length":   "m=1 meter=1 metre=1 nm=1e-9 nanometer=1e-9 nanometre=1e-9 µm=1e-6 μm=1e-6 um=1e-6 micron=1e-6 micrometer=1e-6 micrometre=1e-6 mm=1e-3 millimeter=1e-3 millimetre=1e-3 cm=1e-2 centimeter=1e-2 centimetre=1e-2 dm=0.1 km=1e3 kilometer=1e3 kilometre=1e3 inch=0.0254 foot=0.3048 feet=0.3048 ft=0.3048 yard=0.9144 mile=1609.344 Å=1e-10 angstrom=1e-10",
		"mass":     "g=1 gram=1 gramme=1 kg=1e3 kilogram=1e3 kilogramme=1e3 mg=1e-3 milligram=1e-3 µg=1e-6 μg=1e-6 microgram=1e-6 ng=1e-9 t=1e6 tonne=1e6 ton=1e6 lb=453.59237 pound=453.59237 oz=28.349523125 ounce=28.349523125",
		"time":     "s=1 sec=1 second=1 ms=1e-3 millisecond=1e-3 µs=1e-6 μs=1e-6 us=1e-6 microsecond=1e-6 ns=1e-9 nanosecond=1e-9 min=60 minute=60 h=3600 hr=3600 hour=3600 day=86400 week=604800 month=2629746 year=31556952",
		"percent":  "%=1 percent=1 percentage=1 wt%=1 vol%=1 mol%=1 ppm=1e-4 ppb=1e-7",
		"pressure": "Pa=1 pascal=1 hPa=100 kPa=1e3 MPa=1e6 GPa=1e9 bar=1e5 mbar=100 millibar=100 atm=101325 psi=6894.757 torr=133.322",
		"voltage":  "V=1 volt=1 mV=1e-3 millivolt=1e-3 kV=1e3 kilovolt=1e3", "current": "A=1 amp=1 ampere=1 mA=1e-3 milliampere=1e-3 µA=1e-6 μA=1e-6",
		"power": "W=1 watt=1 mW=1e-3 milliwatt=1e-3 kW=1e3 kilowatt=1e3 MW=1e6 megawatt=1e6", "energy": "J=1 joule=1 mJ=1e-3 kJ=1e3 MJ=1e6 Wh=3600 kWh=3.6e6 eV=1.602e-19",
		"frequency": "Hz=1 hertz=1 kHz=1e3 kilohertz=1e3 MHz=1e6 megahertz=1e6 GHz=1e9 gigahertz=1e9", "force": "N=1 newton=1 kN=1e3 mN=1e-3",
		"torque": "Nm=1 N·m=1", "volume": "l=1 L=1 liter=1 litre=1 ml=1e-3 mL=1e-3 milliliter=1e-3 millilitre=1e-3 µl=1e-6 μl=1e-6 µL=1e-6 μL=1e-6 cl=1e-2 dl=0.1 gallon=3.785",
		"data":   "bit=0.125 byte=1 kB=1e3 KB=1e3 kilobyte=1e3 MB=1e6 megabyte=1e6 GB=1e9 gigabyte=1e9 TB=1e12 terabyte=1e12 kilobit=125 megabit=125000 gigabit=1.25e8 KiB=1024 MiB=1048576 GiB=1073741824",
		"amount": "mol=1 mole=1 mmol=1e-3 millimole=1e-3", "molar": "M=1 mM=1e-3 µM=1e-6 μM=1e-6 nM=1e-9", "resistance": "Ω=1 ohm=1 kΩ=1e3 MΩ=1e6",
		"speed of turning": "rpm=1", "viscosity": "mPas=1 cP=1", "loudness": "dB=1 decibel=1 dBm=1",
	} {
		for _, f := range strings.Fields(list) {
			name, scale, _ := strings.Cut(f, "=")
			x, _ := strconv.ParseFloat(scale, 64)
			m[name] = unit{dim: dim, scale: x}
		}
	}
	for name, u := range map[string]unit{"°C": {"temperature", 1, 0}, "℃": {"temperature", 1, 0}, "celsius": {"temperature", 1, 0}, "centigrade": {"temperature", 1, 0}, "K": {"temperature", 1, -273.15}, "kelvin": {"temperature", 1, -273.15},
		"°F": {"temperature", 5.0 / 9, -160.0 / 9}, "fahrenheit": {"temperature", 5.0 / 9, -160.0 / 9}, "°": {"angle", 1, 0}, "degree": {"angle", 1, 0}} {
		m[name] = u
	}
	return m
}()

var (
	numberWords = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1e6, "half": 0.5, "dozen": 12, "pair": 2, "couple": 2, "both": 2, "single": 1}
	digits = regexp.MustCompile(`^\d+(?:,\d{3})*(?:\.\d+)?$`)
	// limits stand before a number and open the range on one side.
	atLeast = regexp.MustCompile(`(?i)(?:at\s+least|not?\s+(?:less|fewer|lower|smaller|shorter)\s+than|not\s+below|minimum\s+of|min\.|more\s+than|greater\s+than|larger\s+than|higher\s+than|longer\s+than|above|over|exceed(?:s|ing)?|in\s+excess\s+of|upwards\s+of|≥|>|>=|beyond)\s*(?:or\s+equal\s+to\s+|about\s+|approximately\s+|a\s+|some\s+)*$`)
	// noLess is read before atMost, which would take "fewer than" out of "no fewer than".
	noLess    = regexp.MustCompile(`(?i)\bnot?\s+(?:less|fewer|lower|smaller|shorter)\s+than\s*(?:about\s+|approximately\s+|a\s+|some\s+)*$`)
	atMost    = regexp.MustCompile(`(?i)(?:at\s+most|not?\s+(?:more|greater|higher|larger|longer|later)\s+than|not\s+(?:above|exceed(?:s|ing)?|over)|does\s+not\s+exceed|maximum\s+of|max\.|up\s+to|less\s+than|fewer\s+than|lower\s+than|smaller\s+than|shorter\s+than|below|under|within|≤|<|<=)\s*(?:or\s+equal\s+to\s+|about\s+|approximately\s+|a\s+|some\s+)*$`)
	roughly   = regexp.MustCompile(`(?i)(?:\babout|\bapproximately|\broughly|\baround|\bnearly|\bsome|\bca\.|~)\s*$`)
	orMore    = regexp.MustCompile(`(?i)^(?:\s+[\w-]+){0,2}?[\s,]*(?:or\s+(?:more|greater|higher|above|over|longer)|and\s+(?:more|above|upwards)|upwards?|at\s+least|minimum)\b`)
	orLess    = regexp.MustCompile(`(?i)^(?:\s+[\w-]+){0,2}?[\s,]*(?:or\s+(?:less|fewer|lower|below|under|shorter)|at\s+most|maximum)\b`)
	rangeGap  = regexp.MustCompile(`(?i)^\s*(?:-|–|—|~|to|and|through|up\s+to|\.\.\.?)\s*(?:about\s+|approximately\s+)?$`)
	listGap   = regexp.MustCompile(`(?i)^\s*(?:,|or|,\s*or|and|,\s*and)\s*$`)
	between   = regexp.MustCompile(`(?i)\bbetween\s+(?:about\s+|approximately\s+)?$`)
	plusMinus = regexp.MustCompile(`^\s*(?:±|\+/-|\+/−)\s*$`)
	// inPlace are limits that with a spelled-out count say where: "a chain runs over two sprockets".
	inPlace = regexp.MustCompile(`(?i)\b(?:above|over|beyond|below|under|within)\s+$`)
	// nameBefore stands before a number that is a name: a part of a document, a sequence, a step.
	nameBefore = regexp.MustCompile(`(?i)\b(?:fig(?:s|ures?)?\.?|examples?|claims?|steps?|tables?|nos?\.?|numbers?|sec(?:tions?)?\.?|paragraphs?|pages?|lines?|chapters?|equations?|formulae?|formulas|items?|versions?|editions?|types?|class(?:es)?|embodiments?)\s*:?\s*\(?$`)
	// orSo is "or more" between a number and what it counts.
	orSo = regexp.MustCompile(`(?i)^\s+or\s+(?:more|fewer|less|several)\b(?:\s+(?:of\s+)?(?:the|these|those|said|such)\b)?`)
	// ofThem stands between a number and what it counts: "two of the pawls", "a pair of rollers".
	ofThem = regexp.MustCompile(`(?i)^\s+of(?:\s+(?:the|these|those|said|such))?\b`)
	// shareOf are the ways to write a percentage by weight, volume or amount ahead of the sign.
	shareOf     = regexp.MustCompile(`(?i)^(?:wt|vol|mol|mole|at|atom|mass|weight|volume)\.?[\s-]*(?:%|per\s?cent\b)`)
	degreeScale = regexp.MustCompile(`^(?:[Dd]egrees?|°)\s*(?:([Cc])elsius|([Cc])entigrade|([Ff])ahrenheit|C\b|F\b)`)
	areaWord    = regexp.MustCompile(`(?i)^(square|cubic)\s+`)
	// byUnit joins a unit to the one that it is per.
	byUnit = regexp.MustCompile(`^(?:/|\s+per\s+)`)
	// byItself are "one of", "at least one", "one or more": any number of them.
	someNumber = regexp.MustCompile(`(?i)^\s*(?:or\s+more\b|of\b|another\b|or\s+several\b)`)
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

// quantities finds what a text counts and measures. A number without a unit is of what the word behind it names; a number that
// follows a noun and names nothing is a reference sign, and is left out.
func quantities(text string) []quantity {
	words := claims.Words(text)
	nums := numbersIn(text, words)
	var out []quantity
	name := -1 // where the last number that is a name ends
	for i := 0; i < len(nums); i++ {
		n := nums[i]
		before := text[max(0, n.start-40):n.start]
		low, high := n.value, n.value
		if !n.word && (nameBefore.MatchString(before) || name >= 0 && (listGap.MatchString(text[name:n.start]) || rangeGap.MatchString(text[name:n.start]))) && !unitAt(text, n.end).found {
			name = n.end
			continue
		}
		last := n
		if i+1 < len(nums) {
			gap := text[n.end:nums[i+1].start]
			if m := unitAt(text, n.end); m.end > n.end && m.end <= nums[i+1].start { // "50 mm to 60 mm"
				gap = text[m.end:nums[i+1].start]
			}
			if rangeGap.MatchString(gap) && nums[i+1].value > n.value && (!strings.Contains(strings.ToLower(gap), "and") || between.MatchString(before)) {
				last = nums[i+1]
				high = last.value
				i++
			} else if plusMinus.MatchString(gap) {
				last = nums[i+1]
				low, high = n.value-last.value, n.value+last.value
				i++
			}
		}
		at := unitAt(text, last.end)
		switch {
		case high > low:
		case n.word && !at.found && inPlace.MatchString(before):
		case noLess.MatchString(before):
			high = math.Inf(1)
		case atMost.MatchString(before) || orLess.MatchString(text[at.end:]):
			low = math.Inf(-1)
		case atLeast.MatchString(before) || orMore.MatchString(text[at.end:]):
			high = math.Inf(1)
		case roughly.MatchString(before):
			low, high = n.value-math.Abs(n.value)*tolerance, n.value+math.Abs(n.value)*tolerance
		}
		if low == high && len(out) > 0 && listGap.MatchString(text[out[len(out)-1].end:n.start]) { // "at least 60%, 70% or 80%"
			switch before := out[len(out)-1]; {
			case math.IsInf(before.high, 1):
				high = before.high
			case math.IsInf(before.low, -1):
				low = before.low
			}
		}
		q := quantity{low: low, high: high, start: n.start, end: at.end}
		if at.found {
			q.dim = at.dim
			q.low, q.high = q.low*at.scale+at.shift, q.high*at.scale+at.shift
		} else {
			if n.start > 0 && !strings.ContainsAny(text[n.start-1:n.start], " (\n") || !n.word && n.end < len(text) && text[n.end] == '-' {
				continue // part of a name: "IL-2", "14-3-3"
			}
			if n.value == 1 && (n.word || someNumber.MatchString(text[last.end:])) {
				continue // "one" is an article as often as a number, "at least one" any number
			}
			noun, plain := counted(text, last.end)
			if !n.word && !plain && low == high && signBefore(text, words, n.start) {
				continue // "the valve 12 closes the channel": a reference sign
			}
			if noun == "" {
				if strings.HasSuffix(strings.TrimRight(before, " "), "pH") || strings.Contains(strings.ToLower(before), "ph value") || strings.Contains(strings.ToLower(before), "ph of") || strings.Contains(strings.ToLower(before), "ph between") {
					q.dim = "pH"
					out = append(out, q)
				}
				continue
			}
			q.dim = "count " + noun
		}
		out = append(out, q)
	}
	return out
}

// openCount tells whether q is a number of things that a claim recites in words, "two rollers": a claim open for more things is met by three
// (MPEP 2111.03), unless it says "exactly", "only" or "consisting of". A number in digits, "72 teeth", is taken for a measure.
func (q quantity) openCount(text string) bool {
	return strings.HasPrefix(q.dim, "count ") && q.low == q.high && q.low >= 2 && q.low == math.Trunc(q.low) && (text[q.start] < '0' || text[q.start] > '9') &&
		!closedCount.MatchString(text[max(0, q.start-40):q.start])
}

var closedCount = regexp.MustCompile(`(?i)\b(?:exactly|only|precisely|just|solely|merely|consist(?:s|ing)\s+of|total\s+of|both)\s+(?:the\s+)?$`)

// tolerance is how far "about" reaches to both sides, as a share of the number: the usual reading in practice, which a claim's own
// description may narrow.
const tolerance = 0.1

type unitRead struct {
	unit
	found bool
	end   int
}

// unitAt reads the unit behind a number, with the one that it is per: "m/s", "grams per litre".
func unitAt(text string, at int) unitRead {
	u := simpleUnit(text, at)
	m := ""
	if u.found {
		m = byUnit.FindString(text[u.end:min(len(text), u.end+10)])
	}
	if m == "" || u.shift != 0 {
		return u
	}
	if per := simpleUnit(text, u.end+len(m)); per.found && per.shift == 0 {
		return unitRead{unit{dim: u.dim + "/" + per.dim, scale: u.scale / per.scale}, true, per.end}
	}
	return u
}

// simpleUnit reads one unit, square and cubic ones included.
func simpleUnit(text string, at int) unitRead {
	rest := text[at:min(len(text), at+40)]
	trimmed := strings.TrimLeft(rest, " -")
	from := at + len(rest) - len(trimmed)
	none := unitRead{end: at}
	if m := degreeScale.FindString(trimmed); m != "" {
		name := "celsius"
		if strings.HasSuffix(m, "F") || strings.HasSuffix(strings.ToLower(m), "fahrenheit") {
			name = "fahrenheit"
		}
		return unitRead{units[name], true, from + len(m)}
	}
	if m := shareOf.FindString(trimmed); m != "" {
		return unitRead{units["%"], true, from + len(m)}
	}
	for _, sign := range []string{"℃", "%", "°"} {
		if strings.HasPrefix(trimmed, sign) {
			return unitRead{units[sign], true, from + len(sign)}
		}
	}
	power := 1
	if m := areaWord.FindString(trimmed); m != "" {
		power = map[string]int{"square": 2, "cubic": 3}[strings.ToLower(strings.TrimSpace(m))]
		trimmed = trimmed[len(m):]
		from += len(m)
	}
	end := 0
	for end < len(trimmed) && (trimmed[end] >= 'A' && trimmed[end] <= 'Z' || trimmed[end] >= 'a' && trimmed[end] <= 'z' || trimmed[end] >= 0x80) {
		end++
	}
	word := trimmed[:end]
	for sign, n := range map[string]int{"²": 2, "³": 3} {
		if w, ok := strings.CutSuffix(word, sign); ok {
			word, power = w, n
		}
	}
	if power == 1 && (strings.HasPrefix(trimmed[end:], "2") || strings.HasPrefix(trimmed[end:], "3")) { // "mm2"
		if rest := trimmed[end+1:]; rest == "" || strings.ContainsRune(" .,;)/", rune(rest[0])) {
			power = int(trimmed[end] - '0')
			end++
		}
	}
	if word == "" {
		return none
	}
	if strings.HasPrefix(trimmed[end:], "%") { // wt%, vol%
		return unitRead{units["%"], true, from + end + 1}
	}
	lower := strings.ToLower(word)
	for _, name := range []string{word, strings.TrimSuffix(word, "s"), lower, strings.TrimSuffix(lower, "s"), strings.TrimSuffix(lower, "es")} {
		if name == "second" && lower == "second" && ordinal(text, at, from+end) {
			return none
		}
		if u, ok := units[name]; ok && name != "" && (len(name) > 1 || name == word) {
			read := unitRead{u, true, from + end}
			if power > 1 {
				if u.dim != "length" {
					return none
				}
				read.unit = unit{dim: "area", scale: u.scale * u.scale}
				if power == 3 {
					read.unit = unit{dim: "volume", scale: u.scale * u.scale * u.scale * 1e3}
				}
			}
			return read
		}
	}
	return none
}

// counted returns the stem of the noun that a number counts, "72 teeth", "two spring-loaded pawls", "three or more of the pins": the last of up
// to three words before a function word or a mark; "" if nothing is counted. It is plain unless an article follows at once, as it does a verb.
func counted(text string, at int) (noun string, plain bool) {
	at += len(orSo.FindString(text[at:min(len(text), at+60)]))
	at += len(ofThem.FindString(text[at:min(len(text), at+60)]))
	rest := text[at:min(len(text), at+60)]
	if !strings.HasPrefix(rest, " ") {
		return "", true
	}
	if cut := strings.IndexAny(rest, ",.;:()"); cut >= 0 {
		rest = rest[:cut]
	}
	words := claims.Words(rest)
	for i, w := range words {
		if i == 4 || idle[w.Lower] || numberWords[w.Lower] != 0 || w.Lower == "more" || w.Lower == "less" {
			break
		}
		noun = claims.Stem(w.Lower)
		if strings.HasSuffix(w.Lower, "s") || irregularPlural[w.Lower] {
			return noun, i+1 == len(words) || !article[words[i+1].Lower]
		}
	}
	return noun, true
}

// ordinal tells whether "second" behind a spelled-out number says which and not how long: "two second valves".
func ordinal(text string, number, end int) bool {
	if number == 0 || text[number-1] >= '0' && text[number-1] <= '9' || text[number] != ' ' {
		return false
	}
	after := claims.Words(text[end:min(len(text), end+30)])
	return strings.HasPrefix(text[end:], " ") && len(after) > 0 && !idle[after[0].Lower] && strings.HasSuffix(after[0].Lower, "s")
}

// article are the words that begin a noun phrase.
var article = wordSet("a an the said each its both")

// signBefore tells whether the word right before a number is no function word, so that the number may be its reference sign.
func signBefore(text string, words []claims.Word, start int) bool {
	i, _ := slices.BinarySearchFunc(words, start, func(w claims.Word, at int) int { return w.Start - at })
	return i > 0 && text[words[i-1].End:start] == " " && !idle[words[i-1].Lower]
}

var irregularPlural = wordSet("teeth feet men women children mice halves leaves people data media criteria")

// measure is how a quantity of a text stands to a claimed one.
type measure int

const (
	unmeasured measure = iota // nothing comparable
	inside                    // a point or a range within the claimed one: it discloses (MPEP 2131.03 I)
	overlaps                  // overlaps it or is broader: sufficient specificity to be judged (MPEP 2131.03 II)
	outside                   // disjoint
)

// compareTo tells how q, of a text, stands to what a claim asks for.
func (q quantity) compareTo(claimed quantity) measure {
	const eps = 1e-9
	slack := eps * math.Max(1, math.Max(finite(claimed.low), finite(claimed.high)))
	switch {
	case q.low >= claimed.low-slack && q.high <= claimed.high+slack:
		return inside
	case q.high < claimed.low-slack || q.low > claimed.high+slack:
		return outside
	}
	return overlaps
}

func finite(x float64) float64 {
	if math.IsInf(x, 0) {
		return 0
	}
	return math.Abs(x)
}

// value is how much of the quantity is shown, from 0 to 1.
func (m measure) value() float64 {
	switch m {
	case inside:
		return 1
	case overlaps:
		return 0.3
	}
	return 0
}

func (m measure) reason(claimed, found string) string {
	switch m {
	case overlaps:
		return fmt.Sprintf("%q overlaps %q or is broader: whether it is specific enough is to be judged (MPEP 2131.03)", found, claimed)
	case outside:
		return fmt.Sprintf("%q is outside %q (MPEP 2131.03)", found, claimed)
	}
	return fmt.Sprintf("nothing to compare with %q", claimed)
}

// inQuantity tells whether a word of the text is part of one of the quantities.
func inQuantity(list []quantity, start, end int) bool {
	return slices.ContainsFunc(list, func(q quantity) bool { return start < q.end && end > q.start })
}
