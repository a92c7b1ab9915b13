package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart"
	"claimchart/priorart/index"
)

// mill builds a library of more references than are all compared, in two files.
func mill(t *testing.T) (dir string) {
	t.Helper()
	var a, b strings.Builder
	for i := range priorart.CompareAll {
		a.WriteString(line(fmt.Sprint("A", i), fmt.Sprint("wheel of a mill on a shaft", i)))
	}
	for i := range 10 {
		b.WriteString(line(fmt.Sprint("B", i), fmt.Sprint("sail of a mill in a wind", i)))
	}
	dir = t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": a.String(), "b.jsonl": b.String()})
	if r := build(t, dir); r.Unindexed != nil || r.References != priorart.CompareAll+10 {
		t.Fatalf("%+v", r)
	}
	return dir
}

// charted charts a claim against the library in dir and says how: by its index, or what was said of that.
func charted(t *testing.T, dir string) (compared []string, said string) {
	t.Helper()
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	said = "index"
	if p := l.OpenIndex(); p != nil {
		said = p.What
		if p.File != dir || p.Lost {
			t.Errorf("%+v: want the folder, and nothing lost", p)
		}
	} else if l.index == nil {
		said = "memory"
	}
	set, err := claims.Parse(&claims.Document{Name: "mill", Text: "1. A mill comprising: a wheel; and a sail that turns in a wind5."})
	if err != nil {
		t.Fatal(err)
	}
	chart, err := priorart.Make(set, l.Library, priorart.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range chart.Charts[0].References {
		compared = append(compared, fmt.Sprint(s.Label, s.Reference, s.Score))
	}
	return compared, said
}

// ranked ranks the library in dir for a claim, by references and by passages, with its index if it has one.
func ranked(t *testing.T, dir string) (out []string) {
	t.Helper()
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	l.OpenIndex()
	ranker, err := priorart.NewRanker(l.Library)
	if err != nil {
		t.Fatal(err)
	}
	set, err := claims.Parse(&claims.Document{Name: "mill", Text: "1. A mill comprising: a wheel; and a sail that turns in a wind5."})
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []priorart.By{priorart.ByReference, priorart.ByPassage} {
		list, _, err := ranker.Rank(set, priorart.RankOptions{By: by})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range list[0].Ranking {
			out = append(out, fmt.Sprint(l.Library.References[x.Reference].ID, x.Passage, x.Score, x.Found))
		}
	}
	return out
}

// indexes are the folders of the library's indexes.
func indexes(t *testing.T, dir string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(dir, folder, segmentStart+"*", indexStart+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestIndex(t *testing.T) {
	dir := mill(t)
	whole, said := charted(t, dir)
	if said != "index" || len(whole) < 3 || len(whole) > priorart.CompareAll {
		t.Fatalf("%d references by %s, want some by the index", len(whole), said)
	}
	ranking := ranked(t, dir)
	if len(ranking) < priorart.CompareAll {
		t.Fatalf("%d references and passages are ranked", len(ranking))
	}
	first := indexes(t, dir)
	if len(first) != 1 {
		t.Fatalf("%d indexes, want 1", len(first))
	}
	// Whatever is wrong with an index, the library works, check says so, and the next build mends it.
	for _, c := range []struct {
		name, said string
		harm       func(dir string) error
	}{
		{"removed", "the library has no index of its passages: the passages are indexed in memory, which takes longer; run claimchart library build " + dir, os.RemoveAll},
		{"unfinished", "the index of the passages is unfinished", func(d string) error { return os.Remove(filepath.Join(d, "complete.json")) }},
		{"cut short", "the index of the passages is damaged", func(d string) error {
			files, err := filepath.Glob(filepath.Join(d, "*.zap"))
			return errors.Join(err, os.Truncate(files[0], 100))
		}},
		{"of another library", "the index of the passages is damaged", func(d string) error {
			if err := os.RemoveAll(d); err != nil {
				return err
			}
			u, err := index.NewUpdate(d)
			if err != nil {
				return err
			}
			return errors.Join(u.Add("0", [][]string{{"mill"}}), u.Close())
		}},
		{"of another version", "the library has no index of its passages", func(d string) error { return os.Rename(d, filepath.Join(filepath.Dir(d), indexStart+"0")) }},
	} {
		if err := c.harm(first[0]); err != nil {
			t.Fatal(err)
		}
		got, said := charted(t, dir)
		if !strings.HasPrefix(said, c.said) {
			t.Errorf("%s: said %q, want %q", c.name, said, c.said)
		}
		if !slices.Equal(got, whole) {
			t.Errorf("%s: compared\n%v, want\n%v", c.name, got, whole)
		}
		if got := ranked(t, dir); !slices.Equal(got, ranking) {
			t.Errorf("%s: ranked\n%v, want\n%v", c.name, got, ranking)
		}
		if !hasIndexFault(t, dir) {
			t.Errorf("%s: check says nothing", c.name)
		}
		if r := build(t, dir); r.Unindexed != nil || r.Read != 0 {
			t.Errorf("%s: built %+v, want no file read", c.name, r)
		}
		if got, said := charted(t, dir); said != "index" || !slices.Equal(got, whole) {
			t.Errorf("%s: after the next build %v by %s, want %v by the index", c.name, got, said, whole)
		}
		if now := indexes(t, dir); !slices.Equal(now, first) {
			t.Errorf("%s: indexes %v, want %v", c.name, now, first)
		}
		if hasIndexFault(t, dir) {
			t.Errorf("%s: check still finds it after the next build", c.name)
		}
	}
}

func hasIndexFault(t *testing.T, dir string) bool {
	t.Helper()
	faults, _, err := Check(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(faults, func(f Fault) bool {
		return strings.Contains(f.What, "index") && f.Remedy == "run claimchart library build "+dir
	})
}

// What an update adds is indexed by itself; what is gone is not found. Each time the references compared are those that an index in
// memory finds.
func TestIndexIncremental(t *testing.T) {
	dir := mill(t)
	kept := indexes(t, dir)
	same := func(what string, parts int) {
		t.Helper()
		if r := build(t, dir); r.Unindexed != nil {
			t.Fatal(r.Unindexed)
		}
		got, said := charted(t, dir)
		if all := indexes(t, dir); said != "index" || len(all) != parts || !slices.Contains(all, kept[0]) {
			t.Errorf("%s: by %s, indexes %v: want %d with %s", what, said, all, parts, kept[0])
		}
		l, err := Load([]string{dir}, Options{Fresh: true})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if p := l.OpenIndex(); p != nil || l.index != nil {
			t.Errorf("%s: documents that were read have an index", what)
		}
		moved := t.TempDir() // without what was built but the labels
		labels, err := os.ReadFile(filepath.Join(dir, folder, labelsFile))
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{filepath.Join(folder, labelsFile): string(labels)}
		for _, name := range []string{"a.jsonl", "b.jsonl", "c.jsonl"} {
			if text, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
				files[name] = string(text)
			}
		}
		write(t, moved, files)
		if want, said := charted(t, moved); said != "memory" || !slices.Equal(got, want) {
			t.Errorf("%s: the index finds\n%v, memory (%s)\n%v", what, got, said, want)
		}
		if got, want := ranked(t, dir), ranked(t, moved); !slices.Equal(got, want) {
			t.Errorf("%s: the index ranks\n%v, memory\n%v", what, got, want)
		}
	}
	// C1 has the passages of A1 under another ID: both are in the library.
	write(t, dir, map[string]string{"c.jsonl": line("C0", "sail and a wheel in a wind5") + line("C1", "wheel of a mill on a shaft1")})
	same("a file more", 2)
	if err := os.Remove(filepath.Join(dir, "b.jsonl")); err != nil {
		t.Fatal(err)
	}
	same("a file less", 2)
	if err := os.Remove(filepath.Join(dir, "c.jsonl")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"b.jsonl": line("B0", "wind5 and sail")})
	same("a file changed", 2)
}

// A small library is compared whole and needs no index.
func TestSmallIndex(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "wheel")})
	build(t, dir)
	if got := indexes(t, dir); len(got) != 0 {
		t.Errorf("indexes %v, want none", got)
	}
	if _, said := charted(t, dir); said != "memory" {
		t.Errorf("said %q of a small library", said)
	}
	if hasIndexFault(t, dir) {
		t.Error("check misses an index that is not needed")
	}
}
