package priorart

import "sync"

// texts keeps references made ready for scoring from one chart of a library to the next: of many claim sets charted against few references, a third of
// the time goes into making them ready. The zero value keeps nothing yet.
type texts struct {
	mu    sync.Mutex
	again bool // the library was charted before: one chart alone uses each text once
	bytes int  // of the passages of those that are kept
	idle  map[*Reference][]*text
}

// mostKept is how many bytes of passages are kept as texts, which take some sixty times as much of memory.
const mostKept = 2 << 20

// begin is called before each chart.
func (k *texts) begin() (again bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	again, k.again = k.again, true
	return again
}

// take returns the text of a reference, for one user at a time, who gives it back. The error is that of reading the passages from where they are stored.
func (k *texts) take(ref *Reference) (*text, error) {
	k.mu.Lock()
	if list := k.idle[ref]; len(list) > 0 {
		defer k.mu.Unlock()
		t := list[len(list)-1]
		k.idle[ref] = list[:len(list)-1]
		return t, nil
	}
	k.mu.Unlock()
	held, err := ref.held()
	if err != nil {
		return nil, err
	}
	return newText(held), nil
}

// give takes a text back, to be kept if there is room.
func (k *texts) give(ref *Reference, t *text) {
	t.quoted.spread, t.own.spread = spread{}, spread{}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !t.kept {
		size := 0
		for i := range t.ref.Passages {
			size += len(t.ref.Passages[i].Text)
		}
		if k.bytes+size > mostKept {
			return
		}
		t.kept = true
		k.bytes += size
	}
	if k.idle == nil {
		k.idle = map[*Reference][]*text{}
	}
	k.idle[ref] = append(k.idle[ref], t)
}
