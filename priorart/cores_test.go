package priorart

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// TestOnAllCores: each number is done once, many callers at a time share the helpers, and a panic reaches whoever asked, once the rest is done.
func TestOnAllCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			var done [200]atomic.Int64
			defer func() {
				if fault := recover(); fault != 17 {
					t.Errorf("recovered %v, want 17", fault)
				}
				for i := range done {
					if done[i].Load() != 1 {
						t.Errorf("%d was done %d times", i, done[i].Load())
					}
				}
			}()
			onAllCores(len(done), func(i int) {
				if n := helping.Load(); n > 3+8 { // those who ask for a place are counted while they do
					t.Errorf("%d help", n)
				}
				done[i].Add(1)
				if i == 17 || i == 150 {
					panic(i)
				}
			})
		})
	}
	callers.Wait()
	if n := helping.Load(); n != 0 {
		t.Errorf("%d still help", n)
	}
}
