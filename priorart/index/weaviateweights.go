package index

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The server weighs a word by its rarity among the passages of a shard, and claimchart by its rarity among claims, the same for every library.
// What both order alike is found by few candidates: so a search has each word as often as brings the server's weight for it, which is
// multiplied by that number, nearest to ours.

// mostRepeated is how often a search has the word that the server, measured by our weight, thinks least of.
const mostRepeated = 24

// question are the words of a query as the server is asked for them; words that no passage has are left out.
func (w *Weaviate) question(query []weighted) (string, error) {
	rarity, err := w.raritiesOf(query)
	if err != nil {
		return "", err
	}
	ratios, most := make([]float64, len(query)), 0.0
	for i, q := range query {
		if r := rarity[q.stem]; r > 0 {
			ratios[i] = float64(q.weight) / weightUnit / r
			most = max(most, ratios[i])
		}
	}
	var words []string
	for i, q := range query {
		if ratios[i] > 0 {
			words = slices.Concat(words, slices.Repeat([]string{q.stem}, int(max(1, math.Round(ratios[i]/most*mostRepeated)))))
		}
	}
	return strings.Join(words, " "), nil
}

// raritiesTogether is how many words one question asks about.
const raritiesTogether = 64

// raritiesOf returns the server's weight of each word, read off what it scores the passage that it finds best for that word alone; 0 for a word that
// no passage has. What it was told is remembered, for a chart asks for the same words again and again.
func (w *Weaviate) raritiesOf(query []weighted) (map[string]float64, error) {
	w.weighing.Lock()
	defer w.weighing.Unlock()
	if len(w.rarity) > 1<<20 { // what is remembered is bounded
		clear(w.rarity)
	}
	var unknown []string
	out := make(map[string]float64, len(query))
	for _, q := range query {
		if r, known := w.rarity[q.stem]; known {
			out[q.stem] = r
		} else {
			unknown = append(unknown, q.stem)
		}
	}
	type best struct {
		Stems      string
		Additional struct{ Score string } `json:"_additional"`
	}
	for stems := range slices.Chunk(unknown, raritiesTogether) {
		var ask strings.Builder
		for i, stem := range stems {
			alone := fmt.Sprintf(`limit:1,bm25:{query:%s,properties:["stems"]}`, quoted(stem))
			fmt.Fprintf(&ask, "w%d:%s{stems _additional{score}} ", i, w.asked(w.at.Collection, alone))
		}
		var get map[string][]best
		if err := w.graphql("{Get{"+ask.String()+"}}", "Get", func(data []byte) error {
			get = nil
			return into(&get)(data)
		}); err != nil {
			return nil, err
		}
		for i, stem := range stems {
			r := 0.0
			if list := get[fmt.Sprint("w", i)]; len(list) > 0 {
				r = rarityIn(stem, list[0].Stems, list[0].Additional.Score, w.totals.average())
			}
			w.rarity[stem], out[stem] = r, r
		}
	}
	return out, nil
}

// rarityIn is a word's weight where a passage of the stems scores so much for it alone. It is that of a rare word where the score says nothing.
func rarityIn(stem, stems, scored string, average float64) float64 {
	count, length := uint32(0), 0
	for s := range strings.FieldsSeq(stems) {
		length++
		if s == stem {
			count++
		}
	}
	score, err := strconv.ParseFloat(scored, 64)
	if r := score * impactUnit / float64(impact(max(count, 1), float64(length), average)); err == nil && r > 0 && !math.IsInf(r, 0) {
		return r
	}
	return usualRarity
}

// usualRarity stands in for a weight that cannot be told: ln(1 + N/n) of a word in one passage of a thousand.
const usualRarity = 7
