package priorart

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// background.gz holds in how many of the published claims each stem stands; NOTICE says where the counts come from. The first
// line is the number of claims, every other a stem and its count.
//
//go:embed background.gz
var backgroundData []byte

// background returns the number of claims counted and in how many of them each stem stands. It is unpacked at first use.
var background = sync.OnceValues(func() (int, map[string]int) {
	zr, err := gzip.NewReader(bytes.NewReader(backgroundData))
	if err != nil {
		panic("priorart: the embedded word statistics are damaged: " + err.Error())
	}
	counts, total := map[string]int{}, 0
	sc := bufio.NewScanner(zr)
	for sc.Scan() {
		stem, n, ok := strings.Cut(sc.Text(), " ")
		if !ok {
			total, _ = strconv.Atoi(stem)
			continue
		}
		counts[stem], _ = strconv.Atoi(n)
	}
	return total, counts
})

// rarity is how much a stem tells, from about 0 (in every claim) to about 11 (in none): the inverse document frequency that
// BM25 uses, over published claims instead of the few references at hand, so that a score does not change with the library.
func rarity(stem string) float64 {
	total, counts := background()
	n := float64(counts[stem])
	return math.Log(1 + (float64(total)-n+0.5)/(n+0.5))
}
