package main

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// built builds the tool as a release is built and returns where it is.
func built(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the tool: left out by -short")
	}
	name := filepath.Join(t.TempDir(), "claimchart")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// TestBuilt looks at the tool as it is released.
func TestBuilt(t *testing.T) {
	tool := built(t)
	t.Run("start-up", func(t *testing.T) { startsUp(t, tool) })
	t.Run("linked", func(t *testing.T) { linked(t, tool) })
}

// startsUp: the built tool prints its version in less than 30 ms and parses the article in less than 100 ms. Nothing that a command
// does not use may be made when the program begins. The best of many runs counts: others may keep the machine busy.
func startsUp(t *testing.T, tool string) {
	for _, c := range []struct {
		args  []string
		limit time.Duration
	}{
		{[]string{"version"}, 30 * time.Millisecond},
		{[]string{"parse", filepath.Join("..", "..", "testdata", "egenera", "article.txt")}, 100 * time.Millisecond},
	} {
		best := time.Hour
		for run := 0; run < 60 && (run < 5 || best >= c.limit); run++ {
			cmd := exec.Command(tool, c.args...)
			began := time.Now()
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v: %v", c.args, err)
			}
			best = min(best, time.Since(began))
		}
		t.Logf("%v: %v", c.args, best)
		if best >= c.limit {
			t.Errorf("%v takes %v at best, want less than %v: GODEBUG=inittrace=1 claimchart version shows what is made at the start", c.args, best, c.limit)
		}
	}
}

// linked: nothing that only tests use is part of the product.
func linked(t *testing.T, tool string) {
	info, err := buildinfo.ReadFile(tool)
	if err != nil {
		t.Fatal(err)
	}
	var modules []string
	for _, m := range info.Deps {
		modules = append(modules, m.Path)
	}
	if !slices.Contains(modules, "github.com/spf13/cobra") {
		t.Fatalf("the tool does not name its modules: %q", modules)
	}
	for _, m := range modules {
		for _, not := range []string{"chromedp", "godocx", "goldmark", "jsonschema", "go-internal", "go-cmp", "rapid", "sqlite"} {
			if strings.Contains(m, not) {
				t.Errorf("%s is for tests and linked into the product", m)
			}
		}
	}
}
