package main

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/report"
)

// eachSet reads the claim sets of all paths and calls work with each and the path that gave it, several at a time, and take with
// what came of it, one after the other in the order of the input, as soon as those before it are done. done says what is done to a
// set ("checked"), for people who wait; nothing is told if it is empty. What cannot be read is reported in the same order, and
// failed is true. An error of take ends the run.
func eachSet[R any](cmd *cobra.Command, paths []string, done string, work func(path string, set *claims.Set) R, take func(R) error) (inputs []report.Input, failed bool, err error) {
	var p *progress
	complain := func(err error) {
		p.clear()
		fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", err)
		failed = true
	}
	type job struct {
		path, file string
		doc        *claims.Document
	}
	type outcome struct {
		result R
		err    error
	}
	var jobs []job
	for _, path := range paths {
		files, errs := source.Open([]string{path}, cmd.InOrStdin())
		for _, err := range errs {
			complain(err)
		}
		for _, f := range files {
			for _, doc := range f.Documents {
				jobs = append(jobs, job{path, f.Name, doc})
			}
			inputs = append(inputs, report.Input{Name: f.Name, Format: f.Format, Bytes: f.Bytes, SHA256: f.SHA256})
		}
	}
	p = newProgress(cmd.ErrOrStderr(), done, len(jobs))
	defer func() { p.clear() }()
	err = inOrder(jobs, func(j job) outcome {
		set, err := claims.Parse(j.doc)
		switch {
		case errors.Is(err, claims.ErrNoClaims):
			return outcome{err: fmt.Errorf("%s: %w", j.file, err)}
		case err != nil:
			return outcome{err: fmt.Errorf("reading %s: %w", j.file, err)}
		}
		return outcome{result: work(j.path, set)}
	}, func(o outcome) error {
		p.step()
		if o.err != nil {
			complain(o.err)
			return nil
		}
		return take(o.result)
	})
	return inputs, failed, err
}

// readSets reads the claim sets of all paths.
func readSets(cmd *cobra.Command, paths []string) (sets []*claims.Set, inputs []report.Input, failed bool) {
	inputs, failed, _ = eachSet(cmd, paths, "parsed", asRead, func(set *claims.Set) error { // which never fails
		sets = append(sets, set)
		return nil
	})
	return sets, inputs, failed
}

func asRead(_ string, set *claims.Set) *claims.Set { return set }

// showSets reads the claim sets of all paths and gives them to show: each as soon as it is read where the output streams, else all
// together if there are any.
func showSets(cmd *cobra.Command, paths []string, out *output, show func(sets []*claims.Set) error) (failed bool, err error) {
	if out.streams() {
		_, failed, err = eachSet(cmd, paths, out.telling(cmd, "parsed"), asRead, func(set *claims.Set) error {
			return show([]*claims.Set{set})
		})
		return failed, err
	}
	sets, _, failed := readSets(cmd, paths)
	if len(sets) == 0 {
		return failed, nil
	}
	return failed, show(sets)
}

// inOrder calls do with each item, as many at a time as there are processors, and take with each result in the order of the items.
// Only so many results wait for one before them that memory stays bounded. It stops at the first error of take and returns it.
func inOrder[T, R any](items []T, do func(T) R, take func(R) error) error {
	workers := runtime.GOMAXPROCS(0)
	if workers == 1 || len(items) == 1 {
		for _, item := range items {
			if err := take(do(item)); err != nil {
				return err
			}
		}
		return nil
	}
	const ahead = 64 // results that may wait, for each worker
	var (
		running = make(chan struct{}, workers)
		queue   = make(chan chan R, ahead*workers)
		stop    = make(chan struct{})
	)
	defer close(stop)
	go func() {
		defer close(queue)
		for _, item := range items {
			result := make(chan R, 1)
			select {
			case queue <- result:
			case <-stop:
				return
			}
			running <- struct{}{}
			go func() {
				defer func() { <-running }()
				result <- do(item)
			}()
		}
	}()
	for result := range queue {
		if err := take(<-result); err != nil {
			return err
		}
	}
	return nil
}
