package priorart

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// helping is how many goroutines help at the moment, for all that is charted at a time.
var helping atomic.Int64

// onAllCores calls do with 0 to n-1, each once: in the goroutine that asks, and in as many beside it as there are processors that nobody
// else's helpers have. So a chart alone uses all processors, and many charts at a time hold no more than twice as many texts as there
// are. Where do panics the rest is done, and then onAllCores panics with what the first of them, by number, panicked with: whoever asked can
// recover it.
func onAllCores(n int, do func(i int)) {
	var (
		group   sync.WaitGroup
		taken   atomic.Int64
		mu      sync.Mutex // of what follows
		fault   any
		faultAt = n
	)
	guarded := func(i int) {
		defer func() {
			if f := recover(); f != nil {
				mu.Lock()
				defer mu.Unlock()
				if i < faultAt {
					fault, faultAt = f, i
				}
			}
		}()
		do(i)
	}
	next := func() int { return int(taken.Add(1)) - 1 }
	for i := next(); i < n; i = next() {
		for int(taken.Load()) < n && mayHelp() {
			group.Go(func() {
				defer helping.Add(-1)
				for i := next(); i < n; i = next() {
					guarded(i)
				}
			})
		}
		guarded(i)
	}
	group.Wait()
	if faultAt < n {
		panic(fault)
	}
}

// mayHelp takes the place of a helper, if there is one.
func mayHelp() bool {
	if int(helping.Add(1)) < runtime.GOMAXPROCS(0) {
		return true
	}
	helping.Add(-1)
	return false
}
