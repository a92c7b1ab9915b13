package source

import "testing"

func TestDotText(t *testing.T) {
	for _, c := range []struct{ text, spaced, unspaced string }{
		{"e.g. a U.S. Pat. No. 5, i.e. x", "e.g. a U.S. Pat. No. 5, i.e. x", "e.g. a U.S. Pat. No. 5, i.e. x"},
		{"at 20.degree. C., .ltoreq.5 .mu.m", "at 20° C., ≤5 μm", "at 20° C., ≤5 μm"},
		{".DELTA.T.sub.1.times.2", "ΔT₁×2", "ΔT₁×2"},
		{"3.times.10.sup.-9 m", "3×10⁻⁹ m", "3×10⁻⁹ m"},
		{"the .unknown. word", "the .unknown. word", "the .unknown. word"},
		// a blank that ends a script within a formula is not printed, one between words is
		{"H.sub.2 O, CH.sub.3 OH and Al.sub.2 O.sub.3", "H₂O, CH₃OH and Al₂O₃", "H₂ O, CH₃ OH and Al₂ O₃"},
		{"(CH.sub.2).sub.n OH", "(CH₂)ₙOH", "(CH₂)ₙ OH"},
		{"C.sub.1 -C.sub.6 alkyl", "C₁-C₆ alkyl", "C₁ -C₆ alkyl"},
		{"CO.sub.2 In the next step", "CO₂ In the next step", "CO₂ In the next step"},
		{"data D.sub.1 to D.sub.n taken", "data D₁ to Dₙ taken", "data D₁ to Dₙ taken"},
		{"V.sub.2 V and R.sub.1 O", "V₂ V and R₁ O", "V₂ V and R₁ O"},
		{"x.sub.i .sup.2 is", "xᵢ² is", "xᵢ ² is"},
		{"T.sub.1 (see FIG. 2)", "T₁ (see FIG. 2)", "T₁ (see FIG. 2)"},
		{"the pause T.sub.1 -- which", "the pause T₁ -- which", "the pause T₁ -- which"},
		{"Fe.sub.0.95 O", "Fe0.95O", "Fe0.95 O"},
		{"x.sub.(n+1) y", "x₍ₙ₊₁₎ y", "x₍ₙ₊₁₎ y"},
		{"10.sup..degree. turn", "10° turn", "10° turn"},
		{"cut ##STR00012## here, No. ##7", "cut [chemical structure] here, No. ##7", "cut [chemical structure] here, No. ##7"},
		{"by ##EQU2##", "by [formula]", "by [formula]"},
		{"at http://a.times.com or www.alpha.beta.org", "at http://a.times.com or www.alpha.beta.org", "at http://a.times.com or www.alpha.beta.org"},
		{"a .[.big.]. lamp", "a lamp", "a lamp"},
		{"open .[.without end", "open without end", "open without end"},
	} {
		d := dotText{spaced: true}
		if got := d.decode(c.text); got != c.spaced {
			t.Errorf("%q with blanks: %q, want %q", c.text, got, c.spaced)
		}
		d = dotText{}
		if got := d.decode(c.text); got != c.unspaced {
			t.Errorf("%q: %q, want %q", c.text, got, c.unspaced)
		}
	}
	// where no blank ends a script, its kind of characters does
	for _, c := range []struct{ text, want string }{
		{"GeSb.sub.2Te.sub.4", "GeSb₂Te₄"},
		{"104.sub.2-104.sub.9", "104₂-104₉"},
		{"SiO.sub.xN.sub.y", "SiOₓNy"},
		{"Ca.sup.2+ ions", "Ca²⁺ ions"},
		{"a.sub.n-1 and b", "aₙ₋₁ and b"},
		{"10.sup.-6m", "10⁻⁶m"},
		{"the 2.sup.nd order", "the 2nd order"},
		{"T.sub.TX is", "TTX is"},
	} {
		d := dotText{}
		if got := d.decode(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
