//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package library

import (
	"os"
	"syscall"
)

// hold takes a lock that the system takes back when the process ends, however it ends. It returns false where another process has it.
func hold(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == syscall.EWOULDBLOCK {
		return false, nil
	}
	return err == nil, err
}

func openLock(name string) (*os.File, error) { return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644) }
