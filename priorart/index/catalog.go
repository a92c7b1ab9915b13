package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What can be wrong with an index in a folder. The messages around them name the folder and say what to do.
var (
	ErrNoIndex    = errors.New("there is no index")
	ErrUnfinished = errors.New("the index is unfinished")
	ErrDamaged    = errors.New("the index is damaged")
	ErrBusy       = errors.New("the index is in use")
	ErrVersion    = errors.New("the index was made by another version")
)

// Document is a document in an index: the name of its content, and its passages, numbered from First on. Numbers are not given
// again when a document is deleted, so there may be gaps.
type Document struct {
	ID       string `json:"id"`
	First    int    `json:"first"`
	Passages int    `json:"passages"`
	Words    int    `json:"words"` // stems in all its passages
}

// layout is the version of what this package writes into the folder, and of the tokens that are its callers' matter.
const layout = 1

// catalog is what is known of an index besides its postings. It is written with the postings it describes, in one step.
type catalog struct {
	Layout int
	Next   int // the number of the next passage
	Slots  int // documents that were ever added: document i is under the key document(i) unless it was deleted
}

var catalogKey = []byte("catalog")

func documentKey(slot int) []byte { return fmt.Appendf(nil, "document %d", slot) }

// manifest is the last file that is written, and taken away before anything is changed: where it is not, an update was
// interrupted. It holds the size and the CRC-32 of all other files.
const manifest = "complete.json"

// root is the file in which bleve keeps the catalog and which of its other files belong to the index.
const root = "root.bolt"

type file struct {
	Size int64
	CRC  uint32
}

// seal writes the manifest. The files known before are not read again where they have the same size: bleve writes a .zap file
// once and never changes it.
func seal(dir string, known map[string]file) error {
	files, err := sum(dir, known)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(files, "", "\t")
	if err != nil {
		return err
	}
	temporary := filepath.Join(dir, manifest+".new")
	if err := os.WriteFile(temporary, data, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, filepath.Join(dir, manifest))
}

// unseal takes the manifest away.
func unseal(dir string) error {
	err := os.Remove(filepath.Join(dir, manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// sum reads the files of an index, except for the .zap files that are known.
func sum(dir string, known map[string]file) (map[string]file, error) {
	names, err := stored(dir)
	if err != nil {
		return nil, err
	}
	out := map[string]file{}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Size() == known[name].Size && strings.HasSuffix(name, ".zap") {
			out[name] = known[name]
			continue
		}
		if out[name], err = sumFile(path); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func sumFile(path string) (_ file, err error) {
	f, err := os.Open(path)
	if err != nil {
		return file{}, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	crc := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.Copy(crc, f)
	return file{n, crc.Sum32()}, err
}

// stored lists the files that bleve keeps, in order.
func stored(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".zap") || name == root {
			out = append(out, name)
		}
	}
	return out, nil
}

// sealed reads the manifest and compares the sizes of the files with it, and what is in the small one that all hangs on.
func sealed(dir string) (map[string]file, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifest))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Join(dir, root)); err != nil {
			return nil, fmt.Errorf("%s: %w here: build it first", dir, ErrNoIndex)
		}
		return nil, fmt.Errorf("%s: %w, since its last build was interrupted: build it again, which goes on where it stopped", dir, ErrUnfinished)
	} else if err != nil {
		return nil, err
	}
	var files map[string]file
	if err := json.Unmarshal(data, &files); err != nil {
		return nil, damaged(dir, fmt.Sprintf("%s cannot be read (%v)", manifest, err))
	}
	for _, name := range sortedNames(files) {
		switch info, err := os.Stat(filepath.Join(dir, name)); {
		case errors.Is(err, fs.ErrNotExist):
			return nil, damaged(dir, fmt.Sprintf("the file %s is missing", name))
		case err != nil:
			return nil, err
		case info.Size() != files[name].Size:
			return nil, damaged(dir, fmt.Sprintf("the file %s has %d bytes instead of %d", name, info.Size(), files[name].Size))
		}
	}
	if got, err := sumFile(filepath.Join(dir, root)); err != nil {
		return nil, err
	} else if got != files[root] {
		return nil, damaged(dir, fmt.Sprintf("the file %s is not as it was written", root))
	}
	return files, nil
}

// Check reads all files of the index in dir and compares them with what was written. It returns nil, or an error that wraps
// ErrNoIndex, ErrUnfinished or ErrDamaged.
func Check(dir string) error {
	want, err := sealed(dir)
	if err != nil {
		return err
	}
	got, err := sum(dir, nil)
	if err != nil {
		return err
	}
	for _, name := range sortedNames(want) {
		if got[name] != want[name] {
			return damaged(dir, fmt.Sprintf("the file %s is not as it was written", name))
		}
	}
	return nil
}

func damaged(dir, why string) error {
	return fmt.Errorf("%s: %w: %s: delete this folder and build it again; the documents themselves are not in it", dir, ErrDamaged, why)
}

func sortedNames(files map[string]file) []string {
	out := make([]string, 0, len(files))
	for name := range files {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
