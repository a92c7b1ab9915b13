package main

import (
	"os"
	"syscall"
)

var setConsoleMode = syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")

// coloured has a console obey the sequences that colour text, and tells whether it does: those before Windows 10 print them.
func coloured(f *os.File) bool {
	const obeysSequences = 0x4 // ENABLE_VIRTUAL_TERMINAL_PROCESSING
	var mode uint32
	if err := syscall.GetConsoleMode(syscall.Handle(f.Fd()), &mode); err != nil {
		return false
	}
	if mode&obeysSequences != 0 {
		return true
	}
	done, _, _ := setConsoleMode.Call(f.Fd(), uintptr(mode|obeysSequences))
	return done != 0
}
