package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimchart/claims/source"
)

// errHeld is a lock that another process has.
var errHeld = errors.New("another process has the lock")

// lock keeps a second build of the folder out until unlock is called or the process ends, and says who builds. A lock file that a
// build left behind holds nothing: the system's lock on it ended with the process.
func lock(dir string) (unlock func(), err error) {
	name := filepath.Join(dir, folder, lockFile)
	f, err := openLock(name)
	held := errors.Is(err, errHeld)
	if err == nil {
		var ok bool
		if ok, err = hold(f); err != nil || !ok {
			_ = f.Close() // nothing was written
			held = err == nil
		}
	}
	switch {
	case held:
		who := "another process"
		if text, err := os.ReadFile(name); err == nil && len(text) > 0 && len(text) < 200 {
			who = strings.TrimSpace(string(text))
		}
		return nil, fmt.Errorf("%s: is being built by %s: wait for it to end, then build again", dir, who)
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be locked: %w: %s", name, source.WithoutPath(err), remedyOf(err))
	}
	if err := f.Truncate(0); err == nil { // only a message: without it the lock holds all the same
		host, _ := os.Hostname()
		_, _ = fmt.Fprintf(f, "process %d on %s\n", os.Getpid(), host)
	}
	return func() { _ = f.Close() }, nil
}
