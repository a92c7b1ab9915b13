package main

import (
	"errors"
	"runtime"
	"syscall"

	"claimchart/claims/source"
)

// closedPipe tells whether writing failed because the reader, a pager or head, has seen enough.
func closedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errnoOf(runtime.GOOS, err, 109, 232, 233) // ERROR_BROKEN_PIPE, NO_DATA, PIPE_NOT_CONNECTED
}

// unwritten is an error for a file that could not be put in place. Windows replaces no file that another program has open; everywhere
// else it is replaced, and the other program keeps what it opened.
func unwritten(system string, err error) error {
	if errnoOf(system, err, 5, 32, 33) { // ERROR_ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION
		return errors.New("it is open in another program (Excel and Word keep files open), or read-only: close it and run the command again")
	}
	return source.WithoutPath(err)
}

// errnoOf tells whether an error of Windows has one of the numbers; they mean something else on other systems.
func errnoOf(system string, err error, numbers ...syscall.Errno) bool {
	var n syscall.Errno
	if system != "windows" || !errors.As(err, &n) {
		return false
	}
	for _, is := range numbers {
		if n == is {
			return true
		}
	}
	return false
}
