package library

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claimchart/priorart"
)

// write puts files into a folder; their names may name folders.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// line is a reference with two passages.
func line(id, word string) string {
	return fmt.Sprintf(`{"id":%q,"title":"On %s","kind":"paper","date":"2001-02-03","passages":[{"loc":"[0001]","text":"The %s turns."},{"loc":"[0002]","text":"The %s stops."}]}`+"\n", id, word, word, word)
}

// shelfOf lists a library's references: label, ID, file, and the first passage.
func shelfOf(t testing.TB, dir string, opt Options) []string {
	t.Helper()
	l, err := Load([]string{dir}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out []string
	for i := range l.Library.References {
		r := &l.Library.References[i]
		p := priorart.Passage{}
		if r.PassageCount() > 0 {
			if p, err = r.Passage(0); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, fmt.Sprintf("%s %s %s %q", r.Label, r.ID, r.File, p.Text))
	}
	return out
}

func build(t testing.TB, dir string) *Result {
	t.Helper()
	r, err := Build(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestBuild: labels stay when files are added, renamed, changed and removed, only what is new is read, and what is opened is what would
// have been read.
func TestBuild(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.jsonl": line("B1", "wheel") + line("B2", "lever"), "c/m.jsonl": line("M", "crank"),
		"note.txt": "A pump is described.\n\nIt has a valve.\n",
	})
	counts := func(r *Result) string { return fmt.Sprint(r.Read, " read, ", r.Kept, " kept, ", r.Gone, " gone") }
	step := func(what, wantCounts string, want ...string) {
		t.Helper()
		if got := counts(build(t, dir)); got != wantCounts {
			t.Errorf("%s: %s, want %s", what, got, wantCounts)
		}
		opened := shelfOf(t, dir, Options{})
		if diff := cmp.Diff(want, opened); diff != "" {
			t.Errorf("%s (-want +got): %s", what, diff)
		}
		if diff := cmp.Diff(shelfOf(t, dir, Options{Fresh: true}), opened); diff != "" {
			t.Errorf("%s: read (-) and opened (+) differ: %s", what, diff)
		}
	}
	wheel, lever, crank, pump := `"The wheel turns."`, `"The lever turns."`, `"The crank turns."`, `"A pump is described."`
	step("first", "3 read, 0 kept, 0 gone",
		"D1 B1 b.jsonl "+wheel, "D2 B2 b.jsonl "+lever, "D3 M c/m.jsonl "+crank, "D4 note note.txt "+pump)

	write(t, dir, map[string]string{"a.jsonl": line("A", "cam"), "library.yaml": "- file: note.txt\n  label: Pump\n  date: 1998\n"})
	step("added before the others, one named", "1 read, 3 kept, 0 gone",
		"D1 B1 b.jsonl "+wheel, "D2 B2 b.jsonl "+lever, "D3 M c/m.jsonl "+crank, `D5 A a.jsonl "The cam turns."`, "Pump note note.txt "+pump)

	if err := os.Rename(filepath.Join(dir, "c", "m.jsonl"), filepath.Join(dir, "z.jsonl")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"b.jsonl": line("B2", "lever") + line("B3", "spring")})
	// Of the passages that were built, more are gone now than left: all is read into one segment again.
	step("renamed, and one taken out of a file", "4 read, 0 kept, 1 gone",
		"D2 B2 b.jsonl "+lever, "D3 M z.jsonl "+crank, `D5 A a.jsonl "The cam turns."`, `D6 B3 b.jsonl "The spring turns."`, "Pump note note.txt "+pump)

	write(t, dir, map[string]string{"b.jsonl": line("B2", "lever") + line("B3", "spring") + line("B1", "wheel")})
	step("and put in again", "1 read, 3 kept, 0 gone",
		"D1 B1 b.jsonl "+wheel, "D2 B2 b.jsonl "+lever, "D3 M z.jsonl "+crank, `D5 A a.jsonl "The cam turns."`, `D6 B3 b.jsonl "The spring turns."`, "Pump note note.txt "+pump)

	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "z.jsonl"), later, later); err != nil {
		t.Fatal(err)
	}
	if got := counts(build(t, dir)); got != "0 read, 4 kept, 0 gone" {
		t.Errorf("only the time has changed: %s", got)
	}
	for i := range 12 { // many small builds do not make many segments
		write(t, dir, map[string]string{fmt.Sprintf("n%d.jsonl", i): line(fmt.Sprintf("N%d", i), fmt.Sprintf("word%d", i))})
		build(t, dir)
	}
	segments, _ := filepath.Glob(filepath.Join(dir, folder, segmentStart+"*"))
	if len(segments) > maxSegments {
		t.Errorf("%d segments", len(segments))
	}
	if diff := cmp.Diff(shelfOf(t, dir, Options{Fresh: true}), shelfOf(t, dir, Options{})); diff != "" {
		t.Error(diff)
	}
}

