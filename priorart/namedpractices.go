package priorart

import (
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	leadWords = wordSet(`a an the my our his her their its your any every each some all most no this that these those such one mere merely
		just simply only plain ordinary decent humble good old common own very same so-called well-known usual familiar simple proper
		and but so well now then here basically even`)
	// stopWords end the name of a thing: what follows says where, when or what it does.
	stopWords = wordSet(`about quite made meant forward ahead back in on at for with by since from to which that who whom whose where when before after behind along inside under as and or
		but because while if than has have had is was were are be been did does do doing done will would could until though its their his her our my your
		except without into onto i we he she you they it every each any all this these those over above below near through during between against about around upon per via already always long
		too again there here now then ever once still also only`)
	ofWhose = wordSet("the my our his her their its any every those these that all this your each some")
	// hollow are nouns that name no practice: opinion, law, the patent and its parts, people, quantities.
	hollow = wordSet(`one thing joke nonsense scandal scam shame rubbish garbage idea invention patent claim claims thing things way ways matter scale step improvement word words name names term terms
		point problem question case part piece fun business stuff trick revolution progress obviousness sense answer reason difference
		summary detail details money fee fees lawyer lawyers attorney attorneys examiner examiners court judge people person man woman boy girl everybody
		everyone anybody anyone somebody someone nobody one ones it something anything everything nothing lot bit kind sort
		section sections text language sentence phrase opinion view fact truth story lie insult surprise crime pity disgrace farce
		review component core industry company inventor inventors applicant owner office law rule rules act statute year years day days
		time times life world art novelty feature features limitation limitations success failure
		hour hours minute minutes week month reward weapon draw-back end start beginning middle rest same first second third last next other others
		half virtualization sign luxury mystery miracle nuisance waste triumph masterpiece beauty classic dream nightmare pleasure hint mistake error
		mark scope breadth exercise gem favourite favorite gift-horse state-of-the-art truism cliché tautology restatement repetition echo variation version me you us them him`)
)

// contraction is a pronoun with its verb, which begins a sentence and no name.
var contraction = lazyregexp.New(`(?i)^(?:it|that|there|he|she|they|we|you|i|what|who|here)['’]`)

// degree makes a judgement of a phrase: "a little more interesting".
var degree = lazyregexp.New(`(?i)\b(?:more|less|most|least|rather|too|quite|pretty|very|so)\s+\w+(?:ing|ed|er|ous|al|ic|ive|ble|ful)\b`)

// speaks are verbs of saying: their subject is a person.
var speaks = wordSet("say says said think thinks thought write writes wrote tell tells told ask asks asked argue argues believe believes")

// never are nouns that name no practice whatever stands before them.
var never = wordSet(`one thing joke nonsense scandal scam shame rubbish idea invention patent claim matter step improvement revolution question reward opinion
	insult surprise luxury difference novelty people lawyer attorney examiner judge court obviousness inventor applicant section`)

// alone are nouns that name nothing by themselves, but do with a word before them: "cold process".
var alone = wordSet(`method system device apparatus process product products thing practice machine tool technique approach principle arrangement library
	libraries trade office employee user users customer customers what who wall box boxes`)

