package source

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// TestInOrder: results come in the order of the items however long each takes, and an error ends the work.
func TestInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	var items, got []int
	for i := range 300 {
		items = append(items, i)
	}
	slow := func(i int) int {
		if i%7 == 0 {
			time.Sleep(time.Millisecond)
		}
		return i
	}
	if err := InOrder(slices.Values(items), func(int) int { return 1 << 20 }, slow, func(i int) error { got = append(got, i); return nil }); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(items) {
		t.Errorf("out of order: %v", got)
	}
	stop, n := errors.New("stop"), 0
	var working atomic.Int64
	err := InOrder(slices.Values(items), func(int) int { return 1 << 20 }, func(i int) int {
		defer working.Add(-1)
		working.Add(1)
		return slow(i)
	}, func(int) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 3 {
		t.Errorf("%v after %d results; want %v after 3", err, n, stop)
	}
	if n := working.Load(); n != 0 {
		t.Errorf("%d are at work after the end", n)
	}
}
