package priorart

// embodiment returns what sentence s calls the embodiment that it speaks of, in small letters: "winter" of "the winter model", "trucks" of "in the
// version for trucks", "b" of "Device B", "12" of "Example 12"; "" where it names none. Two names are two embodiments, whose parts are not
// arranged together as claimed (MPEP 2131).
func (b *body) embodiment(t *text, s int) string {
	x := &b.sents[s]
	if !x.named {
		x.named = true
		text := t.ref.Passages[x.passage].Text
		for k := x.first; k < x.end && x.embodiment == ""; k++ {
			switch b.toks[k].lower {
			case "embodiment", "variant", "version", "model":
				x.embodiment = b.namedBefore(text, x, k)
				fallthrough
			case "example", "device", "prototype":
				if x.embodiment == "" {
					x.embodiment = b.namedBehind(text, x, k)
				}
			}
		}
	}
	return x.embodiment
}

// namedBefore returns the word in small letters between an article and word k, "the winter model", or "".
func (b *body) namedBefore(text string, x *sentence, k int) string {
	if k-2 < x.first || !embodimentArticle[b.toks[k-2].lower] || idle[b.toks[k-1].lower] {
		return ""
	}
	if c := text[b.toks[k-1].start]; c < 'a' || c > 'z' || text[b.toks[k-1].end:b.toks[k].start] != " " {
		return ""
	}
	return b.toks[k-1].lower
}

var embodimentArticle = wordSet("the a an our")

// namedBehind returns what follows word k as its name: a capital letter or a number of one or two digits, "Device B", "Example 12", "model 3", or what a
// version is for; or "".
func (b *body) namedBehind(text string, x *sentence, k int) string {
	n := k + 1
	if n >= x.end || text[b.toks[k].end:b.toks[n].start] != " " {
		return ""
	}
	if b.toks[k].lower == "version" && b.toks[n].lower == "for" {
		if n++; n < x.end && b.toks[n].lower == "the" {
			n++
		}
		if n < x.end && !idle[b.toks[n].lower] {
			return b.toks[n].lower
		}
		return ""
	}
	switch name := text[b.toks[n].start:b.toks[n].end]; {
	case (b.toks[k].lower == "device" || b.toks[k].lower == "prototype") && text[b.toks[k].start] >= 'a': // "a device A" may be any sign
		return ""
	case len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z', len(name) <= 2 && name[0] >= '0' && name[0] <= '9' && name[len(name)-1] <= '9':
		return b.toks[n].lower
	}
	return ""
}
