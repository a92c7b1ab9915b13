// Dist writes the archives of a release into a folder: the tool for each system as one static program, with what has to go with it,
// and SHA256SUMS. The same source, version and toolchain give the same bytes.
//
//	go run ./.ci/dist -o dist -version v1.2.0
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// targets are the systems that a release is made for.
var targets = []struct{ system, machine string }{
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// mostBytes is how large the program may be: a twelfth more than the 27 MB that the largest has, of which 4 are HTTP and TLS for a library in a cluster.
const mostBytes = 29_500_000

// entry is a file of an archive.
type entry struct {
	name string
	mode fs.FileMode
	data []byte
}

func main() {
	log.SetFlags(0)
	out := flag.String("o", "dist", "write the archives into this `FOLDER`")
	version := flag.String("version", "", "the release's `VERSION` (default: what git describes)")
	flag.Parse()
	if err := dist(*out, *version); err != nil {
		log.Fatal("dist: ", err)
	}
}

func dist(out, version string) error {
	if version == "" {
		said, err := run(nil, "git", "describe", "--tags", "--always", "--dirty")
		if err != nil {
			return fmt.Errorf("no version: give -version: %w", err)
		}
		version = strings.TrimSpace(string(said))
	}
	when, err := made()
	if err != nil {
		return err
	}
	manual, err := manualPages()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, t := range targets {
		program, err := build(t.system, t.machine, version)
		if err != nil {
			return err
		}
		if len(program) > mostBytes {
			return fmt.Errorf("the program for %s/%s has %d bytes, more than %d: see what was linked into it with go version -m", t.system, t.machine, len(program), mostBytes)
		}
		others, err := licences(t.system, t.machine)
		if err != nil {
			return err
		}
		files := []entry{{"THIRD-PARTY.txt", 0o644, others}}
		for _, name := range []string{"LICENSE", "NOTICE", "README.md", "CHANGELOG.md"} {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			files = append(files, entry{name, 0o644, data})
		}
		name := "claimchart"
		if t.system == "windows" {
			name += ".exe"
		}
		files = append(append(files, entry{name, 0o755, program}), manual...)
		folder := strings.Join([]string{"claimchart", version, t.system, t.machine}, "_")
		for i := range files {
			files[i].name = path.Join(folder, files[i].name)
		}
		slices.SortFunc(files, func(a, b entry) int { return strings.Compare(a.name, b.name) })
		archive, pack := folder+".tar.gz", tarGz
		if t.system == "windows" {
			archive, pack = folder+".zip", zipped
		}
		data, err := pack(files, when)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, archive), data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), archive)
		log.Printf("%s: %.1f MB, the program %.1f MB", archive, float64(len(data))/1e6, float64(len(program))/1e6)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), sums.Bytes(), 0o644)
}

// made is the time that all files of a release bear: SOURCE_DATE_EPOCH, else that of the commit.
func made() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		said, err := run(nil, "git", "log", "-1", "--format=%ct")
		if err != nil {
			return time.Time{}, fmt.Errorf("no time for the files: set SOURCE_DATE_EPOCH: %w", err)
		}
		text = strings.TrimSpace(string(said))
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return time.Unix(n, 0).UTC(), err
}

func build(system, machine, version string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "claimchart-dist")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "claimchart")
	_, err = run([]string{"CGO_ENABLED=0", "GOOS=" + system, "GOARCH=" + machine},
		"go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid= -X main.version="+version, "-o", name, "./cmd/claimchart")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// licences are the licences of the modules that are linked into the program, and of Go, which ask to go with it.
func licences(system, machine string) ([]byte, error) {
	list, err := run([]string{"CGO_ENABLED=0", "GOOS=" + system, "GOARCH=" + machine},
		"go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/claimchart")
	if err != nil {
		return nil, err
	}
	lines := strings.FieldsFunc(string(list), func(r rune) bool { return r == '\n' })
	slices.Sort(lines)
	root, err := run(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	lines = append([]string{"Go " + strings.TrimPrefix(runtime.Version(), "go") + "\t" + strings.TrimSpace(string(root))}, slices.Compact(lines)...)
	var b bytes.Buffer
	b.WriteString("claimchart contains the following software, under these licences.\n")
	for _, line := range lines {
		name, dir, _ := strings.Cut(line, "\t")
		found := 0
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			upper := strings.ToUpper(e.Name())
			if e.IsDir() || !strings.HasPrefix(upper, "LICEN") && !strings.HasPrefix(upper, "COPYING") && !strings.HasPrefix(upper, "NOTICE") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "\n%s\n%s: %s\n\n%s\n", strings.Repeat("=", 80), name, e.Name(), bytes.TrimSpace(text))
			found++
		}
		if found == 0 {
			return nil, fmt.Errorf("%s: no licence in %s", name, dir)
		}
	}
	return b.Bytes(), nil
}

// manualPages are the man pages and completion scripts, as the program itself writes them.
func manualPages() ([]entry, error) {
	dir, err := os.MkdirTemp("", "claimchart-manual")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if _, err := run(nil, "go", "run", "./cmd/claimchart", "manual", dir); err != nil {
		return nil, err
	}
	var out []entry
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(dir, name)
		out = append(out, entry{filepath.ToSlash(inside), 0o644, data})
		return err
	})
	return out, err
}

// run runs a program with these variables and returns what it prints; the error has what it complains of.
func run(env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, complaint.Bytes())
	}
	return out, nil
}
