package source

import (
	"iter"
	"runtime"
	"sync"
)

// maxHeld bounds the bytes of documents that are read and not done.
const maxHeld = 32 << 20

// budget lets so many bytes of work be under way at a time, and any single piece of work whatever its size.
type budget struct {
	mu   sync.Mutex
	room sync.Cond
	held int
	over bool // nothing more is wanted
}

// take waits for room and returns false where nothing more is wanted.
func (b *budget) take(n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.held > 0 && b.held+n > maxHeld && !b.over {
		b.room.Wait()
	}
	b.held += n
	return !b.over
}

func (b *budget) give(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held -= n
	b.room.Signal()
}

func (b *budget) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	b.room.Broadcast()
}

// InOrder calls do with each item, as many at a time as there are processors, and take with each result in the order of the items.
// Only so many results wait for one before them, and items of so many bytes are under way, that memory stays bounded. It stops at
// the first error of take and returns it. Nothing of items or do is at work any more when it returns: what they use can be read and closed.
func InOrder[T, R any](items iter.Seq[T], weigh func(T) int, do func(T) R, take func(R) error) error {
	workers := runtime.GOMAXPROCS(0)
	if workers == 1 {
		for item := range items {
			if err := take(do(item)); err != nil {
				return err
			}
		}
		return nil
	}
	const ahead = 64 // results that may wait, for each worker
	type slot struct {
		result chan R
		bytes  int
	}
	var (
		running = make(chan struct{}, workers)
		queue   = make(chan slot, ahead*workers)
		stop    = make(chan struct{})
		room    = &budget{}
		all     sync.WaitGroup
	)
	room.room.L = &room.mu
	defer all.Wait()
	defer close(stop)
	defer room.end()
	all.Go(func() {
		defer close(queue)
		for item := range items {
			s := slot{make(chan R, 1), weigh(item)}
			if !room.take(s.bytes) {
				return
			}
			select {
			case queue <- s:
			case <-stop:
				return
			}
			running <- struct{}{}
			all.Go(func() {
				defer func() { <-running }()
				s.result <- do(item)
			})
		}
	})
	for s := range queue {
		err := take(<-s.result)
		room.give(s.bytes)
		if err != nil {
			return err
		}
	}
	return nil
}
