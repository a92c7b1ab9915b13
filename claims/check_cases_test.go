package claims

import (
	"fmt"
	"strings"
	"testing"
)

// TestFindingCases holds what one rule finds in small sets against what was written down by hand: the numbers of the claims,
// with the severity where the case is about it.
func TestFindingCases(t *testing.T) {
	for _, test := range findingCases {
		t.Run(test.rule+" "+test.name, func(t *testing.T) {
			law := test.law
			if law == "" {
				law = LawUS
			}
			var got []string
			for _, f := range Check(numberedSet(t, test.text), law) {
				switch {
				case f.Rule != test.rule:
				case strings.Contains(test.want, " "):
					got = append(got, fmt.Sprintf("%d %s", f.Claim, f.Severity))
				default:
					got = append(got, fmt.Sprint(f.Claim))
				}
			}
			if g := strings.Join(got, ","); g != test.want {
				t.Errorf("%s in claims %q, want %q; claims:\n%s", test.rule, g, test.want, test.text)
			}
		})
	}
}

var findingCases = []struct{ rule, name, law, text, want string }{
	// A period at the end is asked for by MPEP 608.01(m), and by nothing in the EPC.
	{"C103", "asked for in the US", LawUS, "1. A lamp comprising a bulb", "1 warning"},
	{"C103", "usual in Europe", LawEP, "1. A lamp comprising a bulb", "1 note"},
	{"C103", "the end is left out", "", "1. A lamp comprising a bulb and a socket …", ""},
	{"C103", "a formula at the end", "", "1. A lamp comprising a bulb of a size \\(a/b = 2.\\)", ""},
	{"C104", "a shortened word", "", "1. A lamp comprising a bulb of size max. A and a socket.", ""},
	{"C104", "a period in brackets", "", "1. A lamp comprising a bulb (of a series. The series is large) and a socket.", ""},
	{"C104", "asked for in the US", LawUS, "1. A lamp comprising a bulb. The bulb is red.", "1 warning"},
	{"C104", "usual in Europe", LawEP, "1. A lamp comprising a bulb. The bulb is red.", "1 note"},

	// A multiple dependent claim is one claim for each alternative (35 USC 112(e)): it is closed where each of them is (MPEP 2111.03 II).
	{"C211", "behind a multiple dependent claim, one alternative open", "", "1. A glue consisting of starch and water.\n2. A glue comprising starch.\n" +
		"3. The glue of claim 1 or 2, wherein the starch is from corn.\n4. The glue of claim 3, further comprising salt.", ""},
	{"C211", "behind a multiple dependent claim, all alternatives closed", "", "1. A glue consisting of starch and water.\n2. A glue consisting of starch.\n" +
		"3. The glue of claim 1 or 2, wherein the starch is from corn.\n4. The glue of claim 3, further comprising salt.", "4"},

	// A nonce word whose parts the claim gives has a structure (MPEP 2181 I.C).
	{"C502", "the parts behind the function", "", "1. A lamp comprising: a bulb; and a module configured to dim the bulb, the module comprising a resistor.", ""},
	{"C502", "no parts", "", "1. A lamp comprising: a bulb; and a module configured to dim the bulb at night.", "1"},

	// Fees: 37 CFR 1.75(c), MPEP 608.01(n) I.G. The sets count 20 where nothing is found.
	{"C109", "a multiple dependent claim counts for each parent", "", fees(18, "The lamp of claim 1 or 2, wherein the bulb is large."), ""},
	{"C109", "one more", "", fees(18, "The lamp of claim 1, 2 or 3, wherein the bulb is large."), "19"},
	{"C109", "so does what depends on it through others", "", fees(14,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of claim 15, wherein the bulb is thin.", "The lamp of claim 16, wherein the bulb is old."), ""},
	{"C109", "a claim that includes one of several is at first counted as dependent", "", fees(17, "A kit comprising the lamp of any one of claims 1 to 3 and a box."), ""},
	{"C109", "and counts for each of them", "", fees(17, "A kit comprising the lamp of any one of claims 1 to 4 and a box."), "18"},
	{"C109", "an improper one counts once: a kit on a multiple dependent claim", "", fees(17, "The lamp of claim 1 or 2, wherein the bulb is large.", "A kit comprising the lamp of any one of claims 1 to 18 and a box."), ""},
	{"C109", "an improper one counts once: directly on another", "", fees(17,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of any one of claims 2 to 18, wherein the bulb is thin."), ""},
	{"C109", "an improper one counts once: through a single dependent claim", "", fees(15,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of claim 16, wherein the bulb is old.", "The lamp of claim 2, 3 or 17, wherein the bulb is thin."), ""},
	{"C109", "an improper one counts once: not in the alternative", "", fees(19, "The lamp of claims 1 to 19, wherein the bulb is large."), ""},

	// A claim may speak of itself (35 USC 112(d) is about a reference to another).
	{"C201", "names itself as the one it limits", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 2, wherein the bulb is red.", "2"},
	{"C201", "this claim", "", "1. A method of lighting comprising: (a) switching a bulb on; and (b) waiting, wherein during step (b) of this claim 1 the bulb is on.", ""},
	{"C201", "the present claim", "", "1. A lamp as in the present claim 1, comprising a bulb.", ""},

	// In the alternative only: 35 USC 112(e), MPEP 608.01(n) I.A and I.B.1.
	{"C207", "a range", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, being red.\n3. The lamp according to claims 1-2, being large.", "3 error"},
	{"C207", "any one of, written as a word", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, being red.\n3. The lamp according to anyone of claims 1-2, being large.", ""},

	// Claims of the same words: 37 CFR 1.75(b); not where the words lost a formula that parts them.
	{"C111", "same words", "", "1. A dye comprising water.\n2. The dye of claim 1, which is red.\n3. The dye of claim 1, which is red.", "3"},
	{"C111", "same words with or", "", "1. A dye comprising water.\n2. The dye of claim 1, which is red or blue.\n3. The dye of claim 1, which is red or blue.", "3"},
	{"C111", "lost formula in a list", "", "1. A dye comprising a compound.\n2. The dye of claim 1, wherein the compound is selected from: or a salt thereof.\n3. The dye of claim 1, wherein the compound is selected from: or a salt thereof.", ""},
	{"C111", "lost formula behind a verb", "", "1. A dye comprising a compound.\n2. The dye of claim 1, wherein the compound is or a salt thereof.\n3. The dye of claim 1, wherein the compound is or a salt thereof.", ""},
	{"C111", "lost formula at the end", "", "1. A dye comprising a compound.\n2. The dye of claim 1, selected from the group consisting of: and.\n3. The dye of claim 1, selected from the group consisting of: and.", ""},

	// A standard stated in the claim: MPEP 2173.05(b) I.
	{"C401", "no standard", "", "1. A plate having faces of relatively large area.", "1"},
	{"C401", "compared to the edge", "", "1. A plate having an edge and faces of relatively large area compared to that of the edge.", ""},
	{"C402", "almost", "", "1. A lamp that is almost round.", "1"},
	{"C402", "almost surely, of mathematics", "", "1. A method comprising computing a sum that converges almost surely.", ""},

	// Only what is not: MPEP 2173.05(i).
	{"C408", "is not", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is not red.", "2"},
	{"C408", "is substantially free of", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is substantially free of lead.", "2"},
	{"C408", "is done without", "", "1. A method comprising drying a bulb.\n2. The method of claim 1, wherein the drying is carried out in the absence of oxygen.", "2"},
	{"C408", "both statements are exclusions", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb does not blink and does not hum.", "2"},
	{"C408", "something, and without something", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb occupies one socket without further springs.", ""},
	{"C408", "in liquid form and free from", "", "1. A lamp comprising an oil.\n2. The lamp of claim 1, wherein the oil is in liquid form and free from water.", ""},
	{"C408", "a level that will not", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is driven at a level that will not blind a reader.", ""},
	{"C408", "the claim's own subject", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, which does not need a socket.", "2"},
	{"C408", "what is not, of things that are not", "", "1. A lamp comprising bulbs.\n2. The lamp of claim 1, wherein bulbs that are not red are not lit.", "2"},
	{"C408", "a second statement", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is not red and the socket is blue.", ""},

	// "Step for": 35 USC 112(f).
	{"C503", "an act", "", "1. A method comprising: a step for dimming a bulb.", "1"},
	{"C503", "a stretch of time", "", "1. A method comprising: dimming a bulb in time steps for measuring a current.", ""},

	// The noun of a claim's subject may be that of a claim that its parent limits: 35 USC 112(d).
	{"C210", "in neither", "", "1. A lamp comprising a bulb.\n2. The fixture of claim 1, being red.", "2"},
	{"C210", "only in the body of the grandparent", "", "1. A kit comprising a lamp.\n2. The kit of claim 1, being red.\n3. The lamp of claim 2, being large.", "3"},
	{"C210", "in the grandparent", "", "1. A lamp (L) with a fixture, comprising a bulb.\n2. The L of claim 1, being red.\n3. The fixture of claim 2, being large.", ""},

	// Examples and open lists: MPEP 2173.05(d).
	{"C403", "an example", "", "1. A lamp comprising a cover such as paper.", "1"},
	{"C403", "such as to, which gives none", "", "1. A lamp comprising a cover shaped such as to shade a bulb.", ""},
	{"C403", "an open list", "", "1. A lamp comprising paper, cloth or the like.", "1"},

	// Behind a multiple dependent claim: MPEP 608.01(n) I.G. The second set counts 21: 15 and three times two.
	{"C109", "the claim that depends on it through another is the one too many", "", fees(15,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of claim 16, wherein the bulb is thin.", "The lamp of claim 17, wherein the bulb is old."), "18"},

	// One set of claims, in the alternative: MPEP 608.01(n) I.B.1 and I.B.3.
	{"C207", "and/or", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, being red.\n3. The lamp of claims 1 and/or 2, being large.", "3"},
	{"C208", "the same set a second time", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, being red.\n3. The lamp of claim 1 or 2, wherein the bulb fits the lamp of claim 1 or 2.", ""},
	{"C208", "another set", "", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, being red.\n3. A box.\n4. The box of claim 3, being blue.\n5. The lamp of claim 1 or 2, wherein the bulb fits the box of claim 3 or 4.", "5"},

	// "Method" and "process" are one noun.
	{"C210", "process for method", "", "1. A method of drying wood, comprising heating.\n2. The process of claim 1, wherein the heating is slow.", ""},
	{"C210", "procedure of another name", "", "1. A method of drying wood, comprising heating.\n2. The glazing of claim 1, wherein the heating is slow.", "2"},

	// A closed group within an open claim: MPEP 2111.03 II, 2117.
	{"C211", "a group is closed, and the claim is not", "", "1. A glue for a member selected from the group consisting of wood and paper.\n2. The glue of claim 1, further comprising salt.", ""},

	// Means and steps: 35 USC 112(f), MPEP 2181 I.
	{"C501", "named again", "", "1. A lamp comprising: means for dimming a bulb; and a switch for the means for dimming a bulb.", "1"},
	{"C501", "a second one", "", "1. A lamp comprising: means for dimming a bulb; and means for cooling a bulb.", "1,1"},
	{"C503", "the step of a ladder", "", "1. A ladder comprising: a rail; and a step for supporting a foot.", ""},
	{"C502", "a structure before the nonce word", "", "1. A lamp comprising: a bulb; and a control circuit module configured to dim the bulb.", ""},
	{"C502", "what a method uses", "", "1. A method of lighting, comprising: lighting a bulb; and dimming the bulb by a module configured to dim the bulb.", ""},

	// What is claimed, and not what is named in it: MPEP 2106.03.
	{"C507", "a medium in a system", "", "1. A system comprising a processor and a computer readable medium storing instructions.", ""},
	{"C507", "a medium", "", "1. A computer readable medium storing instructions.", "1"},
	{"C508", "instructions stored in a memory", "", "1. A computer program comprising instructions stored in a memory that switch a lamp on.", ""},
	{"C508", "instructions", "", "1. A computer program comprising instructions that switch a lamp on.", "1"},
	{"C509", "use in a method", "", "1. Use of a lamp in a method of growing tomatoes, comprising lighting them with the lamp.", ""},
	{"C510", "the user of a method", "", "1. A method of lighting, comprising showing a list, wherein the user selects a lamp in the list.", ""},

	// "Very low frequency" is a band; "very low" of a shade has no measure.
	{"C401", "a term of art", "", "1. A radio comprising a coil for very low frequency waves.", ""},

	// EPO Guidelines F-IV 2.3.2 and 3.2.
	{"C511", "a use", LawEP, "1. Use of a lamp for growing tomatoes.", ""},
	{"C512", "a system and an apparatus", LawEP, "1. A system comprising a bulb and a socket.\n2. An apparatus comprising a candle.", "2"},

	// Which of two things is meant: MPEP 2173.05(e).
	{"C302", "not said", "", "1. A device comprising: a first strip; and a second strip, wherein the strip is red.", "1"},
	{"C302", "said behind the noun", "", "1. A device comprising: a first strip; and a second strip, wherein the strip having a coil is red.", ""},
	{"C302", "the subject of its claim", "", "1. A red lamp comprising a bulb and a spare lamp.\n2. The red lamp of claim 1, wherein the lamp is round.", ""},
	{"C303", "said to be one", "", "1. A device comprising: a fluorescent label; a mark, which is a fluorescent label; and a lamp for the fluorescent label.", ""},
	{"C303", "brought in twice", "", "1. A device comprising: a fluorescent label; a mark beside a fluorescent label; and a lamp for the fluorescent label.", "1"},

	// The same word in another form is no strange name: MPEP 2173.05(e).
	{"C301", "the act of a verb", "", "1. A method comprising: selecting a lamp; and storing the selection.", ""},
	{"C301", "two that share a noun", "", "1. A device comprising: a first sensor; a second sensor; and a lamp between the first and second sensors.", ""},
	{"C305", "joined or with a hyphen", "", "1. A device comprising: a pre-heated plate; and a lamp above the preheated plate.", ""},
	{"C305", "an irregular verb", "", "1. A method comprising: sending a message; and storing the sent message.", ""},
	{"C301", "respective", "", "1. A device comprising: sensors; and a lamp beside the respective sensor.", ""},

	// Openings are convention: a bare plural, and a noun that has none, take no article.
	{"C106", "bare noun", "", "1. Lamp comprising a bulb.", "1"},
	{"C106", "plural with its short form", "", "1. Gold bulbs (GBs) coated with a ligand.", ""},
	{"C106", "noun without a plural", "", "1. Dimming circuitry for a lamp, the circuitry comprising a resistor.", ""},
	{"C107", "bare noun", "", "1. A lamp comprising a bulb.\n2. Lamp as claimed in claim 1, being red.", "2"},
	{"C107", "two plurals", "", "1. Bulbs (BBs)/lamp lines comprising glass.\n2. Bulbs (BBs)/lamp lines as claimed in claim 1, being red.", ""},
}

// TestFindingsOfArticle: an article that quotes some claims owes nobody the others (no gap, no missing parent), and what introduces a
// term may be what its quotation leaves out.
func TestFindingsOfArticle(t *testing.T) {
	for _, article := range []bool{false, true} {
		set := numberedSet(t, "1. A lamp comprising a bulb.\n4. The lamp of claim 3, wherein the bulb is red.\n5. A box comprising a lid, wherein the hinge is red.")
		set.Article = article
		set.Claims[2].Origin.Elided = article
		var got []string
		for _, f := range Check(set, LawUS) {
			if f.Rule == "C102" || f.Rule == "C203" || f.Rule == "C301" {
				got = append(got, fmt.Sprintf("%s %d", f.Rule, f.Claim))
			}
		}
		want := map[bool]string{false: "C102 4,C203 4,C301 5"}[article]
		if g := strings.Join(got, ","); g != want {
			t.Errorf("of an article %v: %q, want %q", article, g, want)
		}
	}
}

// fees writes a set of n claims that count as n, and the further ones.
func fees(n int, further ...string) string {
	text := manyLamps(n)
	for i, c := range further {
		text += fmt.Sprintf("\n%d. %s", n+1+i, c)
	}
	return text
}

// TestTrademarkName: the finding names the mark, and each mark once.
func TestTrademarkName(t *testing.T) {
	got := found(Check(numberedSet(t, "1. A lamp comprising a cover of Brightex® cloth or Duskette™ felt on Brightex® lining with Loomtex 40B® thread."), LawUS))
	for _, want := range []string{"C405 claim 1 \"Brightex®\"", "(2 times)", "C405 claim 1 \"Duskette™\"", "C405 claim 1 \"Loomtex 40B®\""} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in:\n%s", want, got)
		}
	}
}

// TestPrintedNumbers: a source that counts its rows anew, over a row of canceled claims, does not break the references.
func TestPrintedNumbers(t *testing.T) {
	set, err := Parse(&Document{Name: "rows", Format: "json", Claims: []CutClaim{
		{Num: 1, Text: "1: A lamp comprising a bulb."}, {Num: 2, Text: "2-4. (canceled)"},
		{Num: 3, Text: "5: The lamp of claim 1, being red."}, {Num: 4, Text: "6: The lamp of claim 5, being large."},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := found(Check(set, LawUS)); got != "" {
		t.Errorf("found:\n%s", got)
	}
	if c := set.Claims[3]; c.Num != 6 || len(c.Refs) != 1 || c.Refs[0] != 5 {
		t.Errorf("claim %d refers to %v, want claim 6 to [5]", c.Num, c.Refs)
	}
}