// TestSegments: the numbers of a segment's passages are those of the library.
func TestSegments(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"b.jsonl": line("B1", "wheel") + line("B2", "lever"), "c.jsonl": line("C", "crank")})
	build(t, dir)
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam"), "b.jsonl": line("B2", "lever")})
	build(t, dir)
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	passages, seen := l.Library.Passages(), 0
	for _, s := range l.Segments() {
		for n, number := range s.Numbers {
			if number < 0 {
				continue
			}
			seen++
			inStore, err1 := s.Store.Passage(n)
			_, inLibrary, err2 := passages.At(number)
			if err1 != nil || err2 != nil || inStore.Text != inLibrary.Text {
				t.Errorf("passage %d of %s is %q, %d of the library %q (%v, %v)", n, s.Dir, inStore.Text, number, inLibrary.Text, err1, err2)
			}
		}
	}
	if seen != passages.Len() || seen != 6 {
		t.Errorf("%d of %d passages have a number, want 6", seen, passages.Len())
	}
}

// full is a file on a disk that has room for so many more bytes.
type full struct {
	*os.File
	room *int
}

func (f full) Write(p []byte) (int, error) {
	if *f.room -= len(p); *f.room < 0 {
		return 0, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.File.Write(p)
}

// TestFullDisk: a build that finds no room, wherever it is, leaves the library as it was, and nothing beside it.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam")})
	build(t, dir)
	before := tree(t, filepath.Join(dir, folder))
	write(t, dir, map[string]string{"b.jsonl": line("B", "wheel")})
	need := 0
	for room := 0; ; room += 40 {
		left := room
		b := &builder{dir: dir, make: func(name string) (io.WriteCloser, error) {
			f, err := os.Create(name)
			return full{f, &left}, err
		}}
		_, err := b.build()
		if err == nil {
			need = room
			break
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the library is as it was before: make room on the disk and build again") {
			t.Fatalf("with room for %d bytes: %v", room, err)
		}
		if diff := cmp.Diff(before, tree(t, filepath.Join(dir, folder))); diff != "" {
			t.Fatalf("with room for %d bytes: %s", room, diff)
		}
	}
	if need < 200 {
		t.Errorf("%d bytes were enough: the test is none", need)
	}
	if got := shelfOf(t, dir, Options{}); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// tree is what stands in a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == lockFile {
			return err
		}
		text, err := os.ReadFile(name)
		out[relative(dir, name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestInterrupted: what a build left behind that was killed neither harms the library nor stays.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam")})
	build(t, dir)
	want := shelfOf(t, dir, Options{})
	write(t, dir, map[string]string{
		folder + "/" + segmentStart + "123/passages": "half of it", folder + "/.9.tmp": "half a manifest",
		folder + "/lock": "process 1 on elsewhere\n",
	})
	if diff := cmp.Diff(want, shelfOf(t, dir, Options{})); diff != "" {
		t.Error(diff)
	}
	write(t, dir, map[string]string{"b.jsonl": line("B", "pin")})
	b := &builder{dir: dir, make: func(string) (io.WriteCloser, error) {
		if _, err := os.Stat(filepath.Join(dir, folder, segmentStart+"123")); err == nil {
			t.Error("what an ended build left takes room while the next one writes")
		}
		return nil, syscall.ENOSPC
	}}
	if _, err := b.build(); err == nil || !strings.Contains(err.Error(), "make room") {
		t.Errorf("a full disk: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "b.jsonl")); err != nil {
		t.Fatal(err)
	}
	build(t, dir)
	left, _ := filepath.Glob(filepath.Join(dir, folder, "*"))
	tmp, _ := filepath.Glob(filepath.Join(dir, folder, ".*"))
	if len(left)+len(tmp) != 4 { // manifest, labels, lock, one segment
		t.Errorf("left behind: %v %v", left, tmp)
	}
}

// TestTwoBuilds: while one build runs, a second one says so and changes nothing.
func TestTwoBuilds(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam")})
	build(t, dir)
	unlock, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Build(dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "is being built by process ") || !strings.Contains(err.Error(), "wait for it to end") {
		t.Errorf("the second build: %v", err)
	}
	unlock()
	build(t, dir)
}

// TestDamaged: every byte of what was built may be another one, or the file may end anywhere: a passage is then as it was written, or
// an error; and the library can always be built anew.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam") + line("B", "wheel")})
	build(t, dir)
	want := shelfOf(t, dir, Options{})
	// A passage that is damaged is kept by a build that reads only what has changed, and read anew by one that reads all.
	store, _ := filepath.Glob(filepath.Join(dir, folder, segmentStart+"*", storeFile))
	text, err := os.ReadFile(store[0])
	if err != nil {
		t.Fatal(err)
	}
	text[len(storeMark)+12] ^= 1
	if err := os.WriteFile(store[0], text, 0o644); err != nil {
		t.Fatal(err)
	}
	faults, _, err := Check(dir, Options{})
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0].Remedy, "--fresh") {
		t.Errorf("one damaged passage: %v, %v", faults, err)
	}
	if _, err := Build(dir, Options{Fresh: true}); err != nil {
		t.Fatal(err)
	}
	if faults, _, err = Check(dir, Options{}); err != nil || len(faults) != 0 {
		t.Errorf("read anew: %v, %v", faults, err)
	}
	for _, kind := range []string{storeFile, refsFile} {
		files, _ := filepath.Glob(filepath.Join(dir, folder, segmentStart+"*", kind))
		whole, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			for _, damaged := range [][]byte{slices.Concat(whole[:i], []byte{whole[i] ^ 0x41}, whole[i+1:]), whole[:i]} {
				if err := os.WriteFile(files[0], damaged, 0o644); err != nil {
					t.Fatal(err)
				}
				b, err := Open(dir)
				if err != nil {
					continue
				}
				if kind == refsFile {
					t.Fatalf("byte %d of %s: not found to be damaged", i, kind)
				}
				for _, s := range b.segments {
					for n := range s.store.Len() {
						p, err := s.store.Passage(n)
						if err == nil && !strings.HasPrefix(p.Text, "The ") {
							t.Fatalf("byte %d of %s: passage %d is %q", i, kind, n, p.Text)
						}
					}
				}
				b.Close()
			}
		}
		if err := os.WriteFile(files[0], whole[:len(whole)/2], 0o644); err != nil {
			t.Fatal(err)
		}
		faults, _, err := Check(dir, Options{})
		if err != nil || len(faults) == 0 {
			t.Errorf("check finds nothing in a damaged %s: %v", kind, err)
		}
		if diff := cmp.Diff(want, shelfOf(t, dir, Options{})); diff != "" {
			t.Errorf("with a damaged %s the documents are read: %s", kind, diff)
		}
		build(t, dir)
		if diff := cmp.Diff(want, shelfOf(t, dir, Options{})); diff != "" {
			t.Errorf("built anew: %s", diff)
		}
	}
}