// clean makes the title of a thing of a noun phrase, or "" if it names none: without articles and owners, up to the word that
// says where or when, its last word in the singular. first says that it begins the sentence, so that its capital is none of its own.
func clean(phrase string, sure, first bool) string {
	words := strings.Fields(strings.Trim(phrase, " '’"))
	for len(words) > 0 {
		w := strings.ToLower(words[0])
		if leadWords[w] {
			words = words[1:]
			continue
		}
		break
	}
	if len(words) < len(strings.Fields(phrase)) || owned(words) { // "my grandfather's seed drill", "Signor Bevilacqua's shop"
		if owner := ownerLength(strings.Fields(phrase)); owner > 0 {
			words = strings.Fields(phrase)[owner:]
		}
	}
	if len(words) > 0 && contraction.MatchString(words[0]) || degree.MatchString(phrase) {
		return ""
	}
	for i, w := range words {
		l := strings.ToLower(strings.Trim(w, "'’"))
		if i > 0 && speaks[l] {
			return ""
		}
		if i > 0 && strings.HasSuffix(l, "ed") && len(l) > 4 && i+1 < len(words) && stopWords[strings.ToLower(words[i+1])] {
			words = words[:i]
			break
		}
		if stopWords[l] && i > 0 || l == "of" && (i+1 >= len(words) || ofWhose[strings.ToLower(words[i+1])]) || strings.HasSuffix(l, "n't") || strings.HasSuffix(l, "n’t") {
			words = words[:i]
			break
		}
		if i == 0 && stopWords[l] {
			return ""
		}
	}
	for len(words) > 0 && leadWords[strings.ToLower(words[0])] {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 5 {
		return ""
	}
	head := words[len(words)-1]
	for i, w := range words {
		if strings.EqualFold(w, "of") && i > 0 {
			head = words[i-1]
			break
		}
	}
	bare := func(w string) string { return strings.ToLower(singular(strings.Trim(w, "'’"))) }
	if never[bare(words[len(words)-1])] || never[bare(head)] || (len(words) == 1 || head != words[len(words)-1]) && hollow[bare(head)] {
		return ""
	}
	if len(words) == 1 && alone[strings.ToLower(singular(words[0]))] {
		return ""
	}
	for _, w := range words {
		if l := strings.ToLower(w); l == "section" || l == "claim" || l == "sections" || l == "claims" || strings.ContainsAny(w, "0123456789") && len(words) == 1 {
			return ""
		}
	}
	if len(claims.Words(strings.Join(words, " "))) == 0 || !sure && adjectival(head) || len(words) == 1 && !sure && (len(words[0]) < 4 || strings.HasSuffix(words[0], "ly")) {
		return ""
	}
	if strings.Trim(words[0], "0123456789") == "" {
		return ""
	}
	at := slices.Index(words, head)
	if r := []rune(head); first || r[0] < 'A' || r[0] > 'Z' {
		words[at] = singular(head)
	}
	if first {
		words[0] = lowerFirst(words[0])
	}
	return strings.Join(words, " ")
}

// ownerLength returns how many words of a phrase name the owner of what follows: a possessive behind "my" or a name.
func ownerLength(words []string) int {
	for i, w := range words {
		if !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "’s") && !strings.HasSuffix(w, "s’") && !strings.HasSuffix(w, "s'") {
			continue
		}
		first := strings.ToLower(words[0])
		if first == "my" || first == "our" || first == "his" || first == "her" || first == "their" || owned(words) {
			return i + 1
		}
		return 0
	}
	return 0
}

// owned tells whether a phrase begins with a person's name in the possessive.
func owned(words []string) bool {
	for i, w := range words {
		if r := []rune(w)[0]; r < 'A' || r > 'Z' {
			return false
		}
		if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
			return i+1 < len(words)
		}
	}
	return false
}

// adjectival tells whether a word that ends a phrase is more likely an adjective or a verb than the name of a thing.
func adjectival(word string) bool {
	l := strings.ToLower(word)
	for _, end := range []string{"ous", "ible", "able", "ful", "less", "ish", "ly", "ed"} {
		if strings.HasSuffix(l, end) && l != "table" && l != "cable" {
			return true
		}
	}
	return false
}

