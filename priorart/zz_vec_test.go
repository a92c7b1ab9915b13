package priorart

import (
	"bufio"
	"compress/gzip"
	"encoding/gob"
	"encoding/json"
	"math"
	"math/rand"
	"os"
	"sort"
	"sync"
	"testing"

	"claimchart/claims"
)

type vecs struct {
	Words []string
	Dim   int
	V     []float32
}

func TestMakeVectors(t *testing.T) {
	if os.Getenv("VEC") == "" {
		t.Skip()
	}
	half := os.Getenv("HALF") // "", "0", "1"
	rows := map[string]int{}
	{
		f, _ := os.Open("../../shared/data/published/pairs.jsonl")
		sc := bufio.NewScanner(f)
		i := 0
		for sc.Scan() {
			var p struct{ Document, Own_paper string }
			json.Unmarshal(sc.Bytes(), &p)
			rows[p.Document] = i % 2
			rows["paper-"+p.Document] = i % 2
			i++
		}
	}
	each := func(do func(stems []string)) {
		for _, name := range []string{"patents", "papers"} {
			f, _ := os.Open("../../shared/data/published/" + name + ".jsonl.gz")
			zr, _ := gzip.NewReader(f)
			sc := bufio.NewScanner(zr)
			sc.Buffer(nil, 1<<27)
			type ref struct {
				ID       string
				Passages []struct{ Text string }
			}
			ch := make(chan []string, 64)
			var wg sync.WaitGroup
			lines := make(chan []byte, 16)
			for range 2 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					for l := range lines {
						var r ref
						json.Unmarshal(l, &r)
						if half != "" && rows[r.ID] != int(half[0]-'0') {
							continue
						}
						for _, p := range r.Passages {
							for _, s := range claims.Sentences(p.Text) {
								var st []string
								for _, w := range claims.Words(p.Text[s.Start:s.End]) {
									if !idle[w.Lower] {
										st = append(st, claims.Stem(w.Lower))
									}
								}
								ch <- st
							}
						}
					}
				}()
			}
			go func() {
				for sc.Scan() {
					lines <- append([]byte(nil), sc.Bytes()...)
				}
				close(lines)
				wg.Wait()
				close(ch)
			}()
			for st := range ch {
				do(st)
			}
		}
	}
	freq := map[string]int{}
	n := 0
	each(func(st []string) {
		for _, s := range st {
			freq[s]++
			n++
		}
	})
	type wf struct {
		w string
		f int
	}
	var list []wf
	for w, f := range freq {
		if f >= 20 && len(w) > 1 && !(w[0] >= '0' && w[0] <= '9') {
			list = append(list, wf{w, f})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].f > list[j].f || list[i].f == list[j].f && list[i].w < list[j].w })
	if len(list) > 30000 {
		list = list[:30000]
	}
	id := map[string]int{}
	for i, w := range list {
		id[w.w] = i
	}
	R, C := len(list), min(6000, len(list))
	t.Logf("%d tokens, %d rows", n, R)
	M := make([]float32, R*C)
	var ids []int
	each(func(st []string) {
		ids = ids[:0]
		for _, s := range st {
			if i, ok := id[s]; ok {
				ids = append(ids, i)
			} else {
				ids = append(ids, -1)
			}
		}
		for i, a := range ids {
			if a < 0 {
				continue
			}
			for j := max(0, i-5); j < min(len(ids), i+6); j++ {
				if j == i || ids[j] < 0 || ids[j] >= C {
					continue
				}
				d := j - i
				if d < 0 {
					d = -d
				}
				M[a*C+ids[j]] += float32(6-d) / 5
			}
		}
	})
	rs, cs, tot := make([]float64, R), make([]float64, C), 0.0
	for i := range R {
		for j := range C {
			v := float64(M[i*C+j])
			rs[i] += v
			cs[j] += v
		}
	}
	for j := range C {
		cs[j] = math.Pow(cs[j], 0.75)
		tot += cs[j]
	}
	for i := range R {
		for j := range C {
			if v := float64(M[i*C+j]); v > 0 {
				p := math.Log(v * tot / (rs[i] * cs[j]))
				if v < 2 {
					p = 0
				}
				M[i*C+j] = float32(math.Max(0, p))
			}
		}
	}
	// sparse rows
	type nz struct {
		j int32
		v float32
	}
	sp := make([][]nz, R)
	for i := range R {
		for j := range C {
			if v := M[i*C+j]; v > 0 {
				sp[i] = append(sp[i], nz{int32(j), v})
			}
		}
	}
	M = nil
	K := 140
	rng := rand.New(rand.NewSource(1))
	O := make([]float64, C*K)
	for i := range O {
		O[i] = rng.NormFloat64()
	}
	mul := func(B []float64) []float64 { // R×K = A B
		Y := make([]float64, R*K)
		var wg sync.WaitGroup
		for g := range 2 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := g; i < R; i += 2 {
					y := Y[i*K : i*K+K]
					for _, e := range sp[i] {
						b := B[int(e.j)*K : int(e.j)*K+K]
						v := float64(e.v)
						for k := range y {
							y[k] += v * b[k]
						}
					}
				}
			}()
		}
		wg.Wait()
		return Y
	}
	mulT := func(Q []float64) []float64 { // C×K = A^T Q
		Z := make([]float64, C*K)
		for i := range R {
			q := Q[i*K : i*K+K]
			for _, e := range sp[i] {
				z := Z[int(e.j)*K : int(e.j)*K+K]
				v := float64(e.v)
				for k := range z {
					z[k] += v * q[k]
				}
			}
		}
		return Z
	}
	orth := func(Y []float64, n int) {
		for k := range K {
			for l := 0; l < k; l++ {
				d := 0.0
				for i := range n {
					d += Y[i*K+k] * Y[i*K+l]
				}
				for i := range n {
					Y[i*K+k] -= d * Y[i*K+l]
				}
			}
			d := 0.0
			for i := range n {
				d += Y[i*K+k] * Y[i*K+k]
			}
			d = math.Sqrt(d) + 1e-12
			for i := range n {
				Y[i*K+k] /= d
			}
		}
	}
	Y := mul(O)
	for range 3 {
		orth(Y, R)
		Z := mulT(Y)
		orth(Z, C)
		Y = mul(Z)
	}
	// Y = A Z with Z orthonormal: columns approx U S rotated. Eigen-decompose Y^T Y (K×K) by Jacobi to weight by S^0.5.
	G := make([]float64, K*K)
	for i := range R {
		for a := range K {
			for b := range K {
				G[a*K+b] += Y[i*K+a] * Y[i*K+b]
			}
		}
	}
	V := make([]float64, K*K)
	for i := range K {
		V[i*K+i] = 1
	}
	for range 30 {
		off := 0.0
		for p := range K {
			for q := p + 1; q < K; q++ {
				if math.Abs(G[p*K+q]) < 1e-9*math.Sqrt(G[p*K+p]*G[q*K+q]) {
					continue
				}
				off++
				th := (G[q*K+q] - G[p*K+p]) / (2 * G[p*K+q])
				tt := 1 / (math.Abs(th) + math.Sqrt(th*th+1))
				if th < 0 {
					tt = -tt
				}
				c := 1 / math.Sqrt(tt*tt+1)
				s := tt * c
				for k := range K {
					x, y := G[k*K+p], G[k*K+q]
					G[k*K+p], G[k*K+q] = c*x-s*y, s*x+c*y
				}
				for k := range K {
					x, y := G[p*K+k], G[q*K+k]
					G[p*K+k], G[q*K+k] = c*x-s*y, s*x+c*y
				}
				for k := range K {
					x, y := V[k*K+p], V[k*K+q]
					V[k*K+p], V[k*K+q] = c*x-s*y, s*x+c*y
				}
			}
		}
		if off == 0 {
			break
		}
	}
	out := vecs{Dim: K, V: make([]float32, R*K)}
	for i := range R {
		norm := 0.0
		tmp := make([]float64, K)
		for k := range K {
			x := 0.0
			for l := range K {
				x += Y[i*K+l] * V[l*K+k]
			}
			x /= math.Pow(math.Max(G[k*K+k], 1e-9), 0.25) // U S / S^0.5
			tmp[k] = x
			norm += x * x
		}
		norm = math.Sqrt(norm) + 1e-12
		for k := range K {
			out.V[i*K+k] = float32(tmp[k] / norm)
		}
	}
	for _, w := range list {
		out.Words = append(out.Words, w.w)
	}
	f, _ := os.Create("/tmp/v/vec" + half + ".gob")
	gob.NewEncoder(f).Encode(out)
	f.Close()
	show := func(w string) {
		i, ok := id[claims.Stem(w)]
		if !ok {
			t.Log(w, "none")
			return
		}
		type s struct {
			w string
			c float64
		}
		var l []s
		for j := range R {
			d := 0.0
			for k := range K {
				d += float64(out.V[i*K+k]) * float64(out.V[j*K+k])
			}
			l = append(l, s{out.Words[j], math.Round(d*100) / 100})
		}
		sort.Slice(l, func(a, b int) bool { return l[a].c > l[b].c })
		t.Log(w, l[1:14])
	}
	for _, w := range []string{"transmit", "handle", "wrench", "pawl", "spring", "migrate", "host", "virtual", "guest", "memory", "page", "frame", "suspend", "pause", "resume", "notify", "screw", "bolt", "thicken", "paint", "pigment", "filler", "valve", "threshold", "announce"} {
		show(w)
	}
}
