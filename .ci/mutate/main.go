// Command mutate breaks the rules of the tool one by one and tells which test notices. What no test notices needs a case.
//
//	go run ./.ci/mutate                 all of .ci/mutate/mutations/mutations.txt
//	go run ./.ci/mutate -run 'c2|kit'   those whose id or file matches
//	go run ./.ci/mutate -sample         of each room the mutation that the tests are least sure to catch
//	go run ./.ci/mutate -list           says what each breaks, and runs nothing
//
// The tests run in a copy of the work tree that has no ../shared beside it, and the changed file is laid over it: nothing here is
// touched. Exit status 1 where a mutation survives, does not compile, or no longer fits its file.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"claimchart/.ci/mutate/mutations"
)

func main() {
	log.SetFlags(0)
	good, err := mutate()
	if err != nil {
		log.Print(err)
	}
	if !good {
		os.Exit(1)
	}
}

// mutate does what the flags say, and tells whether every mutation was caught.
func mutate() (good bool, err error) {
	pattern := flag.String("run", "", "only mutations whose id or file this regular expression matches")
	list := flag.Bool("list", false, "list the mutations and run nothing")
	sample := flag.Bool("sample", false, "of each room one, by its quick tests: the first for which a case had to be written, else the first")
	quick := flag.Bool("quick", false, "only the quick tests of the room's own package, and the corpus: a survivor may be caught by others")
	jobs := flag.Int("jobs", 2, "how many mutations to try at a time")
	limit := flag.Duration("limit", 5*time.Minute, "how long the tests of a package may take; a longer time is a hang, and caught")
	flag.Parse()
	all, err := mutations.Read()
	if err != nil {
		return false, err
	}
	chosen, err := choose(all, *pattern, *sample)
	if err != nil {
		return false, err
	}
	if *list {
		for _, m := range chosen {
			if _, err := m.Apply("."); err != nil {
				return false, err
			}
			fmt.Printf("%-30s %s\n", m.ID, strings.ReplaceAll(m.Rule, "\n", " "))
		}
		return true, nil
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	opt := options{jobs: *jobs, limit: *limit, quick: *quick || *sample}
	opt.trusted = func(context.Context, string, string) bool { return true } // for a sample: .ci/run has run the tests
	if !*sample {
		opt.trusted = proofs(filepath.Join(dir, "unbroken"), opt)
	}
	good, err = run(ctx, os.Stdout, dir, chosen, opt)
	return good, errors.Join(err, os.RemoveAll(dir))
}

type options struct {
	jobs    int
	limit   time.Duration
	quick   bool
	trusted func(ctx context.Context, tree, p string) bool // whether the tests of a package pass where nothing is broken
}

// choose picks mutations by id or file, and of these, for a sample, one a room.
func choose(all []mutations.Mutation, pattern string, sample bool) ([]mutations.Mutation, error) {
	match, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	var out []mutations.Mutation
	at := map[string]int{} // of each room, where its sample stands
	for _, m := range all {
		k, seen := at[m.Room()]
		switch {
		case !match.MatchString(m.ID) && !match.MatchString(m.File):
		case !sample || !seen:
			at[m.Room()] = len(out)
			out = append(out, m)
		case m.Case != "" && out[k].Case == "":
			out[k] = m
		}
	}
	if out == nil {
		return nil, fmt.Errorf("no mutation matches %q", pattern)
	}
	return out, nil
}

// run tries the mutations, so many at a time, and prints what came of each in their order. It tells whether all were caught.
func run(ctx context.Context, out io.Writer, dir string, list []mutations.Mutation, opt options) (good bool, err error) {
	begun := time.Now()
	tree := filepath.Join(dir, "tree", "claimchart") // "../shared" of it is in a folder of our own
	if err := copyTree(ctx, tree); err != nil {
		return false, err
	}
	results := make([]chan result, len(list))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	slots := make(chan struct{}, max(1, opt.jobs))
	go func() {
		for i := range list {
			slots <- struct{}{}
			go func() {
				results[i] <- try(ctx, tree, filepath.Join(dir, fmt.Sprint(i)), &list[i], opt)
				<-slots
			}()
		}
	}()
	counts := map[outcome]int{}
	for i := range list {
		r := <-results[i]
		if ctx.Err() != nil {
			fmt.Fprintln(out, "stopped")
			for range cap(slots) {
				slots <- struct{}{} // what still runs ends before its files are taken away
			}
			return false, nil
		}
		counts[r.outcome]++
		fmt.Fprintf(out, "%-30s %s %s\n", list[i].ID, r.outcome, r.by)
		if r.outcome == survived {
			fmt.Fprintf(out, "    %s: %s\n", list[i].File, list[i].Rule)
		}
	}
	fmt.Fprintf(out, "%d mutations: %d caught, %d survived, %d faulty, in %s\n", len(list), counts[caught], counts[survived], counts[faulty], time.Since(begun).Round(time.Second))
	return counts[caught] == len(list), nil
}

// copyTree copies the files of the work tree that git knows or would add.
func copyTree(ctx context.Context, to string) error {
	names, err := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("listing the work tree: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(names), "\x00"), "\x00") {
		data, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // taken away, and git not told yet
		}
		if err != nil {
			return err
		}
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