func lowerFirst(w string) string {
	r := []rune(w)
	if len(r) > 1 && r[1] >= 'A' && r[1] <= 'Z' {
		return w
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// singular takes the plural ending off a word, where it is regular.
func singular(w string) string {
	l := strings.ToLower(w)
	switch {
	case strings.ToLower(w[min(1, len(w)):]) != w[min(1, len(w)):]: // an abbreviation
		return w
	case len(l) < 4 || strings.HasSuffix(l, "ss") || strings.HasSuffix(l, "us") || strings.HasSuffix(l, "is") || !strings.HasSuffix(l, "s") || strings.HasSuffix(l, "'s") || strings.HasSuffix(l, "’s"):
		return w
	case strings.HasSuffix(l, "ies") && len(l) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(l, "ches"), strings.HasSuffix(l, "shes"), strings.HasSuffix(l, "sses"), strings.HasSuffix(l, "xes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// maxAfter is how many sentences after the one that names a thing are taken to speak of it.
const maxAfter = 3

// namedThings finds what an article's author names as done before and no known practice covers: each thing once, titled as
// the author names it, with the sentences that speak of it. Only sentences about a claim are read; those about the patent, and
// those that spans gives to known practices, are not.
func namedThings(set *claims.Set, spans []span) []thing {
	remarks := set.Remarks
	taken := map[string]bool{}
	for _, s := range spans {
		for _, r := range s.remarks {
			taken[r.Text] = true
		}
	}
	var out []thing
	find := func(title string) int {
		return slices.IndexFunc(out, func(t thing) bool { return slug(t.title) == slug(title) })
	}
	for i, r := range remarks {
		if len(r.Claims) == 0 || taken[r.Text] || restates(r.Text) {
			continue
		}
		before := ""
		if i > 0 && remarks[i-1].Para == r.Para {
			before = remarks[i-1].Text
		}
		title, sure := titleIn(r, before, i > 0 && remarks[i-1].Para != r.Para || i == 0 || remarks[i-1].Opens)
		if title == "" || !sure && claimed(set, r.Claims, title) {
			continue
		}
		run := []claims.Remark{r}
		for j := i + 1; j < len(remarks) && j <= i+maxAfter && remarks[j].Para == r.Para; j++ {
			if taken[remarks[j].Text] || restates(remarks[j].Text) || names(remarks[j], remarks[j-1].Text) || !slices.Equal(remarks[j].Claims, r.Claims) || remarks[j].Opens {
				break
			}
			run = append(run, remarks[j])
		}
		k := find(title)
		if k < 0 {
			out = append(out, thing{title: title})
			k = len(out) - 1
		}
		out[k].spans = append(out[k].spans, span{remarks: run, claims: r.Claims})
		out[k].remarks = append(out[k].remarks, run...)
		out[k].claims = union(out[k].claims, r.Claims)
	}
	return out
}

// wikiMarks are marks of a link or of emphasis, which are no part of a name.
var wikiMarks = strings.NewReplacer("[[", "", "]]", "", "**", "", "__", "")

var numberWord = lazyregexp.New(`^` + numeral + `$`)

// claimed tells whether the words of title stand side by side in one of the claims: then the sentence tells what the claim
// says ("12 is a light").
func claimed(set *claims.Set, nums []int, title string) bool {
	want := tokens(title)
	var stems []string
	for _, t := range want {
		stems = append(stems, t.stem)
	}
	for _, n := range nums {
		c := set.Claim(n)
		if c == nil {
			continue
		}
		toks := tokens(c.Text)
		for k := range toks {
			if standsAt(toks, k, stems) {
				return true
			}
		}
	}
	return false
}

func names(r claims.Remark, before string) bool {
	title, _ := titleIn(r, before, false)
	return title != ""
}

// titleIn returns the title of the thing that a sentence names, or "", and whether the wording leaves no doubt that it is one.
// first says that it is the first after a claim's words, where a bare name may stand ("Casein glue.").
func titleIn(r claims.Remark, before string, first bool) (title string, sure bool) {
	text := wikiMarks.Replace(r.Text)
	if strings.HasSuffix(text, "?") && !asks.MatchString(text) || strings.Contains(text, ": […]") {
		return "", false
	}
	if asks.MatchString(before) && strings.HasSuffix(before, "?") {
		if t := clean(strings.Trim(text, ".! "), true, true); t != "" {
			return t, true
		}
	}
	for _, n := range naming {
		for _, m := range n.pattern.FindAllStringSubmatchIndex(text, -1) {
			if definite.MatchString(text[m[0]:m[1]]) && !n.sure {
				continue
			}
			if t := clean(text[m[2]:m[3]], n.sure, m[2] == 0); t != "" {
				return t, n.sure
			}
		}
	}
	bare := strings.TrimSuffix(text, ".")
	if words := strings.Fields(bare); first && bare != text && (len(words) == 2 || len(words) == 3) && !strings.ContainsAny(bare, ".,;:0123456789") {
		lower := strings.ToLower(words[0])
		if !leadWords[lower] && !stopWords[lower] && !numberWord.MatchString(lower) && strings.ToLower(words[1]) == words[1] {
			return clean(bare, false, true), false
		}
	}
	return "", false
}
