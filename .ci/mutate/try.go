package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"

	"claimchart/.ci/mutate/mutations"
)

// outcome is what came of a mutation.
type outcome string

const (
	caught   outcome = "caught by"
	survived outcome = "SURVIVED"
	faulty   outcome = "FAULTY" // it does not compile, or does not fit its file
)

type result struct {
	outcome outcome
	by      string // the test that failed, or what is wrong with the mutation
}

// suites are the packages whose tests may notice a mutation of a room, the room's own first, then the corpus, then what stands on
// the room. A package that is not there is passed over.
var suites = map[string][]string{
	"claims":            {"claims", "report/corpus", "priorart", "claims/source", "report", "cmd/claimchart"},
	"claims/source":     {"claims/source", "report/corpus", "cmd/claimchart"},
	"priorart":          {"priorart", "report/corpus", "report", "cmd/claimchart"},
	"priorart/index":    {"priorart/index", "priorart", "priorart/library"},
	"priorart/library":  {"priorart/library", "cmd/claimchart"},
	"priorart/practice": {"priorart/practice", "priorart", "cmd/claimchart"},
	"report":            {"report", "report/corpus", "cmd/claimchart"},
	"report/corpus":     {"report/corpus", "cmd/claimchart"},
	"cmd/claimchart":    {"cmd/claimchart"},
}

// quickly are the packages of a room whose quick tests a quick run asks: the room's own, and the corpus where it comes next.
func quickly(packages []string) []string {
	if len(packages) > 1 && packages[1] == "report/corpus" {
		return packages[:2]
	}
	return packages[:1]
}

// slow are tests that take seconds and seldom notice what no other does: they run last.
var slow = map[string]string{
	"claims":           "TestLexicons|TestDiffGivesTextsBack|TestInheritedLong|FuzzParse|TestManyClaims|TestPairingsAreWhole",
	"claims/source":    "Fuzz.*|TestBadArchives",
	"priorart":         "TestWordNet|TestExplanationAddsUp|FuzzArticle|TestAgainstOracle|TestOppositesApart",
	"priorart/library": "TestDamaged",
	"report":           "Test.*Browser|Test.*Office|TestWidth|TestEnvironment",
	"cmd/claimchart":   "TestProcessors",
}

// timed are tests that set a time limit: on a busy machine they fail by themselves, and would have caught anything.
const timed = "TestLongProse|TestOldFormatsLinear|TestLinear|TestManyTwins|TestUnlikeTexts|TestLongClaim|TestLargeSets|TestManyPaths|" +
	"TestCoverIsFast|TestLargeInBrowser"

// parts are the arguments by which a package's tests run: the quick ones, and then the slow ones if they are wanted.
func parts(p string, quick bool) [][]string {
	if slow[p] == "" {
		return [][]string{{"-test.skip", "^(" + timed + ")$"}}
	}
	out := [][]string{{"-test.skip", "^(" + timed + "|" + slow[p] + ")$"}}
	if !quick {
		out = append(out, []string{"-test.skip", "^(" + timed + ")$", "-test.run", "^(" + slow[p] + ")$"})
	}
	return out
}

// try runs the tests with one mutation laid over the tree, package after package, until one notices.
func try(ctx context.Context, tree, dir string, m *mutations.Mutation, opt options) result {
	defer func() { _ = os.RemoveAll(dir) }() // test binaries are large
	changed, err := m.Apply(tree)
	if err != nil {
		return result{faulty, err.Error()}
	}
	overlay, err := layOver(dir, filepath.Join(tree, filepath.FromSlash(m.File)), changed)
	if err != nil {
		return result{faulty, err.Error()}
	}
	packages := suites[m.Room()]
	if packages == nil {
		return result{faulty, "suites in .ci/mutate/try.go does not know the room " + m.Room()}
	}
	if opt.quick {
		packages = quickly(packages)
	}
	for _, p := range packages {
		switch r := test(ctx, tree, dir, overlay, p, opt); {
		case r.outcome == caught && !opt.trusted(ctx, tree, p):
			return result{faulty, "nothing proves it: the tests fail without it, too: " + r.by}
		case r.outcome != survived:
			return r
		}
	}
	return result{survived, ""}
}

// test builds and runs the tests of one package; a package that is not there, or has none, notices nothing. Tests that build the tool
// themselves build it with the mutation.
func test(ctx context.Context, tree, dir, overlay, p string, opt options) result {
	folder := filepath.Join(tree, filepath.FromSlash(p))
	if _, err := os.Stat(folder); err != nil {
		return result{survived, ""}
	}
	binary := filepath.Join(dir, "package.test")
	_ = os.Remove(binary) // of the package before
	if out, err := command(ctx, tree, "go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", binary, "./"+p).CombinedOutput(); err != nil {
		return result{faulty, "does not compile: " + strings.TrimSpace(string(out))}
	}
	if _, err := os.Stat(binary); err != nil {
		return result{survived, ""}
	}
	for _, args := range parts(p, opt.quick) {
		args = append([]string{"-test.short", "-test.failfast", "-test.timeout", opt.limit.String()}, args...)
		c := command(ctx, folder, binary, args...)
		c.Env = append(c.Env, "GOFLAGS=-overlay="+overlay)
		if out, err := c.CombinedOutput(); err != nil {
			return result{caught, p + " " + failure(out, err)}
		}
	}
	return result{survived, ""}
}

// proofs tell of each package whether its tests pass on the tree as it is: where they fail, what they notice says nothing. Only the
// packages that caught something are asked, each once.
func proofs(dir string, opt options) func(ctx context.Context, tree, p string) bool {
	var mu sync.Mutex
	passes := map[string]bool{}
	return func(ctx context.Context, tree, p string) bool {
		mu.Lock()
		defer mu.Unlock()
		if _, asked := passes[p]; !asked {
			defer func() { _ = os.RemoveAll(dir) }()
			overlay, err := layOver(dir, filepath.Join(tree, "none"), nil)
			passes[p] = err == nil && test(ctx, tree, dir, overlay, p, opt).outcome == survived
		}
		return passes[p]
	}
}

// layOver writes the changed file and the overlay that go reads.
func layOver(dir, file string, changed []byte) (overlay string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	to := filepath.Join(dir, filepath.Base(file))
	overlay = filepath.Join(dir, "overlay.json")
	data, err := json.Marshal(map[string]map[string]string{"Replace": {file: to}})
	return overlay, errors.Join(err, os.WriteFile(to, changed, 0o644), os.WriteFile(overlay, data, 0o644))
}

// command is a process that ends with all that it started when the context does.
func command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	return c
}

var failed = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)

// failure names the first test that failed, or that was running when the time was up or the program fell over.
func failure(out []byte, err error) string {
	hang := bytes.Contains(out, []byte("panic: test timed out"))
	name := ""
	for _, m := range failed.FindAllSubmatch(out, -1) { // a subtest stands behind the test that it is part of
		if string(m[1]) != name && !strings.HasPrefix(string(m[1]), name+"/") && name != "" {
			break
		}
		name = string(m[1])
	}
	switch {
	case hang:
		return "a hang: " + strings.TrimSpace(name)
	case name == "":
		first, _, _ := strings.Cut(string(out), "\n")
		return fmt.Sprintf("%v: %s", err, first)
	}
	return name
}
