package priorart

import (
	"strings"
	"sync"

	"claimchart/claims"
)

// symbols are the symbols of the chemical elements (IUPAC) with their names, those left out that are words or signs of other things as well: one letter
// alone, As, At, Be, He, In, No, Pa.
var symbols = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, f := range strings.Fields(`Al=aluminium,aluminum Ag=silver Ar=argon Au=gold Ba=barium Bi=bismuth Br=bromine Ca=calcium Cd=cadmium Ce=cerium Cl=chlorine Co=cobalt
		Cr=chromium Cs=caesium,cesium Cu=copper Dy=dysprosium Er=erbium Eu=europium Fe=iron Ga=gallium Gd=gadolinium Ge=germanium Hf=hafnium Hg=mercury Ir=iridium Kr=krypton
		La=lanthanum Li=lithium Lu=lutetium Mg=magnesium Mn=manganese Mo=molybdenum Na=sodium Nb=niobium Nd=neodymium Ne=neon Ni=nickel Os=osmium Pb=lead Pd=palladium Pt=platinum
		Rb=rubidium Re=rhenium Rh=rhodium Ru=ruthenium Sb=antimony Sc=scandium Se=selenium Si=silicon Sm=samarium Sn=tin Sr=strontium Ta=tantalum Tb=terbium Te=tellurium
		Th=thorium Ti=titanium Tl=thallium Tm=thulium Xe=xenon Yb=ytterbium Zn=zinc Zr=zirconium`) {
		symbol, names, _ := strings.Cut(f, "=")
		for name := range strings.SplitSeq(names, ",") {
			out[symbol] = append(out[symbol], claims.Stem(name))
		}
	}
	return out
})

// elementNames returns the stems of the names of the chemical element whose symbol a word is, as written; nil for other words, and for the "Co." of a company.
func elementNames(text string, t token) []string {
	if t.end-t.start != 2 || text[t.start] < 'A' || text[t.start] > 'Z' || text[t.start+1] < 'a' || strings.HasPrefix(text[t.start:], "Co.") {
		return nil
	}
	return symbols()[text[t.start:t.end]]
}
